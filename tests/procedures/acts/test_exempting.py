"""Exemption and reduction: the bands of both laws, the dossier's way to the court, what its decision does."""

from dataclasses import replace

import pytest
from tests import cast
from tests.builders import a_matter, day
from tests.procedures.acts.figures import stand
from tests.procedures.acts.scene import KV1, case, decide, do, refusal, register, stages

from thihanh.matters.intake import VerificationResult
from thihanh.procedures.exemption import band

pytestmark = pytest.mark.django_db
NEW, OLD = "20/07/2026", "22/06/2026"
ALL_PAPERS = "proposal,copies,verification,proof,procuracy_view"
ASKED = {"obligation": "1", "counterpart": "TAND khu vực 1", "reason": "Không có tài sản, thu nhập"}


def of(amount: int, *, decided: str = "10/06/2021", paid: int = 0, verified: str = "15/06/2026") -> a_matter:
    """Lan's matter of court fee without means since three months after its decision, verified lately."""
    built = a_matter("601/QĐ", decided).held_by(cast.LAN.code, KV1).owing(amount)
    built = built.then("no_means", f"{decided[:6]}{int(decided[6:]) + 1}", "N-1")
    if paid:
        built = built.paying(paid, f"{decided[:6]}{int(decided[6:]) + 1}")
    result = VerificationResult(day(verified), "direct", "Không có tài sản", day(verified))
    return built._with(verifications=(result,))


@pytest.fixture
def office(db) -> None:
    cast.gather()


def asked(built: a_matter) -> int:
    return register(built)[0]


@pytest.mark.parametrize(
    ("amount", "paid", "decided", "on", "expected"),
    [
        # waived: small remainders
        (1_900_000, 0, "10/06/2021", OLD, ("waive", 1_900_000, "10/06/2026")),
        (2_000_000, 0, "10/06/2021", OLD, ("waive", 2_000_000, "10/06/2031")),
        (6_000_000, 1_100_000, "10/06/2021", OLD, ("waive", 4_900_000, "10/06/2026")),
        (4_999_999, 0, "10/06/2021", NEW, ("waive", 4_999_999, "10/06/2026")),
        (9_999_999, 0, "10/06/2014", NEW, ("waive", 9_999_999, "10/06/2024")),
        # reduced: a quarter, or a fifth of at most 50 million
        (9_999_999, 0, "10/06/2021", NEW, ("reduce", 2_499_999, "10/06/2026")),
        (100_000_000, 0, "10/06/2021", NEW, ("reduce", 25_000_000, "10/06/2026")),
        (100_000_001, 0, "10/06/2021", NEW, ("reduce", 20_000_000, "10/06/2031")),
        (400_000_000, 0, "10/06/2014", NEW, ("reduce", 50_000_000, "10/06/2024")),
        (50_000_000, 10_000_000, "10/06/2021", OLD, ("reduce", 10_000_000, "10/06/2026")),
        # the old law reduces nothing of which nothing was performed
        (50_000_000, 0, "10/06/2021", OLD, None),
        (7_000_000, 0, "10/06/2021", OLD, None),
    ],
)
@pytest.mark.usefixtures("office")
def test_the_band_follows_the_law_of_the_day(amount, paid, decided, on, expected) -> None:
    one = case(asked(of(amount, decided=decided, paid=paid)), on=on)
    found = band(one, one.obligations[0], day(on))

    said = None if found is None else (found.relief, found.most, f"{found.ripe_on:%d/%m/%Y}")
    assert said == expected


def filed(matter: int, on: str = NEW, **more: str) -> None:
    decide("exemption_file", matter, {**ASKED, **more}, on=on)


def to_court(matter: int, on: str = NEW) -> None:
    do("exemption_view", matter, {"agrees": "1", "on": on}, on=on)
    do("exemption_sent", matter, {"papers": ALL_PAPERS, "on": on}, on=on)
    do("exemption_accepted", matter, {"on": on}, on=on)


