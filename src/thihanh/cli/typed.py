"""What people type on the command line, read strictly; and why a file could not be written."""

import errno
from datetime import date
from typing import Final

_WHY: Final = {
    errno.ENOENT: "không có tệp hoặc thư mục ấy",
    errno.ENOTDIR: "một phần của đường dẫn không phải là thư mục",
    errno.EISDIR: "đó không phải là tệp thường",
    errno.EACCES: "không có quyền đọc hoặc ghi",
    errno.EPERM: "không có quyền đọc hoặc ghi",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã hết hạn mức ổ đĩa",
    errno.ENAMETOOLONG: "tên tệp quá dài",
}


def day(text: str) -> date:
    """A date typed as 2025-09-30 and in no other way; ValueError says so in a sentence."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise ValueError(f"«{text}» không phải là ngày; hãy ghi dạng 2025-09-30.")
    return found


def why(error: OSError) -> str:
    """The reason of a failed read or write, in Vietnamese."""
    return _WHY.get(error.errno or 0, f"hệ điều hành báo lỗi {error.errno}")
