"""The weekly letters: to each body its own late items, nothing of another's; nothing late, no letter."""

from datetime import date

from tests.cast import LAN, viewer
from tests.coordination.conftest import AGREED, ASKED, sent
from thihanh.coordination import letters, links
from thihanh.coordination.letters import CODE, Item, Letter, of_week
from thihanh.dossiers.models import DossierFact
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.trail.operations import verify

MONDAY, FRIDAY = date(2026, 9, 14), date(2026, 9, 18)
"""DL-52 of 07/09/2026 runs out on 10/09/2026."""
DONG_HAI = "police_commune:cong-an-xa-dong-hai"
OTHER = {"body_name": "Công an xã Bình Khê", "content": "Nội dung kín về bà Nguyễn Thị Hòa"}


def said(on: date = MONDAY) -> dict[str, str]:
    return {one.name: one.content for one in of_week("22", on) if one.items}


def test_a_letter_says_what_its_request_told_and_no_more(office: None) -> None:
    dossier = sent(content="Nội dung kín về bà Nguyễn Thị Hòa")
    link = links.issue(dossier, by=viewer(LAN), on=MONDAY)
    (content,) = said().values()
    assert "YC-01/2026" in content
    assert "hạn trả lời 10/09/2026, quá hạn 4 ngày" in content
    assert f"còn dùng đến hết ngày {link.expires_on:%d/%m/%Y}" in content
    assert "Yêu cầu số YC-01/2026 ngày 07/09/2026" in content
    assert link.token not in content
    assert "Nguyễn Thị Hòa" not in content


def test_items_stand_under_the_office_that_asked_the_longest_waiting_first(office: None) -> None:
    item = {"duty": "Cung cấp thông tin", "link_until": None, "sent_on": MONDAY}
    rows = [("YC-02", "Phòng B", 9), ("YC-01", "Phòng A", 5), ("YC-03", "Phòng B", 2)]
    items = tuple(
        Item(no, number_text=name, office=unit, days=days, due=MONDAY, **item)
        for no, (name, unit, days) in enumerate(rows)
    )
    lines = Letter("ubnd_commune:x", "UBND xã X", items).content.splitlines()
    assert [line.split(" ngày ")[0] for line in lines] == [
        *("Phòng B yêu cầu:", "1. Yêu cầu số YC-02", "2. Yêu cầu số YC-03"),
        *("Phòng A yêu cầu:", "3. Yêu cầu số YC-01"),
    ]


def test_a_body_never_reads_another_s_items(office: None) -> None:
    sent()
    before = said()["Công an xã Đông Hải"]
    sent(**OTHER)
    after = said()
    assert after["Công an xã Đông Hải"] == before
    assert "YC-02/2026" in after["Công an xã Bình Khê"]
    assert "YC-01/2026" not in after["Công an xã Bình Khê"]


def test_nothing_late_no_letter(office: None) -> None:
    assert letters.propose(MONDAY) == 0
    dossier = sent()
    assert of_week("22", date(2026, 9, 10)) == ()
    take(dossier, "answer", AGREED, by=viewer(LAN), on=date(2026, 9, 9))
    assert (of_week("22", MONDAY), letters.propose(MONDAY)) == ((), 0)


def test_monday_proposes_each_letter_once_and_the_next_week_anew(office: None) -> None:
    sent()
    sent(**OTHER)
    assert (letters.propose(MONDAY), letters.propose(FRIDAY)) == (2, 0)
    assert {one.dossier.state for one in of_week("22", FRIDAY) if one.dossier} == {"proposed"}
    assert letters.propose(date(2026, 9, 21)) == 2
    assert DossierFact.objects.filter(kind=CODE).count() == 4
    assert verify(facts=True).ok


def asked(on: date, **more: str) -> int:
    raw = ASKED | {"duty": "DL-23", "received_on": f"{on:%d/%m/%Y}"} | more
    return open_dossier(New("request", raw, "22", "22.KV01", LAN.code), by=viewer(LAN), on=on)


def test_a_body_that_is_no_more_is_written_to_where_one_took_over(office: None) -> None:
    before, after = date(2025, 2, 10), date(2025, 7, 14)
    asked(before, body="police_district", body_name="Công an huyện Đông Triều")
    asked(before, body="ubnd_district", body_name="UBND huyện Đông Triều")
    unknown, province = of_week("22", after)
    assert (unknown.name, unknown.can_be_sent) == ("Chưa rõ cơ quan tiếp nhận", False)
    assert (province.body, province.can_be_sent) == ("police_province", True)
    assert letters.propose(after) == 1
