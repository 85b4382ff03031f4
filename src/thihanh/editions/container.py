"""The machine file of an edition: a zip of named parts, each as it is, the same bytes for the same parts.

Pure. The frame is written and read here, byte for byte, so that a changed byte is told apart from another
program's way of writing zips. Any zip program opens the file.
"""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

HEADER: Final = "header.json"
BODY: Final = "body.json"
ROWS: Final = ".csv"
MEMBERS: Final = f"members{ROWS}"
ACTS: Final = f"acts{ROWS}"
PARTS: Final = (HEADER, BODY, MEMBERS, ACTS)
FRAME: Final = "khung tệp"
MOST: Final = 400_000_000
"""A file of more bytes is not read: the largest province's edition is a tenth of it."""

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_FIELDS = struct.Struct("<4s5H3L2H")
_VERSION, _UTF8, _STORED, _TIME, _DAY = 20, 0x800, 0, 0, 33  # 01/01/1980: a part has no time of its own


class NotAnEdition(ValueError):
    """The bytes are no edition file at all; the message is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The parts of a file, and the names of those that do not fit their frame (or ``FRAME`` itself)."""

    parts: Mapping[str, bytes]
    damaged: tuple[str, ...]


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The file of these parts, in the order of ``PARTS``; parts that are absent are left out."""
    out, index = bytearray(), bytearray()
    names = [name for name in PARTS if name in parts]
    for name in names:
        content, offset = parts[name], len(out)
        sizes = (zlib.crc32(content), len(content), len(content))
        out += _FIELDS.pack(_LOCAL, _VERSION, _UTF8, _STORED, _TIME, _DAY, *sizes, len(name), 0)
        out += name.encode() + content
        index += _CENTRAL + struct.pack("<H", _VERSION)
        index += _FIELDS.pack(_LOCAL, _VERSION, _UTF8, _STORED, _TIME, _DAY, *sizes, len(name), 0)[4:]
        index += struct.pack("<3H2L", 0, 0, 0, 0, offset) + name.encode()
    end = struct.pack("<4s4H2LH", _END, 0, 0, len(names), len(names), len(index), len(out), 0)
    return bytes(out + index + end)


def unpack(data: bytes) -> Contents:
    """The parts of a file. Raises ``NotAnEdition`` where the parts cannot even be found."""
    if len(data) > MOST:
        raise NotAnEdition(f"Dữ liệu: tệp lớn hơn {MOST // 1_000_000} MB, không phải tệp ấn bản; không đọc.")
    parts: dict[str, bytes] = {}
    damaged: list[str] = []
    place = 0
    while data[place : place + 4] == _LOCAL:
        name, content, check, place = _part(data, place)
        parts[name] = content
        if zlib.crc32(content) != check:
            damaged.append(name)
    if HEADER not in parts or BODY not in parts:
        raise NotAnEdition(
            "Dữ liệu: tệp không phải ấn bản (.thia), hoặc khung tệp đã bị sửa đến mức không tìm thấy phần "
            "đầu và phần thân. Tải lại tệp từ nơi phát hành."
        )
    if not damaged and pack(parts) != data:
        damaged.append(FRAME)
    return Contents(parts, tuple(damaged))


def part(data: bytes, name: str) -> bytes:
    """One part of a file that is known to be whole: the others are passed over. Raises ``NotAnEdition``."""
    place = 0
    while data[place : place + 4] == _LOCAL:
        found, content, _, place = _part(data, place)
        if found == name:
            return content
    raise NotAnEdition(f"Dữ liệu: tệp ấn bản không có phần {name}.")


def _part(data: bytes, place: int) -> tuple[str, bytes, int, int]:
    try:
        fields = _FIELDS.unpack_from(data, place)
        start = place + _FIELDS.size
        name = data[start : start + fields[9]].decode()
    except (struct.error, UnicodeDecodeError):
        raise NotAnEdition(_cut_off(place)) from None
    begin = start + fields[9] + fields[10]
    end = begin + fields[7]
    if name not in PARTS or end > len(data):
        raise NotAnEdition(_cut_off(place))
    return name, data[begin:end], fields[6], end


def _cut_off(place: int) -> str:
    return (
        f"Dữ liệu: {FRAME} ấn bản bị hỏng từ byte {place}: không đọc được tên hoặc độ dài của một phần. "
        "Tải lại tệp từ nơi phát hành."
    )
