"""The headline figures of an edition, a unit's read when it is asked for. Pure.

A large province's body holds a million figures; a page asks for a dozen of its five hundred units. A body is
written in one way (keys in order, no spaces, quotes in strings escaped), so a form and a unit are found in it
by their keys and only they are read.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from thihanh.editions import container
from thihanh.editions.body import Body, read_body
from thihanh.editions.canon import Value, figure_of
from thihanh.editions.container import BODY
from thihanh.editions.figures import Figures
from thihanh.editions.kinds import EditionName

HEADLINES: Mapping[str, str] = {"cases": "01/TK-THA", "money": "02/TK-THA"}
"""The forms whose columns give the named figures of reports: cases.resolved, money.rate …"""
Said = Sequence[Any]
"""The rows of a form of a unit, as JSON: code, depth, values."""
Named = dict[str, dict[str, Value]]
_FIGURES, _AFTER_FIGURES, _AFTER_FORM = '"figures":{', '},"format":', '},"'


def named_figures(body: Body, edition_id: int) -> Figures:
    """The headline figures of a body, by unit and row, for prose, rankings and comparisons.

    An officer's part of an office ("22.KV01/22.0002") is also found by the officer's own code where the
    officer holds matters of one office only.
    """
    return _figures(body, edition_id, lambda key, unit: body.said["figures"].get(key, {}).get(unit, ()))


def read_figures(content: bytes, edition_id: int) -> Figures:
    """The same of a machine file whose bytes are known for what they are: nothing is checked here."""
    text = container.part(content, BODY).decode()
    start, end = text.index(_FIGURES) + len(_FIGURES), text.rindex(_AFTER_FIGURES)
    body = read_body(json.loads(text[:start] + text[end:]))
    forms = {key: _form(text[start:end], key) for key in _headline_keys(body).values()}
    return _figures(body, edition_id, lambda key, unit: _under(forms[key], unit))


def _figures(body: Body, edition_id: int, rows: Callable[[str, str], Said]) -> Figures:
    frozen = body.frozen
    name = EditionName(edition_id, frozen.unit, frozen.period, frozen.kind)
    return Figures(name, _Units(body, rows), {one.code: one.name for one in body.units})


def _headline_keys(body: Body) -> dict[str, str]:
    """cases, money → the key of its form, where the body has it."""
    keys = {str(form["code"]): key for key, form in body.forms.items()}
    return {of: keys[code] for of, code in HEADLINES.items() if code in keys}


class _Units(Mapping[tuple[str, str], Mapping[str, Value]]):
    """(unit, row) → name → value."""

    def __init__(self, body: Body, rows: Callable[[str, str], Said]) -> None:
        self._rows = rows
        self._columns = {
            of: (key, [column[0] for column in body.forms[key]["columns"]])
            for of, key in _headline_keys(body).items()
        }
        parts: dict[str, list[str]] = {}
        for unit in body.units:
            if "/" in unit.code:
                parts.setdefault(unit.code.partition("/")[2], []).append(unit.code)
        self._codes = {unit.code: unit.code for unit in body.units} | {
            officer: codes[0] for officer, codes in parts.items() if len(codes) == 1 and officer != "-"
        }
        self._read: dict[str, Named] = {}

    def __getitem__(self, key: tuple[str, str]) -> Mapping[str, Value]:
        unit, row = key
        return self._named(self._codes[unit])[row]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((unit, row) for unit, code in self._codes.items() for row in self._named(code))

    def __len__(self) -> int:
        return sum(len(self._named(code)) for code in self._codes.values())

    def _named(self, code: str) -> Named:
        if code not in self._read:
            found: Named = {}
            for of, (key, columns) in self._columns.items():
                for row, _, cells in self._rows(key, code):
                    values = zip(columns, cells, strict=True)
                    found.setdefault(row, {}).update({f"{of}.{name}": figure_of(one) for name, one in values})
            self._read[code] = found
        return self._read[code]


def _form(text: str, key: str) -> str:
    """What is written under a form; only forms are objects there, so the next closing brace is its end."""
    start = text.find(f'"{key}":{{')
    return text[start : text.find(_AFTER_FORM, start)] if start >= 0 else ""


def _under(form: str, unit: str) -> Said:
    """The rows written under a unit; a quoted code before a colon is nothing but its key."""
    sought = f'"{unit}":'
    start = form.find(sought)
    rows: Said = json.JSONDecoder().raw_decode(form, start + len(sought))[0] if start >= 0 else ()
    return rows
