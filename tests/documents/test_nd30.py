"""The layout of Decree 30/2020 over all papers of both laws, and what the checker says of a spoiled one."""

import io
import zipfile
from dataclasses import replace

import pytest

from tests.documents.test_rendering_templates import changed
from thihanh.documents import nd30, nd30_pdf, pdf
from thihanh.documents.kinds import kinds
from thihanh.documents.rendering import delivered, docx
from thihanh.documents.samples import sample

ALL = [(code, regime) for code, one in kinds().items() for regime in one.articles]
needs_office = pytest.mark.skipif(bool(pdf.missing()), reason=pdf.missing() or "-")


@pytest.mark.parametrize(("code", "regime"), ALL)
def test_every_paper_keeps_the_layout_in_word(code, regime):
    assert [str(problem) for problem in nd30.check_docx(docx(sample(code, regime)))] == []


@needs_office
@pytest.mark.lengthy
def test_every_paper_keeps_the_layout_in_pdf():
    contents = [sample(code, regime) for code, regime in ALL]
    made = pdf.convert_many([docx(content) for content in contents])
    found = {
        (content.kind, content.regime): [str(problem) for problem in nd30_pdf.check_pdf(file)]
        for content, file in zip(contents, made, strict=True)
    }
    assert {paper: problems for paper, problems in found.items() if problems} == {}


@needs_office
def test_no_length_of_a_reason_pushes_out_an_empty_page():
    reasons = ["; ".join(["đương sự thỏa thuận bằng văn bản"] * count) for count in range(1, 34, 2)]
    contents = [
        replace(sample("QD-DINH-CHI", "R08"), reason=reason, check_code="A9G23QW268WMMANP")
        for reason in reasons
    ]
    made = pdf.convert_many([docx(content) for content in contents])
    assert [str(problem) for file in made for problem in nd30_pdf.check_pdf(file)] == []


SPOILED = {
    "lề trái": ('w:left="1701"', 'w:left="1200"'),
    "lề trên": ('w:top="1134"', 'w:top="2000"'),
    "khổ giấy": ('w:w="11906"', 'w:w="12240"'),
    "phông chữ": ("<w:t>QUYẾT ĐỊNH:", '<w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t>QUYẾT ĐỊNH:'),
    "màu chữ": ("<w:t>QUYẾT ĐỊNH:", '<w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>QUYẾT ĐỊNH:'),
    "số trang": ("<w:titlePg/>", ""),
    "Quốc hiệu": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    "Tiêu ngữ": ("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"),
    "nơi nhận": ("Nơi nhận:</w:t>", "Nơi nhận:</w:t></w:r><w:r><w:t> </w:t>"),
}


@pytest.mark.parametrize("where", SPOILED)
def test_a_spoiled_template_is_named_at_its_place(where):
    template = changed(old=SPOILED[where][0], new=SPOILED[where][1])
    problems = nd30.check_docx(docx(sample("QD-HOAN", "R25"), template))
    assert where in {problem.where for problem in problems}


def test_a_paper_without_its_superior_body_is_named():
    bare = replace(sample("QD-HOAN", "R25"), superior="")
    (problem,) = nd30.check_docx(docx(bare))
    assert problem.where == "tên cơ quan chủ quản trực tiếp"


def test_sizes_and_italics_outside_the_annex_are_named():
    text = zipfile.ZipFile(io.BytesIO(delivered("quyet-dinh"))).read("word/document.xml").decode()
    smaller = changed(old=text, new=text.replace('w:sz w:val="28"', 'w:sz w:val="22"'))
    places = {problem.where for problem in nd30.check_docx(docx(sample("QD-HOAN", "R25"), smaller))}
    assert "người ký" in places
    assert any(place.startswith("đoạn «Căn cứ") for place in places)


def test_the_name_of_the_state_fits_its_cell_on_one_line():
    words = nd30.layout()["motto"]["state"]
    assert nd30.text_width(words, 12) < 94
    wide = changed(old='w:tcW w:type="dxa" w:w="5329"', new='w:tcW w:type="dxa" w:w="4500"')
    problems = nd30.check_docx(docx(sample("QD-HOAN", "R25"), wide))
    assert "Quốc hiệu: dài hơn ô chứa nên bị ngắt dòng." in [str(problem) for problem in problems]


@needs_office
def test_a_pdf_that_departs_is_named():
    numbered = changed(old="<w:titlePg/>", new="")
    coloured = changed(old="<w:t>QUYẾT ĐỊNH:", new='<w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>QUYẾT ĐỊNH:')
    said = [
        {
            str(problem)
            for problem in nd30_pdf.check_pdf(pdf.convert(docx(sample("QD-HOAN", "R25"), template)))
        }
        for template in (numbered, coloured)
    ]
    assert "trang 1: lề trên có «1»; trang đầu không ghi số trang." in said[0]
    assert any("không phải màu đen" in problem for problem in said[1])
