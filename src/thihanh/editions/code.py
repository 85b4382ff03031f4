"""Which code made an edition: the product's version and a digest of the rooms that make figures."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ROOMS = ("law", "statistics", "editions")
_ENDINGS = (".py", ".toml", ".sql")


@cache
def code_version() -> str:
    """The version and a digest over law, statistics, editions and the SQL of positions."""
    root = Path(__file__).parents[1]
    found = [file for room in _ROOMS for file in (root / room).rglob("*") if file.suffix in _ENDINGS]
    found += (root / "matters" / "migrations").glob("*.sql")
    whole = hashlib.sha256()
    for file in sorted(found):
        content = file.read_bytes()
        whole.update(f"{file.relative_to(root).as_posix()}:{len(content)}\n".encode() + content)
    return f"{_version()}, mã nguồn {whole.hexdigest()[:12]}"


def _version() -> str:
    try:
        return version("thihanh")
    except PackageNotFoundError:
        return "không rõ phiên bản"
