"""A .docx as a package: what may be in it, judged from its directory before any part is read."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from lxml import etree

from thihanh.documents.problems import Problem

LARGEST_FILE: Final = 2 * 2**20
LARGEST_PART: Final = 4 * 2**20
LARGEST_TEXT: Final = 2**20
MOST_PARTS: Final = 200
FIXED_DATE: Final = (2026, 1, 1, 0, 0, 0)
BODY: Final = "word/document.xml"
MAIN_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ALLOWED: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/[\w.]+\.xml|docProps/thumbnail\.jpe?g"
    r"|word/(_rels/)?[\w.]+\.(xml|rels)|word/theme/(_rels/)?[\w.]+\.(xml|rels)"
    r"|word/media/[\w-]+\.(png|jpe?g)|customXml/(_rels/)?[\w.]+\.(xml|rels)"
)
_TEXT_PART: Final = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_ACTIVE: Final = re.compile(
    r"/(attachedTemplate|oleObject|package|aFChunk|subDocument|frame|control|activeX\w*|vbaProject|mailMerge\w*|"
    r"externalLink|recipientData)$"
)
_FIELDS_ALLOWED: Final = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)(\s+\\\*\s+\w+)?\s*")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACES: Final = {"document": "thân văn bản", "header": "đầu trang", "footer": "chân trang"}
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def place(name: str) -> str:
    """What a reader calls a part: "thân văn bản", "đầu trang", "chân trang"."""
    stem = name.rpartition("/")[2].removesuffix(".xml").rstrip("0123456789")
    return _PLACES.get(stem, f"phần {name}")


def check(data: bytes) -> list[Problem]:
    """What is wrong with the package; nothing is unpacked that its directory calls too large."""
    whole = "tệp mẫu"
    if len(data) > LARGEST_FILE:
        return [Problem(whole, f"lớn hơn {LARGEST_FILE // 2**20} MB.")]
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return list(_directory(package)) or list(_parts(package))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return [Problem(whole, "không phải tệp Word .docx, hoặc tệp bị hỏng.")]


def text_parts(data: bytes) -> dict[str, str]:
    """The parts whose text a template fills: body, headers, footers."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {
            name: package.read(name).decode("utf-8")
            for name in package.namelist()
            if _TEXT_PART.fullmatch(name)
        }


def _directory(package: zipfile.ZipFile) -> Iterator[Problem]:
    names = [entry.filename for entry in package.infolist()]
    if len(names) > MOST_PARTS or len(set(names)) != len(names):
        yield Problem("tệp mẫu", "có quá nhiều phần hoặc các phần trùng tên.")
        return
    if BODY not in names:
        yield Problem("tệp mẫu", "không phải tệp Word .docx (thiếu thân văn bản).")
    for entry in package.infolist():
        if entry.is_dir():
            continue
        if not _ALLOWED.fullmatch(entry.filename):
            yield Problem(
                f"phần {entry.filename[:60]!a}", "mẫu không được chứa phần này (macro, tệp nhúng, đối tượng)."
            )
        elif entry.flag_bits & 1:
            yield Problem(f"phần {entry.filename}", "bị đặt mật khẩu.")
        elif entry.file_size > (LARGEST_TEXT if _TEXT_PART.fullmatch(entry.filename) else LARGEST_PART):
            yield Problem(f"phần {entry.filename}", "quá lớn.")


def _parts(package: zipfile.ZipFile) -> Iterator[Problem]:
    for name in package.namelist():
        if not name.endswith((".xml", ".rels")):
            continue
        content = package.read(name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or not _is_utf8(content):
            yield Problem(place(name), "có khai báo XML không được phép.")
            continue
        try:
            root = etree.fromstring(content, _PARSER)
        except etree.XMLSyntaxError:
            yield Problem(place(name), "không đọc được (XML hỏng).")
            continue
        if name == "[Content_Types].xml":
            yield from _types(root)
        elif name.endswith(".rels"):
            yield from _relations(name, root)
        else:
            yield from _fields(name, root)


def _is_utf8(content: bytes) -> bool:
    """Another encoding would hide text from the checks that follow."""
    head = content[:200]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    declared = re.search(rb"encoding=[\"']([\w-]+)", head)
    if declared and declared.group(1).lower() not in (b"utf-8", b"us-ascii"):
        return False
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _types(root: etree._Element) -> Iterator[Problem]:
    types = {part.get("PartName"): part.get("ContentType") for part in root if part.get("PartName")}
    if types.get(f"/{BODY}") != MAIN_TYPE:
        yield Problem("tệp mẫu", "không phải văn bản Word .docx thường (có thể là mẫu có macro).")


def _relations(name: str, root: etree._Element) -> Iterator[Problem]:
    for relation in root:
        if relation.get("TargetMode") == "External":
            yield Problem(place(name), "có liên kết ra ngoài tệp; hãy bỏ liên kết, ảnh phải nằm trong tệp.")
        elif _ACTIVE.search(relation.get("Type") or ""):
            yield Problem(place(name), "có đối tượng nhúng hoặc mẫu đính kèm.")


def _fields(name: str, root: etree._Element) -> Iterator[Problem]:
    """Fields of Word that would fetch or compute; a field's words may be split over several runs."""
    said = "".join(node.text or "" for node in root.iter(f"{_W}instrText"))
    pieces = [said, *(node.get(f"{_W}instr") or "" for node in root.iter(f"{_W}fldSimple"))]
    for piece in pieces:
        if piece.strip() and not re.fullmatch(f"({_FIELDS_ALLOWED.pattern})+", piece):
            yield Problem(place(name), f"có trường Word «{piece.strip()[:40]}»; chỉ được dùng số trang.")
    for tag in ("altChunk", "object", "control", "subDoc", "attachedTemplate", "mailMerge"):
        if next(root.iter(f"{_W}{tag}"), None) is not None:
            yield Problem(place(name), "có đối tượng nhúng hoặc mẫu đính kèm.")
