"""A file of many papers as one PDF: cover, list of contents with links, bookmarks, the folio on every page.

The bundle is for reading: signatures are seen in it but checked on the files themselves, whose hashes the
list of contents gives.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import pikepdf
from PIL import Image, UnidentifiedImageError

from thihanh.documents.lettering import Face, face
from thihanh.documents.problems import Refused

_A4: Final = (595.28, 841.89)
_LEFT, _RIGHT, _TOP, _BOTTOM = 85.0, 552.0, 785.0, 62.0
_FOLIO_ROOM: Final = 62.0
_PAGE_ROOM: Final = 40.0
_SIZE: Final = 12.0
_LEADING: Final = 15.0
_HEAD: Final = 84.0
_MOST_PIXELS: Final = 60_000_000
_NOTE: Final = (
    "Bản gộp để đọc. Chữ ký số được kiểm tra trên từng tệp gốc; dãy số dưới mỗi tên là 16 ký tự đầu của "
    "mã băm SHA-256 của tệp gốc."
)


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of the file: its title, its folio ("04" or "04–05"), its bytes (PDF, PNG, JPEG, TIFF)."""

    title: str
    folio: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Entry:
    part: Part
    lines: tuple[str, ...]
    page: int  # from 0, counted from the first page of the parts


def bundle(parts: Sequence[Part], cover: bytes | None = None, *, title: str = "Hồ sơ thi hành án") -> bytes:
    """All parts as one PDF. Raises ``Refused`` naming the part that cannot be read."""
    with ExitStack() as opened:
        made = opened.enter_context(pikepdf.new())
        regular, bold = face("Regular"), face("Bold")
        fonts = {"/R": regular.embedded(made), "/B": bold.embedded(made)}
        front = [opened.enter_context(_read(Part("Bìa hồ sơ", "", cover)))] if cover else []
        covers = sum(len(file.pages) for file in front)
        entries: list[_Entry] = []
        for part in parts:
            entries.append(_Entry(part, _title_lines(part, regular), len(made.pages)))
            _append(made, opened.enter_context(_read(part)), part, regular, fonts["/R"])
        listed = list(_contents(entries, title, covers))
        for content in reversed(listed):
            _insert_page(made, content, fonts)
        for file in front:
            for page in reversed(file.pages):
                made.pages.insert(0, page)
        _link(made, entries, covers, covers + len(listed))
        _outline(made, entries, covers, covers + len(listed))
        made.Root.Lang = pikepdf.String("vi-VN")
        written = BytesIO()
        made.save(written, deterministic_id=True)
    return written.getvalue()


def _title_lines(part: Part, letters: Face) -> tuple[str, ...]:
    return tuple(letters.wrapped(part.title, _SIZE, _RIGHT - _LEFT - _FOLIO_ROOM - _PAGE_ROOM))


def _outline(made: pikepdf.Pdf, entries: Sequence[_Entry], first: int, front: int) -> None:
    with made.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Mục lục", first))
        for entry in entries:
            name = f"{entry.part.folio} – {entry.part.title}"
            outline.root.append(pikepdf.OutlineItem(name, entry.page + front))
    made.Root.PageMode = pikepdf.Name.UseOutlines


def _append(made: pikepdf.Pdf, source: pikepdf.Pdf, part: Part, letters: Face, font: pikepdf.Object) -> None:
    """The part's pages: what annotations show is drawn, everything active is left behind."""
    count = len(source.pages)
    for number, page in enumerate(source.pages, 1):
        for active in ("/Annots", "/AA", "/Metadata", "/StructParents", "/Tabs"):
            if active in page.obj:
                del page.obj[active]
        made.pages.append(page)
        _stamp(
            made,
            made.pages[-1],
            f"BL {part.folio}" + (f" – {number}/{count}" if count > 1 else ""),
            letters,
            font,
        )


def _read(part: Part) -> pikepdf.Pdf:
    data = part.data if part.data[:1024].lstrip()[:5] == b"%PDF-" else _pdf_of_picture(part)
    try:
        pdf = pikepdf.open(BytesIO(data))
        pdf.flatten_annotations("all")
    except (pikepdf.PdfError, ValueError):
        raise _unreadable(part) from None
    if not len(pdf.pages):
        raise _unreadable(part)
    return pdf


def _pdf_of_picture(part: Part) -> bytes:
    """A scan as an A4 page, upright or lying as the scan is."""
    made = BytesIO()
    try:
        with Image.open(BytesIO(part.data)) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise _unreadable(part)
            wide = picture.width > picture.height
            width, height = (_A4[1], _A4[0]) if wide else _A4
            scale = min((width - 60) / picture.width, (height - 60) / picture.height)
            dots = max(72 / scale, 1)
            picture.convert("RGB").save(made, format="PDF", resolution=dots)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise _unreadable(part) from None
    return made.getvalue()


def _unreadable(part: Part) -> Refused:
    return Refused(
        f"Dữ liệu: không đọc được tệp của «{part.title}» (bút lục {part.folio}); kiểm tra tệp rồi gộp lại."
    )


