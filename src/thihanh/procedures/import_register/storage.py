"""Where brought-in files are kept: under a random name, beside nothing a browser is ever served."""

import hashlib
import secrets
import shutil
from pathlib import Path

from django.conf import settings

FOLDER = "so-thu-ly"
_CHUNK = 1024 * 1024


def keep(path: Path) -> str:
    """Copy a file into the product's own folder; returns its place there."""
    place = f"{FOLDER}/{secrets.token_hex(16)}.xlsx"
    target = Path(settings.MEDIA_ROOT) / place
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copyfile(path, target)
    target.chmod(0o600)
    return place


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
