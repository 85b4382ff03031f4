"""The facts behind every cell of the book: one row per matter of the period, or the same rows grouped.

Rows are plain tuples, so that they can be frozen into a file and folded again without a database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thihanh.matters.standing import in_force
from thihanh.statistics.book.columns import FLOW_NAMES, GROUP_COLUMNS, MEMBER_COLUMNS, STATE_BUDGET
from thihanh.statistics.book.definitions.reading import budget_kinds, known_tags
from thihanh.statistics.engine.sql import Param, Query, matters
from thihanh.statistics.period import Period
from thihanh.statistics.queries import run
from thihanh.statistics.unit import Scope

__all__ = [
    "GROUP_COLUMNS",
    "MEMBER_COLUMNS",
    "Cut",
    "grouped_query",
    "groups",
    "members",
    "members_of",
    "members_query",
]

_OBLIGATIONS_NOW = in_force("matters_obligation", "o")
_OBLIGATIONS_THEN = """not o.void and {known} and not exists (
      select 1 from matters_obligation r where r.replaces_id = o.id and {known_later})"""


@dataclass(frozen=True, slots=True)
class Cut:
    """What the record held: facts entered in the book by ``known_on``, of the entries ``inside``.

    ``inside`` is a multirange of entry ids as PostgreSQL writes it ("{[1,500)}"), "" for every entry.
    """

    known_on: date
    inside: str = ""


def _obligations(known_on: date | None, inside: str | None) -> str:
    if known_on is None and inside is None:
        return _OBLIGATIONS_NOW

    def known(alias: str) -> str:
        asked = [f"{alias}.known_on <= %(known_on)s"] if known_on is not None else []
        asked += [f"{alias}.entry_id <@ %(inside)s::int8multirange"] if inside is not None else []
        return " and ".join(asked)

    return _OBLIGATIONS_THEN.format(known=known("o"), known_later=known("r"))


def classed_query(
    scope: Scope,
    period: Period,
    known_on: date | None = None,
    inside: str | None = None,
    *,
    judgments: bool = True,
    budget: bool = True,
) -> Query:
    """The matters of a period with the kind of judgment and the budget item of each, where asked for."""
    each = matters(scope, period, known_on, inside)
    columns, joined = "m.*", ""
    if judgments:
        columns, joined = (
            f"{columns}, j.kind as judgment_kind",
            "join matters_judgment j on j.id = m.judgment_id",
        )
    if not budget:
        return Query(f"select {columns} from ({each.text}) m {joined}", each.params)
    text = f"select {columns}, {budget_of('m', known_on, inside)} as budget from ({each.text}) m {joined}"
    return Query(text, each.params | BUDGET_PARAMS)


BUDGET_PARAMS: dict[str, Param] = {"budget_tag": STATE_BUDGET, "budget_kinds": list(budget_kinds())}


def budget_of(alias: str, known_on: date | None = None, inside: str | None = None) -> str:
    """The budget item of what is owed to the State, "" for other matters; asks for ``BUDGET_PARAMS``."""
    owed = first_owed(alias, known_on, inside)
    return f"case when %(budget_tag)s = any({alias}.tags) then {owed} else '' end"


def first_owed(alias: str, known_on: date | None = None, inside: str | None = None) -> str:
    """``budget_of`` a matter that owes the State something."""
    return f"""coalesce((
    select o.kind from matters_obligation o
    where o.matter_id = {alias}.matter_id and o.kind = any(%(budget_kinds)s)
      and {_obligations(known_on, inside)} order by o.no, o.id limit 1), 'other')"""


def members_query(
    scope: Scope, period: Period, known_on: date | None = None, inside: str | None = None
) -> Query:
    """One row per matter in the order of ``MEMBER_COLUMNS``, by matter."""
    classed = classed_query(scope, period, known_on, inside)
    return Query(
        f"select {', '.join(MEMBER_COLUMNS)} from ({classed.text}) n order by matter_id", classed.params
    )


def grouped_query(scope: Scope, period: Period, known_on: date | None = None) -> Query:
    """The same rows summed over what tells cells apart, in the order of ``GROUP_COLUMNS``."""
    return grouped_over(classed_query(scope, period, known_on, None))


def grouped_over(classed: Query, before: Sequence[str] = ()) -> Query:
    """Classed rows summed in the order of ``GROUP_COLUMNS``, with columns to group by ``before`` them."""
    named = sorted(known_tags())
    tags = "|| ".join(f"case when '{tag}' = any(tags) then ',{tag}' else '' end " for tag in named)
    keys = [*before, "office", "officer", "kind", "judgment_kind", f"{tags} as tags", "budget", "stage"]
    sums = ", ".join(f"sum({name})::bigint" for name in ("owed", "covered", *FLOW_NAMES))
    text = f"""
select {", ".join(keys)}, special, count(*), {sums}
from ({classed.text}) n
group by {", ".join(str(place) for place in range(1, len(keys) + 2))}"""
    return Query(text, classed.params)


_TAGS = MEMBER_COLUMNS.index("tags")


def members(
    agency: str, period: Period, *, known_on: date | None = None, cut: Cut | None = None
) -> list[tuple[Any, ...]]:
    """The matters of an agency's period in the order of ``MEMBER_COLUMNS``, by matter; whole đồng.

    ``cut`` gives them as a closed edition saw them; ``known_on`` as the book showed them on a day.
    """
    return members_of(Scope(agency), period, known_on=known_on, cut=cut)


def members_of(
    scope: Scope, period: Period, *, known_on: date | None = None, cut: Cut | None = None
) -> list[tuple[Any, ...]]:
    """``members`` of an agency or of the part an office or officer holds."""
    known, inside = (cut.known_on, cut.inside or None) if cut else (known_on, None)
    rows = run(members_query(scope, period, known, inside))
    return [(*row[:_TAGS], tuple(sorted(row[_TAGS])), *row[_TAGS + 1 :]) for row in rows]


def groups(scope: Scope, period: Period, known_on: date | None = None) -> Sequence[tuple[Any, ...]]:
    """The members summed by the database over all that tells cells apart, by ``GROUP_COLUMNS``."""
    return run(grouped_query(scope, period, known_on), hashed=True)
