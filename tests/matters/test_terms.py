"""The terms that run on a matter: started by its stages and steps, met by acts, standing still with it."""

from datetime import date

import pytest

from tests.builders import day
from tests.matters.lives import stages, step, steps
from thihanh.deadlines import Override, Refused, load_calendar
from thihanh.law.stopping import stop_grounds
from thihanh.law.terms import rules
from thihanh.matters.clocks import Clock, clocks
from thihanh.matters.started import Event, Started
from thihanh.matters.states import STAGES
from thihanh.matters.terms import _built, due_of_act, explained, nearest, open_terms

CALENDAR = load_calendar()
RUNNING = ("06/01/2025 decided", "08/01/2025 assigned", "10/01/2025 voluntary", "22/01/2025 in_progress")


def running(history, found=(), tags=(), verified_on=None):
    return open_terms(history, tags=tags, calendar=CALENDAR, verified_on=verified_on, steps=steps(*found))


def told(terms):
    return [(term.rule, term.from_, term.due) for term in terms]


def rules_of(terms):
    return [term.rule for term in terms]


def test_nothing_runs_before_the_decision():
    assert running(()) == ()


def test_a_decision_wants_to_be_sent_and_told():
    assert told(running(stages("06/01/2025 decided"))) == [
        ("DL-12", day("06/01/2025"), day("09/01/2025")),
        ("DL-13", day("06/01/2025"), day("09/01/2025")),
    ]


def test_what_is_sent_to_the_procuracy_is_no_longer_open():
    found = running(stages("06/01/2025 decided"), [step("07/01/2025 send_to_procuracy")])
    assert rules_of(found) == ["DL-13"]


def test_the_voluntary_period_and_the_first_verification_after_it():
    found = running(stages("06/01/2025 decided", "10/01/2025 voluntary"))
    assert told(found) == [
        ("DL-18", day("10/01/2025"), day("20/01/2025")),
        ("DL-19", day("20/01/2025"), day("03/02/2025")),
    ]
    assert found[0].met_by == ()
    assert found[1].met_by == ("verify",)


def test_an_interim_measure_of_the_new_law_has_no_voluntary_period_and_is_verified_at_once():
    found = running(
        stages("06/07/2026 decided", "07/07/2026 voluntary"),
        [step("06/07/2026 decide", interim_measure=True)],
    )
    assert ("DL-19", day("07/07/2026"), day("07/07/2026")) in told(found)
    assert "DL-18" not in rules_of(found)


def test_a_periodic_verification_counts_from_the_last_one():
    history = stages("06/01/2025 decided", "22/01/2025 no_means N-1")
    assert told(running(history))[0] == ("DL-21", day("22/01/2025"), day("22/07/2025"))
    verified = running(history, verified_on=day("10/06/2025"))
    assert told(verified)[0] == ("DL-21", day("10/06/2025"), day("10/12/2025"))
    stepped = running(history, [step("10/06/2025 verify", result="unchanged")])
    assert told(stepped)[0] == ("DL-21", day("10/06/2025"), day("10/12/2025"))


@pytest.mark.parametrize(
    ("tags", "fact"),
    [(("cause:prisoner",), {}), ((), {"prison_over_2_years": True}), ((), {"address_unknown": True})],
)
def test_a_long_prison_term_or_an_unknown_address_makes_it_a_year(tags, fact):
    history = stages("06/01/2025 decided", "22/01/2025 no_means N-1")
    found = running(history, [step("22/01/2025 verify", **fact)], tags=tags)
    assert {t.rule: t.due for t in found} == {"DL-21": day("22/01/2026"), "DL-31": day("22/01/2027")}


def test_found_without_means_again_the_next_verification_counts_from_then_and_the_two_years_do_not():
    again = stages("06/01/2023 decided", "10/01/2023 voluntary", "06/03/2023 no_means", "09/09/2025 no_means")
    found = {term.rule: term for term in running(again)}
    assert (found["DL-21"].from_, found["DL-21"].due) == (day("09/09/2025"), day("09/03/2026"))
    assert found["DL-31"].from_ == day("06/03/2023")


