"""Where bytes are kept: under their own hash, beside nothing a browser is ever served directly."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from thihanh.documents.problems import Refused

FOLDER = "van-ban"


def store(content: bytes) -> str:
    """Keep bytes; their SHA-256, by which they are found again. The same bytes are kept once."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = _place(sha256)
    if target.exists():
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as kept:
        kept.write(content)
        kept.flush()
        os.fsync(kept.fileno())
    Path(kept.name).chmod(0o600)
    Path(kept.name).replace(target)
    return sha256


def read(sha256: str) -> bytes:
    """The bytes of this hash. Raises Refused where they are gone or no longer what they were."""
    try:
        content = _place(sha256).read_bytes()
    except OSError:
        raise Refused(
            "Dữ liệu: tệp không còn trong kho tệp. Hãy báo quản trị hệ thống khôi phục từ bản sao lưu."
        ) from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Refused(
            "Dữ liệu: tệp trong kho không còn khớp mã băm đã ghi, nên không được đưa ra. "
            "Hãy báo quản trị hệ thống."
        )
    return content


def _place(sha256: str) -> Path:
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise Refused("Dữ liệu: mã băm của tệp không đúng dạng.")
    return Path(settings.MEDIA_ROOT) / FOLDER / sha256[:2] / sha256[2:4] / sha256
