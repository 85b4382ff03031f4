"""Secrets come from the environment or from a file that only the owner may read, made once."""

import os
import secrets
from pathlib import Path


def read_or_create(path: Path, variable: str) -> str:
    """The secret named by ``variable``; without it, the one kept in ``path``, created with mode 0600."""
    given = os.environ.get(variable)
    if given:
        return given
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        secret = secrets.token_urlsafe(48)
        file.write(secret)
    return secret
