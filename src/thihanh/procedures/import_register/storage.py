"""Where brought-in files are kept: under a random name, beside nothing a browser is ever served."""

import hashlib
import os
import secrets
import shutil
import unicodedata
from pathlib import Path

from django.conf import settings

FOLDER = "so-thu-ly"
_CHUNK = 1024 * 1024
_LONGEST_NAME = 200
_IN_NAMES = " ._-()+,"


def keep(path: Path) -> str:
    """Copy a file into the product's own folder; returns its place there."""
    place = f"{FOLDER}/{secrets.token_hex(16)}.xlsx"
    target = Path(settings.MEDIA_ROOT) / place
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copyfile(path, target)
    target.chmod(0o600)
    return place


def empty(place: str) -> None:
    """Keep nothing of a file that could not be opened: it may be a bomb, and nobody reads it again."""
    os.truncate(Path(settings.MEDIA_ROOT) / place, 0)


def shown_name(name: str) -> str:
    """The user's name of a file as pages and downloads say it: letters, digits and a few signs."""
    letters = unicodedata.normalize("NFC", name)
    return "".join(sign if sign.isalnum() or sign in _IN_NAMES else "_" for sign in letters)[:_LONGEST_NAME]


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
