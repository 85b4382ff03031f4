"""The kinds of paper as people read them: docs/manual/kinds.md.

``python -m thihanh.documents.manual`` prints the document.
"""

import sys
from collections.abc import Iterator

from thihanh.documents.kinds import REGIMES, SERVED, Kind, kinds
from thihanh.documents.templating import vocabulary
from thihanh.law.citations import cite

_SIGNERS = {"head": "Thủ trưởng", "officer": "Chấp hành viên", "clerk": "người nhận", "parties": "các bên"}
_NATURES = {"money": "tiền", "property": "tài sản", "act": "công việc"}


def document() -> str:
    """docs/manual/kinds.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Các loại văn bản"
    yield ""
    yield (
        "Trang này được in từ `kinds.toml` và `variables.toml` của `src/thihanh/documents` (`make docs`); "
        "không sửa bằng tay. Ghi chú [K], [I]: điều khoản chưa kiểm chứng với Công báo."
    )
    yield ""
    yield (
        "| Mã | Tên | Mẫu | Số, ký hiệu R08 · R25 | Người ký | Theo nghĩa vụ | Tống đạt | Sổ | R08 | R25 |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for one in kinds().values():
        yield "| " + " | ".join(_cells(one)) + " |"
    yield ""
    yield "## Mẫu ban hành"
    yield ""
    yield "| Nhóm | R08 | R25 |"
    yield "|---|---|---|"
    seen: dict[tuple[str, ...], str] = {}
    for one in kinds().values():
        seen.setdefault(tuple(one.form(regime) for regime in REGIMES), one.title)
    for forms, title in seen.items():
        yield f"| như «{title}» | " + " | ".join(forms) + " |"
    yield from _variables()


def _cells(one: Kind) -> Iterator[str]:
    yield f"`{one.code}`"
    yield one.title
    yield one.template
    yield " · ".join(one.symbol(regime) for regime in REGIMES) if one.is_numbered else "không đánh số"
    yield _SIGNERS[one.signer]
    yield ", ".join(_NATURES[nature] for nature in one.obligations)
    yield ", ".join(SERVED[code] for code in one.serves)
    yield one.register
    note = "" if one.mark == "S" else f" [{one.mark}]"
    for regime in REGIMES:
        yield f"{cite(one.articles[regime])}{note}" if one.knows(regime) else "không có"


def _variables() -> Iterator[str]:
    known = vocabulary()
    yield ""
    yield "## Biến của mẫu"
    yield ""
    yield "Trong tệp .docx ghi `{{ tên }}`; danh sách: `{%p for d in danh_sách %}` … `{%p endfor %}`."
    yield ""
    yield "| Biến | Nội dung |"
    yield "|---|---|"
    for name, words in known.texts.items():
        yield f"| `{name}` | {words} |"
    yield ""
    yield "| Danh sách | Nội dung | Trường của mỗi dòng |"
    yield "|---|---|---|"
    for name, fields in known.lists.items():
        yield f"| `{name}` | {known.about[name]} | {', '.join(f'`{field}`' for field in fields)} |"


if __name__ == "__main__":
    sys.stdout.write(document())
