"""The outside of a workbook: what kind of file it is and whether it is safe to open.

Only the directory of the archive is read here; nothing is unpacked. Used inside the reading worker.
"""

import zipfile
from pathlib import Path

from thihanh.procedures.register_file.problems import FileRefused

MEGABYTE = 1024 * 1024
MAX_FILE = 60 * MEGABYTE
MAX_UNPACKED = 500 * MEGABYTE
MAX_ENTRIES = 500
# A sheet of a register packs 8 to 40 times; a bomb packs hundreds of times.
MAX_RATIO = 150
RATIO_COUNTS_FROM = 5 * MEGABYTE

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AGAIN = "Hãy mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành “Excel Workbook (.xlsx)”, rồi nhập lại."


def too_large(size: int) -> str:
    """The sentence about a file of so many bytes."""
    return (
        f"Tệp nặng {size // MEGABYTE} MB, quá giới hạn {MAX_FILE // MEGABYTE} MB. "
        "Hãy chia sổ thành nhiều tệp, mỗi tệp gồm trọn các việc của một phần."
    )


def _refuse_without_archive(path: Path) -> None:
    """Say what the file is when it is not an .xlsx archive."""
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("file.empty", "Tệp rỗng (0 byte). Hãy chọn lại tệp sổ thụ lý đã lưu xong.")
    if size > MAX_FILE:
        raise FileRefused("file.too_large", too_large(size))
    with path.open("rb") as file:
        head = file.read(8)
        rest = file.read(4 * MEGABYTE) if head == _OLE else b""
    if head == _OLE:
        if "EncryptedPackage".encode("utf-16-le") in rest:
            raise FileRefused(
                "file.encrypted",
                "Tệp được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu khi lưu, rồi nhập lại.",
            )
        raise FileRefused(
            "file.old_xls",
            "Tệp này là Excel 97–2003 (.xls), đổi tên đuôi thành .xlsx không làm nó thành .xlsx. "
            + _SAVE_AGAIN,
        )
    if not head.startswith(b"PK"):
        raise FileRefused("file.not_xlsx", "Tệp này không phải là sổ Excel (.xlsx). " + _SAVE_AGAIN)


def _refuse_wrong_parts(names: set[str]) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused(
            "file.macro", "Tệp có macro nên không được nhận. Hãy lưu thành .xlsx (không macro), rồi nhập lại."
        )
    if "xl/workbook.bin" in names:
        raise FileRefused("file.not_xlsx", "Tệp này là Excel nhị phân (.xlsb). " + _SAVE_AGAIN)
    if "xl/workbook.xml" not in names:
        kind = "OpenDocument (.ods)" if "content.xml" in names else "một loại tệp khác"
        raise FileRefused(
            "file.not_xlsx", f"Tệp này không phải là sổ Excel (.xlsx) mà là {kind}. " + _SAVE_AGAIN
        )


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if unpacked > MAX_UNPACKED or swollen or len(entries) > MAX_ENTRIES:
        raise FileRefused(
            "file.bomb",
            f"Tệp nén {len(entries)} phần, bung ra {unpacked // MEGABYTE} MB; "
            f"giới hạn là {MAX_ENTRIES} phần, "
            f"{MAX_UNPACKED // MEGABYTE} MB và nén không quá {MAX_RATIO} lần. Sổ bình thường không như vậy: "
            "hãy chép các ô có dữ liệu sang tệp mẫu mới, rồi nhập lại.",
        )


def inspect(path: Path) -> None:
    """Raise ``FileRefused`` unless the file is an .xlsx whose directory promises nothing monstrous."""
    _refuse_without_archive(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise damaged() from error
    _refuse_bomb(entries)
    _refuse_wrong_parts({entry.filename for entry in entries})
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused(
            "file.encrypted",
            "Tệp được đặt mật khẩu nên không đọc được. Hãy bỏ mật khẩu khi lưu, rồi nhập lại.",
        )


def damaged() -> FileRefused:
    """The refusal of a file that breaks off or contradicts itself."""
    return FileRefused("file.damaged", "Tệp bị hỏng hoặc chưa tải lên hết. " + _SAVE_AGAIN)
