"""The material of a report from one closed edition: its figures alone, compared only with a named edition."""

from datetime import date

from thihanh.editions import queries as editions
from thihanh.editions.figures import TOTAL, Figures
from thihanh.editions.rows import EditionRow
from thihanh.law.notation import vn
from thihanh.offices.reach import Reach
from thihanh.reports.live import beside, filled, places_of, targets_of
from thihanh.reports.material import GROUPS, Material
from thihanh.reports.sheet import Held, Part, Sheet
from thihanh.reports.structure import Source
from thihanh.statistics.book.folding import NOBODY
from thihanh.statistics.book.scopes import scope_named
from thihanh.statistics.numbers import Absent, Percent
from thihanh.statistics.period import version_on


def gather(edition_id: int, *, reach: Reach, on: date) -> Material:
    """The material of a report on an edition, beside the edition of the year before.

    Raises ``EditionUnknown``, Denied.
    """
    row = editions.edition(reach, edition_id)
    now = figures(row)
    base = editions.latest(row.unit, row.year - 1, row.month)
    sheet = Sheet(
        now,
        figures(base) if base is not None else None,
        targets_of(now, row.period.to),
        places_of(row.unit, row.year, row.month, reach=reach),
    )
    forms = filled(editions.book_of(edition_id))
    return beside(sheet, row.month, forms, reach=reach, on=on)


def figures(row: EditionRow) -> Held:
    """The figures of an edition by the names reports use."""
    found = editions.figures(row.id)
    cells: dict[tuple[str, str], int | Percent | Absent] = {}
    for (unit, line), values in found.values.items():
        prefix = _prefix(line)
        if prefix is not None:
            cells |= {(unit, prefix + name): value for name, value in values.items()}
    period = row.period
    return Held(source_of(row), row.unit, period, version_on(period.to), _parts(found), cells)


def source_of(row: EditionRow) -> Source:
    """How an edition is named wherever its figures stand."""
    label = f"ấn bản số {row.id} ({row.kind_name}, khóa ngày {vn(row.closed_on)})"
    return Source(row.id, row.kind, label, row.period.to)


def _prefix(line: str) -> str | None:
    """What stands before the names of a row of the forms; none for rows reports do not print."""
    if line == TOTAL:
        return ""
    group = line.removeprefix("tag:")
    return f"{group}." if group in GROUPS else None


def _parts(found: Figures) -> tuple[Part, ...]:
    """The unit, its offices, under each its officers; what no office holds, where there is any."""
    codes = [code for code in found.unit_names if code != found.unit]
    offices = sorted(
        code
        for code in codes
        if "/" not in code and scope_named(code).unit_kind == "office" and _holds(found, code)
    )
    parts = [Part(found.unit, found.unit_names.get(found.unit, found.unit), 0)]
    for office in offices:
        parts.append(Part(office, found.unit_names[office], 1))
        inside = sorted(code for code in codes if code.startswith(f"{office}/") and not code.endswith("/-"))
        parts += [Part(code, found.unit_names[code], 2) for code in inside]
    return tuple(parts)


def _holds(found: Figures, code: str) -> bool:
    """Whether a part has a row of its own: every office, and matters without one where they are counted."""
    unassigned = code.endswith(f".{NOBODY}")
    return not unassigned or any(found.values.get((code, TOTAL), {}).values())
