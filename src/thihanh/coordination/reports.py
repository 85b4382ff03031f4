"""A reply by link that reports what was done: its words, for kinds whose form holds one text."""

from typing import Final

from thihanh.coordination.duties import reply_forms
from thihanh.dossiers.values import Raw
from thihanh.matters.asking import Refusal

FORM: Final = "report"


def told(raw: Raw) -> str:
    """The result with what was done and why not more, as one text. Raises Refusal where nothing is said."""
    words = {str(code): label for code, label in reply_forms()[FORM].words.items()}
    result = str(raw.get("result") or "")
    if result not in words:
        raise Refusal("input", "chưa chọn kết quả; chọn một trong ba.", "result")
    content, reason = str(raw.get("content") or "").strip(), str(raw.get("reason") or "").strip()
    if result != "agreed" and not reason:
        raise Refusal("law", "chưa thực hiện xong thì phải nêu lý do và thời gian sẽ xong.", "reason")
    if result == "agreed" and not content:
        raise Refusal("input", "ghi việc đã làm, số và ngày văn bản nếu có.", "content")
    lines = (f"{words[result]}.", content, f"Lý do: {reason}" if reason else "")
    return "\n".join(one for one in lines if one)
