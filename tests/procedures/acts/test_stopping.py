"""Stops and resumption: whole and part, on whose paper, for how long, and back to where the matter stood."""

import pytest
from tests import cast
from tests.builders import day
from tests.procedures.acts.scene import a_running_matter, case, decide, do, refusal, register, stages

pytestmark = pytest.mark.django_db
BEFORE, AFTER = "24/02/2025", "20/07/2026"
CONSENT = {
    "ground": "H-c",
    "extent": "whole",
    "document_on": "18/02/2025",
    "basis": "creditor",
    "until": "20/05/2025",
}
DEMAND = {
    "ground": "H-2",
    "extent": "whole",
    "document_on": "17/02/2025",
    "authority": "court_province",
}


@pytest.fixture
def matter(db) -> int:
    """Lan's matter in enforcement since 10/02/2025: two sums of court fee."""
    cast.gather()
    built = a_running_matter().owing(2_000_000, obligation=2).then("voluntary", "10/01/2025")
    return register(built.then("in_progress", "10/02/2025"))[0]


def test_a_whole_postponement_changes_the_stage_and_remembers_until_when(matter: int) -> None:
    decide("postpone", matter, CONSENT, on=BEFORE)

    assert stages(matter)[-1] == "postponed"
    step = case(matter).last_step("postpone")
    assert (step.ground, step.until) == ("H-c", day("20/05/2025"))
    assert step.facts == {
        "whole": True,
        "document_on": "2025-02-18",
        "basis": "creditor",
        "late_interest": False,
    }


def test_a_postponement_of_some_obligations_leaves_the_matter_in_enforcement(matter: int) -> None:
    decide("postpone", matter, {**CONSENT, "extent": "part", "obligations": "2"}, on=BEFORE)

    assert stages(matter)[-1] == "in_progress"
    (step,) = case(matter).steps_of("postpone")
    assert (step.obligation, step.facts["whole"]) == (2, False)


def test_to_postpone_every_obligation_is_to_postpone_the_matter(matter: int) -> None:
    refused = refusal("postpone", matter, {**CONSENT, "extent": "part", "obligations": "1,2"}, on=BEFORE)

    assert refused.question == "law"
    assert "hoãn toàn bộ" in refused.sentence


@pytest.mark.parametrize("missing", ["basis", "until"])
def test_consent_needs_the_parties_paper_and_a_last_day(matter: int, missing: str) -> None:
    refused = refusal("postpone", matter, {**CONSENT, missing: ""}, on=BEFORE)

    assert (refused.question, refused.field) == ("law", missing)


def test_a_ground_of_the_other_law_is_refused(matter: int) -> None:
    refused = refusal("postpone", matter, {**CONSENT, "ground": "H-e"}, on=BEFORE)

    assert refused.sentence.startswith("Pháp luật: căn cứ «H-e» là của R25")


def test_a_paper_of_tomorrow_proves_nothing_today(matter: int) -> None:
    refused = refusal("postpone", matter, {**CONSENT, "document_on": "25/02/2025"}, on=BEFORE)

    assert (refused.question, refused.field) == ("law", "document_on")


def test_under_the_new_law_a_debt_in_money_is_not_personal(matter: int) -> None:
    refused = refusal(
        "postpone", matter, {"ground": "H-a", "extent": "whole", "document_on": "15/07/2026"}, on=AFTER
    )

    assert refused.question == "law"
    assert "chính người phải thi hành án" in refused.sentence


def test_a_demanded_postponement_lasts_three_months_at_most(matter: int) -> None:
    refused = refusal("postpone", matter, {**DEMAND, "until": "18/05/2025"}, on=BEFORE)
    assert "không quá 03 tháng, đến hết 17/05/2025" in refused.sentence

    decide("postpone", matter, DEMAND, on=BEFORE)

    step = case(matter).last_step("postpone")
    assert (step.until, step.counterpart) == (day("17/05/2025"), "Chánh án Tòa án nhân dân cấp tỉnh")


def test_the_same_authority_demands_once(matter: int) -> None:
    decide("postpone", matter, DEMAND, on=BEFORE)
    decide("resume", matter, {"ended_on": "17/05/2025", "why": "time_over"}, on="20/05/2025")

    refused = refusal("postpone", matter, {**DEMAND, "document_on": "19/05/2025"}, on="21/05/2025")
    assert (refused.question, refused.field) == ("law", "authority")
    assert "chỉ yêu cầu hoãn một lần" in refused.sentence

    other = {**DEMAND, "document_on": "19/05/2025", "authority": "court_supreme"}
    decide("postpone", matter, other, on="21/05/2025")
    assert stages(matter)[-1] == "postponed"


