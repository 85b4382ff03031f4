"""The kinds of file that are taken, by their first bytes; and the refusal of what is none of them. Pure."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
LARGEST = 25 * MEGABYTE
MOST_PIXELS = 120_000_000
MOST_PAGES = 3_000


class FileRefused(Exception):
    """A file is not taken: a code for tests and logs, and the sentence for its sender."""

    def __init__(self, code: str, why: str) -> None:
        super().__init__(why)
        self.code = code
        self.sentence = f"Dữ liệu: {why}"


@dataclass(frozen=True, slots=True)
class Format:
    """One kind: its media type, the endings it may bear, how its files begin, how it is said."""

    code: str
    media: str
    endings: tuple[str, ...]
    magic: tuple[bytes, ...]
    label: str


FORMATS: dict[str, Format] = {
    one.code: one
    for one in (
        Format("pdf", "application/pdf", ("pdf",), (b"%PDF-1.", b"%PDF-2."), "PDF"),
        Format("jpeg", "image/jpeg", ("jpg", "jpeg"), (b"\xff\xd8\xff",), "ảnh JPEG"),
        Format("png", "image/png", ("png",), (b"\x89PNG\r\n\x1a\n",), "ảnh PNG"),
        Format("tiff", "image/tiff", ("tif", "tiff"), (b"II*\x00", b"MM\x00*"), "ảnh TIFF"),
        Format(
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ("docx",),
            (b"PK\x03\x04",),
            "tệp Word .docx",
        ),
    )
}
SCANS = ("pdf", "jpeg", "png", "tiff")
"""What may go into a matter's file."""
TEMPLATES = ("docx",)

_SCAN_AGAIN = "Hãy quét lại hoặc lưu lại thành PDF, rồi đưa vào."


def too_large(size: int) -> FileRefused:
    """The refusal of a file of so many bytes."""
    return FileRefused(
        "large",
        f"tệp nặng {size // MEGABYTE + 1} MB, quá giới hạn {LARGEST // MEGABYTE} MB. "
        "Hãy quét ở 200 dpi đen trắng hoặc chia thành nhiều tệp.",
    )


def damaged(what: str) -> FileRefused:
    """The refusal of a file that breaks off or contradicts itself."""
    return FileRefused("damaged", f"{what} bị hỏng hoặc chưa tải lên hết. {_SCAN_AGAIN}")


def active(what: str) -> FileRefused:
    """The refusal of a file that does something when it is opened, or carries another file."""
    return FileRefused("active", f"tệp chứa {what} nên không được nhận. {_SCAN_AGAIN}")


def disguised() -> FileRefused:
    """The refusal of a file that is two kinds at once."""
    return FileRefused("polyglot", f"tệp vừa là loại này vừa chứa một loại khác bên trong. {_SCAN_AGAIN}")


def flooding() -> FileRefused:
    """The refusal of a picture or document that would unpack into something monstrous."""
    return FileRefused("flood", f"tệp bung ra quá lớn so với một bản quét bình thường. {_SCAN_AGAIN}")


def encrypted() -> FileRefused:
    """The refusal of a file with a password."""
    return FileRefused("encrypted", "tệp được đặt mật khẩu. Hãy bỏ mật khẩu khi lưu, rồi đưa vào.")


def recognised(content: bytes, ending: str, accepted: tuple[str, ...]) -> Format:
    """The format the first bytes say, where the name says the same. Raises FileRefused."""
    found = next((one for one in FORMATS.values() if content.startswith(one.magic)), None)
    wanted = ", ".join(f".{FORMATS[code].endings[0]}" for code in accepted)
    if found is None or found.code not in accepted:
        raise FileRefused("type", f"chỉ nhận tệp {wanted}; nội dung của tệp này không phải loại đó.")
    if ending not in found.endings:
        raise FileRefused(
            "ending",
            f"tên tệp có đuôi «.{ending[:12]}» nhưng nội dung là {found.label}. "
            "Hãy đặt lại đúng đuôi của tệp.",
        )
    return found