def _stamp(made: pikepdf.Pdf, page: pikepdf.Page, text: str, letters: Face, font: pikepdf.Object) -> None:
    """The folio in the upper right corner of the page as it is seen."""
    left, _, right, high = (float(edge) for edge in page.mediabox)
    size = 10.0
    x = max(right - 24 - letters.width(text, size), left + 4)
    name = page.add_resource(font, pikepdf.Name.Font, name=pikepdf.Name("/FolioLetters"))
    words = b"q 0 g BT %s %.1f Tf %.2f %.2f Td %s Tj ET Q" % (
        str(name).encode(), size, x, high - 24, letters.encoded(text),
    )  # fmt: skip
    page.contents_add(b"q", prepend=True)
    page.contents_add(b"\nQ\n" + words)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws words in one face and size."""

    letters: Face
    tag: bytes
    size: float

    def at(self, text: str, x: float, y: float) -> bytes:
        said = self.letters.encoded(text)
        return b"BT %s %.1f Tf %.2f %.2f Td %s Tj ET" % (self.tag, self.size, x, y, said)

    def centred(self, text: str, y: float) -> bytes:
        return self.at(text, (_LEFT + _RIGHT - self.letters.width(text, self.size)) / 2, y)

    def ending(self, text: str, y: float) -> bytes:
        return self.at(text, _RIGHT - self.letters.width(text, self.size), y)


def _contents(entries: Sequence[_Entry], title: str, covers: int) -> Iterator[bytes]:
    """The pages of the list of contents; the page numbers count cover and list."""
    regular, bold = face("Regular"), face("Bold")
    strong, plain, small = _Pen(bold, b"/B", _SIZE), _Pen(regular, b"/R", _SIZE), _Pen(regular, b"/R", 8)
    pages = list(_pages_of_entries(entries))
    front = covers + len(pages)
    for number, page in enumerate(pages):
        drawn, y = (_contents_head(title) if number == 0 else []), _TOP - (_HEAD if number == 0 else 0)
        drawn.append(strong.at("Bút lục", _LEFT, y))
        drawn.append(strong.at("Tên văn bản, tài liệu", _LEFT + _FOLIO_ROOM, y))
        drawn.append(strong.ending("Trang", y))
        drawn.append(b"0.5 w %.1f %.1f m %.1f %.1f l S" % (_LEFT, y - 5, _RIGHT, y - 5))
        y -= _LEADING + 6
        for entry in page:
            drawn.append(plain.at(entry.part.folio, _LEFT, y))
            drawn.append(plain.ending(str(entry.page + front + 1), y))
            for line in entry.lines:
                drawn.append(plain.at(line, _LEFT + _FOLIO_ROOM, y))
                y -= _LEADING
            digest = hashlib.sha256(entry.part.data).hexdigest()[:16]
            drawn.append(small.at(digest, _LEFT + _FOLIO_ROOM, y + 3))
            y -= _LEADING - 3
        yield b"\n".join(drawn)


def _contents_head(title: str) -> list[bytes]:
    regular, bold = face("Regular"), face("Bold")
    note = _Pen(regular, b"/R", 10)
    lines = [
        note.at(line, _LEFT, _TOP - 42 - 12 * place)
        for place, line in enumerate(regular.wrapped(_NOTE, 10, _RIGHT - _LEFT))
    ]
    heading = _Pen(bold, b"/B", 14).centred("MỤC LỤC", _TOP)
    return [heading, _Pen(regular, b"/R", 13).centred(title, _TOP - 20), *lines]


def _pages_of_entries(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """As many entries a page as fit; the first page has its heading."""
    page: list[_Entry] = []
    room = _TOP - _HEAD - _LEADING - 6 - _BOTTOM
    for entry in entries:
        height = _height(entry)
        if page and height > room:
            yield page
            room, page = _TOP - _LEADING - 6 - _BOTTOM, []
        page.append(entry)
        room -= height
    yield page


def _height(entry: _Entry) -> float:
    return len(entry.lines) * _LEADING + _LEADING - 3


def _insert_page(made: pikepdf.Pdf, content: bytes, fonts: dict[str, pikepdf.Object]) -> None:
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=[0, 0, *_A4],
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts)),
        Contents=pikepdf.Stream(made, content),
    )
    made.pages.insert(0, pikepdf.Page(made.make_indirect(page)))


def _link(made: pikepdf.Pdf, entries: Sequence[_Entry], first: int, front: int) -> None:
    """Each line of the list leads to its paper."""
    for number, page in enumerate(_pages_of_entries(entries)):
        y = _TOP - (_HEAD if number == 0 else 0) - _LEADING - 6
        links = []
        for entry in page:
            target = made.pages[entry.page + front].obj
            low = y - _height(entry) + _SIZE
            links.append(
                made.make_indirect(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Annot,
                        Subtype=pikepdf.Name.Link,
                        Rect=[_LEFT, low, _RIGHT, y + _SIZE],
                        Border=[0, 0, 0],
                        Dest=[target, pikepdf.Name.Fit],
                    )
                )
            )
            y -= _height(entry)
        made.pages[first + number].obj.Annots = pikepdf.Array(links)
