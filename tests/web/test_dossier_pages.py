"""Any kind of dossier in the browser: lists, one page, forms, files, refusals, what leaks nowhere."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import cast
from tests.documents.hostile_files import pdf, png
from tests.dossiers.conftest import LETTER
from tests.dossiers.sending import SENDING, a_sending
from tests.web.conftest import TODAY
from thihanh.dossiers import kinds, queries
from thihanh.dossiers.operations import New, open_dossier
from thihanh.dossiers.queries import Filters

Browse = Callable[[cast.Person], Client]
_FRESH = r'name="(?:csrfmiddlewaretoken|key)" value="\w+"|"X-CSRFToken": ?"\w+"'
DAY = f"{TODAY:%d/%m/%Y}"
RAW = {
    "title": "Hỏi về thửa đất số 15",
    "received_on": "29/09/2025",
    "sender": "Quách Thị Vô Hình",
    "source": "Bí Mật Tuyệt Đối",
}


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    kinds.register(LETTER, SENDING)


def opened(person: cast.Person = cast.LAN, **more: object) -> int:
    new = New("test_letter", RAW | more, agency="22", office=person.unit, officer=person.code)
    return open_dossier(new, by=cast.viewer(person), on=TODAY)


def sent_out(**more: object) -> int:
    return a_sending(cast.LAN, TODAY, **more)


def text(answer) -> str:
    return answer.content.decode()


def keyed(client: Client, address: str) -> dict[str, str]:
    found = re.search(r'name="key" value="([^"]+)"', text(client.get(address)))
    assert found, address
    return {"key": found[1], "gui": "1", "on": DAY}


def test_lan_opens_takes_a_step_and_takes_it_back(province, browse: Browse) -> None:
    lan = browse(cast.LAN)
    address = f"/ho-so/test_letter/moi/?viec={province[0]}"
    page = text(lan.get(address))
    assert 'value="101/QĐ"' in page
    assert '<option value="22.0001" selected>' in page
    sent = {**keyed(lan, address), **RAW, "matters": "101/QĐ", "don_vi": "22.KV01", "nguoi_giu": "22.0001"}
    answer = lan.post("/ho-so/test_letter/moi/", sent, follow=True)
    page = text(answer)
    assert "TT-01/2025" in page
    assert "Chờ trả lời" in page
    assert 'href="/viec/' in page
    assert "Vì sao?" in page
    number = int(answer.redirect_chain[-1][0].rstrip("/").rpartition("/")[2])
    again = lan.post("/ho-so/test_letter/moi/", sent, follow=True)
    assert again.redirect_chain[-1][0].endswith(f"/{number}/"), "the same request twice opens one"
    step = f"/ho-so/{number}/answer/"
    wrong = lan.post(step, {**keyed(lan, step), "result": "none", "amount": "mười"})
    assert wrong.status_code == 422
    assert "không phải số nguyên" in text(wrong)
    wrong = lan.post(step, {**keyed(lan, step), "result": "none"})
    assert "Pháp luật: trả lời «không có» phải nêu lý do" in text(wrong)
    page = text(lan.post(step, {**keyed(lan, step), "result": "given", "amount": "1.234.567"}, follow=True))
    assert "1.234.567 đồng" in page
    assert f"/ho-so/{number}/close/" not in page, "the holder is not offered to close his own"
    assert f"/ho-so/{number}/close/" in text(browse(cast.BINH).get(f"/ho-so/{number}/"))
    last = re.search(r'name="buoc" value="(\d+)"', page)
    assert last
    back = {"buoc": last[1], "reason": "ghi nhầm hồ sơ khác"}
    assert "chờ trả lời" in text(lan.post(f"/ho-so/{number}/lay-lai/", back, follow=True)).lower()
    assert "không còn là bước gần nhất" in text(lan.post(f"/ho-so/{number}/lay-lai/", back))


def test_the_list_searches_without_diacritics_filters_and_counts(province, browse: Browse) -> None:
    number = opened()
    opened(title="Thư thứ hai", received_on="01/09/2025")
    lan = browse(cast.LAN)
    page = text(lan.get("/ho-so/test_letter/?tim=thua+dat"))
    assert f'href="/ho-so/{number}/"' in page
    assert "Thư thứ hai" not in page
    late = text(lan.get("/ho-so/test_letter/?muc=qua-han"))
    assert "Thư thứ hai" in late
    assert "thửa đất" not in late
    assert "Không có hồ sơ nào khớp" in text(lan.get("/ho-so/test_letter/?nguoi=22.0002"))
    assert "Chưa có hồ sơ nào ở mục này" in text(lan.get("/ho-so/test_letter/?muc=da-xong"))
    landing = text(lan.get("/ho-so/"))
    assert "Thư thử" in landing
    assert re.search(r'class="is-late" href="/ho-so/test_letter/\?muc=qua-han">.*?1 quá hạn</a>', landing)
    assert "Hoạt động khác" in landing


def test_another_office_sees_nothing_and_can_move_nothing(province, browse: Browse) -> None:
    hoa = browse(cast.HOA)
    addresses = (
        "/ho-so/",
        "/ho-so/test_letter/",
        "/ho-so/test_letter/?tim=thua+dat",
        "/ho-so/test_letter/tai/",
    )
    before = [bare(hoa.get(one)) for one in addresses]
    absent = bare(hoa.get("/ho-so/999999999/"))
    number = opened()
    assert [bare(hoa.get(one)) for one in addresses] == before
    assert bare(hoa.get(f"/ho-so/{number}/")) == absent
    for address in (f"/ho-so/{number}/answer/", f"/ho-so/{number}/lay-lai/", f"/ho-so/{number}/chuyen/"):
        assert hoa.get(address).status_code == 404
        assert hoa.post(address, {"key": "k", "result": "given", "on": DAY}).status_code == 404
    assert hoa.get(f"/viec/{province[6]}/").status_code == 200


def bare(answer) -> str:
    """An answer without what every answer draws anew."""
    if answer["Content-Type"].startswith("application/vnd"):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
            return "".join(str(book.read(one)) for one in book.namelist())
    return re.sub(_FRESH, "", text(answer))


def test_a_secret_value_stands_on_no_page_list_file_or_search(province, browse: Browse) -> None:
    number = opened(matters=str(province[0]))
    for person in (cast.LAN, cast.BINH, cast.TRUONG, cast.VAN, cast.KIEM):
        client = browse(person)
        for address in (
            f"/ho-so/{number}/",
            "/ho-so/test_letter/",
            "/ho-so/test_letter/tai/",
            f"/ho-so/{number}/answer/",
            f"/viec/{province[0]}/",
            "/tim/?q=bi+mat",
        ):
            assert "Bí Mật" not in bare(client.get(address)), (person.role, address)
        assert queries.page(cast.viewer(person), Filters(text="bi mat tuyet doi"), TODAY).total == 0
    assert "được giữ bí mật" in text(browse(cast.LAN).get(f"/ho-so/{number}/"))


def test_a_number_of_a_matter_out_of_reach_is_refused_as_one_that_is_not(province, browse: Browse) -> None:
    lan = browse(cast.LAN)
    sent = {**keyed(lan, "/ho-so/test_letter/moi/"), **RAW, "don_vi": "22.KV01", "nguoi_giu": "22.0001"}
    said = []
    for number in ("201/QĐ", "999/QĐ", str(province[6])):
        answer = lan.post("/ho-so/test_letter/moi/", {**sent, "matters": number})
        assert answer.status_code == 422
        assert "không thấy việc số" in text(answer)
        said.append(text(answer).count("Phạm vi"))
    assert len(set(said)) == 1
    by_id = lan.post("/ho-so/test_letter/moi/", {**sent, "matters": str(province[0])}, follow=True)
    assert f'href="/viec/{province[0]}/"' in text(by_id)


def test_matters_out_of_reach_are_counted_and_not_named(province, browse: Browse) -> None:
    number = opened(matters=f"{province[0]},{province[6]}")
    page = text(browse(cast.LAN).get(f"/ho-so/{number}/"))
    assert f'href="/viec/{province[0]}/"' in page
    assert f'href="/viec/{province[6]}/"' not in page
    assert "1 việc ngoài phạm vi được xem" in page
    assert f'href="/ho-so/{number}/"' in text(browse(cast.LAN).get(f"/viec/{province[0]}/"))


def test_a_file_comes_in_inspected_and_goes_out_with_the_dossier_only(province, browse: Browse) -> None:
    number, other = sent_out(), sent_out(title="Thư thứ hai")
    lan = browse(cast.LAN)
    step = f"/ho-so/{number}/minutes/"
    sent = {**keyed(lan, step), "place": "phường Hồng Gai"}
    bad = lan.post(step, {**sent, "papers": SimpleUploadedFile("a.pdf", b"MZ" + b"0" * 50)})
    assert bad.status_code == 422
    assert "nội dung của tệp này không phải loại đó" in text(bad)
    files = [SimpleUploadedFile("trả lời.pdf", pdf()), SimpleUploadedFile("ảnh.png", png())]
    page = text(lan.post(step, {**sent, "papers": files}, follow=True))
    found = re.findall(rf"/ho-so/{number}/tep/(\d+)/", page)
    assert len(set(found)) == 2
    answer = lan.get(f"/ho-so/{number}/tep/{found[0]}/")
    assert answer.content == pdf()
    assert answer["Content-Disposition"].startswith("attachment")
    assert lan.get(f"/ho-so/{other}/tep/{found[0]}/").status_code == 404
    assert browse(cast.HOA).get(f"/ho-so/{number}/tep/{found[0]}/").status_code == 404


def test_the_paper_is_shown_before_and_found_from_both_sides(province, browse: Browse) -> None:
    number = sent_out()
    lan = browse(cast.LAN)
    step = f"/ho-so/{number}/send/"
    sent = {**keyed(lan, step), "content": "Đề nghị bảo vệ buổi làm việc"}
    before = text(lan.post(step, {**sent, "xem": "1"}))
    assert "Đề nghị bảo vệ buổi làm việc./." not in before
    assert "Công an tỉnh Thử" in before.split('id="xem-truoc"')[1]
    assert "Đã trình ký: Gửi công văn (GT-01/2025)" in text(lan.post(step, sent, follow=True))
    page = text(lan.get(f"/ho-so/{number}/"))
    paper = re.search(r"/trinh-ky/(\d+)/", page)
    assert paper
    assert f'href="/ho-so/{number}/"' in text(lan.get(f"/trinh-ky/{paper[1]}/"))
    assert "hồ sơ GT-01/2025" in text(browse(cast.BINH).get("/trinh-ky/?muc=kiem-tra"))
    again = lan.post(step, {**sent, **keyed(lan, step)})
    assert "đang trên đường trình ký" in text(again)


def test_who_may_only_read_is_offered_no_step_and_refused_in_words(province, browse: Browse) -> None:
    number = opened()
    minh = browse(cast.MINH)
    page = minh.get(f"/ho-so/{number}/")
    if page.status_code == 200:
        assert f"/ho-so/{number}/answer/" not in text(page)
        answer = minh.get(f"/ho-so/{number}/answer/")
        assert answer.status_code == 403
        assert "Quyền:" in text(answer)
    assert browse(cast.QUY).get("/ho-so/test_letter/").status_code == 403


def test_a_kind_that_is_not_handed_over_says_so(province, browse: Browse) -> None:
    page = browse(cast.LAN).post(f"/ho-so/{sent_out()}/chuyen/", {"officer": cast.MINH.code})
    assert page.status_code == 422
    assert "Quyền: gửi thử không chuyển người giữ" in text(page)


def test_a_form_without_its_key_writes_nothing(province, browse: Browse) -> None:
    number = opened()
    answer = browse(cast.LAN).post(f"/ho-so/{number}/answer/", {"result": "given", "gui": "1"})
    assert answer.status_code == 422
    assert "không có mã của trang" in text(answer)
    assert queries.seen(cast.viewer(cast.LAN), number, TODAY).state == "open"


@pytest.mark.parametrize("many", [3, 30])
def test_a_list_and_a_page_ask_a_fixed_number_of_questions(
    province, browse: Browse, many: int, django_assert_max_num_queries
) -> None:
    numbers = [opened(matters=str(province[0])) for _ in range(many)]
    lan = browse(cast.LAN)
    lan.get("/ho-so/test_letter/")
    with django_assert_max_num_queries(16):
        lan.get("/ho-so/test_letter/")
    with django_assert_max_num_queries(26):
        lan.get(f"/ho-so/{numbers[0]}/")
    with django_assert_max_num_queries(10):
        lan.get("/ho-so/")


@pytest.mark.parametrize("address", ["/ho-so/test_letter/moi/", "/ho-so/{0}/answer/", "/ho-so/{0}/"])
def test_every_field_has_its_label_and_every_heading_one_line(province, browse: Browse, address: str) -> None:
    page = text(browse(cast.BINH if address.endswith("{0}/") else cast.LAN).get(address.format(opened())))
    main = page.split("<main")[1].split("</main>")[0]
    for name in re.findall(r'<(?:input|select|textarea) class="form-[^"]*"[^>]* id="([^"]+)"', main):
        assert f'for="{name}"' in main, name
    assert len(re.findall("<h1>", page)) == 1
    ids = re.findall(r' id="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_a_list_shows_the_matter_of_each_and_counts_those_out_of_reach(province, browse: Browse) -> None:
    opened(matters=f"{province[0]},{province[6]}")
    opened(title="Thư không gắn việc")
    page = text(browse(cast.LAN).get("/ho-so/test_letter/"))
    assert f'href="/viec/{province[0]}/">101/QĐ' in page
    assert f'href="/viec/{province[6]}/"' not in page
    assert "1 việc ngoài phạm vi" in page
    assert "không gắn việc" in page


def test_who_may_open_only_where_a_right_reaches_is_offered_nothing_else(province, browse: Browse) -> None:
    page = text(browse(cast.LAN).get("/ho-so/test_letter/moi/"))
    kept = page.split('name="don_vi"')[1].split("</form>")[0]
    assert re.findall(r'<option value="([^"]*)"', kept) == ["22.KV01", "22.0001"]
    page = text(browse(cast.TRUONG).get("/ho-so/test_letter/moi/"))
    kept = page.split('name="don_vi"')[1].split("</form>")[0]
    assert {"", "22.KV01", "22.KV02", cast.HOA.code} <= set(re.findall(r'<option value="([^"]*)"', kept))


def test_every_fault_of_a_form_is_told_at_once(province, browse: Browse) -> None:
    lan = browse(cast.LAN)
    sent = {**keyed(lan, "/ho-so/test_letter/moi/"), "title": "x" * 3_000, "matters": "999/QĐ"}
    page = text(lan.post("/ho-so/test_letter/moi/", {**sent, "received_on": "hôm qua"}))
    for said in ("không thấy việc số «999/QĐ»", "dài 3.000 ký tự", "«hôm qua», không phải ngày"):
        assert said in page
    early = {**keyed(lan, "/ho-so/test_letter/moi/"), **RAW, "on": "01/01/1990", "nguoi_giu": "22.0001"}
    assert "trước 01/01/2000" in text(lan.post("/ho-so/test_letter/moi/", early))


def test_a_term_the_law_leaves_open_is_folded_and_the_next_day_stands_first(province, browse: Browse) -> None:
    raw = {"matters": [str(province[0])], "person": "Vũ Văn Vắng", "measure": "hand_over", "hour": "9"}
    raw |= {"planned_on": "15/10/2025", "venue": "Xã Đông Hải", "force": "1"}
    new = New("coercion_day", raw, "22", cast.LAN.unit, cast.LAN.code, matters=(province[0],))
    number = open_dossier(new, by=cast.viewer(cast.LAN), on=TODAY)
    page = text(browse(cast.LAN).get(f"/ho-so/{number}/")).split("<main")[1]
    head, _, rest = page.partition('id="han"')
    assert "10/10/2025" in head, "the next deadline stands above everything"
    table, _, folded = rest.partition("2 việc không có hạn")
    assert ("DL-56" in table, "DL-51" in table) == (True, False)
    assert "Đề nghị công an bảo vệ" in folded
    assert "15/10/2025, Xã Đông Hải" in page


def test_kinds_stand_under_their_headings_and_what_one_may_not_read_apart(province, browse: Browse) -> None:
    page = text(browse(cast.TRUONG).get("/ho-so/"))
    assert re.findall(r'scope="rowgroup" colspan="4">([^<]+)<', page) == list(kinds.GROUPS.values())
    coercion, _, rest = page.partition("Thi hành án hành chính</th>")
    assert 'href="/ho-so/coercion_day/"' in coercion
    assert 'href="/ho-so/coercion_day/"' not in rest
    page = text(browse(cast.VAN).get("/ho-so/"))
    listed, _, apart = page.partition("Nhận được, không xem được sau khi chuyển:")
    assert "/ho-so/denunciation/" not in listed
    assert 'href="/ho-so/denunciation/moi/"' in apart
