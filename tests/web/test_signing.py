"""Trình ký on screen: each role's queue, one PIN for many, what is refused and in which words."""

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from tests import cast
from tests.documents.papers import PIN, a_paper
from tests.web.conftest import TODAY
from thihanh.documents import issuing, operations, queries
from thihanh.offices import powers
from thihanh.offices.powers import NewPower
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures.performing import perform_one
from thihanh.web import signing

WAITS = "văn bản chờ ký · cũ nhất"
Browse = Callable[[cast.Person], Client]


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def waiting(province) -> tuple[int, ...]:
    """Two postponements of Lan, in the queue."""
    new = [a_paper(matter, on=TODAY) for matter in province[:2]]
    return operations.draft_many(new, by=cast.viewer(cast.LAN), on=TODAY, key="", submitted=True)


def html(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def key(text: str) -> str:
    found = re.search(r'name="key" value="([^"]+)"', text)
    assert found
    return found[1]


def many(client: Client, slug: str, ids: tuple[int, ...], **more: str) -> HttpResponse:
    """Preview a move for papers, then make it."""
    preview = html(client, f"/trinh-ky/nhieu/{slug}/?" + "&".join(f"chon={one}" for one in ids))
    sent = {"gui": "1", "key": key(preview), "chon": [str(one) for one in ids], **more}
    return client.post(f"/trinh-ky/nhieu/{slug}/", sent, follow=True)


def states(ids: tuple[int, ...]) -> list[str]:
    return [row.state for row in queries.papers(EVERYTHING, ids)]


def test_two_papers_go_through_the_queue_of_every_role(waiting, browse: Browse) -> None:
    assert "Cần kiểm tra" in html(browse(cast.THAM), "/trinh-ky/")
    many(browse(cast.THAM), "kiem-tra", waiting)
    head = browse(cast.TRUONG)
    assert "2</strong> văn bản ở mục “Chờ ký”" in html(head, "/trinh-ky/")
    answer = many(head, "ky", waiting, pin=PIN)
    assert "Đã ký 2 văn bản" in answer.content.decode()
    assert states(waiting) == ["signed", "signed"]
    registry = browse(cast.VAN)
    assert "Cần phát hành" in html(registry, "/trinh-ky/")
    assert "Bị trả lại" not in html(browse(cast.LAN), "/trinh-ky/?muc=dang-trinh")


def test_papers_wait_for_the_hand_of_who_may_sign_them_and_of_nobody_else(waiting, browse: Browse) -> None:
    operations.check(waiting, by=cast.viewer(cast.THAM), on=TODAY)
    assert WAITS not in html(browse(cast.NGHIEP), "/")

    power = NewPower(cast.NGHIEP.code, "order", ("QD-HOAN",), TODAY, None, "07/QĐ-CTHADS")
    powers.grant(power, by=cast.viewer(cast.TRUONG), on=TODAY)

    assert WAITS in html(browse(cast.NGHIEP), "/")
    many(browse(cast.NGHIEP), "ky", waiting, pin=PIN)
    assert states(waiting) == ["signed", "signed"]


def test_one_wrong_pin_signs_nothing_and_keeps_the_preview(waiting, browse: Browse) -> None:
    operations.check(waiting, by=cast.viewer(cast.THAM), on=TODAY)
    answer = many(browse(cast.TRUONG), "ky", waiting, pin="000000")
    text = answer.content.decode()
    assert "PIN không đúng" in text
    assert text.count('name="chon"') == 2
    assert states(waiting) == ["checked", "checked"]


def test_the_preview_says_of_each_paper_why_it_cannot_move(waiting, browse: Browse) -> None:
    operations.check(waiting[:1], by=cast.viewer(cast.BINH), on=TODAY)
    text = html(browse(cast.BINH), f"/trinh-ky/nhieu/ky/?chon={waiting[0]}&chon={waiting[1]}")
    assert "bạn đã kiểm tra" in text
    assert "Chờ kiểm tra" in text
    assert "Không văn bản nào thực hiện được bước này" in text


def test_a_paper_page_shows_content_way_and_the_next_step(waiting, browse: Browse) -> None:
    text = html(browse(cast.BINH), f"/trinh-ky/{waiting[0]}/")
    assert "Đỗ Văn Ánh" in text
    assert "Đồng ý trình ký" in text
    assert "Trả lại" in text
    assert "Chờ kiểm tra" in text
    assert "Phát hành" not in text.split("Bước tiếp theo")[1].split("Nội dung")[0]


def test_giving_back_on_the_page_wants_its_reason(waiting, browse: Browse) -> None:
    client = browse(cast.BINH)
    address = f"/trinh-ky/{waiting[0]}/"
    sent = {"key": key(html(client, address))}
    refused = client.post(f"{address}tra-lai/", {**sent, "reason": "sai"})
    assert refused.status_code == 422
    assert "cần ghi lý do trả lại" in refused.content.decode()
    done = client.post(f"{address}tra-lai/", {**sent, "reason": "Chưa nêu rõ thời hạn hoãn đến ngày nào"})
    assert done.status_code == 302
    text = html(browse(cast.LAN), "/trinh-ky/")
    assert "Bị trả lại" in text


def test_without_the_page_s_key_nothing_moves(waiting, browse: Browse) -> None:
    answer = browse(cast.BINH).post(f"/trinh-ky/{waiting[0]}/kiem-tra/")
    assert answer.status_code == 422
    assert "không có mã của trang" in answer.content.decode()
    assert states(waiting[:1]) == ["submitted"]


def test_a_double_click_moves_once(waiting, browse: Browse) -> None:
    client = browse(cast.BINH)
    address = f"/trinh-ky/{waiting[0]}/"
    sent = {"key": key(html(client, address))}
    answers = [client.post(f"{address}kiem-tra/", sent).status_code for _ in range(3)]
    assert answers == [302, 302, 302]
    assert [one.move for one in queries.moves_of(waiting[0])].count("checked") == 1


def test_who_may_not_see_a_paper_finds_nothing_by_any_address(waiting, browse: Browse) -> None:
    paper = waiting[0]
    addresses = [f"/trinh-ky/{paper}/", f"/van-ban/{paper}/tai/docx/", f"/van-ban/{paper}/tien-do/"]
    for person in (cast.HOA, cast.XUAN):
        client = browse(person)
        for address in addresses:
            assert client.get(address).status_code == 404, (person.username, address)
            assert client.get(address.replace(str(paper), "999999")).status_code == 404
        assert client.post(f"/trinh-ky/{paper}/rut-ve/", {"key": "x"}).status_code == 404
        assert client.post(f"/van-ban/{paper}/pdf/", {"key": "x"}).status_code == 404
        preview = client.get(f"/trinh-ky/nhieu/kiem-tra/?chon={paper}", follow=True)
        assert "Chưa chọn văn bản nào" in preview.content.decode()
        assert "QD-HOAN" not in html(client, "/trinh-ky/") if person is cast.HOA else True
    assert states(waiting[:1]) == ["submitted"]


def test_the_word_file_is_offered_at_once_and_only_to_be_saved(waiting, browse: Browse) -> None:
    answer = browse(cast.LAN).get(f"/van-ban/{waiting[0]}/tai/docx/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content[:2] == b"PK"
    assert browse(cast.MINH).get(f"/van-ban/{waiting[0]}/tai/pdf/").status_code == 404


def issued(paper: int) -> None:
    operations.check([paper], by=cast.viewer(cast.BINH), on=TODAY)
    operations.sign([paper], by=cast.viewer(cast.TRUONG), on=TODAY, pin=PIN)
    ready = issuing.numbered(issuing.take_for_issue([paper], by=cast.viewer(cast.VAN), on=TODAY))
    issuing.mark_issued(ready, by=cast.viewer(cast.VAN), on=TODAY)


def test_an_issued_paper_says_that_its_pdf_is_being_made(waiting, browse: Browse) -> None:
    issued(waiting[0])
    text = html(browse(cast.LAN), f"/trinh-ky/{waiting[0]}/")
    assert "số 01/QĐ-CTHADS" in text
    assert "Đang tạo PDF" in text
    assert "Tải tệp Word" in text


def test_the_deputy_sees_under_which_power_and_signs_with_its_block(waiting, browse: Browse) -> None:
    operations.check(waiting, by=cast.viewer(cast.BINH), on=TODAY)
    deputy = browse(cast.PHO)
    assert "chưa có phân công hoặc ủy quyền ký nào" in html(deputy, "/trinh-ky/?muc=cho-ky")
    assert "chưa được phân công" in html(deputy, f"/trinh-ky/{waiting[0]}/")
    new = NewPower(cast.PHO.code, "assign", ("*",), TODAY, None, "05/PC-THADS")
    powers.grant(new, by=cast.viewer(cast.TRUONG), on=TODAY)
    assert "KT. TRƯỞNG THI HÀNH ÁN DÂN SỰ" in html(deputy, f"/trinh-ky/{waiting[0]}/")
    many(deputy, "ky", waiting, pin=PIN)
    assert states(waiting) == ["signed", "signed"]


def test_the_head_s_home_says_how_many_wait_and_how_long(waiting, browse: Browse) -> None:
    operations.check(waiting, by=cast.viewer(cast.BINH), on=TODAY)
    text = html(browse(cast.TRUONG), "/")
    assert "văn bản chờ ký · cũ nhất hôm nay" in text


@pytest.mark.parametrize(
    "person", [cast.TRUONG, cast.PHO, cast.BINH, cast.THAM], ids=lambda one: one.username
)
def test_every_number_of_papers_on_a_first_page_opens_exactly_as_many(
    waiting, browse: Browse, person
) -> None:
    operations.check(waiting[:1], by=cast.viewer(cast.THAM), on=TODAY)
    client = browse(person)
    said = re.findall(r'<span class="n[^"]*">(\d+)</span> <a href="(/trinh-ky/[^"]*)">', html(client, "/"))
    for number, address in said:
        assert html(client, address).count('name="chon" value') == int(number), address
    assert said or person is cast.PHO


def test_the_queue_says_what_a_paper_blocks(province, browse: Browse) -> None:
    from django.db import connection

    operations.draft_many(
        [a_paper(province[0], on=TODAY)], by=cast.viewer(cast.LAN), on=TODAY, key="", submitted=True
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE matters_term SET met_by = ARRAY['postpone'] WHERE matter_id = %s AND due_on IS NOT NULL "
            "RETURNING rule",
            [province[0]],
        )
        rules = [row[0] for row in cursor.fetchall()]
    text = html(browse(cast.BINH), "/trinh-ky/?muc=kiem-tra")
    assert any(rule in text for rule in rules) if rules else "không chặn hạn nào" in text


@pytest.mark.parametrize("count", [1, 2])
def test_the_queue_asks_as_often_for_one_paper_as_for_many(
    province, browse: Browse, django_assert_max_num_queries, count: int
) -> None:
    new = [a_paper(matter, on=TODAY) for matter in province[:2] for _ in range(count * 10)]
    operations.draft_many(new, by=cast.viewer(cast.LAN), on=TODAY, key="", submitted=True)
    client = browse(cast.BINH)
    html(client, "/trinh-ky/")
    with django_assert_max_num_queries(40):
        html(client, "/trinh-ky/")


ILL = {"ground": "H-a", "until": "31/12/2025", "document_on": "26/09/2025", "reason": "Ốm nặng"}


def a_postponement(matter: int) -> int:
    """Lan's postponement of the matter, submitted for signature; its paper."""
    paper = perform_one("postpone", matter, ILL, by=cast.viewer(cast.LAN), on=TODAY).paper
    assert paper is not None
    return paper


def test_lan_corrects_what_came_back_in_the_form_of_the_act_and_submits_it_again(
    province, browse: Browse
) -> None:
    paper = a_postponement(province[0])
    said = "Sai thời hạn hoãn, sửa đến 30/11/2025"
    operations.return_back([paper], by=cast.viewer(cast.BINH), on=TODAY, reason=said)
    client = browse(cast.LAN)
    assert said in html(client, f"/trinh-ky/{paper}/")
    form = html(client, f"/trinh-ky/{paper}/sua/")
    assert 'value="31/12/2025"' in form
    sent = {"key": key(form), **ILL, "until": "30/11/2025"}
    assert client.post(f"/trinh-ky/{paper}/sua/", {**sent, "until": "45/11/2025"}).status_code == 422
    assert client.post(f"/trinh-ky/{paper}/sua/", sent).status_code == 302
    content = queries.content(paper)
    assert content.inputs["until"] == "2025-11-30"
    assert content.values["extra"]["until"] == "2025-11-30"
    assert [one.move for one in queries.moves_of(paper)][-2:] == ["revised", "submitted"]
    assert client.get(f"/trinh-ky/{paper}/sua/").status_code == 302
    assert browse(cast.HOA).get(f"/trinh-ky/{paper}/sua/").status_code == 404


def test_the_procuracy_reads_a_draft_without_identity_numbers_and_saves_issued_papers_only(
    province, browse: Browse
) -> None:
    paper = a_postponement(province[0])
    assert "999085001234" in html(browse(cast.LAN), f"/trinh-ky/{paper}/")
    observer = browse(cast.KIEM)
    assert "999085001234" not in html(observer, f"/trinh-ky/{paper}/")
    refused = html(observer, f"/van-ban/{paper}/tai/docx/", 403)
    assert "chỉ tải được văn bản đã phát hành" in refused
    issued(paper)
    assert observer.get(f"/van-ban/{paper}/tai/docx/").content[:2] == b"PK"


def test_a_whole_queue_is_chosen_in_words_by_who_has_its_right(
    waiting, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "PER_PAGE", 1)
    shown = html(browse(cast.THAM), "/trinh-ky/?muc=kiem-tra")
    assert "1 văn bản trên trang này" in shown
    assert "cả 2 văn bản ở mục “Cần kiểm tra”" in shown
    preview = html(browse(cast.THAM), "/trinh-ky/nhieu/kiem-tra/?pham-vi=tat-ca&muc=kiem-tra")
    assert all(f'name="chon" value="{one}" checked' in preview for one in waiting)
    for person, tab in ((cast.LAN, "kiem-tra"), (cast.THAM, "tat-ca"), (cast.THAM, "khong-co")):
        answer = browse(person).get(f"/trinh-ky/nhieu/kiem-tra/?pham-vi=tat-ca&muc={tab}", follow=True)
        assert "Chưa chọn văn bản nào" in answer.content.decode()
