"""Typesetting: what comes out says what went in, twice the same, in our own fonts and without a network."""

import hashlib
import io
import json
import threading
import tomllib
from datetime import date

import pikepdf
import pytest
from pdfminer.high_level import extract_text

from thihanh.documents import typesetting
from thihanh.documents.typesetting import NotTypeset, pdf, svg_to_png

SHOWS_DATA = '#set text(font: "Liberation Serif", lang: "vi")\n#for line in json("data.json") [#line \\ ]'
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
VENDOR = typesetting.FONTS.parent


def _said(lines: list[str], font: str = typesetting.SERIF) -> list[str]:
    source = SHOWS_DATA.replace(typesetting.SERIF, font)
    made = pdf(source, {"data.json": json.dumps(lines).encode()})
    return [line.strip() for line in extract_text(io.BytesIO(made)).split("\n") if line.strip()]


@pytest.mark.parametrize("font", [typesetting.SERIF, typesetting.SANS])
def test_every_vietnamese_letter_comes_back_from_the_pdf(font):
    lines = [
        LETTERS,
        LETTERS.upper(),
        "Chấp hành viên Nguyễn Thị Hương – Phòng THADS khu vực 1",
        "1.234.567 ₫",
    ]
    assert _said(lines, font) == lines


def test_text_of_a_user_is_never_read_as_markup():
    hostile = ["#panic()", "$x^2$", "= Tiêu đề", '\\ #read("/etc/passwd")', "<a> @preview *đậm*", "`mã`"]
    assert _said(hostile) == hostile


def test_the_same_twice_is_the_same_bytes_and_the_date_is_the_one_given():
    first = pdf("Một", on=date(2025, 9, 30))
    assert first == pdf("Một", on=date(2025, 9, 30))
    with pikepdf.open(io.BytesIO(first)) as found:
        assert str(found.docinfo["/CreationDate"]).startswith("D:20250930000000")
    undated = pdf("Một")
    assert undated == pdf("Một")
    with pikepdf.open(io.BytesIO(undated)) as found:
        assert "/CreationDate" not in found.docinfo


def test_many_threads_share_one_compiler():
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(pdf("Chung"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1


@pytest.mark.parametrize(
    "source",
    [
        '#import "@preview/cetz:0.2.0": *',
        '#read("/etc/passwd")',
        '#read("../VENDOR.toml")',
        '#set text(font: "No Such Font")\nChữ',
        "#khong_co",
    ],
)
def test_what_lies_outside_is_refused_with_a_sentence(source):
    with pytest.raises(NotTypeset, match="Dữ liệu"):
        pdf(source)


def test_a_drawing_becomes_a_picture_with_our_letters():
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="48">'
        f'<text x="2" y="20" font-family="{typesetting.SANS}" font-size="12">Việc xong</text></svg>'
    )
    made = svg_to_png(svg, 144)
    assert made.startswith(b"\x89PNG")
    assert (int.from_bytes(made[16:20]), int.from_bytes(made[20:24])) == (144, 72)
    assert made == svg_to_png(svg, 144)
    assert made != svg_to_png(svg.replace("Việc xong", ""), 144)


def test_the_fonts_are_what_their_makers_published():
    listed = tomllib.loads((VENDOR / "VENDOR.toml").read_text())["file"]
    for entry in listed:
        assert hashlib.sha256((VENDOR / entry["path"]).read_bytes()).hexdigest() == entry["sha256"]
    assert {entry["path"] for entry in listed} == {
        f"fonts/{path.name}" for path in typesetting.FONTS.iterdir()
    }
    assert "SIL OPEN FONT LICENSE" in (VENDOR / "licences" / "liberation.txt").read_text()
