"""A complaint through both tiers in the pages, from a reception day to a claim."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from tests import cast
from tests.cast import PHO, THAM, TRUONG, VAN, Person, viewer
from tests.documents.papers import PIN
from tests.web.conftest import TODAY
from thihanh.documents import operations as documents
from thihanh.documents import queries as papers
from thihanh.dossiers import queries
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.queries import Filters
from thihanh.procedures import issuing

Browse = Callable[[cast.Person], Client]
DAY = f"{TODAY:%d/%m/%Y}"


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def sent(client: Client, address: str, **raw: str) -> str:
    """A form filled in and sent; the page that follows."""
    page = client.get(address).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key, address
    answer = client.post(address, {"key": key[1], "gui": "1", "on": DAY, **raw}, follow=True)
    text = answer.content.decode()
    assert answer.status_code == 200, re.findall(r"(?:Dữ liệu|Pháp luật|Quyền|Trạng thái): [^<]+", text)
    return text


def newest(kind: str) -> Dossier:
    row = queries.page(viewer(TRUONG), Filters(kinds=(kind,)), TODAY, order="opened", limit=1).rows[0]
    return queries.seen(viewer(TRUONG), row.id, TODAY)


def through_the_queue(number: int) -> None:
    """The paper that waits for this dossier is checked, signed and issued."""
    (paper,) = [one.id for one in papers.of_act(f"dossier:{number}", "22") if one.state != "issued"]
    documents.check([paper], by=viewer(PHO), on=TODAY)
    documents.sign([paper], by=viewer(TRUONG), on=TODAY, pin=PIN)
    (issued,) = issuing.issue([paper], by=viewer(VAN), on=TODAY)
    assert issued.done, issued.sentence


COMPLAINT = {
    "subject": "Kê biên nhà ở",
    "complainant": "Quách Thị Vô Hình",
    "against": "Quyết định cưỡng chế 01/QĐ",
    "content": "Nhà không thuộc tài sản phải thi hành",
    "stage": "coercion",
    "knew_on": "15/09/2025",
    "received_on": DAY,
    "channel": "reception",
    "nguoi_giu": THAM.code,
}


def test_a_complaint_goes_from_a_reception_day_through_both_tiers_to_a_claim(
    province, browse: Browse
) -> None:
    tham: Client = browse(THAM)
    sent(tham, "/ho-so/reception/moi/", form="leader", held_on=DAY, received_by=TRUONG.code, place="Phòng 1")
    session = newest("reception")
    page = sent(tham, f"/ho-so/{session.id}/visit/", visitor="Quách Thị Vô Hình", people="1",
                matters_told="1", about="complaint", said="Khiếu nại kê biên")  # fmt: skip
    onward = f"/ho-so/complaint/moi/?dossiers={session.number_text}"
    assert onward in page.replace("&amp;", "&")
    assert "Lần gần nhất" in tham.get("/tiep-cong-dan/").content.decode()
    sent(tham, onward, dossiers=session.number_text, **COMPLAINT)
    first = newest("complaint")
    assert first.dossiers == (session.id,)
    _resolved(tham, first.id, "wrong", "")
    page = sent(tham, f"/ho-so/{first.id}/deliver/", delivered_on=DAY)
    page = sent(tham, f"/ho-so/{first.id}/second/")
    assert "Mở hồ sơ khiếu nại lần hai" in page
    sent(tham, "/ho-so/complaint/moi/", **COMPLAINT, dossiers=first.number_text, second_complaint="1",
         first_result=first.number_text)  # fmt: skip
    second = newest("complaint")
    assert (second.dossiers, second.title) == ((first.id,), "Kê biên nhà ở (lần hai)")
    page = sent(tham, f"/ho-so/{second.id}/receive_decision/", decision_no="7/QĐ-CQL", decision_on=DAY,
                result="right", content="hủy quyết định", remedy="ra quyết định mới")  # fmt: skip
    assert "Nhận yêu cầu bồi thường" in page
    board = tham.get("/boi-thuong/").content.decode()
    assert second.number_text in board
    assert "chưa có yêu cầu" in board
    van: Client = browse(VAN)
    sent(van, "/ho-so/compensation/moi/", subject="Kê biên trái luật", claimant="Quách Thị Vô Hình",
         base="complaint", base_no="7/QĐ-CQL", base_on=DAY, claimed="120000000", received_on=DAY,
         dossiers=second.number_text, nguoi_giu=THAM.code)  # fmt: skip
    assert "1</strong> yêu cầu đang giải quyết" in (board := tham.get("/boi-thuong/").content.decode())
    assert board.count(newest("compensation").number_text) == 2


def _resolved(client: Client, number: int, result: str, remedy: str) -> None:
    to = "Quách Thị Vô Hình"
    assert "Đã trình ký" in sent(client, f"/ho-so/{number}/accept/", counterpart=to)
    through_the_queue(number)
    sent(client, f"/ho-so/{number}/verify/", means="đo lại", findings="diện tích khớp")
    sent(
        client, f"/ho-so/{number}/decide/", counterpart=to, result=result, content="giữ nguyên", remedy=remedy
    )
    through_the_queue(number)
    assert queries.seen(viewer(THAM), number, TODAY).state == "decided"


@pytest.mark.parametrize("person", [cast.LAN, cast.HOA, cast.KE, cast.BAN], ids=lambda one: one.username)
def test_pages_of_claims_are_refused_to_those_without_the_right(
    province, browse: Browse, person: Person
) -> None:
    answer = browse(person).get("/boi-thuong/")
    assert answer.status_code == 403