def test_under_the_new_law_a_waived_remainder_leaves_by_termination(office) -> None:
    matter = asked(of(4_800_000))
    filed(matter)
    to_court(matter)
    do("exemption_decided", matter, {"outcome": "waived", "amount": "4.800.000", "on": NEW}, on=NEW)
    assert case(matter).outstanding == 4_800_000

    decide("terminate", matter, {"ground": "C-5", "extent": "whole", "document_on": NEW}, on=NEW)

    assert stages(matter)[-1] == "terminated"
    assert stand(NEW, of="money") == {"due": 4_800_000, "terminated": 4_800_000}


def test_under_the_old_law_a_reduction_is_money_reduced(office) -> None:
    matter = asked(of(50_000_000, paid=10_000_000))
    filed(matter, on=OLD)
    to_court(matter, on=OLD)
    do("exemption_decided", matter, {"outcome": "reduced", "amount": "8.000.000", "on": OLD}, on=OLD)

    assert stages(matter)[-1] == "no_means"
    assert case(matter).obligation(1).money["reduced"] == 8_000_000
    assert stand(OLD, of="money")["reduced"] == 8_000_000


def test_a_reduction_of_the_new_law_is_terminated_exactly_as_the_court_said(office) -> None:
    matter = asked(of(40_000_000))
    filed(matter, relief="reduce", amount="10.000.000")
    to_court(matter)
    do("exemption_decided", matter, {"outcome": "reduced", "amount": "9.000.000", "on": NEW}, on=NEW)
    part = {"ground": "C-5", "obligations": "1", "document_on": NEW}
    assert refusal("terminate_part", matter, {**part, "amount": "10.000.000"}, on=NEW).field == "ground"

    decide("terminate_part", matter, {**part, "amount": "9.000.000"}, on=NEW)

    assert case(matter).outstanding == 31_000_000
    again = refusal("terminate_part", matter, {**part, "amount": "9.000.000"}, on=NEW)
    assert again.field == "ground"


def test_what_is_not_due_to_the_budget_is_not_exempted(office) -> None:
    built = of(4_000_000)
    debt = replace(built.intake.obligations[0], kind="debt")
    matter = asked(built._with(obligations=(debt,)))

    refused = refusal("exemption_file", matter, {**ASKED, "relief": "waive", "amount": "4.000.000"}, on=NEW)

    assert (refused.question, refused.field) == ("law", "obligation")
    assert "ngân sách nhà nước" in refused.sentence


def test_a_debtor_with_means_is_not_exempted(office) -> None:
    matter = asked(of(4_000_000).then("in_progress", "01/07/2026"))

    assert refusal("exemption_file", matter, ASKED, on=NEW).question == "state"


def test_the_years_must_have_passed(office) -> None:
    matter = asked(of(4_000_000, decided="10/08/2021"))

    refused = refusal("exemption_file", matter, ASKED, on=NEW)

    assert (refused.question, refused.field) == ("law", "obligation")
    assert "từ ngày 10/08/2026" in refused.sentence


def test_great_hardship_is_waived_whatever_the_band(office) -> None:
    matter = asked(of(30_000_000, decided="10/06/2024"))
    said = {"relief": "waive", "amount": "30.000.000"}
    assert refusal("exemption_file", matter, {**ASKED, **said}, on=NEW).question == "law"

    filed(matter, **said, special="1")

    assert case(matter).last_step("exemption_file").facts["special"] is True


def test_a_reduction_stays_under_its_ceiling(office) -> None:
    matter = asked(of(40_000_000))

    refused = refusal("exemption_file", matter, {**ASKED, "relief": "reduce", "amount": "10.000.001"}, on=NEW)

    assert (refused.question, refused.field) == ("law", "amount")
    assert "10.000.000 đồng" in refused.sentence


def test_a_verification_older_than_three_months_proves_nothing(office) -> None:
    matter = asked(of(4_000_000, verified="15/04/2026"))

    refused = refusal("exemption_file", matter, ASKED, on=NEW)

    assert "không quá 3 tháng" in refused.sentence


def test_the_agencys_own_proposal_needs_the_procuracys_view_and_every_paper(office) -> None:
    matter = asked(of(4_000_000))
    filed(matter)
    sent = {"papers": ALL_PAPERS, "on": NEW}
    assert refusal("exemption_sent", matter, sent, on=NEW).question == "state"

    do("exemption_view", matter, {"agrees": "", "on": NEW}, on=NEW)
    lacking = refusal("exemption_sent", matter, {**sent, "papers": "proposal,copies"}, on=NEW)
    assert "Tài liệu chứng minh" in lacking.sentence

    do("exemption_sent", matter, sent, on=NEW)
    assert case(matter).last_step("exemption_sent").until == day("22/07/2026")
    assert refusal("exemption_sent", matter, sent, on=NEW).question == "state"


