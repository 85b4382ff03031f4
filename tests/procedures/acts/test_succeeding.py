"""Succession: heirs told and their time, who takes the place, which obligations go over."""

import pytest
from tests import cast
from tests.builders import a_matter, day
from tests.procedures.acts.scene import KV1, case, decide, do, refusal, register

from thihanh.trail.queries import entries_of

pytestmark = pytest.mark.django_db
TODAY = "20/07/2026"
HEIR = "Đỗ Thị Bích | 022185000777 | 1985 | Hạ Long"
DEATH = {
    "former_party": "2",
    "cause": "death",
    "document_on": "10/06/2026",
    "new_party": HEIR,
    "reason": "Người phải thi hành án chết, có người thừa kế",
}


@pytest.fixture
def matter(db) -> int:
    """Lan's matter: the debtor owes 5 and 2 million đồng."""
    cast.gather()
    built = a_matter("501/QĐ", "06/10/2025", kind="on_request").held_by(cast.LAN.code, KV1)
    built = built.owing(5_000_000, kind="debt").owing(2_000_000, obligation=2, kind="damages")
    return register(built.then("in_progress", "20/10/2025"))[0]


def test_an_heir_takes_the_place_of_the_dead_debtor(matter: int) -> None:
    decide("succeed", matter, {**DEATH, "heirs_agreed": "1"}, on=TODAY)

    after = case(matter)
    assert [(one.no, one.role, one.name) for one in after.parties] == [
        (1, "creditor", "Ngân sách nhà nước"),
        (2, "debtor", "Đỗ Thị Bích"),
    ]
    assert {one.debtor for one in after.obligations} == {2}
    assert after.last_step("succeed").facts["successors"] == 1


def test_the_record_holds_no_name_of_the_heir_in_clear(matter: int) -> None:
    decide("succeed", matter, {**DEATH, "heirs_agreed": "1"}, on=TODAY)

    last = entries_of(f"matter:{matter}")[-1]
    assert last.act == "act.succeed"
    assert "Bích" not in str(last)
    assert "022185000777" not in str(last)


def test_heirs_are_told_first_and_have_thirty_days(matter: int) -> None:
    assert refusal("succeed", matter, DEATH, on=TODAY).field == "heirs_agreed"

    do("heirs_notified", matter, {"former_party": "2", "on": "06/07/2026"}, on="06/07/2026")
    assert case(matter).last_step("heirs_notified").until == day("05/08/2026")
    waiting = refusal("succeed", matter, DEATH, on=TODAY)
    assert "đến hết 05/08/2026" in waiting.sentence

    decide("succeed", matter, DEATH, on="06/08/2026")
    assert case(matter).party(2).name == "Đỗ Thị Bích"


def test_the_old_law_sets_heirs_no_time(matter: int) -> None:
    decide("succeed", matter, {**DEATH, "document_on": "10/05/2026"}, on="22/06/2026")

    assert case(matter).party(2).name == "Đỗ Thị Bích"


def test_several_heirs_of_a_debt_say_how_they_answer(matter: int) -> None:
    two = {**DEATH, "heirs_agreed": "1", "new_party": f"{HEIR}\nĐỗ Văn Cường | 022190000888 | 1990 | Hạ Long"}
    assert refusal("succeed", matter, two, on=TODAY).field == "liability"

    decide("succeed", matter, {**two, "liability": "several"}, on=TODAY)

    after = case(matter)
    assert [one.no for one in after.parties_as("debtor")] == [2, 3]
    assert {(one.obligation, one.party, one.kind) for one in after.matter.liabilities} == {
        (1, 2, "several"),
        (1, 3, "several"),
        (2, 2, "several"),
        (2, 3, "several"),
    }


def test_one_right_assigned_leaves_the_others_with_who_has_them(matter: int) -> None:
    assigned = {
        "former_party": "1",
        "cause": "assignment",
        "document_on": "10/07/2026",
        "new_party": "Công ty mua nợ Hạ Long | 5700123456 | | Hạ Long",
        "successor_kind": "organisation",
        "obligations": "2",
        "reason": "Hợp đồng chuyển giao quyền yêu cầu",
    }
    decide("succeed", matter, assigned, on=TODAY)

    after = case(matter)
    assert [(one.no, one.creditor) for one in after.obligations] == [(1, 1), (2, 3)]
    assert (after.party(3).kind, after.party(3).role) == ("organisation", "creditor")


def test_the_party_does_not_follow_itself(matter: int) -> None:
    same = {**DEATH, "heirs_agreed": "1", "new_party": "Đỗ Văn Ánh | 999085001234 | |"}

    assert refusal("succeed", matter, same, on=TODAY).sentence.startswith("Dữ liệu: người kế thừa trùng")


def test_who_owes_nothing_any_more_has_nobody_follow(db) -> None:
    cast.gather()
    built = a_matter("502/QĐ", "06/10/2025").held_by(cast.LAN.code, KV1).owing(5_000_000)
    paid = register(built.then("in_progress", "20/10/2025").paying(5_000_000, "05/12/2025"))[0]

    refused = refusal("succeed", paid, {**DEATH, "heirs_agreed": "1"}, on=TODAY)

    assert refused.sentence.startswith("Trạng thái: đương sự số 2")


def test_assignment_by_agreement_is_unknown_to_the_old_law(matter: int) -> None:
    said = {**DEATH, "cause": "assignment", "document_on": "10/05/2026"}

    assert refusal("succeed", matter, said, on="22/06/2026").field == "cause"
