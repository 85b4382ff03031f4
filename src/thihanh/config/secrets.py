"""Secrets come from the environment or from a file that only the owner may read, made once."""

import contextlib
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def read_or_create(path: Path, variable: str) -> str:
    """The secret named by ``variable``; without it, the one kept in ``path``, created with mode 0600."""
    given = os.environ.get(variable)
    if given:
        return given
    try:
        if not path.exists():
            _create(path)
        return path.read_text(encoding="utf-8").strip()
    except PermissionError as error:
        raise ImproperlyConfigured(
            f"Không đọc được {path}: thư mục thuộc người dùng khác. "
            "Hãy chạy bằng người dùng đó hoặc đặt THIHANH_VAR tới một thư mục của bạn."
        ) from error


def _create(path: Path) -> None:
    """Write beside, then link: two processes starting at once never read half a secret."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
