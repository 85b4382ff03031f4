"""The register of deadlines as data: complete, of one form, and able to take new rows without code."""

from datetime import date

import pytest

from thihanh.deadlines import Refused, compute, load_calendar
from thihanh.law.marks import MARKS
from thihanh.law.regimes import R25_START, REGIMES
from thihanh.law.stopping import stop_grounds
from thihanh.law.terms import fact_names, load_rules, rules, step_names

CALENDAR = load_calendar()

# Settled reading 5, word by word: facts by rule, and the steps of rows with several clocks.
FACTS = {
    "DL-01": {"immediate_effect", "procedural_law_silent"},
    "DL-06": {"bankruptcy", "interim_measure"},
    "DL-41": {"bankruptcy", "interim_measure"},
    "DL-21": {"prison_over_2_years", "address_unknown"},
    "DL-31": {"prison_over_2_years", "address_unknown", "verifications_done"},
    "DL-23": {"account_information"},
    "DL-24": {"real_estate_or_registered", "complex"},
    "DL-93": {"real_estate_or_registered", "complex"},
    "DL-63": {"first_sale", "real_estate"},
    "DL-65": {"first_sale", "real_estate"},
    "DL-75": {"extension_agreed"},
    "DL-77": {"agreement", "direct_sale"},
    "DL-80": {"many_creditors"},
    "DL-87": {"perishable"},
    "DL-88": {"collected_later"},
    "DL-96": {"take_worker_back"},
}
STEPS = {
    "DL-17": {"reminder", "portal"},
    "DL-32": {"parties", "creditor"},
    "DL-35": {"heirs_notice"},
    "DL-41": {"receiving_decision"},
    "DL-52": {"province_answer"},
    "DL-54": {"plan_to_agency"},
    "DL-63": {"notice", "use", "pay", "later_sale"},
    "DL-99": {"valuation", "notice", "pay"},
}
NO_ROLLING = {
    "length": {"BT-10", "DL-15", "DL-37"},
    "limitation": {"BT-11", "DL-03", "HC-07", "KN-01", "KS-06", "MG-04"},
}


def test_the_register_holds_dl_01_to_dl_99_and_hc_01_to_hc_20_for_both_regimes():
    assert [code for code in rules() if code.startswith("DL-")] == [f"DL-{n:02d}" for n in range(1, 100)]
    assert [code for code in rules() if code.startswith("HC-")] == [f"HC-{n:02d}" for n in range(1, 21)]
    assert all(rule.variants[regime] for rule in rules().values() for regime in REGIMES)


@pytest.mark.parametrize(("code", "facts"), FACTS.items())
def test_a_rule_knows_the_facts_that_were_settled_for_it(code, facts):
    assert facts <= set(rules()[code].facts)


@pytest.mark.parametrize(("code", "steps"), STEPS.items())
def test_a_row_with_several_clocks_offers_exactly_the_settled_steps(code, steps):
    assert set(rules()[code].steps) == steps


def test_no_other_rule_has_steps():
    assert {code for code, rule in rules().items() if rule.steps} == set(STEPS)


def test_every_fact_and_step_has_a_vietnamese_name():
    used = {fact for rule in rules().values() for fact in rule.switches | rule.numbers}
    assert used <= set(fact_names())
    assert {step for rule in rules().values() for step in rule.steps} <= set(step_names())


def test_every_number_carries_an_article_a_mark_and_its_first_day():
    terms = [t for r in rules().values() for g in REGIMES for v in r.variants[g] for t in v.terms]
    assert len(terms) > 200
    assert all(term.article and term.mark in MARKS and term.since <= R25_START for term in terms)


@pytest.mark.parametrize(("kind", "codes"), NO_ROLLING.items())
def test_lengths_and_limitation_are_the_settled_rows(kind, codes):
    found = {
        code
        for code, rule in rules().items()
        for regime in REGIMES
        for row in rule.variants[regime]
        for term in row.terms
        if term.kind == kind
    }
    assert found == codes


def test_earliest_days_are_the_settled_rows_with_unclaimed_goods_and_orphan_exhibits():
    found = {
        c
        for c, r in rules().items()
        for g in REGIMES
        for v in r.variants[g]
        for t in v.terms
        if t.kind == "not_before"
    }
    settled = {"DL-09", "DL-31", *(f"DL-{n}" for n in range(86, 91))}
    assert found == settled | {"DL-95", "EX-09"}


EXTRA = """
[XX-01]
act = "Gửi báo cáo bổ sung"
actor = "Chấp hành viên"
trigger = "ngày nhận văn bản"
R08 = [{ absent = "not_regulated" }]
R25 = [
  { when = ["urgent"], kind = "at_once", article = "D152 Đ.1.2", mark = "I" },
  { kind = "limit", number = 2, unit = "wd", article = "D152 Đ.1.2", mark = "I" },
  { since = 2026-10-01, kind = "limit", number = 1, unit = "wd", article = "D152 Đ.1.3", mark = "K" },
]

[EX-99]
act = "Kiểm kê đột xuất"
actor = "Cơ quan thi hành án"
trigger = "ngày kiểm kê trước"
R08 = [{ kind = "recurrence", number = 3, unit = "m", article = "C04", mark = "K" }]
R25 = [{ kind = "recurrence", number = 6, unit = "m", article = "D152 Đ.38.1e", mark = "S" }]

[HC-99]
act = "Họp trước khi cưỡng chế"
actor = "Cơ quan thi hành án"
trigger = "ngày cưỡng chế"
R08 = [{ kind = "before_event", number = 5, unit = "cd", article = "D71 Đ.1", mark = "K" }]
R25 = [{ kind = "before_event", number = 12, unit = "h", article = "D71 Đ.1", mark = "K" }]
"""