def test_the_latest_verification_says_whether_the_address_is_still_unknown():
    history = stages("06/01/2025 decided", "22/01/2025 no_means N-1")
    found = running(
        history,
        [step("22/01/2025 verify", address_unknown=True), step("10/06/2025 verify", result="unchanged")],
    )
    assert told(found)[0] == ("DL-21", day("10/06/2025"), day("10/12/2025"))


def test_the_nearest_term_is_one_by_which_something_must_be_done():
    history = stages("06/01/2025 decided", "22/01/2025 no_means N-1")
    found = nearest(open_terms(history, tags=(), calendar=CALENDAR, verified_on=day("01/12/2025")))
    assert (found.rule, found.due) == ("DL-21", day("01/06/2026"))  # DL-31 may be done from 22/01/2026


def test_a_postponement_stops_what_ran_and_its_own_clocks_run():
    history = stages("06/01/2025 decided", "10/01/2025 voluntary", "14/01/2025 postponed H-c")
    found = running(history, [step("14/01/2025 postpone H-c", until="31/03/2025")])
    by_rule = {term.rule: term for term in found}
    assert by_rule["DL-18"].due is None
    assert by_rule["DL-38"].due == day("08/04/2025")  # 07/04/2025 is a day off
    assert by_rule["DL-12"].due == day("17/01/2025")
    assert "DL-19" not in by_rule
    assert explained(by_rule["DL-18"], CALENDAR).steps[-2].text.startswith("Đang dừng: chưa có ngày cuối")


def test_after_the_stop_the_days_left_are_counted_from_where_it_stood():
    history = stages(
        "06/01/2025 decided", "10/01/2025 voluntary", "14/01/2025 postponed H-c", "01/04/2025 voluntary"
    )
    found = running(history)
    (voluntary,) = [t for t in found if t.rule == "DL-18"]
    assert (voluntary.from_, voluntary.due) == (day("10/01/2025"), day("08/04/2025"))  # 07/04 is a holiday
    assert [(s.from_, s.to) for s in voluntary.stops] == [(day("14/01/2025"), day("31/03/2025"))]
    texts = [s.text for s in explained(voluntary, CALENDAR).steps if s.code == "stop"]
    assert texts[0].startswith("Không tính 77 ngày dừng")
    assert stop_grounds("R08")["postponed"].article in texts[0]


def test_a_term_over_the_change_of_the_law_follows_its_trigger_and_is_marked():
    history = stages("01/06/2026 decided", "15/06/2026 voluntary", "29/06/2026 verifying")
    (term,) = [t for t in running(history) if t.rule == "DL-19"]
    assert (term.from_, term.regime, term.due, term.mark) == (
        day("25/06/2026"),
        "R08",
        day("06/07/2026"),
        "I",
    )


def test_a_matter_may_decide_otherwise_with_a_reason():
    history = stages("01/06/2026 decided", "15/06/2026 voluntary", "29/06/2026 verifying")
    decided = step(
        "02/07/2026 law_override",
        rule="DL-19",
        regime="R25",
        reason="Thông báo lại theo luật mới",
        by="22.0001",
    )
    (term,) = [t for t in running(history, [decided]) if t.rule == "DL-19"]
    assert (term.regime, term.due) == ("R25", day("06/07/2026"))
    assert term.override == Override("R25", "Thông báo lại theo luật mới", "22.0001", day("02/07/2026"))
    assert any("22.0001 quyết định ngày 02/07/2026" in s.text for s in explained(term, CALENDAR).steps)


def test_each_seized_asset_has_clocks_of_its_own():
    found = running(
        stages(*RUNNING),
        [
            step("03/02/2025 seize", asset_kind="real_estate"),
            step("04/02/2025 seize", asset_kind="other"),
            step("06/02/2025 value_contract", asset=1),
        ],
    )
    assert told(found) == [("DL-59", day("04/02/2025"), day("11/02/2025"))]


