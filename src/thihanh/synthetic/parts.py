"""A register too large for one workbook, as several of whole offices (a sheet of a file has a limit)."""

from __future__ import annotations

from collections import Counter

from thihanh.synthetic.rows import Register, Row

MOST_ROWS = 150_000


def parts(register: Register, most_rows: int = MOST_ROWS) -> list[Register]:
    """The register itself, or registers of whole offices with at most `most_rows` rows in a sheet.

    Every part names the province and its officers; the matters of one office stay together. One office with
    more rows than that is a part of its own.
    """
    if max(len(rows) for _, rows in register.sheets()) <= most_rows:
        return [register]
    office_of: dict[tuple[object, object], str] = {}
    for row in register.assignments:
        office_of.setdefault((row[0], row[1]), str(row[3]))
    longest = Counter(office_of[row[0], row[1]] for row in register.events)
    groups: list[set[str]] = []
    room = 0
    for office in sorted(longest):
        if longest[office] > room:
            groups.append(set())
            room = most_rows
        groups[-1].add(office)
        room -= longest[office]
    return [
        _only(register, {key for key, office in office_of.items() if office in group}) for group in groups
    ]


def _only(register: Register, keys: set[tuple[object, object]]) -> Register:
    def kept(rows: list[Row]) -> list[Row]:
        return [row for row in rows if (row[0], row[1]) in keys]

    return Register(
        register.unit,
        register.year,
        register.information,
        kept(register.matters),
        kept(register.parties),
        kept(register.obligations),
        kept(register.events),
        kept(register.money),
        kept(register.assignments),
        register.officers,
    )