def test_suspension_by_the_protest_authority_names_it(matter: int) -> None:
    said = {"ground": "T-2", "document_on": "20/02/2025"}
    assert refusal("suspend", matter, said, on=BEFORE).field == "authority"

    decide("suspend", matter, {**said, "authority": "procuracy_supreme"}, on=BEFORE)

    assert (case(matter).stage, case(matter).now.ground) == ("suspended", "T-2")


def test_a_postponed_matter_may_still_be_suspended_but_not_postponed_again(matter: int) -> None:
    decide("postpone", matter, CONSENT, on=BEFORE)

    assert refusal("postpone", matter, CONSENT, on="25/02/2025").question == "state"
    decide("suspend", matter, {"ground": "T-a", "document_on": "25/02/2025"}, on="26/02/2025")
    assert stages(matter)[-2:] == ["postponed", "suspended"]


def test_after_stop_upon_stop_a_matter_goes_back_to_where_it_stood(matter: int) -> None:
    decide("postpone", matter, CONSENT, on=BEFORE)
    decide("suspend", matter, {"ground": "T-a", "document_on": "25/02/2025"}, on="26/02/2025")

    decide("resume", matter, {"ended_on": "05/03/2025", "why": "ground_over"}, on="06/03/2025")

    assert stages(matter)[-1] == "in_progress"
    assert case(matter).last_step("resume").facts["back_to"] == "in_progress"


def test_a_stop_in_the_voluntary_period_gives_the_matter_back_to_it(matter: int) -> None:
    early = register(a_running_matter("102/QĐ").then("voluntary", "10/01/2025"))[0]
    decide(
        "pause",
        early,
        {"ground": "P-obstacle", "document_on": "13/01/2025", "reason": "Bão, đường bị chia cắt"},
        on="14/01/2025",
    )
    assert case(early).stage == "paused"

    decide("resume", early, {"ended_on": "16/01/2025", "why": "ground_over"}, on="17/01/2025")

    assert stages(early)[-1] == "voluntary"


def test_a_ground_the_new_law_does_not_know_is_verified_anew(matter: int) -> None:
    old = register(a_running_matter("103/QĐ").then("no_means", "10/03/2026", "N-1"))[0]
    decide("suspend", old, {"ground": "T-a", "document_on": "20/05/2026"}, on="21/05/2026")

    decide("resume", old, {"ended_on": "15/07/2026", "why": "ground_over"}, on="16/07/2026")

    assert stages(old)[-1] == "verifying"


def test_consent_is_not_cut_short_as_if_its_time_were_over(matter: int) -> None:
    decide("postpone", matter, CONSENT, on=BEFORE)
    said = {"ended_on": "10/03/2025", "why": "time_over"}

    assert refusal("resume", matter, said, on="11/03/2025").field == "why"
    decide("resume", matter, {**said, "why": "creditor"}, on="11/03/2025")
    assert stages(matter)[-1] == "in_progress"


def test_what_was_not_stopped_cannot_be_resumed(matter: int) -> None:
    refused = refusal("resume", matter, {"ended_on": "10/02/2025", "why": "ground_over"}, on=BEFORE)

    assert refused.sentence.startswith("Trạng thái: việc 101/QĐ đang «Có điều kiện – đang thi hành»")


def test_a_partial_postponement_is_resumed_by_its_obligation(matter: int) -> None:
    decide("postpone", matter, {**CONSENT, "extent": "part", "obligations": "2"}, on=BEFORE)

    decide("resume", matter, {"ended_on": "20/05/2025", "why": "time_over"}, on="21/05/2025")

    assert stages(matter)[-1] == "in_progress"
    assert case(matter).last_step("resume").obligation == 2
    again = refusal("resume", matter, {"ended_on": "20/05/2025", "why": "time_over"}, on="22/05/2025")
    assert again.question == "state"


def test_a_stop_asked_for_twice_makes_one_paper(matter: int) -> None:
    first = do("postpone", matter, CONSENT, on=BEFORE, key="once")
    second = do("postpone", matter, CONSENT, on=BEFORE, key="once")

    assert first.paper == second.paper
