"""The book of citizen reception and the page of compensation: lines, printing, no name of a denouncer."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import cast
from tests.cast import LAN, THAM, TRUONG, VAN, viewer
from tests.oversight.complaint_cast import COMPENSATION
from tests.web.conftest import TODAY
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.matters.asking import Refusal

Browse = Callable[[cast.Person], Client]
DAY = f"{TODAY:%d/%m/%Y}"
PLAN = {"form": "leader", "held_on": DAY, "received_by": TRUONG.code, "place": "Phòng 1"}
VISIT = {"visitor": "Lò Thị Thử", "people": "2", "matters_told": "1", "about": "question", "said": "Hỏi phí"}


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def session(province) -> int:
    return open_dossier(New("reception", PLAN, agency="22"), by=viewer(VAN), on=TODAY)


def test_the_book_lists_every_visit_and_refusal_of_a_period(session: int, browse: Browse) -> None:
    take(session, "visit", VISIT, by=viewer(VAN), on=TODAY)
    refused = {"refused_person": "Vi Văn Thử", "ground": "settled"}
    take(session, "refuse", refused, by=viewer(VAN), on=TODAY)
    page = text(browse(VAN), "/tiep-cong-dan/so/")
    for words in (
        "2 dòng · 2 người · 1 vụ việc · 1 lần từ chối tiếp",
        "Lò Thị Thử",
        "từ chối tiếp",
        "data-print",
    ):
        assert words in page
    assert "Không có lượt tiếp nào" in text(browse(VAN), "/tiep-cong-dan/so/?den=01/10/2024")
    assert "Lò Thị Thử" in text(browse(VAN), "/tiep-cong-dan/so/?tu=khi-nao")
    assert "Sổ tiếp công dân" in text(browse(VAN), "/tiep-cong-dan/")


def test_who_comes_to_denounce_is_not_named_in_the_book(session: int, browse: Browse) -> None:
    told = VISIT | {"about": "denunciation"}
    for named in (told, told | {"visitor": "", "address": "Thôn Thử"}):
        with pytest.raises(Refusal, match="mở hồ sơ tố cáo"):
            take(session, "visit", named, by=viewer(VAN), on=TODAY)
    with pytest.raises(Refusal, match="chưa điền"):
        take(session, "visit", VISIT | {"visitor": ""}, by=viewer(VAN), on=TODAY)
    take(session, "visit", told | {"visitor": ""}, by=viewer(VAN), on=TODAY)
    page = text(browse(VAN), "/tiep-cong-dan/so/")
    assert "không ghi tên" in page
    assert "ghi ở hồ sơ tố cáo" in page
    assert "Hỏi phí" not in page


def test_an_open_claim_stands_on_the_page_of_compensation_without_who_claims(
    province, browse: Browse
) -> None:
    raw = COMPENSATION | {"base_on": DAY, "received_on": DAY}
    open_dossier(New("compensation", raw, agency="22", officer=THAM.code), by=viewer(TRUONG), on=TODAY)
    page = text(browse(TRUONG), "/boi-thuong/")
    for words in ("BT-01/2025", "1</strong> yêu cầu đang giải quyết", "Đã nhận hồ sơ", "chưa xong"):
        assert words in page
    assert raw["claimant"] not in page
    assert browse(LAN).get("/boi-thuong/").status_code == 403
