"""Compensation from the file received to recourse; reception days and their book."""

import pytest

from tests.cast import NGHIEP, THAM, TRUONG, VAN, gather
from tests.oversight.complaint_cast import dues, opened, step
from thihanh.matters.asking import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]


@pytest.fixture
def people(db: None) -> None:
    gather(NGHIEP, THAM, TRUONG, VAN)


def test_every_clock_of_the_law_runs_and_is_met() -> None:
    number = opened("compensation", by_post=True)
    assert (dues(number, "BT-01"), dues(number, "BT-02")) == ([("09/06/2026", "")], [("12/06/2026", "")])
    step(number, "receipt", "09/06/2026", THAM, receipt_no="1")
    step(number, "supplement", "11/06/2026", TRUONG, wanted="bản sao quyết định")
    step(number, "supplemented", "16/06/2026", THAM, full_on="16/06/2026")
    assert dues(number, "BT-03") == [("18/06/2026", "")]
    step(number, "accept", "18/06/2026", TRUONG)
    assert [dues(number, rule) for rule in ("BT-04", "BT-05", "BT-06")] == [
        [("22/06/2026", "")], [("25/06/2026", "")], [("03/07/2026", "")],
    ]  # fmt: skip
    given = step(number, "name_officer", "19/06/2026", TRUONG, assigned=NGHIEP.code)
    assert (given.officer, given.office) == (NGHIEP.code, NGHIEP.unit)
    step(number, "advance", "24/06/2026", NGHIEP, advance="20000000")
    step(number, "complicate", "29/06/2026", NGHIEP, complex=True, reason="nhiều tài sản")
    step(number, "extend", "01/07/2026", NGHIEP, extension_agreed=True, reason="chờ định giá")
    assert dues(number, "BT-06")[-1] == ("03/08/2026", "")
    with pytest.raises(Refusal, match="đã kéo dài như vậy rồi"):
        step(number, "extend", "02/07/2026", NGHIEP, extension_agreed=True, reason="nữa")
    step(number, "verify", "31/07/2026", NGHIEP, damage="80000000", findings="đủ")
    step(number, "report", "04/08/2026", NGHIEP)
    assert (dues(number, "BT-07"), dues(number, "BT-08")) == (
        [("05/08/2026", "04/08/2026")], [("06/08/2026", "")],
    )  # fmt: skip
    step(number, "negotiate", "06/08/2026", NGHIEP, place="trụ sở")
    step(number, "extend_negotiation", "14/08/2026", NGHIEP, longer_agreed=True, reason="đề nghị")
    assert dues(number, "BT-09") == [("17/08/2026", "14/08/2026"), ("26/08/2026", "")]
    step(number, "negotiated", "20/08/2026", NGHIEP, agreed=True, minutes="thống nhất")
    with pytest.raises(Refusal, match="thấp hơn số đã tạm ứng"):
        step(number, "decide", "20/08/2026", TRUONG, amount="10000000", content="theo biên bản")
    step(number, "decide", "20/08/2026", TRUONG, amount="70000000", content="theo biên bản")
    with pytest.raises(Refusal, match="chưa ghi ngày người yêu cầu nhận"):
        step(number, "effective", "28/08/2026", NGHIEP)
    step(number, "hand_over", "20/08/2026", NGHIEP, handed_on="20/08/2026")
    with pytest.raises(Refusal, match="có hiệu lực sau ngày 04/09/2026"):
        step(number, "effective", "04/09/2026", NGHIEP)
    step(number, "effective", "07/09/2026", NGHIEP)
    assert dues(number, "BT-12") == [("09/09/2026", "")]
    with pytest.raises(Refusal, match="vượt số phải bồi thường"):
        step(number, "pay", "15/09/2026", NGHIEP, paid="70000001")
    step(number, "pay", "15/09/2026", NGHIEP, paid="70000000")
    assert dues(number, "BT-13") == [("05/10/2026", "")]
    with pytest.raises(Refusal, match="vượt số đã chi trả"):
        step(number, "recourse", "17/09/2026", TRUONG, recourse="70000001", reason="lỗi")
    step(number, "recourse", "17/09/2026", TRUONG, recourse="20000000", reason="lỗi vô ý")
    assert step(number, "repaid", "20/09/2026", NGHIEP, repaid="20000000").is_ended


def test_a_claim_older_than_three_years_is_not_accepted() -> None:
    number = opened("compensation", base_on="01/06/2023", received_on="05/06/2026")
    with pytest.raises(Refusal, match="thời hiệu yêu cầu bồi thường hết ngày 01/06/2026"):
        step(number, "accept", "08/06/2026", TRUONG)
    assert step(number, "refuse", "08/06/2026", TRUONG, reason="hết thời hiệu").is_ended


@pytest.mark.parametrize(
    ("held", "notice", "test"),
    [("29/06/2026", [("", "")], [("", "")]), ("13/07/2026", [("06/07/2026", "")], [("10/07/2026", "")])],
)
def test_an_online_session_is_announced_and_tried_before_it_under_the_new_decree(
    held: str, notice: list[tuple[str, str]], test: list[tuple[str, str]]
) -> None:
    number = opened("reception", on="01/06/2026", online=True, held_on=held)
    assert (dues(number, "TCD-02"), dues(number, "TCD-03")) == (notice, test)


def test_a_session_is_written_down_when_it_is_held_and_refusals_are_told_in_three_days() -> None:
    number = opened("reception", on="01/07/2026", held_on="06/07/2026")
    with pytest.raises(Refusal, match="buổi tiếp ngày 06/07/2026 chưa diễn ra"):
        step(number, "visit", "03/07/2026", THAM, visitor="Lò Thị Thử", about="question", said="hỏi")
    step(number, "visit", "06/07/2026", THAM, visitor="Lò Thị Thử", about="question", said="hỏi")
    step(number, "refuse", "06/07/2026", THAM, refused_person="Người gây rối", ground="disorder")
    assert dues(number, "TCD-04") == [("09/07/2026", "")]
    step(number, "refusal_notice", "08/07/2026", THAM, counterpart="Người gây rối", sent_on="08/07/2026")
    found = step(number, "conclude", "09/07/2026", TRUONG, content="Phòng KV1 trả lời", units="Phòng KV1")
    assert (found.state, step(number, "close", "10/07/2026", THAM).is_ended) == ("concluded", True)


def test_a_leader_s_session_names_who_receives() -> None:
    with pytest.raises(Refusal, match="phải ghi người tiếp"):
        opened("reception", on="01/07/2026", received_by=None, held_on="06/07/2026")
