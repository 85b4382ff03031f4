"""One structure, three renderings: PDF, Word and the kept body say the same; drawings are the same bytes."""

import io
import re
from dataclasses import replace
from functools import cache

import pikepdf
import pytest
from docx import Document
from pdfminer.high_level import extract_text

from tests.reports import worlds
from thihanh.documents.nd30 import check_docx
from thihanh.reports import body, sections, typesetting, word
from thihanh.reports.appendices import scorecard
from thihanh.reports.charts import flows, map, offices
from thihanh.reports.checking import check_document, table_cells
from thihanh.reports.kinds.catalogue import KINDS, RefusedReport, check_asked, compose, kind_of
from thihanh.reports.structure import Appendix, Chart, Hand, Report, Table
from thihanh.statistics.numbers import Absent
from thihanh.statistics.period import month_period
from thihanh.targets.card import Card, CardLine
from thihanh.targets.indicators import default_list

SEED = 11


@cache
def report(slug: str = "hoi-nghi") -> Report:
    return compose(KINDS[slug], worlds.material(SEED))


@cache
def word_file(slug: str = "hoi-nghi") -> bytes:
    return word.docx(report(slug))


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("slug", list(KINDS))
def test_every_kind_says_in_word_what_it_says(slug: str) -> None:
    made = report(slug)
    lines, tables = word.text_of(word_file(slug))
    assert check_document(made, lines) == []
    assert table_cells(made, tables) == []


def test_the_pdf_holds_every_sentence_and_every_figure_of_the_pack() -> None:
    made = report()
    said = flat(extract_text(io.BytesIO(typesetting.pdf(made))))
    for paragraph in made.paragraphs:
        assert flat(paragraph.text) in said or all(flat(one.text) in said for one in paragraph.numbers)
    for table in made.tables:
        for row in table.rows:
            assert flat(row.cells[-1].text) in said, table.title


def test_renderings_are_the_same_bytes_each_time() -> None:
    made = report("nhac-nho")
    assert typesetting.pdf(made) == typesetting.pdf(made)
    assert word.docx(made) == word.docx(made)


def test_a_report_is_kept_and_read_as_it_was() -> None:
    made = report()
    kept = body.encode(made)
    assert body.decode(kept) == made
    assert body.encode(body.decode(kept)) == kept


def test_written_parts_stand_in_their_places() -> None:
    made = body.with_hands(report(), {"ket-qua": "Đơn vị dẫn đầu là khu vực 1."})
    assert [one.text for one in made.hands if one.key == "ket-qua"] == ["Đơn vị dẫn đầu là khu vực 1."]
    lines, _ = word.text_of(word.docx(made))
    assert "Đơn vị dẫn đầu là khu vực 1." in lines


def test_a_sentence_changed_in_word_is_named() -> None:
    document = Document(io.BytesIO(word_file()))
    made = report()
    target = next(one for one in made.paragraphs if "trên tổng số" in one.text)
    for paragraph in document.paragraphs:
        if paragraph.text == target.text:
            figure = target.numbers[0].text
            paragraph.runs[0].text = paragraph.text.replace(figure, "999.999", 1)
    kept = io.BytesIO()
    document.save(kept)
    problems = check_document(made, word.text_of(kept.getvalue())[0])
    assert len(problems) >= 1
    assert all("999.999" in one.sentence and target.numbers[0].text in one.sentence for one in problems)


def test_a_sentence_taken_out_of_word_is_named() -> None:
    lines = [line for line in word.text_of(word_file())[0] if "Phân loại số phải thi hành" not in line]
    assert any("không còn trong tệp" in one.sentence for one in check_document(report(), lines))


def test_a_cell_changed_in_word_is_named() -> None:
    lines, tables = word.text_of(word_file())
    del lines
    table = next(one for one in tables if one[0][0] == "Đơn vị" and len(one) > 2)
    table[1][1] = "1"
    (problem,) = table_cells(report(), tables)
    assert "có “1”" in problem.sentence


def test_no_word_file_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="không phải tệp Word"):
        word.text_of(b"PK nothing")