@pytest.fixture
def extra(tmp_path):
    file = tmp_path / "terms_extra.toml"
    file.write_text(EXTRA, encoding="utf-8")
    return load_rules([file])


def test_new_rows_need_a_file_and_no_code(extra):
    found = compute(extra["XX-01"], from_=date(2026, 7, 13), calendar=CALENDAR)
    assert (found.due, found.article) == (date(2026, 7, 15), "Đ.1.2 Nghị định 152/2026/NĐ-CP")
    later = compute(extra["XX-01"], from_=date(2026, 10, 1), calendar=CALENDAR)
    assert (later.due, later.number, later.mark) == (date(2026, 10, 2), 1, "K")
    urgent = compute(extra["XX-01"], from_=date(2026, 10, 1), facts={"urgent": True}, calendar=CALENDAR)
    assert (urgent.due, urgent.kind) == (date(2026, 10, 1), "at_once")
    with pytest.raises(Refused, match="chưa có quy định"):
        compute(extra["XX-01"], from_=date(2026, 6, 1), calendar=CALENDAR)
    again = compute(extra["EX-99"], from_=date(2026, 1, 31), calendar=CALENDAR)
    assert again.due == date(2026, 4, 30)
    earlier = compute(extra["HC-99"], event=date(2026, 5, 8), calendar=CALENDAR)
    assert earlier.due == date(
        2026, 4, 29
    )  # 03/05 is a Sunday, 30/04 and 01/05 are holidays, 02/05 a Saturday


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            'R08 = [{ kind = "limit", number = 2, unit = "week", article = "L08", mark = "S" }]',
            "needs a number",
        ),
        (
            'R08 = [{ kind = "deadline", number = 2, unit = "wd", article = "L08", mark = "S" }]',
            "unknown kind",
        ),
        (
            'R08 = [{ kind = "limit", number = 0, unit = "wd", article = "L08", mark = "S" }]',
            "needs a number",
        ),
        (
            'R08 = [{ kind = "at_once", number = 1, unit = "wd", article = "L08", mark = "S" }]',
            "takes no number",
        ),
        ('R08 = [{ kind = "at_once", article = "L99 Đ.1", mark = "S" }]', "L99"),
        ('R08 = [{ kind = "at_once", article = "L08", mark = "sure" }]', "unknown mark"),
        ('R08 = [{ kind = "at_once", articel = "L08", mark = "S" }]', "unknown keys"),
        ('R08 = [{ absent = "perhaps" }]', "perhaps"),
    ],
)
def test_a_row_of_another_form_is_refused_by_file_and_rule(tmp_path, row, words):
    head = 'act = "a"\nactor = "b"\ntrigger = "c"\nR25 = [{ absent = "not_found" }]\n'
    file = tmp_path / "terms_bad.toml"
    file.write_text(f"[XX-02]\n{head}{row}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=rf"terms_bad\.toml: XX-02: .*{words}"):
        load_rules([file])


def test_a_rule_stated_twice_is_refused(tmp_path):
    for name in ("terms_a.toml", "terms_b.toml"):
        (tmp_path / name).write_text(EXTRA, encoding="utf-8")
    with pytest.raises(ValueError, match="stated twice"):
        load_rules(sorted(tmp_path.glob("*.toml")))


@pytest.mark.parametrize(
    ("code", "regime", "articles"),
    [
        ("DL-03", "R25", ["Đ.34.2 Luật THADS 2025", *(f"Đ.{n} Nghị định 152/2026/NĐ-CP" for n in (3, 10))]),
        ("DL-39", "R25", ["Đ.47.1 Luật THADS 2025", "Đ.47.2 Luật THADS 2025"]),
        ("DL-41", "R08", [f"Đ.{n} Luật THADS 2008" for n in (55, 56, 57)]),
        ("DL-41", "R25", [f"Đ.{n} Luật THADS 2025" for n in (49, 50)]),
        ("DL-45", "R08", [f"Đ.{n} Luật THADS 2008" for n in (66, 67, 68, 69)]),
        ("DL-46", "R25", [f"Đ.95.{n} Luật THADS 2025" for n in (2, 3, 4)]),
        ("DL-80", "R25", ["Đ.54.6 Luật THADS 2025", *(f"Đ.30.{n} Nghị định 152/2026/NĐ-CP" for n in (3, 4))]),
        ("DL-96", "R25", [f"Đ.{n} Luật THADS 2025" for n in (91, 92, 93, 94)]),
    ],
)
def test_a_number_resting_on_several_articles_names_each_of_them(code, regime, articles):
    timed = (t for row in rules()[code].variants[regime] for t in row.terms if t.kind != "condition")
    assert {term.article for term in timed} == {"; ".join(articles)}


def test_time_that_is_not_counted_has_its_article_in_each_regime():
    old, new = stop_grounds("R08"), stop_grounds("R25")
    assert set(new) - set(old) == {"complaint_suspended"}
    assert (new["postponed"].article, new["postponed"].mark) == ("Đ.46 Luật THADS 2025", "I")
    assert new["postponed"].stops("DL-19")
    assert new["obstacle"].stops("DL-03")
    assert not new["obstacle"].stops("DL-19")
    assert (new["obstacle"].mark, old["obstacle"].mark) == ("S", "K")


def test_the_rules_that_a_stop_names_exist():
    named = {rule for regime in REGIMES for ground in stop_grounds(regime).values() for rule in ground.rules}
    assert named - {"*"} <= set(rules())
