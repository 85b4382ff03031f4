"""The reading view says what the .docx says, in its order and look, and nothing else."""

import io
from dataclasses import replace

import pytest
from docx import Document

from tests.documents.test_rendering_templates import changed
from thihanh.documents import reading
from thihanh.documents.kinds import kinds
from thihanh.documents.reading import Block, Paragraph, Table
from thihanh.documents.rendering import docx
from thihanh.documents.samples import sample

ALL = [(code, regime) for code, one in kinds().items() for regime in one.articles]


def read_text(blocks: tuple[Block, ...]) -> list[str]:
    """The lines of a reading, tables cell by cell."""
    lines: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Table):
            lines += [line for row in block.rows for cell in row for line in cell]
        else:
            lines.append(block)
    return [line.text for line in lines if line.text.strip()]


def word_text(data: bytes) -> list[str]:
    """The lines of the file as python-docx reads them."""
    document = Document(io.BytesIO(data))
    lines: list[str] = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            cells = [cell for row in block.rows for cell in row.cells]
            lines += [line.text for cell in cells for line in cell.paragraphs]
        else:
            lines.append(block.text)
    return [line for line in lines if line.strip()]


@pytest.mark.parametrize(("code", "regime"), ALL)
def test_the_reading_says_what_the_file_says(code: str, regime) -> None:
    made = docx(sample(code, regime))
    assert read_text(reading.read(made)) == word_text(made)


def test_a_decision_keeps_its_look() -> None:
    blocks = reading.read(docx(sample("QD-HOAN", "R25")))
    head, *body, end = blocks
    assert isinstance(head, Table)
    assert (head.ruled, head.lead, len(head.rows[0])) == (False, 45, 2)
    left, right = head.rows[0]
    assert left[1].runs[0].bold
    assert not left[0].runs[0].bold
    assert right[1].text == "Độc lập - Tự do - Hạnh phúc"
    assert right[2].rule
    grounds = [line for line in body if isinstance(line, Paragraph) and line.text.startswith("Căn cứ")]
    assert all(line.runs[0].italic and line.indent and line.align == "justify" for line in grounds)
    article = next(line for line in body if isinstance(line, Paragraph) and line.text.startswith("Điều 1."))
    assert [run.bold for run in article.runs][:2] == [True, False]
    assert isinstance(end, Table)
    assert any(line.qr.startswith("data:image/png;base64,") for line in end.rows[0][0])
    assert any(line.room for line in end.rows[0][1])


def test_a_ruled_table_keeps_rows_and_headings() -> None:
    blocks = reading.read(docx(sample("MUC-LUC", "R25")))
    (grid,) = [block for block in blocks if isinstance(block, Table) and block.ruled]
    assert (grid.headings, len(grid.rows), len(grid.rows[0])) == (1, 5, 5)


def test_a_draft_shows_no_square_code() -> None:
    blocks = reading.read(docx(sample("QD-HOAN", "R25", issued=False)))
    assert not any(line.qr for block in blocks if isinstance(block, Table) for row in block.rows
                   for cell in row for line in cell)  # fmt: skip


def test_what_word_would_not_print_is_not_read() -> None:
    hidden = changed(
        old="<w:t>QUYẾT ĐỊNH:",
        new="<w:rPr><w:vanish/></w:rPr><w:t>không in ra</w:t></w:r><w:r><w:t>QUYẾT ĐỊNH:",
    )
    said = read_text(reading.read(docx(sample("QD-HOAN", "R25"), hidden)))
    assert not any("không in ra" in line for line in said)


def test_hostile_words_stay_words() -> None:
    content = replace(sample("QD-HOAN", "R25"), reason="<script>alert(1)</script>\r\n</p>&amp;")
    said = "\n".join(read_text(reading.read(docx(content))))
    assert "<script>alert(1)</script>" in said
    assert "</p>&amp;" in said
