"""Word files brought in as templates: judged by the archive's directory first, then by their small parts."""

import re
import stat
import struct
import zipfile
from io import BytesIO
from itertools import pairwise

from thihanh.documents.inspection.formats import (
    MEGABYTE,
    FileRefused,
    active,
    damaged,
    disguised,
    encrypted,
    flooding,
)

_MOST_ENTRIES = 300
_MOST_UNPACKED = 40 * MEGABYTE
_MOST_RATIO = 150
_RATIO_COUNTS_FROM = 1 * MEGABYTE
_LARGEST_XML = 8 * MEGABYTE
_ACTIVE = re.compile(
    r"vbaproject|activex|embeddings/|oleobject|externallink|\.(bin|exe|js|vbs|zip|docm?)$", re.I
)
_EXTERNAL = re.compile(rb'TargetMode\s*=\s*["\']External["\']', re.I)
_DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.I)
_MACRO_TYPE = b"macroEnabled"


def docx(content: bytes) -> int:
    """0: a template has no pages yet. Raises FileRefused."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _directory(entries, content)
            for entry in entries:
                _part(archive, entry)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        OSError,
        ValueError,
        EOFError,
        struct.error,
        RuntimeError,
    ):
        raise damaged("tệp Word") from None
    return 0


def _directory(entries: list[zipfile.ZipInfo], content: bytes) -> None:
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise encrypted()
    if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
        raise flooding()
    if any(_swollen(entry) for entry in entries):
        raise flooding()
    if len(set(map(str.lower, names))) != len(names) or any(_elsewhere(entry) for entry in entries):
        raise damaged("tệp Word")
    if any(_ACTIVE.search(name) for name in names):
        raise active("macro hoặc tệp nhúng")
    if "word/document.xml" not in names or "[Content_Types].xml" not in names:
        raise FileRefused("type", "chỉ nhận tệp .docx; tệp nén này không phải văn bản Word.")
    spans = sorted((entry.header_offset, entry.header_offset + 30 + entry.compress_size) for entry in entries)
    if any(before[1] > after[0] for before, after in pairwise(spans)):
        raise damaged("tệp Word")
    if spans[0][0] != 0 or not _ends_with_directory(content):
        raise disguised()


def _ends_with_directory(content: bytes) -> bool:
    end = content.rfind(b"PK\x05\x06")
    return end >= 0 and end + 22 == len(content)


def _swollen(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > _RATIO_COUNTS_FROM and entry.file_size > _MOST_RATIO * max(
        entry.compress_size, 1
    )


def _elsewhere(entry: zipfile.ZipInfo) -> bool:
    """A name that leaves its folder, or a link."""
    name = entry.filename
    leaves = name.startswith(("/", "\\")) or "\\" in name or ".." in name.split("/") or ":" in name
    return leaves or stat.S_ISLNK(entry.external_attr >> 16)


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """The texts of the package: no declarations, nothing fetched from elsewhere, no macros."""
    if not entry.filename.endswith((".xml", ".rels")):
        return
    if entry.file_size > _LARGEST_XML:
        raise flooding()
    with archive.open(entry) as part:
        text = part.read(_LARGEST_XML + 1)
    if len(text) > _LARGEST_XML:
        raise flooding()
    if _DECLARES.search(text) or b"\x00" in text:
        raise active("khai báo XML không được phép")
    if entry.filename.endswith(".rels") and _EXTERNAL.search(text):
        raise active("liên kết ra ngoài")
    if entry.filename == "[Content_Types].xml" and _MACRO_TYPE in text:
        raise active("macro")
