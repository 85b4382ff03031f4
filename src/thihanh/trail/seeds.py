"""Secret seeds between the day their digest is recorded and the day they are shown: files of the product's
own user, outside the database."""

import os
from pathlib import Path

from django.conf import settings


def keep(kind: str, number: int, seed: bytes) -> None:
    """Keep a seed under its number; ``kind`` is the folder."""
    file = _file(kind, number)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as out:
        out.write(seed)


def kept(kind: str, number: int) -> bytes:
    """The seed kept. Raises LookupError where the file is gone."""
    try:
        return _file(kind, number).read_bytes()
    except OSError:
        raise LookupError(number) from None


def _file(kind: str, number: int) -> Path:
    return Path(settings.VAR_DIR) / kind / f"{number}.seed"
