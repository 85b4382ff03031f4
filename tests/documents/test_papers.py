"""The way of a paper: who may move it, from where to where, once."""

from dataclasses import replace

import pytest

from tests import cast
from tests.cast import viewer
from tests.documents.papers import PIN, TODAY, a_paper, checked, content, issue, matters, signed, submitted
from thihanh.documents import operations, queries
from thihanh.documents.content import plain
from thihanh.documents.problems import Refused
from thihanh.documents.states import MOVES, STATES, may_follow
from thihanh.matters.rules import StateRefused
from thihanh.offices import powers
from thihanh.offices.policy import Denied
from thihanh.offices.powers import NewPower
from thihanh.offices.reach import EVERYTHING, reach
from thihanh.trail.operations import KeyReused, check
from thihanh.trail.queries import entries_of

pytestmark = pytest.mark.django_db
REASON = "Chưa nêu căn cứ hoãn, đề nghị bổ sung."


@pytest.fixture
def matter(db) -> int:
    cast.gather()
    return matters("101/QĐ")[0]


def state(paper_id: int) -> str:
    return queries.paper(EVERYTHING, paper_id).state


def moves(paper_id: int) -> list[str]:
    return [one.move for one in queries.moves_of(paper_id)]


def test_a_decision_goes_from_lan_over_binh_to_the_head_and_the_registry(matter) -> None:
    (paper,) = signed(matter)
    assert issue(paper) == {paper: "01/QĐ-CTHADS"}

    row = queries.paper(EVERYTHING, paper)
    assert (row.state, row.maker, row.checker, row.signer) == (
        "issued",
        cast.LAN.code,
        cast.BINH.code,
        cast.TRUONG.code,
    )
    assert moves(paper) == ["drafted", "submitted", "checked", "signed", "issued"]
    assert [entry.act for entry in entries_of(f"paper:{paper}")][:4] == [
        "paper.submitted",
        "paper.checked",
        "paper.signed",
        "paper.issued",
    ]
    assert check(facts=True).ok


def test_what_a_paper_says_stands_in_the_record_by_its_digest_alone(matter) -> None:
    (paper,) = signed(matter)
    told = " ".join(entry.payload for entry in entries_of(f"paper:{paper}"))
    assert "Đỗ Văn Ánh" not in told
    assert "ốm nặng" not in told
    content = queries.content(paper)
    assert content.digest in told
    assert content.signed_digest == content.digest


def test_a_paper_given_back_goes_the_whole_way_again(matter) -> None:
    (paper,) = checked(matter)
    operations.return_back([paper], by=viewer(cast.TRUONG), on=TODAY, reason=REASON)
    assert state(paper) == "returned"
    said = plain(content())
    for values in ({**said, "ground": ""}, {"kind": "QD-HOAN"}):
        operations.revise(paper, title="Hoãn", values=values, inputs={}, by=viewer(cast.LAN), on=TODAY)
        with pytest.raises(Refused):
            operations.submit([paper], by=viewer(cast.LAN), on=TODAY)
    operations.revise(paper, title="Quyết định hoãn", values=said, inputs={}, by=viewer(cast.LAN), on=TODAY)
    operations.submit([paper], by=viewer(cast.LAN), on=TODAY)
    row = queries.paper(EVERYTHING, paper)
    assert (row.state, row.title, row.checker) == ("submitted", "Quyết định hoãn", "")
    assert queries.moves_of(paper)[3].reason == REASON
    assert check(facts=True).ok


def test_giving_back_wants_a_reason_that_can_be_worked_with(matter) -> None:
    (paper,) = submitted(matter)
    with pytest.raises(StateRefused, match="lý do trả lại"):
        operations.return_back([paper], by=viewer(cast.BINH), on=TODAY, reason="sai")
    assert state(paper) == "submitted"


def test_lan_takes_a_signed_paper_back_before_it_is_issued_and_never_after(matter) -> None:
    (paper,) = signed(matter)
    operations.recall([paper], by=viewer(cast.LAN), on=TODAY)
    assert state(paper) == "recalled"
    operations.submit([paper], by=viewer(cast.LAN), on=TODAY)
    operations.check([paper], by=viewer(cast.THAM), on=TODAY)
    operations.sign([paper], by=viewer(cast.TRUONG), on=TODAY, pin=PIN)
    issue(paper)
    with pytest.raises(StateRefused, match="Đã phát hành"):
        operations.recall([paper], by=viewer(cast.LAN), on=TODAY)


def test_a_dropped_draft_is_over(matter) -> None:
    paper = operations.draft(a_paper(matter), by=viewer(cast.LAN), on=TODAY, key="k1")
    operations.abandon([paper], by=viewer(cast.LAN), on=TODAY)
    with pytest.raises(StateRefused, match="Đã bỏ"):
        operations.submit([paper], by=viewer(cast.LAN), on=TODAY)


def test_nothing_skips_the_queue(matter) -> None:
    for before in STATES:
        assert may_follow(before, "issued") == (before == "signed")
        assert may_follow(before, "signed") == (before == "checked")
        assert may_follow(before, "checked") == (before == "submitted")
    (paper,) = submitted(matter)
    with pytest.raises(StateRefused, match="Chờ kiểm tra"):
        operations.sign([paper], by=viewer(cast.TRUONG), on=TODAY, pin=PIN)


