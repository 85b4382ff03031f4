"""Chưa có điều kiện: proved by a verification, decided by the head, published; the path after two years."""

from collections.abc import Mapping

import pytest
from tests import cast
from tests.builders import a_matter, day
from tests.procedures.acts.scene import (
    KV1,
    a_running_matter,
    case,
    decide,
    do,
    refusal,
    register,
    stages,
    steps,
)

from thihanh.deadlines import load_calendar
from thihanh.law import grounds
from thihanh.matters.terms import open_terms
from thihanh.procedures import catalogue, without_means
from thihanh.procedures.judging import judge

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def office(db) -> None:
    cast.gather()


def verified(ground: str, on: str, **more: object) -> Mapping[str, object]:
    return {
        "occasion": "first",
        "means": "direct",
        "content": "Không có tài sản, thu nhập nào",
        "result": "ground_found",
        "ground_found": ground,
        "on": on,
        **more,
    }


def in_verification(decided: str = "06/01/2025", noticed: str = "10/01/2025", **more: str) -> int:
    built = a_matter("101/QĐ", decided, **more).owing(5_000_000).held_by(cast.LAN.code, KV1)
    return register(built.then("voluntary", noticed))[0]


def rules(matter_id: int, on: str) -> set[str]:
    one = case(matter_id, on=on)
    return {t.rule for t in open_terms(one.history, tags=(), calendar=load_calendar(), steps=one.steps)}


def test_no_decision_without_a_verification_that_proves_the_ground() -> None:
    matter = in_verification()
    refused = refusal("no_means", matter, {"ground": "N-1"}, on="24/02/2025")
    assert refused.sentence.startswith("Trạng thái")
    built = a_running_matter("102/QĐ").then("voluntary", "10/01/2025").then("verifying", "22/01/2025")
    (bare,) = register(built)
    assert (
        "chưa có kết quả xác minh" in refusal("no_means", bare, {"ground": "N-1"}, on="24/02/2025").sentence
    )


def test_the_head_decides_on_the_ground_that_was_proved() -> None:
    matter = in_verification()
    do("verify", matter, verified("N-1", "22/01/2025"), on="22/01/2025")
    other = refusal("no_means", matter, {"ground": "N-3"}, on="23/01/2025")
    assert other.sentence.startswith("Pháp luật: kết quả xác minh chứng minh căn cứ «N-1»")

    decide("no_means", matter, {"ground": "N-1"}, on="24/01/2025")
    last = case(matter, on="24/01/2025").now
    assert (last.stage, last.ground, last.on) == ("no_means", "N-1", day("24/01/2025"))
    assert {"DL-21", "DL-26", "DL-31"} <= rules(matter, "24/01/2025")


def test_means_found_meanwhile_undo_the_proof() -> None:
    matter = in_verification()
    do("verify", matter, verified("N-1", "22/01/2025"), on="22/01/2025")
    found = {"occasion": "conflict", "result": "in_progress", "ground_found": ""}
    do("verify", matter, {**verified("N-1", "23/01/2025"), **found}, on="23/01/2025")

    assert "thấy có điều kiện" in refusal("no_means", matter, {"ground": "N-1"}, on="24/01/2025").sentence


def test_a_ground_of_the_other_law_is_refused_by_name() -> None:
    matter = in_verification()
    do("verify", matter, verified("N-1", "22/01/2025"), on="22/01/2025")
    refused = refusal("no_means", matter, {"ground": "N-a"}, on="24/01/2025")
    assert "căn cứ «N-a» là của R25" in refused.sentence


@pytest.mark.parametrize("ground", [g.code for g in grounds("R25") if g.kind == "no_means"])
def test_each_of_the_eight_grounds_leads_to_the_decision_where_it_fits(ground: str) -> None:
    built = a_matter("103/QĐ", "02/07/2026").held_by(cast.LAN.code, KV1)
    built = built.owing(5_000_000, kind="debt").owing(1, obligation=2, kind="act")
    built = built.owing(1, obligation=3, kind="property_return").then("voluntary", "03/07/2026")
    (matter,) = register(built)
    do("verify", matter, verified(ground, "20/07/2026"), on="20/07/2026")
    if ground == "N-g":
        refused = refusal("no_means", matter, {"ground": ground}, on="21/07/2026")
        assert "chưa có lần bán không thành" in refused.sentence
        return

    decide("no_means", matter, {"ground": ground}, on="22/07/2026")
    assert stages(matter)[-1] == "no_means"


@pytest.mark.parametrize(("ground", "said"), [("N-c", "tự mình thực hiện"), ("N-d", "vật đặc định")])
def test_a_ground_about_persons_or_things_needs_such_an_obligation(ground: str, said: str) -> None:
    built = a_matter("104/QĐ", "02/07/2026").held_by(cast.LAN.code, KV1).owing(5_000_000, kind="debt")
    (matter,) = register(built.then("voluntary", "03/07/2026"))
    do("verify", matter, verified(ground, "20/07/2026"), on="20/07/2026")
    assert said in refusal("no_means", matter, {"ground": ground}, on="21/07/2026").sentence


def without(number: str, kind: str, since: str, ground: str) -> int:
    built = a_matter(number, since, kind=kind).owing(5_000_000).held_by(cast.LAN.code, KV1)
    return register(built.then("no_means", since, ground))[0]