def test_the_procuracys_own_proposal_needs_no_view_of_its_own(office) -> None:
    matter = asked(of(4_000_000))
    filed(matter, proposer="procuracy")
    assert refusal("exemption_view", matter, {"on": NEW}, on=NEW).question == "state"

    do("exemption_sent", matter, {"papers": "proposal,copies,verification,proof", "on": NEW}, on=NEW)

    assert case(matter).last_step("exemption_sent").on == day(NEW)


def test_the_court_follows_its_order(office) -> None:
    matter = asked(of(4_000_000))
    assert refusal("exemption_accepted", matter, {"on": NEW}, on=NEW).question == "state"
    filed(matter)
    assert refusal("exemption_accepted", matter, {"on": NEW}, on=NEW).question == "state"
    decided = {"outcome": "waived", "amount": "4.000.000", "on": NEW}
    assert refusal("exemption_decided", matter, decided, on=NEW).question == "state"
    assert refusal("exemption_file", matter, ASKED, on=NEW).question == "state"

    to_court(matter)

    assert case(matter).last_step("exemption_accepted").until == day("10/08/2026")  # 20 days end on a Sunday


def test_a_judgment_is_considered_once_a_year(office) -> None:
    matter = asked(of(4_000_000))
    filed(matter)
    to_court(matter)
    do("exemption_decided", matter, {"outcome": "refused", "on": NEW}, on=NEW)
    assert case(matter).outstanding == 4_000_000

    refused = refusal("exemption_file", matter, ASKED, on="21/07/2026")

    assert "một lần trong một năm" in refused.sentence
    assert "20/07/2027" in refused.sentence


def under_the_judgment_of(first: a_matter, number: str, decided: str, debtor: str = "") -> a_matter:
    """Another matter of the same judgment; of another debtor where his number is given."""
    built = of(4_000_000, decided=decided)
    new = replace(built.intake.new, number=number, judgment=first.intake.new.judgment)
    creditor, owes = built.intake.parties
    owes = replace(owes, id_number=debtor or owes.id_number)
    return built._with(new=new, parties=(creditor, owes))


def test_the_year_counts_for_the_judgment_of_the_debtor_not_for_the_matter(office) -> None:
    first = of(4_000_000)
    other = under_the_judgment_of(first, "602/QĐ", "11/06/2021")
    stranger = under_the_judgment_of(first, "603/QĐ", "11/06/2021", debtor="999085005678")
    matter, same, not_his = register(first, other, stranger)
    filed(matter)
    to_court(matter)
    do("exemption_decided", matter, {"outcome": "refused", "on": NEW}, on=NEW)

    refused = refusal("exemption_file", same, ASKED, on="21/07/2026")

    assert "ở một việc khác của cùng bản án, đã được Tòa án xét ngày 20/07/2026" in refused.sentence
    filed(not_his, on="21/07/2026")


def test_the_years_count_from_the_first_decision_under_the_judgment(office) -> None:
    first = of(4_000_000)
    late = under_the_judgment_of(first, "602/QĐ", "10/03/2024")
    stranger = under_the_judgment_of(first, "603/QĐ", "10/03/2024", debtor="999085005678")
    _, later, not_his = register(first, late, stranger)

    found = [band(one, one.obligations[0], day(NEW)) for one in (case(later, on=NEW), case(not_his, on=NEW))]

    assert [f"{one.ripe_on:%d/%m/%Y}" for one in found] == ["10/06/2026", "10/03/2029"]


def test_a_refusal_of_the_court_has_no_sum(office) -> None:
    matter = asked(of(4_000_000))
    filed(matter)
    to_court(matter)

    said = {"outcome": "refused", "amount": "1.000.000", "on": NEW}
    assert refusal("exemption_decided", matter, said, on=NEW).field == "amount"
    assert refusal("exemption_decided", matter, {"outcome": "waived", "on": NEW}, on=NEW).field == "amount"
