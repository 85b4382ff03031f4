"""Vietnamese text as it comes out of workbooks: one way of writing before anything is compared."""

import re
import unicodedata

from thihanh.matters.names import fold

# Spaces of every kind, and marks that cannot be seen, which come along with pasted text.
_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_OLD_TONES = re.compile(r"([oóòỏõọ][aeáàảãạéèẻẽẹ]|[uúùủũụ][yýỳỷỹỵ])(?![a-zà-ỹ])", re.IGNORECASE)
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def clean(text: str) -> str:
    """NFC, without unseen marks, single spaces, trimmed."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip()


def _tone_on_first(match: re.Match[str]) -> str:
    first, second = (unicodedata.normalize("NFD", letter) for letter in match.group(1))
    tone = "".join(mark for mark in first[1:] + second[1:] if mark in _TONES)
    return unicodedata.normalize("NFC", first[0] + tone + second[0])


def same_spelling(text: str) -> str:
    """The text with the tone of oa, oe, uy on one agreed letter: "Hoà" and "Hòa" become equal.

    The letters themselves stay; "Hoa" and "Hòa" stay different.
    """
    return _OLD_TONES.sub(_tone_on_first, clean(text))


def folded(text: str) -> str:
    """Key for headings and labels: no diacritics, no case, no punctuation."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(clean(text))))
