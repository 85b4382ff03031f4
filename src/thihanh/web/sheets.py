"""The paper itself on screen: the very .docx drawn as a sheet, and a line on what one reads there."""

from dataclasses import dataclass
from datetime import date

from thihanh.documents import making, reading, unsigned
from thihanh.documents.problems import Refused
from thihanh.documents.queries import Content
from thihanh.procedures.judging import Judged
from thihanh.procedures.papers import is_filed, new_paper
from thihanh.web.paper_words import Summary


@dataclass(frozen=True)
class Sheet:
    """What is drawn, with the line above it; or why nothing is."""

    blocks: tuple[reading.Block, ...] = ()
    note: str = ""
    wrong: str = ""


def sheet_of(content: Content, said: Summary, *, masked: bool, has_pdf: bool = False) -> Sheet:
    """The paper as it stands; ``masked`` covers the numbers that identify the parties."""
    if said.lacking:
        return Sheet(wrong=said.lacking)
    try:
        blocks = reading.read(making.docx_of(content, covered=masked))
    except Refused as refused:
        return Sheet(wrong=refused.sentence)
    note = _note(content, has_pdf)
    return Sheet(blocks, f"{note} Số định danh của đương sự được che." if masked else note)


def sheet_before(judged: Judged, on: date) -> Sheet:
    """The paper that an act would draft; a sheet of nothing where the act makes none."""
    if not is_filed(judged.act.paper):
        return Sheet()
    try:
        blocks = reading.read(making.docx_of_draft(new_paper(judged), on))
    except Refused as refused:
        return Sheet(wrong=refused.sentence)
    return Sheet(blocks, "Bản xem trước, chưa ghi gì; số, ngày và chữ ký có khi văn bản được phát hành.")


def _note(content: Content, has_pdf: bool) -> str:
    if content.state != "issued":
        return "Bản đọc của tệp Word đang trình; số, ngày và chữ ký có khi văn bản được phát hành."
    if not content.has_signature:
        return f"Bản đọc. {unsigned.WORDS}"
    if has_pdf:
        return "Bản đọc. Bản gốc là tệp PDF đã ký số."
    return "Bản đọc của tệp Word."
