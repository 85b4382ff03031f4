"""The facts as tables of a DuckDB connection with PostgreSQL's very columns: for COPY, or to derive from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np

from thihanh.synthetic.nation.facts import (
    GROUNDS,
    JUDGMENT_KINDS,
    KINDS,
    OWED,
    PURPOSES,
    STAGES,
    TAGS,
    Columns,
    Facts,
    officers_of,
)
from thihanh.synthetic.nation.positions import positions

BESIDE = ("judgment_kind", "budget")
"""Columns of the drawn ``matters_position`` that PostgreSQL's has not."""
TABLES = (
    "matters_judgment",
    "matters_matter",
    "matters_obligation",
    "matters_stage",
    "matters_assignment",
    "matters_tag",
    "money_posting",
)


@dataclass(slots=True)
class Ids:
    """The next free numbers: of matters, of facts, of postings."""

    matter: int = 1
    fact: int = 1
    posting: int = 1


def fill(at: duckdb.DuckDBPyConnection, found: Facts, agency: str, entry: int, ids: Ids) -> None:
    """Create the tables of one province; ``ids`` move past the numbers used. ``entry`` is the trail entry."""
    first = ids.matter
    _fill_matters(at, found, agency, entry, ids)
    _fill_dated(at, found, agency, (entry, first), ids)
    _make(
        at,
        "money_posting",
        found.postings,
        f"""select {ids.posting} + row as id, {entry} as entry_id, {first} + matter as subject,
        1 as obligation, {_word("debit", PURPOSES)} as debit, {_word("credit", PURPOSES)} as credit, amount,
        {_day("day")} as "on", {_day("day")} as known_on, null::bigint as reverses_id, '' as voucher,
        '' as source""",
    )
    ids.posting += len(found.postings["matter"])


def _fill_matters(at: duckdb.DuckDBPyConnection, found: Facts, agency: str, entry: int, ids: Ids) -> None:
    judged, first = ids.fact, ids.matter
    ids.fact += len(found.judgments["made"])
    _make(
        at,
        "matters_judgment",
        found.judgments,
        f"""select {judged} + row as id, {entry} as entry_id, '{agency}' as agency,
        (row + 1) || '/' || year({_day("made")}) || '/BA' as number, {_day("made")} as made_on,
        'Tòa án nhân dân' as court, {_word("kind", JUDGMENT_KINDS)} as kind""",
    )
    _make(
        at,
        "matters_matter",
        found.matters,
        f"""select {first} + row as id, {entry} as entry_id, '{agency}' as agency,
        (row + 1) || '/QĐ-THADS' as number, year({_day("decided")})::smallint as year,
        {_day("decided")} as decided_on, {_word("kind", KINDS)} as kind, {judged} + judgment as judgment_id,
        null::date as requested_on, '' as delegated_from, {_day("decided")} as known_on, '' as source""",
    )
    ids.matter += len(found.matters["decided"])
    _make(
        at,
        "matters_obligation",
        found.matters,
        f"""select {ids.fact} + row as id, {entry} as entry_id, {first} + row as matter_id, 1::smallint as no,
        {_word("owed", OWED)} as kind, '' as content, null::smallint as debtor, null::smallint as creditor,
        {_day("decided")} as known_on, null::bigint as replaces_id, false as void, '' as source""",
    )
    ids.fact += len(found.matters["decided"])


def _fill_dated(
    at: duckdb.DuckDBPyConnection, found: Facts, agency: str, of: tuple[int, int], ids: Ids
) -> None:
    """Stages, assignments and tags; ``of`` is the trail entry and the id of the first matter."""
    entry, first = of
    offices, officers = _holders(agency)
    tables = {
        "matters_stage": (
            found.stages,
            f"ordinal, {_word('stage', STAGES)} as stage, {_word('ground', GROUNDS)} as ground, "
            "nullif(asset, -1) as asset_value, '' as document",
        ),
        "matters_assignment": (
            found.holdings,
            f"ordinal, {_word('office', offices)} as office, {_word('officer', officers)} as officer",
        ),
        "matters_tag": (
            found.tags,
            f"0::smallint as ordinal, {_word('tag', TAGS)} as tag, true as present",
        ),
    }
    for table, (columns, more) in tables.items():
        _make(
            at,
            table,
            columns,
            f"""select {ids.fact} + row as id, {entry} as entry_id, {first} + matter as matter_id,
            {_day("day")} as "on", {_day("day")} as known_on, null::bigint as replaces_id, false as void,
            '' as source, {more}""",
        )
        ids.fact += len(columns["matter"])


def _holders(agency: str) -> tuple[list[str], list[str]]:
    """The codes of the offices and officers of a province."""
    offices, seats = officers_of(agency)
    return offices, [f"{agency}.{number:04d}" for number in range(1, len(seats) + 1)]


def fill_positions(at: duckdb.DuckDBPyConnection, found: Facts, agency: str, first: int, judged: int) -> None:
    """Create ``matters_position`` of one province, with what files hold beside the columns of PostgreSQL.

    ``first`` and ``judged`` are the ids of its first matter and first judgment.
    """
    stood = positions(found)
    offices, officers = _holders(agency)
    of_matter = {
        name: found.matters[name][stood["matter"]] for name in ("decided", "kind", "judgment", "owed")
    }
    kinds = {"judged": found.judgments["kind"][of_matter["judgment"]]}
    _make(
        at,
        "matters_position",
        stood | of_matter | kinds,
        f"""select {first} + matter as matter_id, '{agency}' as agency, work_year::smallint as work_year,
        {_day("lo")} as lo, {_day("hi")} as hi, {_word("office", ["", *offices], 2)} as office,
        {_word("officer", ["", *officers], 2)} as officer, {_word("stage", STAGES)} as stage,
        {_word("ground", GROUNDS)} as ground, {_day("since")} as stage_since, {_word("kind", KINDS)} as kind,
        {_day("decided")} as decided_on, {judged} + judgment as judgment_id,
        case when tag = {len(TAGS) - 1} then []::varchar[] else [{_word("tag", TAGS)}] end as tags,
        in_opening, is_new, open_out, ytd_due, ytd_collected, ytd_terminated, ytd_reduced, ytd_delegated,
        0::bigint as ytd_withdrawn, 0::bigint as ytd_amended, outstanding, nullif(asset, -1) as asset_value,
        ytd_moved::integer as ytd_moved, ytd_moved_money, ytd_returned::integer as ytd_returned,
        ytd_returned_money, {_word("judged", JUDGMENT_KINDS)} as judgment_kind,
        case when tag = {TAGS.index("state_budget")} then {_word("owed", OWED)} else '' end as budget""",
    )


def _make(at: duckdb.DuckDBPyConnection, table: str, columns: Columns, select: str) -> None:
    arrays: dict[str, Any] = {name: np.ascontiguousarray(values) for name, values in columns.items()}
    arrays["row"] = np.arange(len(next(iter(columns.values()))), dtype=np.int64)
    at.register("drawn", arrays)
    at.execute(f"create or replace table {table} as {select} from drawn")
    at.unregister("drawn")


def _day(name: str) -> str:
    return f"(date '1970-01-01' + {name}::integer)"


def _word(name: str, words: Sequence[str], first: int = 1) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"[{listed}][{name} + {first}]"
