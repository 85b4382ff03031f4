"""The picture of the QR code that leads a reader to the check page."""

from functools import lru_cache
from io import BytesIO

import segno


@lru_cache(maxsize=256)
def picture(text: str) -> bytes:
    """A PNG of the QR code of ``text``; an empty white square for no text."""
    made = BytesIO()
    if text:
        segno.make(text, error="m", boost_error=False).save(made, kind="png", scale=4, border=1)
    else:
        segno.make("0", micro=True).save(made, kind="png", scale=1, border=0, dark="#fff", light="#fff")
    return made.getvalue()
