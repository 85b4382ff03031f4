"""Published figures that cannot be true together are found and named; those that reconcile stay silent."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thihanh.statistics.published import Qualified, Qualifier
from thihanh.targets.consistency.findings import Finding
from thihanh.targets.consistency.report import known_findings, report, report_of
from thihanh.targets.consistency.statements import PrintedRow, Statement, World


def printed(
    name: str = "A", *, year: int = 2025, months: int = 12, edition: str = "annual", **figures: str
) -> PrintedRow:
    """A row as a source prints it: figures by column, "hơn" and the like before the number."""
    words: dict[str, Qualifier] = {"hơn": "above", "gần": "nearly", "khoảng": "about"}
    by_column = {}
    for column, said in figures.items():
        word, _, number = said.rpartition(" ")
        value = Qualified.read(number, words.get(word, "exact"))
        by_column[column] = (Statement(name, column, value, "bài in"),)
    return PrintedRow(
        row=name,
        level="province",
        unit="22",
        boundary="",
        name="Quảng Ninh",
        year=year,
        months=months,
        edition=edition,
        mark="S",
        source="bài in",
        origin="dòng nhập",
        by_column=by_column,
    )


def found(*rows: PrintedRow) -> tuple[Finding, ...]:
    """What is said of the first row beside the others."""
    return tuple(one for one in report_of(rows[0], World(rows)).findings if one.severity != "explain")


def reasons(*rows: PrintedRow) -> set[tuple[str, str]]:
    return {(one.code, one.reason.code) for one in found(*rows)}


def test_every_known_contradiction_is_found_with_its_reason_and_nothing_else_is_said() -> None:
    whole = report()
    print(
        f"phép tính khớp {whole.reconciled}, báo động giả {len(whole.false_alarms)}, "
        f"bỏ sót {len(whole.missed)}, dòng {dict(whole.statuses)}"
    )
    assert whole.false_alarms == ()
    assert whole.missed == ()
    assert whole.reconciled > 350
    named = {one.item: found.reason.code for one in known_findings() if (found := whole.finding_of(one))}
    assert {item: named[item] for item in map(str, (1, 2, 3, 4, 5, 7, 9, 10, 11, 12, 13, 14))} == {
        "1": "mixed-cut-offs",
        "2": "other-edition",
        "3": "two-sources",
        "4": "digit",
        "5": "swap",
        "7": "separate-book",
        "9": "unit-scale",
        "10": "period",
        "11": "revised-base",
        "12": "digit",
        "13": "unit-scale",
        "14": "scope",
    }


def test_every_row_has_a_status_and_a_silent_one_says_what_is_missing() -> None:
    whole = report()
    assert sum(whole.statuses.values()) == len(whole.rows)
    assert all(row.why for row in whole.rows if row.status == "không có phép tính")
    assert all(side.row or side.why for side in whole.sides)


def test_rows_that_reconcile_are_left_alone() -> None:
    good = printed(
        cases_opening="299096",
        cases_new="636950",
        cases_handled="936046",
        cases_entrusted="12004",
        cases_revoked="501",
        cases_due="923541",
        cases_eligible="khoảng 691500",
        cases_done="575667",
        cases_rate_pub="83.24",
        cases_target="82.5",
        cases_beat_pub="0.74",
    )
    assert found(good) == ()


@pytest.mark.parametrize(
    ("figures", "code", "reason"),
    [
        ({"cases_done": "900", "cases_eligible": "1000", "cases_rate_pub": "9.00"}, "R08", "unknown"),
        ({"cases_opening": "10200", "cases_new": "20300", "cases_handled": "30600"}, "R01", "digit"),
        (
            {"money_done": "295.347", "money_eligible": "1403871", "money_rate_pub": "21.04"},
            "R08",
            "unit-scale",
        ),
        (
            {
                "cases_due": "1000",
                "cases_eligible": "700",
                "cases_eligible_share": "39.10",
                "money_due": "1000",
                "money_eligible": "391",
                "money_eligible_share": "70.00",
            },
            "TỶ-TRỌNG",
            "swap",
        ),
        (
            {"cases_rate_pub": "93.90", "cases_target": "73.90", "cases_beat_pub": "27.06"},
            "R24",
            "relative",
        ),
        (
            {
                "cases_handled": "1000",
                "cases_due": "900",
                "cases_eligible": "600",
                "cases_eligible_share": "60.00",
            },
            "TỶ-TRỌNG",
            "base",
        ),
        ({"cases_done": "1100", "cases_eligible": "1000"}, "R04", "unknown"),
        ({"money_due": "12345", "cases_due": "12", "money_done": "5"}, "ĐƠN-VỊ", "unit-scale"),
        ({"cases_enforced": "80", "cases_terminated": "30", "cases_done": "100"}, "R05", "unknown"),
        (
            {"money_enforced": "80", "money_terminated": "30", "money_reduced": "1", "money_done": "100"},
            "R06",
            "unknown",
        ),
        ({"cases_due": "1000", "cases_done": "700", "cases_carried": "310"}, "R07", "unknown"),
    ],
)
def test_a_contradiction_is_named_by_the_reason_that_would_resolve_it(
    figures: dict[str, str], code: str, reason: str
) -> None:
    assert (code, reason) in reasons(printed(**figures))


def test_a_beat_of_the_preliminary_edition_beside_the_final_rate_is_named() -> None:
    final = printed("F", edition="final", cases_rate_pub="84.27", cases_target="83.9", cases_beat_pub="0.35")
    first = printed("P", edition="preliminary", cases_rate_pub="84.25", cases_target="83.9")
    assert reasons(final, first) == {("R24", "other-edition")}
    assert "bản sơ bộ" in found(final, first)[0].sentence


def test_an_interim_beat_may_be_of_the_month_s_share_of_the_target() -> None:
    assert found(printed(months=6, cases_rate_pub="45.49", cases_target="83.9", cases_beat_pub="3.54")) == ()


def test_a_bound_is_taken_at_its_word() -> None:
    assert found(printed(cases_done="hơn 7500", cases_eligible="8823", cases_rate_pub="gần 86")) == ()
    assert found(printed(cases_done="hơn 7500", cases_eligible="8000", cases_rate_pub="gần 86"))


def test_the_opening_differs_from_the_closing_before_as_expected() -> None:
    now = printed("B", year=2025, cases_opening="900")
    before = printed("A", year=2024, cases_due="2000", cases_done="1000")
    [finding] = found(now, before)
    assert (finding.severity, finding.reason.code) == ("expected", "separate-book")


@given(
    due=st.integers(1_000, 200_000),
    part=st.tuples(st.integers(20, 95), st.integers(20, 95)),
    mean=st.integers(20, 2_000),
)
def test_true_rows_rounded_as_people_print_them_raise_no_alarm(
    due: int, part: tuple[int, int], mean: int
) -> None:
    eligible = due * part[0] // 100
    done = eligible * part[1] // 100
    money = Fraction(due * mean, 1000)
    rate = f"{100 * done / eligible:.2f}"
    row = printed(
        cases_due=str(due),
        cases_eligible=str(eligible),
        cases_not_eligible=str(due - eligible),
        cases_eligible_share=f"{100 * eligible / due:.2f}",
        cases_done=str(done),
        cases_rate_pub=rate,
        cases_carried=str(due - done),
        money_due=f"{float(money):.3f}",
        money_eligible=f"{float(money * part[0] / 100):.3f}",
        money_done=f"{float(money * part[0] * part[1] / 10_000):.3f}",
        money_rate_pub=f"{part[1]:.2f}",
    )
    assert found(row) == ()
