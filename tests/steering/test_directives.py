"""A directive is closed on evidence that is there, by somebody who does not owe it."""

from datetime import date

import pytest

from tests.cast import BAN, BINH, HOA, LAN, NGHIEP, PHO, TRUONG, viewer
from tests.steering.conftest import FRESH, LARGE
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.dossiers.queries import seen
from thihanh.dossiers.values import Wrong
from thihanh.matters.asking import Refusal
from thihanh.matters.intake import Intake, StageChange
from thihanh.matters.operations import register_many
from thihanh.offices.policy import Denied
from thihanh.steering.evidence import acts_offered

GIVEN = date(2025, 9, 1)
LATER = date(2025, 9, 20)


def given(matters: list[int], *, evidence: str = "act", officer: str = LAN.code, about: int = 0) -> int:
    raw = {
        "sort": "drive_large",
        "title": "Thi hành dứt điểm việc trên 20 tỷ đồng",
        "owner_body": "agency",
        "owner_officer": officer,
        "matters": str(about or matters[LARGE]),
        "deliverable": "tài sản được xử lý",
        "due": "30/09/2025",
        "evidence": evidence,
    }
    new = New("directive", raw, agency="22", office="22.KV01", officer=officer)
    return open_dossier(new, by=viewer(TRUONG), on=GIVEN)


def progress(matters: list[int], on: date = LATER) -> str:
    """An act on the linked matter; how the choice names it."""
    change = StageChange(on, "in_progress", known_on=on)
    register_many([Intake(matter_id=matters[LARGE], stages=(change,))], by=LAN.code)
    return "stage:"


def close(number: int, said: dict[str, object], by=TRUONG, on: date = LATER) -> int:
    return take(number, "close", said, by=viewer(by), on=on)


def offered(number: int) -> list[str]:
    return [one.code for one in acts_offered(seen(viewer(TRUONG), number, LATER))]


def test_an_act_on_the_linked_matter_since_the_day_closes_it(matters: list[int]) -> None:
    number = given(matters)
    assert offered(number) == []
    progress(matters)
    (act,) = offered(number)
    take(number, "report", {"result": "đã kê biên"}, by=viewer(LAN), on=LATER)
    close(number, {"evidence_kind": "act", "evidence_act": act})
    done = seen(viewer(TRUONG), number, LATER)
    assert (done.state, done.last("evidence_act")) == ("done", act)


def test_without_evidence_it_is_not_closed(matters: list[int]) -> None:
    number = given(matters)
    with pytest.raises(Refusal, match="Trạng thái: chưa thấy tác nghiệp nào trên việc được giao"):
        close(number, {"evidence_kind": "act"})
    with pytest.raises(Wrong, match="không có lựa chọn"):
        close(number, {"evidence_kind": "act", "evidence_act": "stage:1"})
    with pytest.raises(Refusal, match="chỉ hoàn thành khi có tác nghiệp; đang nêu văn bản"):
        close(number, {"evidence_kind": "paper", "evidence_paper": "1/QĐ-CTHADS"})
    assert seen(viewer(TRUONG), number, LATER).state == "assigned"


def test_an_act_before_the_directive_is_no_evidence(matters: list[int]) -> None:
    register_many(
        [
            Intake(
                matter_id=matters[LARGE],
                stages=(StageChange(date(2025, 8, 30), "in_progress", known_on=GIVEN),),
            )
        ],
        by=LAN.code,
    )
    assert offered(given(matters)) == []


def test_an_act_on_another_matter_is_no_evidence(matters: list[int]) -> None:
    number = given(matters, about=matters[FRESH])
    progress(matters)
    assert offered(number) == []


def test_papers_and_figures_are_looked_up(matters: list[int]) -> None:
    paper = given(matters, evidence="paper")
    for said in ("", "99/QĐ-CTHADS", "x", "0/QĐ", "999999999999/QĐ"):
        with pytest.raises(Refusal, match="chưa thấy văn bản số"):
            close(paper, {"evidence_kind": "paper", "evidence_paper": said})
    figure = given(matters, evidence="figure")
    for said in ({}, {"evidence_edition": "7", "evidence_figure": "cases.rate"}):
        with pytest.raises(Refusal, match="không có số «"):
            close(figure, {"evidence_kind": "figure"} | said)


def test_the_owner_does_not_close_extend_or_cancel_his_own(matters: list[int]) -> None:
    number = given(matters, officer=PHO.code)
    progress(matters)
    (act,) = offered(number)
    why = {"reason": "chờ kết quả đo vẽ thửa đất", "due": "31/10/2025"}
    for code, said in (
        ("close", {"evidence_kind": "act", "evidence_act": act}),
        ("extend", why),
        ("cancel", why),
        ("fail", why),
    ):
        with pytest.raises(Refusal, match=r"Quyền: .*phải do người khác làm"):
            take(number, code, said, by=viewer(PHO), on=LATER)
    close(number, {"evidence_kind": "act", "evidence_act": act})


def test_who_reported_does_not_confirm_his_report(matters: list[int]) -> None:
    number = given(matters, officer="")
    progress(matters)
    (act,) = offered(number)
    take(number, "report", {"result": "sở đã làm xong"}, by=viewer(NGHIEP), on=LATER)
    with pytest.raises(Refusal, match="không tự xác nhận"):
        close(number, {"evidence_kind": "act", "evidence_act": act}, by=NGHIEP)
    close(number, {"evidence_kind": "act", "evidence_act": act}, by=BAN)
    assert seen(viewer(BAN), number, LATER).is_ended


def test_extended_only_later_and_with_a_reason(matters: list[int]) -> None:
    number = given(matters)
    for said, words in (
        ({"due": "31/10/2025", "reason": "bận"}, "lý do cần ít nhất"),
        ({"due": "30/09/2025", "reason": "chờ kết quả đo vẽ"}, "phải sau hạn đang có"),
    ):
        with pytest.raises(Refusal, match=words):
            take(number, "extend", said, by=viewer(TRUONG), on=LATER)
    take(number, "extend", {"due": "31/10/2025", "reason": "chờ kết quả đo vẽ"}, by=viewer(TRUONG), on=LATER)
    assert seen(viewer(TRUONG), number, LATER).last("due") == date(2025, 10, 31)


@pytest.mark.parametrize(("who", "sees"), [(LAN, True), (BINH, True), (HOA, False), (BAN, True)])
def test_who_sees_a_directive(matters: list[int], who, sees: bool) -> None:
    number = given(matters)
    if sees:
        assert seen(viewer(who), number, LATER).number_text == "NV-01/2025"
    else:
        with pytest.raises(LookupError):
            seen(viewer(who), number, LATER)


@pytest.mark.parametrize("who", [LAN, BINH, HOA])
def test_offices_report_and_do_not_close(matters: list[int], who) -> None:
    number = given(matters)
    with pytest.raises(Denied):
        close(number, {"evidence_kind": "act"}, by=who)


def test_an_ended_directive_is_left_alone(matters: list[int]) -> None:
    number = given(matters)
    take(number, "cancel", {"reason": "giao nhầm cho phòng khác"}, by=viewer(TRUONG), on=LATER)
    with pytest.raises(Refusal, match="đang «hủy»"):
        take(number, "report", {"result": "đã làm"}, by=viewer(LAN), on=LATER)
