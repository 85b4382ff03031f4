"""Pictures are read by their structure alone, nothing is unpacked: sizes, order of parts, the end. Pure."""

import struct
import zlib

from thihanh.documents.inspection.formats import MOST_PAGES, MOST_PIXELS, damaged, disguised, flooding

_WORDS = (b"<script", b"<html", b"<svg", b"<?php", b"<!doctype", b"%pdf-", b"<iframe")
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_PADDING = 64
_TIFF_TYPES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
_MOST_TAGS = 500


def check_words(content: bytes) -> None:
    """Raises FileRefused where a picture holds the text of a page, a program or another document."""
    folded = content.lower()
    if any(word in folded for word in _WORDS):
        raise disguised()


def jpeg(content: bytes) -> int:
    """One page; raises FileRefused unless the segments lead to one frame and the file ends with it."""
    place, size = 2, None
    while True:
        marker, length = _segment(content, place)
        if marker in _FRAMES:
            if length < 7:
                raise damaged("ảnh")
            size = struct.unpack_from(">HH", content, place + 5)
        if marker == 0xDA:
            break
        place += 2 + length
    _check_size(*(size or (0, 0)))
    end = content.rfind(b"\xff\xd9")
    if end < place:
        raise damaged("ảnh")
    if content[end + 2 :].strip(b"\x00\r\n ") or len(content) - end > _PADDING:
        raise disguised()
    return 1


def _segment(content: bytes, place: int) -> tuple[int, int]:
    while place + 1 < len(content) and content[place] == 0xFF and content[place + 1] == 0xFF:
        place += 1
    if place + 4 > len(content) or content[place] != 0xFF:
        raise damaged("ảnh")
    (length,) = struct.unpack_from(">H", content, place + 2)
    if length < 2 or place + 2 + length > len(content):
        raise damaged("ảnh")
    return content[place + 1], length


def png(content: bytes) -> int:
    """One page; raises FileRefused unless every chunk is whole and the last one ends the file."""
    place, first = 8, True
    while place < len(content):
        if place + 12 > len(content):
            raise damaged("ảnh")
        length, name = struct.unpack_from(">I4s", content, place)
        end = place + 12 + length
        if end > len(content) or (first and (name != b"IHDR" or length != 13)):
            raise damaged("ảnh")
        (check,) = struct.unpack_from(">I", content, end - 4)
        if zlib.crc32(content[place + 4 : end - 4]) != check:
            raise damaged("ảnh")
        if first:
            _check_size(*struct.unpack_from(">II", content, place + 8))
        first, place = False, end
        if name == b"IEND":
            if place != len(content):
                raise disguised()
            return 1
    raise damaged("ảnh")


def tiff(content: bytes) -> int:
    """The number of pages; raises FileRefused for loops, tags outside the file, floods of pixels."""
    order = "<" if content[:2] == b"II" else ">"
    (place,) = _unpack(order + "I", content, 4)
    seen: set[int] = set()
    pixels = 0
    while place:
        if place in seen or len(seen) >= MOST_PAGES:
            raise damaged("ảnh")
        seen.add(place)
        (tags,) = _unpack(order + "H", content, place)
        if tags > _MOST_TAGS:
            raise damaged("ảnh")
        width, height = _tiff_page(order, content, place + 2, tags)
        _check_size(width, height)
        pixels += width * height
        (place,) = _unpack(order + "I", content, place + 2 + 12 * tags)
    if pixels > MOST_PIXELS * 50:
        raise flooding()
    if not seen:
        raise damaged("ảnh")
    return len(seen)


def _tiff_page(order: str, content: bytes, place: int, tags: int) -> tuple[int, int]:
    sizes = {256: 0, 257: 0}
    for number in range(tags):
        at = place + 12 * number
        tag, kind, amount = _unpack(order + "HHI", content, at)
        length = _TIFF_TYPES.get(kind, 1) * amount
        if length > 4:
            (where,) = _unpack(order + "I", content, at + 8)
            if where + length > len(content):
                raise damaged("ảnh")
        elif tag in sizes and amount == 1:
            (sizes[tag],) = _unpack(order + ("H" if kind == 3 else "I"), content, at + 8)
    return sizes[256], sizes[257]


def _unpack(form: str, content: bytes, place: int) -> tuple[int, ...]:
    try:
        return struct.unpack_from(form, content, place)
    except struct.error:
        raise damaged("ảnh") from None


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise damaged("ảnh")
    if width * height > MOST_PIXELS:
        raise flooding()
