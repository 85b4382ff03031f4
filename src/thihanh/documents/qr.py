"""The code a reader checks a paper with, and its picture."""

import base64
import hashlib
import hmac
from functools import lru_cache
from io import BytesIO
from typing import Final

import segno

_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_STANDARD: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_LETTERS: Final = str.maketrans(_STANDARD, _LETTERS)
_MISREAD: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
LENGTH: Final = 16  # of 5 bits each: 80 bits, nobody guesses one


def check_code(secret: bytes, identity: str) -> str:
    """The code of a paper: four groups of four, from a secret of the agency and the paper's identity.

    The same paper always has the same code, and no code tells anything about its paper.
    """
    digest = hmac.new(secret, f"check-code:{identity}".encode(), hashlib.sha256).digest()
    letters = base64.b32encode(digest[:10]).decode().translate(_TO_LETTERS)
    return "-".join(letters[place : place + 4] for place in range(0, LENGTH, 4))


def read_code(typed: str) -> str:
    """A code as people type it, in its one form; "" when it cannot be one."""
    letters = "".join(typed.upper().split()).replace("-", "").translate(_MISREAD)
    if len(letters) != LENGTH or any(letter not in _LETTERS for letter in letters):
        return ""
    return "-".join(letters[place : place + 4] for place in range(0, LENGTH, 4))


@lru_cache(maxsize=256)
def picture(text: str) -> bytes:
    """A PNG of the QR code of ``text``; an empty white square for no text."""
    made = BytesIO()
    if text:
        segno.make(text, error="m", boost_error=False).save(made, kind="png", scale=4, border=1)
    else:
        segno.make("0", micro=True).save(made, kind="png", scale=1, border=0, dark="#fff", light="#fff")
    return made.getvalue()
