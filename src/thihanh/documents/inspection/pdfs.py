"""PDF files: read without repair, walked object by object, refused where one acts, hides or floods."""

from io import BytesIO
from typing import Any

import pikepdf

from thihanh.documents.inspection.formats import (
    MOST_PAGES,
    MOST_PIXELS,
    FileRefused,
    active,
    damaged,
    disguised,
    encrypted,
    flooding,
)

_MOST_OBJECTS = 400_000
_DEEPEST = 60
_NAMES = {
    "/JS": "mã lệnh JavaScript",
    "/JavaScript": "mã lệnh JavaScript",
    "/Launch": "lệnh mở chương trình",
    "/EmbeddedFiles": "tệp đính kèm bên trong",
    "/EmbeddedFile": "tệp đính kèm bên trong",
    "/EF": "tệp đính kèm bên trong",
    "/RichMedia": "nội dung đa phương tiện",
    "/XFA": "biểu mẫu động",
    "/AA": "lệnh tự chạy",
}
_ACTIONS = {
    "/JavaScript": "mã lệnh JavaScript",
    "/Launch": "lệnh mở chương trình",
    "/SubmitForm": "lệnh gửi dữ liệu ra ngoài",
    "/ImportData": "lệnh nạp dữ liệu",
    "/GoToR": "liên kết mở tệp khác",
    "/GoToE": "liên kết mở tệp khác",
    "/Rendition": "nội dung đa phương tiện",
    "/Movie": "nội dung đa phương tiện",
    "/Sound": "nội dung đa phương tiện",
    "/RichMediaExecute": "nội dung đa phương tiện",
}
_TYPES = {"/Filespec": "liên kết mở tệp khác", "/EmbeddedFile": "tệp đính kèm bên trong"}


def pdf(content: bytes) -> int:
    """The number of pages; raises FileRefused."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise damaged("tệp PDF")
    if content[end + 5 :].strip(b"\x00\r\n\t "):
        raise disguised()
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as opened:
            if opened.is_encrypted:
                raise encrypted()
            _walk(opened)
            pages = len(opened.pages)
            _check_pages(opened, pages)
            return pages
    except pikepdf.PasswordError:
        raise encrypted() from None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, RecursionError, IndexError):
        raise damaged("tệp PDF") from None


def _walk(opened: Any) -> None:
    if len(opened.objects) > _MOST_OBJECTS:
        raise flooding()
    for found in opened.objects:
        _judge(found, 0)
    _judge(opened.trailer, 0)


def _judge(found: Any, depth: int) -> None:
    """One object with what stands inside it directly; what it points to comes by itself."""
    if depth > _DEEPEST:
        raise damaged("tệp PDF")
    if isinstance(found, pikepdf.Array):
        for one in found:
            if not getattr(one, "is_indirect", False):
                _judge(one, depth + 1)
        return
    if not isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    for name, one in found.items():
        if name in _NAMES:
            raise active(_NAMES[name])
        if name == "/S" and str(one) in _ACTIONS:
            raise active(_ACTIONS[str(one)])
        if name == "/Type" and str(one) in _TYPES:
            raise active(_TYPES[str(one)])
        if not getattr(one, "is_indirect", False):
            _judge(one, depth + 1)
    is_image = isinstance(found, pikepdf.Stream) and str(found.get("/Subtype", "")) == "/Image"
    if is_image and int(found.get("/Width", 0)) * int(found.get("/Height", 0)) > MOST_PIXELS:
        raise flooding()


def _check_pages(opened: Any, pages: int) -> None:
    if not pages:
        raise damaged("tệp PDF")
    if pages > MOST_PAGES:
        raise FileRefused("pages", f"tệp có {pages} trang, quá {MOST_PAGES}. Hãy chia thành nhiều tệp.")
    for page in opened.pages:
        if max(abs(float(side)) for side in page.mediabox) > 50_000:
            raise flooding()
