"""One writing for one meaning: the canonical bytes of a body, its digests, figures as JSON and back. Pure."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from thihanh.statistics.numbers import Absent, Percent
from thihanh.trail.payloads import canonical

Value = int | Percent | Absent


class NotCanonical(ValueError):
    """Bytes that are not the canonical writing of what they say; the message is a sentence."""


def written(value: Mapping[str, object]) -> bytes:
    """Canonical JSON as bytes: sorted keys, no spaces, letters as they are, a line end."""
    return canonical(value).encode() + b"\n"


def read(content: bytes, name: str) -> dict[str, Any]:
    """What canonical bytes say. Raises ``NotCanonical`` where they are written in any other way."""
    try:
        said = json.loads(content)
        again = written(said) if isinstance(said, dict) else b""
    except (ValueError, TypeError, RecursionError):
        raise NotCanonical(f"Dữ liệu: phần {name} không đọc được.") from None
    if again != content:
        raise NotCanonical(f"Dữ liệu: phần {name} không ở dạng chuẩn (đã được ghi lại bằng phần mềm khác).")
    return dict(said)


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def digest_of(value: object) -> str:
    """The digest of a value's canonical writing; dataclasses by their fields, sets in order."""
    return digest(canonical({"value": plain(value)}).encode())


def plain(value: object) -> object:
    """A value in the words of JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(str(one) for one in value)
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value


def figure(value: Value) -> int | str | list[str]:
    """A figure as JSON: 84.27% as "84.27%", an absent one as a list holding its reason."""
    if isinstance(value, Percent):
        sign, whole = "-" if value.hundredths < 0 else "", abs(value.hundredths)
        return f"{sign}{whole // 100}.{whole % 100:02d}%"
    return [value.reason] if isinstance(value, Absent) else value


def figure_of(said: object) -> Value:
    """A figure from its JSON. Raises ``NotCanonical``."""
    if isinstance(said, int) and not isinstance(said, bool):
        return said
    if isinstance(said, list) and len(said) == 1 and isinstance(said[0], str):
        return Absent(said[0])
    if isinstance(said, str) and said.endswith("%"):
        found = Percent(int(said[:-1].replace(".", "")))
        if figure(found) == said:
            return found
    raise NotCanonical(f"Dữ liệu: “{said}” không phải là một số của ấn bản.")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as CSV under their column names; a tuple of words stands as the words with spaces between."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[_cell(one) for one in row] for row in rows])
    return out.getvalue().encode()


def rows_of(
    content: bytes, columns: Sequence[str], sorts: Mapping[str, type], name: str
) -> list[tuple[Any, ...]]:
    """Rows of ``table`` again; ``sorts`` says which columns are whole numbers or tuples of words.

    Raises ``NotCanonical`` where a row has other columns or a number is none.
    """
    try:
        lines = csv.reader(io.StringIO(content.decode()), strict=True)
        if next(lines, None) != list(columns):
            raise NotCanonical(f"Dữ liệu: phần {name} không có đúng các cột của ấn bản.")
        readers = [_READERS[sorts.get(column, str)] for column in columns]
        return [tuple([read(cell) for read, cell in zip(readers, row, strict=True)]) for row in lines]
    except (ValueError, csv.Error):
        raise NotCanonical(f"Dữ liệu: phần {name} có dòng không đọc được.") from None


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return " ".join(value)
    return "" if value is None else value


_READERS: dict[type, Any] = {str: str, int: int, tuple: lambda cell: tuple(cell.split())}
