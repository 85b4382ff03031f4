"""What the rules put on the agenda of the real kinds: coercions, requests, administrative judgments."""

from datetime import date

import pytest

from tests.cast import TRUONG, gather, viewer
from tests.coordination import coercions
from tests.coordination.conftest import sent
from tests.oversight import judgments
from thihanh.dossiers import queries
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.steering import operations
from thihanh.steering.agenda import Item

TODAY = date(2026, 9, 25)


@pytest.fixture(autouse=True)
def _people(db: None, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    gather()


def agenda() -> dict[str, Item]:
    """The agenda of a meeting planned for next month, built today, by key; it can be built again."""
    founded = {
        "name": "Ban Chỉ đạo",
        "decision": "1/QĐ-UBND",
        "decided_on": "01/07/2026",
        "decided_by": "Ủy ban nhân dân tỉnh",
    }
    open_dossier(New("committee", founded, agency="22"), by=viewer(TRUONG), on=TODAY)
    planned = {"title": "Phiên họp quý III", "form": "quarterly", "planned_on": "09/10/2026"}
    meeting = operations.plan_meeting(planned, by=viewer(TRUONG), on=TODAY)
    built = operations.build(meeting, by=viewer(TRUONG), on=TODAY)
    assert operations.rebuild(meeting).same
    return {one.key: one for one in built.items}


def rules_of(item: Item) -> list[str]:
    return [hit.rule for hit in item.hits]


def test_police_that_disagree_are_first_on_the_agenda_with_the_force_asked_for() -> None:
    day = coercions.opened()
    coercions.forced(day, "letter")
    coercions.take(day, "disagree")
    found = agenda()
    assert next(iter(found)) == f"dossier:{day}"
    item = found[f"dossier:{day}"]
    assert rules_of(item) == ["disagreement", "force"]
    assert (item.amount, item.days) == (1_284_500_000, (TODAY - coercions.ON).days)
    assert "chưa thống nhất" in item.question


def test_a_body_that_does_not_answer_is_one_item_whatever_it_owes() -> None:
    first, second = sent(), sent(received_on="08/09/2026")
    other = sent(body_name="Công an xã Hải Sơn")
    items = {key: one for key, one in agenda().items() if key.startswith("body:late_body:police_commune")}
    assert sorted(one.dossiers for one in items.values()) == [(first, second), (other,)]
    (item,) = [one for one in items.values() if first in one.dossiers]
    assert (item.dossiers, rules_of(item)) == ((first, second), ["late_body"])
    assert item.title == "Công an xã Đông Hải"
    assert "Còn 2 yêu cầu quá hạn" in item.question


def test_an_answered_request_is_not_on_the_agenda() -> None:
    number = sent()
    said = {"result": "agreed", "content": "Thống nhất kế hoạch", "answered_by": "Trưởng công an xã"}
    found = queries.seen(viewer(TRUONG), number, TODAY)
    take(number, "answer", said, by=viewer(TRUONG), on=TODAY)
    assert found.state == "waiting"
    assert agenda() == {}


def test_an_administrative_judgment_met_with_silence_is_on_the_agenda() -> None:
    silent, spoken = judgments.received(), judgments.received(judgment="13/2025/HC-PT")
    for one in (silent, spoken):
        judgments.walk(one, "notice", "delivered", "overdue", "compel_received", "recommend")
    judgments.walk(spoken, "performed", on=date(2025, 8, 1))
    found = agenda()
    assert f"dossier:{spoken}" not in found
    assert rules_of(found[f"dossier:{silent}"]) == ["silent"]
    assert found[f"dossier:{silent}"].facts["body_name"] == "Ủy ban nhân dân xã An Sinh"