def test_the_word_file_is_an_administrative_paper_with_real_headings() -> None:
    document = Document(io.BytesIO(word_file()))
    styles = {one.style.name for one in document.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption"} <= styles
    heads = [table for table in document.tables if table.rows[0]._tr.xpath(".//w:tblHeader")]
    assert len(heads) >= 10
    found = {problem.where for problem in check_docx(word_file())}
    assert not found & {"khổ giấy", "lề trái", "phông chữ", "màu chữ", "Quốc hiệu", "Tiêu ngữ"}


def test_the_word_file_says_which_report_it_is() -> None:
    assert word.report_named_in(word_file()) == ("B", "22", 2025, 12, 7)


def test_numbers_of_the_pdf_open_their_cells() -> None:
    with pikepdf.open(io.BytesIO(typesetting.pdf(report("nhac-nho"), address="http://t/so/"))) as pdf:
        links = [str(a.A.URI) for page in pdf.pages for a in page.get("/Annots", []) if "/A" in a]
    assert "http://t/so/?don-vi=22&o=cases.resolved" in links


@pytest.mark.parametrize("draw", [offices.rates, offices.volume, flows.waterfall, map.provinces])
def test_a_drawing_is_the_same_bytes_and_holds_no_style(draw) -> None:
    first, again = draw(worlds.material(SEED)), draw(worlds.material(SEED))
    assert isinstance(first, Chart)
    assert first.svg == again.svg
    assert "style=" not in first.svg
    assert "<style" not in first.svg
    assert first.svg.startswith("<svg ")


def test_marks_lead_to_rows_that_are_there() -> None:
    for one in typesetting.charts(report()):
        led = set(re.findall(r'xlink:href="#dong-([^"]+)"', one.svg))
        assert led <= {row.key for row in one.table.rows}, one.key


def test_hoang_sa_and_truong_sa_stand_on_the_map() -> None:
    drawn = map.provinces(worlds.material(SEED)).svg
    assert drawn.count("stroke-dasharray") >= 2


def test_the_pack_holds_the_twelve_appendices_and_its_annexes() -> None:
    titles = [block.number for block in report().blocks if isinstance(block, Appendix)]
    assert titles == list(range(1, 16))
    assert {"khen-thuong", "chuong-trinh", "tham-luan-cong-an"} <= {
        block.key for block in report().blocks if isinstance(block, Hand)
    }


def test_what_is_read_from_the_register_says_so_beside_an_edition() -> None:
    material = worlds.material(SEED)
    assert "(theo sổ đến 30/09/2025, không thuộc ấn bản)" in sections.moved_out(material).text
    live = replace(material.source, kind="live")
    now = replace(material.sheet.now, source=live)
    whole = replace(material, sheet=replace(material.sheet, now=now))
    assert "theo sổ đến" not in sections.moved_out(whole).text


def test_every_slot_but_the_rates_stands_in_the_last_appendix() -> None:
    period = month_period(2025, 12)
    slots = default_list()
    lines = tuple(
        CardLine(slot, Absent("Chưa ghi."), Absent(""), None, None, None, (), None) for slot in slots.slots
    )
    card = Card("22", "", 2025, 12, period.to, slots, lines)
    rates, others = (
        block for block in scorecard(replace(worlds.material(SEED), card=card)) if isinstance(block, Table)
    )
    assert [row.key for row in rates.rows] == ["chi-tieu-cases", "chi-tieu-money"]
    assert len(others.rows) == len(slots.slots) - 2
    assert others.foot == "Nguồn: sổ việc."
    assert all("Chưa ghi." in [cell.text for cell in row.cells] for row in others.rows)


@pytest.mark.parametrize(
    ("slug", "unit", "month", "words"),
    [
        ("hoi-nghi", "22", 9, "kỳ 12 tháng"),
        ("hoi-nghi", "22.KV01", 12, "THADS tỉnh"),
        ("dinh-ky", "22.0001", 12, "không cho"),
    ],
)
def test_a_report_that_cannot_be_is_refused(slug: str, unit: str, month: int, words: str) -> None:
    with pytest.raises(RefusedReport, match=words):
        check_asked(kind_of(slug), unit, month)


def test_a_kind_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(RefusedReport, match="hoi-nghi"):
        kind_of("khong-co")
