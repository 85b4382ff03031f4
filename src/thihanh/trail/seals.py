"""Seals: an HMAC over an entry's hash, with a key that stands in a file outside the database.

Whoever holds only the database can compute every hash, and no seal.
"""

import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection

KEY_BYTES = 32


class SealKeyError(RuntimeError):
    """The key file is missing or unreadable; the sentence says what to do."""


def key_path() -> Path:
    """Where the key stands: ``THIHANH_SEAL_KEY_FILE``, else ``seal.key`` among the local files."""
    given = os.environ.get("THIHANH_SEAL_KEY_FILE")
    return Path(given) if given else Path(settings.VAR_DIR) / "seal.key"


def seal(key: bytes, digest: bytes) -> bytes:
    """The seal of one hash."""
    return hmac.digest(key, digest, "sha256")


def read_key() -> bytes:
    """The key; a missing file is an error, for a new key would make every older seal look forged."""
    return _read(key_path())


def read_or_create_key() -> bytes:
    """The key; made once, readable by its owner alone, as long as nothing was ever sealed."""
    path = key_path()
    if not path.exists() and not _sealed_before():
        _create(path)
    return _read(path)


@cache
def _read(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except FileNotFoundError:
        raise SealKeyError(
            f"Không thấy tệp khóa niêm phong {path.name}. Hãy đặt lại tệp khóa từ bản sao lưu; "
            "khóa mới không kiểm tra được các niêm phong cũ."
        ) from None
    except (OSError, ValueError):
        raise SealKeyError(f"Không đọc được tệp khóa niêm phong {path.name}.") from None
    if len(key) != KEY_BYTES:
        raise SealKeyError(f"Tệp khóa niêm phong {path.name} không đủ {KEY_BYTES} byte.")
    return key


def _create(path: Path) -> None:
    """Written aside and linked into place, so that no reader ever sees half a key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_bytes(KEY_BYTES).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, path)
    except FileExistsError:
        return  # another process was first; its key is the key
    finally:
        aside.unlink()


def _sealed_before() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM trail_seal) OR EXISTS (SELECT FROM trail_anchor)")
        return bool(cursor.fetchone()[0])
