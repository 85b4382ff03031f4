"""The agenda: what the rules put on it and why; what people change; that the record gives it again."""

from datetime import date

import pytest

from tests.cast import BAN, BINH, HOA, LAN, NGHIEP, TRUONG, viewer
from tests.steering.conftest import ELIGIBLE, FRESH, LARGE, ON, UNSUPPORTED, WATCHED
from thihanh.dossiers.operations import New, open_dossier
from thihanh.matters.asking import Refusal
from thihanh.matters.intake import Intake, StageChange
from thihanh.matters.operations import register_many
from thihanh.offices.policy import Denied
from thihanh.steering import agendas, operations
from thihanh.steering.agenda import Candidate, Hit, propose
from thihanh.steering.agenda_rules import loaded, rules
from thihanh.steering.models import ItemFact
from thihanh.trail.models import Entry

TY = 1_000_000_000


def keys(meeting: int) -> list[str]:
    found = agendas.agenda(meeting)
    assert found is not None
    return [one.key for one in found.items]


def test_rules_put_blocked_matters_on_the_agenda_by_weight_value_and_age(
    matters: list[int], meeting: int
) -> None:
    built = operations.build(meeting, by=viewer(NGHIEP), on=ON)
    found = {one.key: [hit.rule for hit in one.hits] for one in built.items}
    assert found == {
        f"matter:{matters[LARGE]}": ["large_old"],
        f"matter:{matters[WATCHED]}": ["attention", "long_eligible"],
        f"matter:{matters[UNSUPPORTED]}": ["unsupported"],
        f"matter:{matters[ELIGIBLE]}": ["long_eligible"],
    }
    assert f"matter:{matters[FRESH]}" not in found
    assert [one.score for one in built.items] == sorted((one.score for one in built.items), reverse=True)
    large = next(one for one in built.items if one.matters == (matters[LARGE],))
    assert (large.amount, large.days) == (25_000_000_000, (ON - date(2021, 1, 5)).days)
    assert large.hits[0].inputs == {
        "decided_on": "2021-01-05",
        "amount": 25_000_000_000,
        "over": 20_000_000_000,
        "years": 3,
    }
    assert large.question == rules().rules["large_old"].question
    assert len(large.options) >= 2
    assert built.found["large_old"] == {"count": 1, "amount": 25_000_000_000}
    assert built.found["credit"] == {"count": 0, "amount": 0}


def test_the_score_of_the_database_is_the_score_of_the_rules(matters: list[int], meeting: int) -> None:
    built = operations.build(meeting, by=viewer(NGHIEP), on=ON)
    of = rules()
    for one in built.items:
        weights = [of.rules[hit.rule].weight for hit in one.hits]
        assert one.score == of.score.of(weights, one.amount, one.days)


def test_late_directives_stand_as_one_item_for_each_body(matters: list[int], meeting: int) -> None:
    assigned = {
        "sort": "task",
        "title": "Trả lời về thửa đất",
        "owner_body": "land_registry",
        "deliverable": "văn bản trả lời",
        "due": "15/09/2025",
        "evidence": "paper",
        "matters": str(matters[FRESH]),
    }
    for _ in range(2):
        open_dossier(New("directive", assigned, agency="22"), by=viewer(TRUONG), on=date(2025, 9, 1))
    built = operations.build(meeting, by=viewer(NGHIEP), on=ON)
    (late,) = [one for one in built.items if one.body == "land_registry"]
    assert (late.days, late.amount, late.hits[0].inputs["count"]) == (15, 80_000_000, 2)
    assert "Còn 2 nhiệm vụ quá hạn" in late.question


def test_the_record_gives_the_same_agenda_again_whatever_came_later(matters: list[int], meeting: int) -> None:
    operations.build(meeting, by=viewer(NGHIEP), on=ON)
    assert operations.rebuild(meeting).same
    gone = Intake(matter_id=matters[LARGE], stages=(StageChange(ON, "done", known_on=ON),))
    register_many([gone], by=LAN.code)
    again = operations.rebuild(meeting)
    assert (again.same, again.differing) == (True, ())
    built = operations.build(meeting, by=viewer(NGHIEP), on=ON)
    assert f"matter:{matters[LARGE]}" not in {one.key for one in built.items}


def test_an_item_that_is_not_what_the_record_says_is_named(matters: list[int], meeting: int) -> None:
    built = operations.build(meeting, by=viewer(NGHIEP), on=ON)
    from dataclasses import replace

    from thihanh.steering import building

    wrong = replace(built, items=(replace(built.items[0], amount=1), *built.items[1:]))
    again = building.again("22", replace(wrong, digest="0"))
    assert (again.same, again.differing) == (False, (built.items[0].key,))


def test_people_add_drop_reorder_and_word_items_and_the_rules_words_stay(
    matters: list[int], meeting: int
) -> None:
    who = viewer(NGHIEP)
    operations.build(meeting, by=who, on=ON)
    first, second, *_ = keys(meeting)
    own = operations.add_item(
        meeting,
        {
            "title": "Kho vật chứng",
            "question": "Bố trí đất xây kho ở đâu?",
            "options": "Khu A\nKhu B",
            "reason": "Kho hiện tại đã hết chỗ chứa",
        },
        by=who,
        on=ON,
    )
    operations.move_item(meeting, own, -100, by=who, on=ON)
    operations.drop_item(meeting, second, "Đã giải quyết xong tuần này", by=who, on=ON)
    operations.word_item(meeting, first, {"question": "Ai tháo gỡ?", "options": "Sở A\nSở B"}, by=who, on=ON)
    assert keys(meeting)[:2] == [own, first]
    found = agendas.agenda(meeting)
    assert found is not None
    assert [(one.item.key, one.reason) for one in found.dropped] == [(second, "Đã giải quyết xong tuần này")]
    assert found.items[1].options == ("Sở A", "Sở B")
    operations.restore_item(meeting, second, by=who, on=ON)
    assert second in keys(meeting)
    assert operations.rebuild(meeting).same


