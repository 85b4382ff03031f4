"""Vietnamese names: folded for search, ordered as staff lists order them. Pure."""

import hashlib
import json
import unicodedata
from functools import lru_cache

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: chr(0x61 + index) for index, letter in enumerate(_ALPHABET)}
# Order of the tones in Vietnamese dictionaries: none, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}

#: The party that receives what goes to the State.
STATE = "Ngân sách nhà nước"


def fold(text: str) -> str:
    """Lower case without any diacritics; đ becomes d; one space between words."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def is_state(name: str) -> bool:
    """Whether a party is the State's budget: it is paid, but nobody there is served papers."""
    return fold(name) == fold(STATE)


def words(text: str) -> list[str]:
    """The distinct folded words of a name, letters and digits only."""
    return sorted({part for word in text.split() for part in _folded_parts(word)})


@lru_cache(maxsize=20_000)
def _folded_parts(word: str) -> tuple[str, ...]:
    return tuple("".join(c if c.isalnum() else " " for c in fold(word)).split())


@lru_cache(maxsize=20_000)
def _word_key(word: str) -> str:
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", word.lower()):
        base, tone = char, "0"
        for part in unicodedata.normalize("NFD", char):
            if part in _TONES:
                tone = _TONES[part]
                base = unicodedata.normalize("NFC", unicodedata.normalize("NFD", char).replace(part, ""))
        letters.append(_ORDER.get(base, base))
        tones.append(tone)
    return "".join(letters) + "\x01" + "".join(tones)


def sort_key(name: str) -> str:
    """A key for plain byte order: given name first, then family and middle names, tones last."""
    parts = name.split()
    if not parts:
        return ""
    return "\x02".join(_word_key(part) for part in [parts[-1], *parts[:-1]])


def number_key(number: str) -> str:
    """A key that puts 9/QĐ before 10/QĐ: every run of digits padded to eight places."""
    out, digits = [], ""
    for char in fold(number) + "\0":
        if char.isdigit():
            digits += char
            continue
        if digits:
            out.append(digits.zfill(8))
            digits = ""
        out.append(char)
    return "".join(out).rstrip("\0")


def digest(salt: str, values: dict[str, object]) -> str:
    """The salted SHA-256 that stands for personal values in the record."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{salt}\n{unicodedata.normalize('NFC', text)}".encode()).hexdigest()
