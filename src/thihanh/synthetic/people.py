"""Invented people, organisations and places. Identity numbers bear a province code that does not exist."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib import resources
from random import Random

_TEXT = (resources.files("thihanh.synthetic") / "people.toml").read_text(encoding="utf-8")
_WORDS: dict[str, list[str]] = {
    key: value.split() if isinstance(value, str) else value for key, value in tomllib.loads(_TEXT).items()
}
_UNASSIGNED_PROVINCE = "999"  # no province has this code, so no living person has such a number

Person = tuple[str, str, int]


def person(random: Random) -> Person:
    """A private person: name, identity number, year of birth."""
    female = random.random() < 0.42
    name = full_name(random, female=female)
    born = random.randint(1952, 2004)
    digit = (0 if born < 2000 else 2) + female
    number = f"{_UNASSIGNED_PROVINCE}{digit}{born % 100:02d}{int(random.random() * 1_000_000):06d}"
    return name, number, born


def full_name(random: Random, *, female: bool) -> str:
    """A Vietnamese full name."""
    middle, given = ("female_middle", "female") if female else ("male_middle", "male")
    return " ".join(_one(random, _WORDS[key]) for key in ("surnames", middle, given))


def company(random: Random) -> tuple[str, str]:
    """An invented company and its tax number."""
    form = "Công ty TNHH" if random.random() < 0.7 else "Công ty Cổ phần"
    return f"{form} {_one(random, _WORDS['trades'])} {_one(random, _WORDS['marks'])}", tax_number(random)


def bank(random: Random) -> tuple[str, str]:
    """An invented bank and its tax number."""
    banks = _WORDS["banks"]
    place = int(random.random() * len(banks))
    return banks[place], f"99000000{place:02d}"


def tax_number(random: Random) -> str:
    """A tax number of ten digits from a range that is not given out."""
    return f"99{int(random.random() * 100_000_000):08d}"


def address(random: Random, province: str) -> str:
    """An address at ward level."""
    return f"Tổ {1 + int(random.random() * 40)}, {_one(random, _WORDS['wards'])}, {province}"


def _one(random: Random, words: Sequence[str]) -> str:
    return words[int(random.random() * len(words))]
