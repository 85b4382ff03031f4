"""E-file, templates, powers and absences on screen: what is offered to whom, and what is refused in words."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests import cast
from tests.documents.hostile_files import pdf, png
from tests.web.conftest import TODAY
from thihanh.documents import efile
from thihanh.documents.rendering import delivered
from thihanh.offices import powers
from thihanh.offices import queries as offices
from thihanh.offices.reach import EVERYTHING

Browse = Callable[[cast.Person], Client]
DAY = f"{TODAY:%d/%m/%Y}"


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def keyed(client: Client, address: str) -> dict[str, str]:
    text = client.get(address).content.decode()
    found = re.search(r'name="key" value="([^"]+)"', text)
    assert found, address
    return {"key": found[1]}


def scan(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_lan_brings_a_scan_in_and_colleagues_save_it(province, browse: Browse) -> None:
    address = f"/viec/{province[0]}/ho-so/"
    lan = browse(cast.LAN)
    sent = {**keyed(lan, address), "title": "Đơn đề nghị hoãn", "day": DAY, "tep": scan("đơn.pdf", pdf())}
    text = lan.post(address, sent, follow=True).content.decode()
    assert "bút lục số 1" in text
    assert "Đơn đề nghị hoãn" in text
    (folio,) = efile.efile(province[0])
    minh = browse(cast.MINH)
    assert "Đưa bản quét vào hồ sơ" not in minh.get(address).content.decode()
    answer = minh.get(f"{address}tep/{folio.file_id}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer.content == pdf()


def test_a_file_of_one_matter_is_not_found_under_another(province, browse: Browse) -> None:
    lan = browse(cast.LAN)
    address = f"/viec/{province[0]}/ho-so/"
    sent = {**keyed(lan, address), "title": "Đơn đề nghị hoãn", "day": DAY, "tep": scan("a.png", png())}
    lan.post(address, sent)
    (folio,) = efile.efile(province[0])
    assert lan.get(f"/viec/{province[1]}/ho-so/tep/{folio.file_id}/").status_code == 404
    assert browse(cast.HOA).get(f"{address}tep/{folio.file_id}/").status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tep": scan("a.pdf", b"MZ" + b"0" * 50)}, "nội dung của tệp này không phải loại đó"),
        ({"tep": scan("a.exe", pdf())}, "đặt lại đúng đuôi"),
        ({"tep": None}, "Chọn một tệp"),
        ({"title": "x"}, "tên tài liệu"),
        ({"day": "31/02/2025"}, "không phải là một ngày"),
        ({"day": "01/10/2025"}, "sau ngày làm việc hiện tại"),
        ({"key": ""}, "không có mã của trang"),
    ],
)
def test_what_cannot_go_into_the_file_is_refused_and_what_was_typed_stays(
    province, browse: Browse, change: dict[str, object], said: str
) -> None:
    lan = browse(cast.LAN)
    address = f"/viec/{province[0]}/ho-so/"
    sent: dict[str, object] = {"title": "Đơn đề nghị hoãn", "day": DAY, "tep": scan("a.pdf", pdf())}
    sent |= keyed(lan, address) | change
    answer = lan.post(address, {name: value for name, value in sent.items() if value is not None})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert efile.efile(province[0]) == ()


def test_the_bundle_is_asked_for_once_and_told(province, browse: Browse) -> None:
    lan = browse(cast.LAN)
    address = f"/viec/{province[0]}/ho-so/"
    sent = {**keyed(lan, address), "title": "Đơn đề nghị hoãn", "day": DAY, "tep": scan("a.pdf", pdf())}
    lan.post(address, sent)
    for _ in range(2):
        assert lan.post(f"{address}tron-bo/").status_code == 302
    assert "Đang chờ đến lượt" in lan.get(address).content.decode()
    assert lan.get(f"{address}tron-bo/").status_code == 404


def test_a_template_is_proposed_by_one_and_approved_by_another(province, browse: Browse) -> None:
    lan, head = browse(cast.LAN), browse(cast.TRUONG)
    sent = {
        **keyed(lan, "/mau-van-ban/"),
        "template": "quyet-dinh",
        "note": "Thêm số điện thoại của cơ quan",
        "tep": scan("quyet-dinh.docx", delivered("quyet-dinh")),
    }
    answer = lan.post("/mau-van-ban/", sent)
    assert answer.status_code == 302
    address = answer["Location"]
    assert "không tự duyệt" in lan.get(address).content.decode()
    assert head.get(f"{address}thu/0/").content[:2] == b"PK"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in head.get(f"{address}thu/2/doc/").content.decode()
    assert head.get(f"{address}thu/3/doc/").status_code == 404
    done = head.post(address, {**keyed(head, address), "duyet": "1", "since": DAY}, follow=True)
    assert "Đã duyệt" in done.content.decode()
    assert "của cơ quan" in lan.get("/mau-van-ban/").content.decode()
    assert lan.get("/mau-van-ban/tep/quyet-dinh/").content == delivered("quyet-dinh")


def test_a_template_with_code_in_it_is_refused_with_its_place(province, browse: Browse) -> None:
    from tests.documents.hostile_files import word

    lan = browse(cast.LAN)
    bad = word({"word/document.xml": b"<w>{{ ''.__class__.__mro__ }}</w>"})
    sent = {
        **keyed(lan, "/mau-van-ban/"),
        "template": "quyet-dinh",
        "note": "Thêm số điện thoại của cơ quan",
        "tep": scan("quyet-dinh.docx", bad),
    }
    answer = lan.post("/mau-van-ban/", sent)
    assert answer.status_code == 422
    assert "mẫu chưa dùng được" in answer.content.decode()


def grant(client: Client, **change: object) -> HttpResponse:
    sent = {
        **keyed(client, "/uy-quyen/"),
        "holder": cast.BINH.code,
        "kind": "authorise",
        "office": "22.KV01",
        "groups": ["QD-HOAN"],
        "first": DAY,
        "last": "31/12/2025",
        "document": "12/QĐ-THADS ngày 20/09/2025",
    }
    return client.post("/uy-quyen/giao/", {**sent, **change}, follow=True)


def test_the_head_grants_and_ends_a_power(province, browse: Browse) -> None:
    head = browse(cast.TRUONG)
    text = grant(head).content.decode()
    assert "TUQ." in text
    assert "đang hiệu lực" in text
    (power,) = powers.powers(EVERYTHING)
    assert power.groups == ("QD-HOAN",)
    assert "Chấm dứt quyền ký" not in browse(cast.BINH).get("/uy-quyen/").content.decode()
    sent = {**keyed(head, "/uy-quyen/"), "ends": DAY, "reason": "Phân công lại lĩnh vực"}
    done = head.post(f"/uy-quyen/{power.id}/cham-dut/", sent, follow=True).content.decode()
    assert "Văn bản đã ký không đổi" in done


def test_a_power_without_an_end_is_refused_in_words(province, browse: Browse) -> None:
    answer = grant(browse(cast.TRUONG), last="")
    assert answer.status_code == 422
    assert "phải có thời hạn" in answer.content.decode()
    assert powers.powers(EVERYTHING) == ()


def test_an_absence_is_recorded_with_who_acts_and_withdrawn(province, browse: Browse) -> None:
    head = browse(cast.BINH)
    sent = {
        **keyed(head, "/uy-quyen/"),
        "officer": cast.LAN.code,
        "from": DAY,
        "to": "03/10/2025",
        "replacement": cast.MINH.code,
        "why": "Nghỉ phép năm",
    }
    text = head.post("/uy-quyen/vang-mat/", sent, follow=True).content.decode()
    assert cast.LAN.name in text
    assert offices.replacement_of(cast.LAN.code, TODAY) == cast.MINH.code
    (absence,) = offices.absences("22.KV01", TODAY)
    again = {**keyed(head, "/uy-quyen/"), "why": "Đã đi làm lại"}
    assert head.post(f"/uy-quyen/vang-mat/{absence.id}/rut/", again).status_code == 302
    assert offices.absences("22.KV01", TODAY) == ()


def test_who_manages_no_posts_records_no_absence(province, browse: Browse) -> None:
    lan = browse(cast.LAN)
    sent = {
        "key": "k",
        "officer": cast.MINH.code,
        "from": DAY,
        "to": DAY,
        "replacement": "",
        "why": "Nghỉ phép năm",
    }
    assert lan.post("/uy-quyen/vang-mat/", sent).status_code == 422
    assert offices.absences("22.KV01", TODAY) == ()