def test_every_state_but_the_ends_has_a_way_on() -> None:
    for code, one in STATES.items():
        ways = [move.code for move in MOVES.values() if code in move.before]
        assert bool(ways) == one.open


def test_who_has_not_the_right_is_told_who_has(matter) -> None:
    (paper,) = submitted(matter)
    with pytest.raises(Denied, match="Chấp hành viên không được kiểm tra văn bản"):
        operations.check([paper], by=viewer(cast.MINH), on=TODAY)
    with pytest.raises(Denied, match="cấp số"):
        issue(paper, by=cast.LAN)


def test_a_stranger_s_paper_is_not_there_at_all(matter) -> None:
    (paper,) = submitted(matter)
    for person in (cast.HOA, cast.XUAN):
        with pytest.raises(LookupError):
            operations.recall([paper], by=viewer(person), on=TODAY)
        with pytest.raises(LookupError):
            queries.paper(reach(viewer(person), "paper", "read", TODAY), paper)


def test_a_batch_moves_whole_or_not_at_all(matter) -> None:
    second, third = matters("102/QĐ", "103/QĐ")
    ids = submitted(matter, second, third)
    operations.check([ids[1]], by=viewer(cast.BINH), on=TODAY)
    with pytest.raises(StateRefused):
        operations.check(ids, by=viewer(cast.BINH), on=TODAY)
    assert [state(paper) for paper in ids] == ["submitted", "checked", "submitted"]


def test_the_same_request_twice_has_one_effect_and_another_with_its_key_is_refused(matter) -> None:
    (paper,) = submitted(matter)
    for _ in range(2):
        assert operations.check([paper], by=viewer(cast.BINH), on=TODAY, key="browser-1") == (paper,)
    assert moves(paper).count("checked") == 1
    with pytest.raises(KeyReused):
        operations.return_back([paper], by=viewer(cast.BINH), on=TODAY, reason=REASON, key="browser-1")
    first = operations.draft(a_paper(matter), by=viewer(cast.LAN), on=TODAY, key="browser-2")
    assert operations.draft(a_paper(matter), by=viewer(cast.LAN), on=TODAY, key="browser-2") == first


def test_a_paper_goes_with_its_matter_when_the_matter_changes_hands(matter) -> None:
    from thihanh.matters.intake import Holding, Intake
    from thihanh.matters.operations import register_many

    (paper,) = submitted(matter)
    change = Holding(TODAY, "22.KV02", cast.HOA.code, known_on=TODAY)
    register_many([Intake(matter_id=matter, holdings=(change,))], by=cast.BY, act="matter.assigned")
    assert queries.paper(reach(viewer(cast.HOA), "paper", "read", TODAY), paper).officer == cast.HOA.code
    with pytest.raises(LookupError):
        queries.paper(reach(viewer(cast.LAN), "paper", "read", TODAY), paper)


def test_a_rebuilt_queue_says_the_same(matter) -> None:
    from django.db import connection

    from thihanh.documents.projections import rebuild

    (paper,) = signed(matter)
    issue(paper)
    submitted(matter)

    def rows() -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM documents_queue ORDER BY paper_id")
            queue = cursor.fetchall()
            cursor.execute("SELECT * FROM documents_counter")
            return [*queue, *cursor.fetchall()]

    before = rows()
    assert rebuild() == 2
    assert rows() == before


def test_who_wrote_a_paper_anew_in_another_s_stead_neither_checks_nor_signs_it(matter) -> None:
    (paper,) = submitted(matter)
    operations.return_back([paper], by=viewer(cast.THAM), on=TODAY, reason=REASON)
    stand_in = replace(viewer(cast.BINH), acting_for=(cast.LAN.code,))
    operations.revise(paper, title="Hoãn", values=plain(content()), inputs={}, by=stand_in, on=TODAY)
    operations.submit([paper], by=stand_in, on=TODAY)
    with pytest.raises(Denied, match="do chính bạn soạn"):
        operations.check([paper], by=viewer(cast.BINH), on=TODAY)
    assert "do chính bạn soạn" in operations.refusals([paper], "checked", by=stand_in, on=TODAY)[paper]
    operations.check([paper], by=viewer(cast.THAM), on=TODAY)
    power = NewPower(cast.BINH.code, "order", ("*",), TODAY, None, "12/GL-CTHADS")
    powers.grant(power, by=viewer(cast.TRUONG), on=TODAY)
    with pytest.raises(Denied, match="do chính bạn soạn"):
        operations.sign([paper], by=viewer(cast.BINH), on=TODAY, pin=PIN)


def test_a_key_answers_for_the_paper_of_one_matter_only(matter) -> None:
    (other,) = matters("102/QĐ")
    operations.draft(a_paper(matter), by=viewer(cast.LAN), on=TODAY, key="browser-3")
    with pytest.raises(KeyReused):
        operations.draft(a_paper(other), by=viewer(cast.LAN), on=TODAY, key="browser-3")
