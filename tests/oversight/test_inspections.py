"""Inspections: team, sample, findings, remedy, re-check; who may not, and what is not told too early."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from tests.builders import a_matter
from tests.cast import BINH, HOA, KIEM, LAN, MINH, NGHIEP, PHO, THAM, TRUONG, Person, viewer
from thihanh.dossiers import queries
from thihanh.dossiers.life import clocks
from thihanh.dossiers.operations import New, calendar_of, open_dossier, take
from thihanh.dossiers.queries import Filters
from thihanh.matters.asking import Refusal
from thihanh.matters.operations import register_many
from thihanh.offices.kinship import Person as Kin
from thihanh.offices.kinship import declare_kin
from thihanh.offices.policy import Denied, policy
from thihanh.offices.states import ROLES
from thihanh.oversight import samples, sampling
from thihanh.oversight.samples import Question
from thihanh.trail.models import Entry

ON = date(2026, 3, 2)
PLAN = {
    "title": "Kiểm tra thẩm định giá, đấu giá",
    "scope_kind": "thematic",
    "level": "subordinate",
    "unit": "22.KV01",
    "points": ["valuation", "auction"],
    "period_from": "01/10/2025",
    "period_to": "28/02/2026",
}
CONCLUSION = {
    "content": "Kiểm tra thẩm định giá",
    "done": "Đã kiểm tra 3 hồ sơ.",
    "not_done": "Hợp đồng thẩm định giá ký chậm.",
    "causes": "Chưa theo dõi hạn.",
    "remedies": "Ký đúng hạn.",
}


@pytest.fixture
def matters(office: None, tmp_path: Any, settings: Any) -> list[int]:
    settings.VAR_DIR = tmp_path
    intakes = [
        a_matter(f"{n}/QĐ-CTHADS", "05/11/2025").owing(1_000_000 * n).held_by(LAN.code, "22.KV01").intake
        for n in range(1, 21)
    ]
    return register_many(intakes, by=TRUONG.code)


def inspection(**more: object) -> int:
    new = New("inspection", PLAN | more, agency="22")
    number = open_dossier(new, by=viewer(NGHIEP), on=ON)
    decision = {"content": "Kiểm tra", "lead": THAM.code, "conclude_by": "31/03/2026"}
    take(number, "open", decision, by=viewer(TRUONG), on=ON, paper=1)
    return number


def noted(number: int, matter_ids: list[int], by: Person = THAM) -> int:
    said = {
        "inspection": str(number),
        "title": "Ký hợp đồng thẩm định giá chậm",
        "rule": "DL-59",
        "article": "Nghị định 152/2026 Điều 60",
        "severity": "A",
        "point": "valuation",
        "matters": [str(one) for one in matter_ids],
        "responsible": LAN.code,
        "remedy": "Kiểm điểm, ký đúng hạn.",
    }
    return open_dossier(New("finding", said, agency="22", officer=by.code), by=viewer(by), on=ON)


def concluded(number: int) -> None:
    take(number, "conclude", CONCLUSION, by=viewer(TRUONG), on=ON, paper=2)


def assigned(finding: int) -> None:
    take(finding, "assign", {"to": LAN.code, "remedy_due": "20/03/2026"}, by=viewer(TRUONG), on=ON)


def test_a_sample_is_drawn_once_from_a_seed_fixed_before_and_anybody_draws_it_again(
    matters: list[int],
) -> None:
    number = inspection()
    sample = samples.commit(number, by=viewer(THAM), on=ON)
    (before,) = samples.samples(number, viewer=viewer(THAM), on=ON)
    assert (before.is_drawn, before.frame) == (False, ())
    with pytest.raises(Refusal, match="đã có một hạt giống"):
        samples.commit(number, by=viewer(THAM), on=ON)
    drawn = samples.draw(sample, Question(ON, office="22.KV01"), 5, by=viewer(THAM), on=ON)
    assert drawn.commitment == before.commitment
    assert set(drawn.frame) == set(matters)
    assert len(drawn.picked) == 5
    assert all(one.holds for one in samples.again(drawn, "22"))
    file: dict[str, Any] = samples.file_of(drawn, "KT-01/2026")
    assert all(one.holds for one in sampling.verify(file))
    for wrong in (
        {"picked": [one for one in matters if one not in drawn.picked][:5]},
        {"frame": file["frame"][1:]},
        {"seed": "00" * 32},
    ):
        assert not all(one.holds for one in sampling.verify(file | wrong))
    with pytest.raises(Refusal, match="đã dùng rồi"):
        samples.draw(sample, Question(ON, office="22.KV01"), 5, by=viewer(THAM), on=ON)


def test_the_record_holds_the_digest_of_the_frame_and_not_the_frame(matters: list[int]) -> None:
    number = inspection()
    sample = samples.commit(number, by=viewer(THAM), on=ON)
    samples.draw(sample, Question(ON, office="22.KV01"), 5, by=viewer(THAM), on=ON)
    payload = Entry.objects.filter(act="sample.drawn").get().payload
    (fact,) = json.loads(payload)["facts"]
    assert ("frame" in fact, fact["frame_size"]) == (False, 20)
    assert fact["frame_digest"] == sampling.digest(matters)


def test_a_frame_narrows_by_value_and_day_and_stays_inside_the_unit(matters: list[int]) -> None:
    wide = samples.frame_of("22", Question(ON))
    high = samples.frame_of("22", Question(ON, value_from=15_000_000))
    assert (len(wide), len(high)) == (20, 6)
    assert samples.frame_of("22", Question(date(2025, 11, 4))) == ()
    number = inspection()
    sample = samples.commit(number, by=viewer(THAM), on=ON)
    with pytest.raises(Refusal, match="trong đơn vị được kiểm tra"):
        samples.draw(sample, Question(ON), 5, by=viewer(THAM), on=ON)


def test_only_the_team_samples_looks_and_notes(matters: list[int]) -> None:
    number = inspection()
    with pytest.raises(Refusal, match="không được phân công"):
        samples.commit(number, by=viewer(NGHIEP), on=ON)
    with pytest.raises(Refusal, match="không được phân công"):
        noted(number, matters[:1], by=PHO)
    take(number, "appoint", {"member": PHO.code}, by=viewer(TRUONG), on=ON)
    assert noted(number, matters[:1], by=PHO)
    take(number, "excuse", {"excused": PHO.code, "reason": "ốm"}, by=viewer(TRUONG), on=ON)
    with pytest.raises(Refusal, match="không được phân công"):
        noted(number, matters[1:2], by=PHO)


def test_kin_of_a_party_is_given_no_file_and_notes_nothing(matters: list[int]) -> None:
    number = inspection()
    kin = Kin("Đỗ Văn Ánh", "999085001234")
    declare_kin(officer=THAM.code, relation="sibling", person=kin, by=THAM.code, on=ON)
    given = {"examiner": THAM.code, "matters": [str(matters[0])]}
    with pytest.raises(Refusal, match=r"Pháp luật: .*người thân thích"):
        take(number, "examine", given, by=viewer(THAM), on=ON)
    with pytest.raises(Refusal, match="người thân thích"):
        noted(number, matters[:1])
    take(number, "appoint", {"member": PHO.code}, by=viewer(TRUONG), on=ON)
    take(number, "examine", given | {"examiner": PHO.code}, by=viewer(THAM), on=ON)


def test_a_finding_is_told_after_the_conclusion_and_not_before(matters: list[int]) -> None:
    number = inspection()
    finding = noted(number, matters[:1])
    for who in (LAN, BINH):
        for hidden in (number, finding):
            with pytest.raises(LookupError):
                queries.seen(viewer(who), hidden, ON)
    with pytest.raises(Refusal, match="chưa có kết luận"):
        assigned(finding)
    concluded(number)
    assigned(finding)
    take(number, "announce", {"recipient": BINH.code}, by=viewer(TRUONG), on=ON)
    assert queries.seen(viewer(LAN), finding, ON).officer == LAN.code
    assert queries.seen(viewer(BINH), number, ON).state == "following"
    for hidden in (number, finding):
        with pytest.raises(LookupError):
            queries.seen(viewer(HOA), hidden, ON)


def test_the_remedy_is_confirmed_by_another_and_with_evidence(matters: list[int]) -> None:
    number = inspection()
    finding = noted(number, matters[:1])
    concluded(number)
    assigned(finding)
    with pytest.raises(Refusal, match="phải có chứng cứ"):
        take(finding, "remedied", {"done": "Đã ký đúng hạn"}, by=viewer(LAN), on=ON)
    said = {"done": "Đã ký đúng hạn", "document": "33/BC-KV01"}
    take(finding, "remedied", said, by=viewer(LAN), on=ON)
    with pytest.raises(Denied):
        take(finding, "verify", {"result": "done"}, by=viewer(LAN), on=ON)
    again = {"result": "not_done", "remedy_due": "30/03/2026"}
    take(finding, "verify", again, by=viewer(THAM), on=ON)
    take(finding, "remedied", said, by=viewer(PHO), on=ON)
    with pytest.raises(Refusal, match="không tự xác nhận"):
        take(finding, "verify", {"result": "done"}, by=viewer(PHO), on=ON)
    take(finding, "verify", {"result": "done"}, by=viewer(THAM), on=ON)
    found = queries.seen(viewer(TRUONG), finding, ON)
    assert (found.state, found.is_ended) == ("verified", True)
    assert [one.due for one in clocks(found, calendar_of("22.KV01", ON))] == [
        date(2026, 3, 20),
        date(2026, 3, 30),
    ]


def test_a_remedy_past_its_day_is_late(matters: list[int]) -> None:
    number = inspection()
    finding = noted(number, matters[:1])
    concluded(number)
    assigned(finding)
    late = queries.page(viewer(TRUONG), Filters(kinds=("finding",), group="late"), date(2026, 3, 21))
    assert [one.id for one in late.rows] == [finding]


def test_a_recheck_looks_at_every_finding_again(matters: list[int]) -> None:
    number = inspection()
    first, second = noted(number, matters[:1]), noted(number, matters[1:2])
    with pytest.raises(Refusal, match="chưa gửi kết luận"):
        inspection(scope_kind="recheck", rechecks=str(number))
    concluded(number)
    for one in (first, second):
        assigned(one)
    take(number, "announce", {"recipient": BINH.code}, by=viewer(TRUONG), on=ON)
    with pytest.raises(Refusal, match="còn 2 phát hiện"):
        take(number, "close", {}, by=viewer(TRUONG), on=ON)
    again = inspection(scope_kind="recheck", rechecks=str(number))
    assert queries.seen(viewer(THAM), again, ON).dossiers == (number,)
    seen = {"inspection": str(again), "seen": "Xem lại hợp đồng"}
    take(first, "recheck", seen | {"result": "remedied"}, by=viewer(THAM), on=ON)
    with pytest.raises(Refusal, match="còn 1: PH-02/2026"):
        concluded(again)
    take(second, "recheck", seen | {"result": "again"}, by=viewer(THAM), on=ON)
    concluded(again)
    assert queries.seen(viewer(TRUONG), second, ON).state == "again"
    assert queries.seen(viewer(TRUONG), first, ON).is_ended


def test_the_annual_plan_is_ready_in_three_months_and_approved_by_another(office: None) -> None:
    said = {
        "year_from": "01/10/2025",
        "basis": "Kế hoạch năm",
        **dict.fromkeys(("aim", "scope", "form", "content", "method", "organisation"), "…"),
    }
    with pytest.raises(Refusal, match="01/10"):
        open_dossier(
            New("inspection_plan", said | {"year_from": "01/01/2026"}, agency="22"), by=viewer(NGHIEP), on=ON
        )
    new = New("inspection_plan", said, agency="22", officer=TRUONG.code)
    plan = open_dossier(new, by=viewer(TRUONG), on=ON)
    found = queries.seen(viewer(TRUONG), plan, ON)
    (clock,) = clocks(found, calendar_of("22", ON))
    assert (clock.rule, clock.due, clock.late(ON)) == ("KT-01", date(2026, 1, 5), True)
    with pytest.raises(Refusal, match="phải do người khác làm"):
        take(plan, "approve", {"document": "1/KH"}, by=viewer(TRUONG), on=ON)
    take(plan, "approve", {"document": "1/KH"}, by=viewer(PHO), on=ON + timedelta(days=1))
    assert found.title == "Kế hoạch kiểm tra năm công tác 2026"


def test_the_procuracy_samples_for_itself_and_writes_nothing_else(matters: list[int]) -> None:
    new = New(
        "supervision", {"title": "Kiểm sát thẩm định giá", "manner": "direct"}, agency="22", officer=KIEM.name
    )
    number = open_dossier(new, by=viewer(KIEM), on=ON)
    sample = samples.commit(number, by=viewer(KIEM), on=ON)
    drawn = samples.draw(sample, Question(ON), 3, by=viewer(KIEM), on=ON)
    assert len(drawn.picked) == 3
    for who in (TRUONG, PHO, NGHIEP, THAM, BINH, LAN, MINH):
        with pytest.raises(LookupError):
            queries.seen(viewer(who), number, ON)
        assert queries.page(viewer(who), Filters(kinds=("supervision",)), ON).total == 0
        with pytest.raises(LookupError):
            samples.samples(number, viewer=viewer(who), on=ON)
        with pytest.raises(Denied):
            samples.commit(number, by=viewer(who), on=ON)
    own = inspection()
    for code, said in (("cancel", {"reason": "thử"}), ("appoint", {"member": PHO.code})):
        with pytest.raises(Denied):
            take(own, code, said, by=viewer(KIEM), on=ON)
    with pytest.raises(Denied):
        samples.commit(own, by=viewer(KIEM), on=ON)
    with pytest.raises(Denied):
        open_dossier(New("obstacle", {}, agency="22"), by=viewer(KIEM), on=ON)


def test_the_policy_lets_the_procuracy_write_its_own_notes_and_nothing_else() -> None:
    table = policy()
    written = {
        (name, action)
        for name, found in table.objects.items()
        for action in found.actions
        if action not in ("read", "drill", "verify") and table.extent(KIEM.role, name, action)
    }
    assert written == {("supervision", "act")}
    readers = {role for role in ROLES if table.extent(role, "supervision", "read")}
    assert readers == {KIEM.role}
