"""Hostile files through the page: each refused with a sentence, kept where no browser is ever served."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from tests import cast
from tests.procedures import workbooks
from thihanh.matters.listing import Filters
from thihanh.matters.queries import page
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures.register_file import container

pytestmark = pytest.mark.django_db
XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1024


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture(scope="module")
def register(tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("so") / "so.xlsx"
    return workbooks.write(path, workbooks.small()).read_bytes()


def with_part(register: bytes, name: str, content: bytes) -> bytes:
    """The register with one more part."""
    made = io.BytesIO(register)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def sent(client, content: bytes, name: str = "so.xlsx"):
    return client.post("/nhap-so/", {"tep": SimpleUploadedFile(name, content)})


def text(answer) -> str:
    return answer.content.decode()


def test_each_hostile_file_is_refused_in_words_and_nothing_is_written(browse, register) -> None:
    cast.gather()
    head = browse(cast.TRUONG)
    hostile = {
        "rỗng": b"",
        "không phải là sổ Excel": b"MZ" + b"\x00" * 512,
        "Excel 97–2003": XLS + "Workbook".encode("utf-16-le"),
        "mật khẩu": XLS + "EncryptedPackage".encode("utf-16-le"),
        "macro": with_part(register, "xl/vbaProject.bin", b"Attribute VB_Name"),
        "hỏng": register[: len(register) // 2],
        "nén không quá": with_part(register, "xl/media/bomb.bin", b"0" * 40_000_000),
        "một loại tệp khác": with_part(b"PK\x05\x06" + b"\x00" * 18, "../../etc/passwd", b"root"),
    }
    for word, content in hostile.items():
        answer = sent(head, content)
        assert answer.status_code == 302, word
        shown = text(head.get(answer["Location"]))
        assert "Chưa nhập được" in shown, word
        assert word in shown, word
        assert "Ghi vào sổ</button>" not in shown, word
    assert page(EVERYTHING, Filters()).total == 0


def test_a_file_of_more_than_sixty_megabytes_is_refused_and_not_kept(browse, settings) -> None:
    cast.gather()
    head = browse(cast.TRUONG)
    big = TemporaryUploadedFile("so.xlsx", "application/octet-stream", 0, None)
    big.truncate(container.MAX_FILE + container.MEGABYTE)
    big.seek(0)
    answer = head.post("/nhap-so/", {"tep": big})
    shown = text(head.get(answer["Location"])) if answer.status_code == 302 else text(answer)
    assert "61 MB, quá giới hạn 60 MB" in shown
    left = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in left) < container.MAX_FILE


NAMES = (
    "../../../etc/passwd.xlsx",
    "..\\..\\windows\\so.xlsx",
    "/etc/cron.d/so.xlsx",
    "so\u202excod.xlsx",
    "so\u2066\u200b\ufeff.xlsx",
    "so\r\nX-Evil: 1.xlsx",
    'so"; filename="evil.html',
    "sổ thụ lý.xlsx",
    "a" * 5_000 + ".xlsx",
    ".xlsx",
    "so.xlsx.exe",
    "%2e%2e%2fso.xlsx",
)


FORBIDDEN = re.compile("%0[AD]|%2[27F]|%5C|%E2%80%AE|%E2%81%A6|%E2%80%8B", re.I)


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_hostile_name_names_nothing_on_the_disk_and_nothing_in_a_header(
    browse, register, settings, name: str
) -> None:
    cast.gather(cast.TRUONG, cast.LAN)
    head = browse(cast.TRUONG)
    body = b"".join(
        [
            b'--limit\r\nContent-Disposition: form-data; name="tep"; filename="',
            name.replace("\\", "\\\\").replace('"', '\\"').encode(),
            b'"\r\nContent-Type: application/octet-stream\r\n\r\n',
            b"not a workbook\r\n--limit--\r\n",
        ]
    )
    answer = head.generic("POST", "/nhap-so/", body, content_type="multipart/form-data; boundary=limit")
    if answer.status_code in (400, 422):
        assert "Chọn một tệp .xlsx" in text(answer) or "Yêu cầu không đọc được" in text(answer)
        return
    assert answer.status_code == 302
    assert "Chưa nhập được" in text(head.get(answer["Location"]))
    given = head.get(f"{answer['Location']}o-loi/")
    said = given["Content-Disposition"]
    assert said.startswith("attachment")
    assert said.endswith(('.xlsx"', ".xlsx")), said
    assert re.fullmatch(r"attachment; filename(\*=utf-8''(\w|[.%-])+|=\"[\w .()+,-]+\")", said), said
    assert not FORBIDDEN.search(said)
    assert "X-Evil" not in given.headers
    folder = Path(settings.MEDIA_ROOT)
    files = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert re.fullmatch(r"so-thu-ly/[0-9a-f]{32}(\.loi)?\.xlsx", str(path)), path
        assert (folder / path).stat().st_mode & 0o077 == 0, path


def test_what_was_sent_is_served_under_no_address(browse, register, settings, tmp_path) -> None:
    cast.gather()
    head = browse(cast.TRUONG)
    sent(head, register)
    stored = next(path for path in Path(settings.MEDIA_ROOT).rglob("*.xlsx"))
    place = stored.relative_to(settings.MEDIA_ROOT)
    assert not Path(settings.MEDIA_ROOT).is_relative_to(settings.STATIC_ROOT)
    for before in ("", "/media", "/static", "/files", "/static/..", "/static/%2e%2e/files"):
        assert head.get(f"{before}/{place}").status_code == 404, before