def test_the_kind_of_the_asset_switches_the_days_of_its_auction():
    found = running(
        stages(*RUNNING),
        [
            step("03/02/2025 seize", asset_kind="real_estate"),
            step("10/03/2025 auction_contract", asset=1),
            step("10/03/2025 auction_contract", asset=2),
        ],
    )
    auctions = [t for t in found if t.rule == "DL-65"]
    assert [(t.facts, t.due) for t in auctions] == [
        ((), day("09/04/2025")),
        ((("real_estate", True),), day("24/04/2025")),
    ]


def test_an_answer_meets_the_request_it_names_and_no_other():
    asked = [
        step("03/02/2025 verify_request_sent", counterpart="Ngân hàng A", account_information=True),
        step("03/02/2025 verify_request_sent", counterpart="Phòng đăng ký"),
        step("04/02/2025 verify_answer", request="1"),
    ]
    found = [t for t in running(stages(*RUNNING), asked) if t.rule == "DL-23"]
    assert told(found) == [("DL-23", day("03/02/2025"), day("06/02/2025"))]


def test_a_confirmation_asked_after_the_end_is_still_due():
    ended = stages(*RUNNING, "03/03/2025 done")
    assert running(ended) == ()
    asked = running(ended, [step("10/03/2025 confirmation_requested")])
    assert told(asked) == [("DL-91", day("10/03/2025"), day("17/03/2025"))]


def test_the_end_of_a_matter_is_listed_to_the_procuracy_with_its_month():
    ended = stages("06/07/2026 decided", "14/08/2026 done")
    found = running(ended, [step("14/08/2026 done", code="E-1")])
    assert ("DL-92", day("31/08/2026"), day("30/09/2026")) in told(found)
    listed = running(ended, [step("14/08/2026 done"), step("03/09/2026 listed_to_procuracy")])
    assert "DL-92" not in rules_of(listed)


def test_security_is_lifted_after_the_end_until_every_measure_is_named():
    ended = stages("06/07/2026 decided", "14/08/2026 done")
    secured = [step("07/07/2026 secure", measure="freeze"), step("08/07/2026 exit_ban")]
    assert "DL-46" in rules_of(running(ended, secured))
    one = [*secured, step("13/08/2026 secure_lifted", of_step=1)]
    assert "DL-46" in rules_of(running(ended, one))
    both = [*one, step("13/08/2026 secure_lifted", of_step=2)]
    assert "DL-46" not in rules_of(running(ended, both))


def test_a_publication_ends_when_means_are_found():
    history = stages("06/07/2026 decided", "20/07/2026 no_means N-a", "01/09/2026 in_progress")
    found = [step("20/07/2026 publish"), step("01/09/2026 conditions_found")]
    assert ("DL-28", day("01/09/2026"), day("07/09/2026")) in told(running(history, found))
    assert "DL-28" not in rules_of(running(history, [*found, step("03/09/2026 publication_ended")]))
    assert "DL-28" not in rules_of(running(history, found[1:]))


def test_an_act_is_timely_from_the_day_its_ground_was_known():
    known = day("03/02/2025")
    term = due_of_act("postpone", known, calendar=CALENDAR)
    assert (term.rule, term.due, term.met_by) == ("DL-36", day("10/02/2025"), ("postpone",))
    assert due_of_act("decide", known, calendar=CALENDAR, ex_officio=True).rule == "DL-06"
    assert due_of_act("succeed", known, calendar=CALENDAR) is None  # R08 has no number
    assert due_of_act("open_file", known, calendar=CALENDAR) is None
    assert due_of_act("delegate", known, calendar=CALENDAR, facts={"interim_measure": True}).due == day(
        "04/02/2025"
    )


# The data of the clocks.


def test_every_rule_of_enforcement_is_started_met_or_counted_elsewhere():
    known = clocks()
    started = {clock.rule for clock in known.clocks} | {rule for rule, _ in known.from_ground.values()}
    enforcement = {code for code in rules() if code.startswith(("DL-", "MG-"))}
    assert enforcement <= started | {"DL-06"} | set(known.elsewhere)
    assert set(known.elsewhere) & started == set()
    assert all(rule in rules() for rule in known.elsewhere)