def a_candidate(key: str, amount: int, days: int, *codes: str) -> Candidate:
    return Candidate(key, key, tuple(Hit(code, {}) for code in codes), amount, days)


OF_MATTERS = tuple(rule.code for rule in rules().of("matters"))


def test_a_hundred_billion_stands_before_five_whatever_else_holds() -> None:
    small = a_candidate("small", 5_000_000_000, 9_999, *OF_MATTERS)
    large = a_candidate("large", 100_000_000_000, 3 * 365, "large_old")
    assert [one.key for one in propose([small, large], rules())] == ["large", "small"]


def test_at_the_same_points_the_larger_amount_stands_first() -> None:
    pair = [a_candidate(key, amount, 2_000, "large_old") for key, amount in (("a", 22 * TY), ("b", 38 * TY))]
    assert [one.key for one in propose(pair, rules())] == ["b", "a"]


def test_what_only_the_committee_decides_has_a_place_beside_the_largest() -> None:
    """Twenty large matters of several kinds leave a place to each deadlock and to what is late or silent."""
    large = [
        a_candidate(f"large:{no:02}", (50 + no) * TY, 2_000, code)
        for no in range(5)
        for code in ("large_old", "unsupported", "attention", "credit")
    ]
    own = [a_candidate(code, 0, 10, code) for code in ("silent", "late_body", "late_directive")]
    deadlocks = [a_candidate(f"deadlock:{no}", 6_504_000, 10, "disagreement") for no in range(2)]
    found = propose([*large, *own, *deadlocks], rules())
    assert len(found) == rules().most
    assert {"silent", "late_body", "late_directive", "deadlock:0", "deadlock:1"} <= {one.key for one in found}
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert found[0].amount >= 50 * TY
    assert found[-1].key == "late_directive"


def test_an_agenda_built_by_rules_of_before_is_scored_by_those() -> None:
    """The text kept with an agenda may say neither ``further`` nor ``equal`` nor ``least``."""
    old = rules().text.replace("further = 8\n", "").replace('equal = "amount"\n', "")
    old = "\n".join(line for line in old.splitlines() if not line.startswith("least = "))
    before = loaded(old)
    assert before.score.of([80, 60], 0, 0) == 140
    assert rules().score.of([80, 60], 0, 0) == 88
    pair = [a_candidate(key, amount, 2_000, "large_old") for key, amount in (("a", 22 * TY), ("b", 38 * TY))]
    assert [one.key for one in propose(pair, before)] == ["a", "b"]


@pytest.mark.parametrize("who", [BAN, BINH, LAN, HOA])
def test_who_does_not_prepare_neither_builds_nor_edits(matters: list[int], meeting: int, who) -> None:
    operations.build(meeting, by=viewer(NGHIEP), on=ON)
    with pytest.raises(Denied):
        operations.build(meeting, by=viewer(who), on=ON)
    with pytest.raises(Denied):
        operations.drop_item(meeting, keys(meeting)[0], "không muốn bàn việc này", by=viewer(who), on=ON)


def test_a_settled_agenda_is_not_changed(matters: list[int], meeting: int) -> None:
    who = viewer(NGHIEP)
    with pytest.raises(Refusal, match="chưa được dựng"):
        operations.settle(meeting, by=who, on=ON)
    operations.build(meeting, by=who, on=ON)
    operations.settle(meeting, by=who, on=ON)
    with pytest.raises(Refusal, match="chương trình không sửa"):
        operations.drop_item(meeting, keys(meeting)[0], "không muốn bàn việc này", by=who, on=ON)
    with pytest.raises(Refusal, match="chương trình không sửa"):
        operations.build(meeting, by=who, on=ON)


@pytest.mark.parametrize(
    ("reason", "options", "words"),
    [("ngắn", "A\nB", "lý do cần ít nhất"), ("lý do đủ dài ở đây", "A", "ít nhất hai phương án")],
)
def test_an_own_item_needs_a_reason_and_options(
    matters: list[int], meeting: int, reason: str, options: str, words: str
) -> None:
    operations.build(meeting, by=viewer(NGHIEP), on=ON)
    said = {"title": "Việc thêm", "question": "Gì?", "options": options, "reason": reason}
    with pytest.raises(Refusal, match=words):
        operations.add_item(meeting, said, by=viewer(NGHIEP), on=ON)


def test_names_of_parties_stand_in_the_record_as_digests(matters: list[int], meeting: int) -> None:
    operations.build(meeting, by=viewer(NGHIEP), on=ON)
    entry = Entry.objects.get(act="meeting.agenda.built")
    assert "Đỗ Văn Ánh" not in str(entry.payload)
    assert any("Đỗ Văn Ánh" in one.parties for one in ItemFact.objects.all())


def test_a_rule_without_a_test_is_refused() -> None:
    text = rules().text.replace('test = "large_old"\n', "")
    with pytest.raises(ValueError, match="large_old"):
        loaded(text)
