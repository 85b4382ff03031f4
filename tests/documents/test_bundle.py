"""A matter's papers in one PDF: cover, contents that lead, bookmarks, folios; nothing active comes along."""

import hashlib
import io

import pikepdf
import pytest
from pdfminer.high_level import extract_text
from PIL import Image

from thihanh.documents.bundle import Part, bundle
from thihanh.documents.problems import Refused


def paper(pages=1, spoil=None):
    made = io.BytesIO()
    with pikepdf.new() as file:
        for _ in range(pages):
            file.add_blank_page(page_size=(595, 842))
        if spoil:
            spoil(file)
        file.save(made)
    return made.getvalue()


def picture(kind, size=(300, 200)):
    made = io.BytesIO()
    Image.new("RGB", size, "#88aacc").save(made, kind)
    return made.getvalue()


def opened(data):
    return pikepdf.open(io.BytesIO(data))


PARTS = [
    Part("Quyết định thi hành án số 12/QĐ-THADS", "01–02", paper(2)),
    Part("Biên bản xác minh", "03", paper()),
    Part("Ảnh chụp sổ đỏ", "04", picture("JPEG")),
    Part("Bản quét", "05", picture("PNG", (200, 300))),
]


def test_all_pages_are_there_after_cover_and_contents():
    with opened(bundle(PARTS, paper())) as made:
        assert len(made.pages) == 1 + 1 + 2 + 1 + 1 + 1


def test_the_contents_name_folio_title_page_and_hash_of_every_part():
    said = extract_text(io.BytesIO(bundle(PARTS, paper(), title="Hồ sơ số 15/2026")), page_numbers=[1])
    assert "MỤC LỤC" in said
    assert "Hồ sơ số 15/2026" in said
    for part, page in zip(PARTS, ("3", "5", "6", "7"), strict=True):
        assert part.title in said
        assert part.folio in said
        assert hashlib.sha256(part.data).hexdigest()[:16] in said
        assert page in said.split()


def test_every_page_of_a_part_bears_its_folio():
    made = bundle(PARTS)
    pages = [extract_text(io.BytesIO(made), page_numbers=[page]).strip() for page in range(1, 6)]
    assert pages == ["BL 01–02 – 1/2", "BL 01–02 – 2/2", "BL 03", "BL 04", "BL 05"]


def test_bookmarks_and_links_lead_to_the_first_page_of_each_part():
    with opened(bundle(PARTS, paper())) as made:
        numbers = {page.objgen: number for number, page in enumerate(made.pages, 1)}
        links = [numbers[link.Dest[0].objgen] for link in made.pages[1].Annots]
        with made.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert links == [3, 5, 6, 7]
    assert titles[0] == "Mục lục"
    assert titles[1] == "01–02 – Quyết định thi hành án số 12/QĐ-THADS"


def test_a_long_file_has_contents_over_several_pages_and_right_numbers():
    parts = [
        Part(f"Biên bản lần {number} " + "rất dài " * 20, f"{number:02d}", paper()) for number in range(1, 61)
    ]
    with opened(bundle(parts)) as made:
        front = len(made.pages) - 60
        numbers = {page.objgen: number for number, page in enumerate(made.pages)}
        links = [numbers[link.Dest[0].objgen] for page in made.pages[:front] for link in page.Annots]
    assert front > 1
    assert links == list(range(front, front + 60))


def test_scans_lie_as_they_were_scanned():
    with opened(bundle(PARTS)) as made:
        wide, high = (made.pages[number].mediabox for number in (4, 5))
    assert float(wide[2]) > float(wide[3])
    assert float(high[2]) < float(high[3])


def test_nothing_active_comes_along():
    def spoil(file):
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        file.Root.OpenAction = script
        file.pages[0].obj.AA = pikepdf.Dictionary(O=script)
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=script
        )
        file.pages[0].obj.Annots = pikepdf.Array([file.make_indirect(link)])

    made = bundle([Part("Tệp lạ", "01", paper(spoil=spoil))])
    with opened(made) as file:
        assert "/OpenAction" not in file.Root
        assert not [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/JS" in one]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"GIF89a", b"MZ", picture("PNG")[:60]])
def test_a_part_that_cannot_be_read_is_named_and_nothing_is_made(content):
    with pytest.raises(Refused, match=r"^Dữ liệu: không đọc được tệp của «Tệp hỏng» \(bút lục 07\)"):
        bundle([*PARTS, Part("Tệp hỏng", "07", content)])


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_of_a_flood_of_pixels_is_refused():
    flood = Image.new("1", (12_000, 12_000))
    made = io.BytesIO()
    flood.save(made, "PNG")
    with pytest.raises(Refused, match="«Ảnh lớn»"):
        bundle([Part("Ảnh lớn", "01", made.getvalue())])


def test_the_same_parts_give_the_same_bytes():
    assert bundle(PARTS) == bundle(PARTS)