def test_publication_is_done_once_updated_and_ended_when_the_state_says_so() -> None:
    matter = without("105/QĐ", "ex_officio", "24/01/2025", "N-1")
    do(
        "publish",
        matter,
        {"commune": "UBND phường Hạ Long", "on": "27/01/2025"},
        by=cast.VAN,
        on="27/01/2025",
    )
    again = refusal("publish", matter, {"commune": ""}, by=cast.VAN, on="03/02/2025")
    assert "đã công khai ngày 27/01/2025" in again.sentence
    do("new_information", matter, {"source": "creditor", "about": "địa chỉ mới"}, on="03/02/2025")
    assert "DL-27" in rules(matter, "03/02/2025")
    do("publication_updated", matter, {"change": "identity"}, by=cast.VAN, on="04/02/2025")
    assert "DL-27" not in rules(matter, "04/02/2025")
    still = refusal("publication_ended", matter, {}, by=cast.VAN, on="05/02/2025")
    assert still.sentence.startswith("Pháp luật: việc 105/QĐ vẫn «Chưa có điều kiện»")


def test_when_means_are_found_publication_ends_and_the_commune_takes_its_sheet_down() -> None:
    matter = without("106/QĐ", "ex_officio", "24/01/2025", "N-1")
    do("publish", matter, {"commune": "UBND phường Hạ Long"}, by=cast.VAN, on="27/01/2025")
    found = {**verified("N-1", "20/02/2025"), "occasion": "periodic", "result": "in_progress"}
    do("verify", matter, {**found, "ground_found": ""}, on="20/02/2025")
    decide("conditions_found", matter, {}, on="21/02/2025")
    assert "DL-28" in rules(matter, "21/02/2025")
    do("publication_ended", matter, {}, by=cast.VAN, on="24/02/2025")
    assert "DL-28" not in rules(matter, "24/02/2025")
    assert "DL-29" in rules(matter, "24/02/2025")
    do("commune_ended", matter, {}, by=cast.VAN, on="25/02/2025")

    assert "DL-29" not in rules(matter, "25/02/2025")
    assert steps(matter)[-2:] == ["publication_ended", "commune_ended"]


def twice(matter: int, *days: str) -> None:
    """Periodic verifications that find nothing new."""
    for on in days:
        nothing = {"occasion": "periodic", "result": "unchanged", "ground_found": ""}
        do("verify", matter, {**verified("", on), **nothing}, on=on)


def test_under_the_old_law_one_year_and_two_verifications_lead_to_the_separate_register() -> None:
    matter = without("107/QĐ", "on_request", "10/03/2025", "N-1")
    assert "sớm nhất ngày 10/03/2026" in refusal("to_register", matter, {}, on="09/03/2026").sentence
    few = refusal("to_register", matter, {}, on="10/03/2026")
    assert "cần ít nhất 2 lần xác minh" in few.sentence
    twice(matter, "08/09/2025", "09/03/2026")
    decide("to_register", matter, {}, on="11/03/2026")

    assert stages(matter)[-1] == "separate_register"
    assert refusal("return_request", matter, {}, on="12/03/2026").question == "state"


def test_a_prisoner_waits_two_years_under_the_old_law() -> None:
    matter = without("108/QĐ", "ex_officio", "10/03/2024", "N-1")
    nothing = {"occasion": "periodic", "result": "unchanged", "ground_found": "", "prison_over_2_years": "1"}
    do("verify", matter, {**verified("", "10/09/2024"), **nothing}, on="10/09/2024")
    assert "sớm nhất ngày 10/03/2026" in refusal("to_register", matter, {}, on="11/03/2025").sentence


@pytest.mark.parametrize(
    ("kind", "wrong", "right", "last"),
    [
        ("ex_officio", "return_request", "to_register", ("separate_register", "")),
        ("on_request", "to_register", "return_request", ("other_ending", "E-3d")),
    ],
)
def test_after_two_years_each_kind_of_matter_has_its_own_path(
    kind: str, wrong: str, right: str, last: tuple[str, str]
) -> None:
    matter = without("109/QĐ", kind, "06/07/2026", "N-a")
    refused = refusal(wrong, matter, {}, on="07/07/2028")
    assert "RF-62" in refused.sentence
    assert refused.question == "law"
    twice(matter, "04/01/2027", "02/07/2027", "31/12/2027", "29/06/2028")
    judged = judge(catalogue.act(right), case(matter, on="07/07/2028"), {})

    assert [(one.stage, one.ground) for one in judged.intake.stages] == [last]


def test_a_missed_periodic_verification_keeps_the_matter_in_the_balance() -> None:
    matter = without("110/QĐ", "on_request", "06/07/2026", "N-a")
    twice(matter, "04/01/2027", "02/07/2027", "31/12/2027")
    assert without_means.verifications_needed(case(matter, on="07/07/2028")) == 4
    refused = refusal("return_request", matter, {}, on="07/07/2028")
    assert "cần ít nhất 4 lần xác minh" in refused.sentence


def test_returning_a_request_is_unknown_to_the_old_law() -> None:
    matter = without("111/QĐ", "on_request", "10/03/2024", "N-1")
    refused = refusal("return_request", matter, {}, on="11/03/2026")
    assert refused.sentence.startswith("Pháp luật: «Gửi lại yêu cầu thi hành án» không có")