@pytest.mark.parametrize("clock", clocks().clocks, ids=lambda c: f"{c.rule} {c.step} {c.starts[0]}".strip())
def test_a_clock_runs_once_started_and_is_over_when_met(clock):
    for start in clock.starts:
        history, found = a_start(clock, start)
        rows = [t for t in running(history, found) if (t.rule, t.step) == (clock.rule, clock.step)]
        assert rows, f"{clock.rule} does not run after {start}"
        for met in clock.met:
            if met not in STAGES:
                answered = [*found, answer(met, clock)]
                left = [t for t in running(history, answered) if (t.rule, t.step) == (clock.rule, clock.step)]
                assert len(left) < len(rows) or met == "verify", f"{met} does not meet {clock.rule}"


def a_start(clock, start):
    """The shortest life in which the clock runs, under the law that has a number for it."""
    kind, _, code = start.partition(":")
    stage = code if kind == "stage" else (clock.while_in or ("in_progress",))[0]
    ends = "ended" in clock.needs and kind == "step"
    told_stages = ["06/07/2026 decided"]
    if ends:
        told_stages.append("03/08/2026 done")
    elif stage != "decided":
        told_stages.append(f"03/08/2026 {stage}")
    facts = {"measure": "seize", "answer": True}
    ground = ""
    before = [step("07/07/2026 seize", asset_kind="real_estate")]
    for need in clock.needs:
        name, sign, value = need.partition("=")
        if name == "ground":
            ground = f" {value}"
        elif sign:
            facts[name] = value
        elif name.endswith("_on"):
            facts[name] = "2026-12-01"
        elif name not in ("published", "secured", "ended", "until"):
            facts[name] = True
    if "interim_measure" in clock.needs:
        before.append(step("07/07/2026 decide", interim_measure=True))
    if "published" in clock.needs:
        before.append(step("07/07/2026 publish"))
    if "secured" in clock.needs:
        before.append(step("07/07/2026 secure"))
    event = []
    if kind == "step":
        asset = {} if code == "seize" else {"asset": 1}
        event = [step(f"03/08/2026 {code}{ground}", until="30/09/2026", counterpart="44", **asset, **facts)]
    return stages(*told_stages), [*before, *event]


def answer(met, clock):
    """An act that meets the clock: about the first asset and every request, towards the same body."""
    number = {"answer": "2", "asset": "1"}.get(clock.pairs, "")
    asset = 2 if clock.starts == ("step:seize",) else 1
    return step(f"04/08/2026 {met}", counterpart="44", request=number, asset=asset, of_step=2)


@pytest.mark.parametrize(
    ("rule", "from_", "expected"),
    [
        ("DL-12", "06/01/2025", ("07/01/2025", "09/01/2025")),  # every working day is walked over
        ("DL-18", "10/01/2025", ("20/01/2025", "20/01/2025")),  # only the last day, a working one
        ("DL-18", "08/01/2025", ("18/01/2025", "20/01/2025")),  # a Saturday, rolled over the weekend
        ("DL-37", "10/01/2025", ("10/01/2025", "09/01/2025")),  # a length is not moved by any day
    ],
)
def test_the_path_holds_the_days_that_could_move_the_last_day(rule, from_, expected):
    clock = next(c for c in clocks().clocks if c.rule == rule)
    term = _term(clock, day(from_))
    assert (term.first_day, term.last_day) == tuple(map(day, expected))


def _term(clock, from_: date):
    return _built(clock, from_, Started(clock, Event(from_), from_, {}, (), {}), CALENDAR)


@pytest.mark.parametrize("rule", ["DL-12", "DL-18", "DL-22", "DL-24", "DL-91"])
@pytest.mark.parametrize("from_", ["06/01/2025", "20/01/2025", "25/04/2025", "28/08/2025"])
def test_a_day_outside_the_path_never_moves_the_term(rule, from_):
    term = _term(Clock(rule), day(from_))
    for number in range((term.due - term.from_).days + 20):
        one = date.fromordinal(term.from_.toordinal() + number - 5)
        changed = load_calendar([(one, not CALENDAR.is_working(one), "Đổi ngày")])
        try:
            moved = explained(term, changed).due != term.due
        except Refused:
            moved = True
        assert not moved or term.first_day <= one <= term.last_day
