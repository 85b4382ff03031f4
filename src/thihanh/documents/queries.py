"""Questions about papers. What a page asks starts from a reach; a paper stands where its matter stands."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from thihanh.documents.rows import digest_of
from thihanh.documents.rules import Standing
from thihanh.documents.states import OPEN
from thihanh.law.regimes import Regime
from thihanh.matters.listing import named_condition
from thihanh.offices.queries import Reach
from thihanh.trail.kept import ask


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper as lists show it. ``blocks_due`` is the nearest open term of its matter that its act meets."""

    id: int
    kind: str
    agency: str
    office: str
    officer: str
    matter_id: int | None
    matter_number: str
    debtor: str
    act: str
    regime: Regime
    signer_kind: str
    title: str
    state: str
    since: date
    submitted_on: date | None
    drafted_on: date
    maker: str
    checker: str
    signer: str
    prefix: str
    moves: int
    series: str
    number: int | None
    symbol: str
    issued_on: date | None
    code: str
    blocks_rule: str
    blocks_due: date | None

    @property
    def number_text(self) -> str:
        """The number as the paper bears it: ``12/QĐ-CTHADS``; "" before issue or where it has none."""
        return number_text(self.number, self.symbol)

    @property
    def name(self) -> str:
        """How a sentence names the paper."""
        return f"«{self.title}»" + (f" số {self.number_text}" if self.number else "")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the queue; ``total`` and ``oldest`` are of all its rows, ``after`` the next page's key."""

    rows: tuple[PaperRow, ...]
    total: int
    oldest: date | None
    after: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many papers wait in a state, and since when the oldest does."""

    state: str
    count: int
    oldest: date


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One move of a paper as recorded."""

    id: int
    entry_id: int
    ordinal: int
    move: str
    on: date
    actor: str
    reason: str
    prefix: str
    block: str
    power_id: int | None
    number_text: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that a paper is made of, for its rendering; values are JSON: days as ISO text."""

    paper_id: int
    kind: str
    agency: str
    office: str
    officer: str
    matter_id: int | None
    act: str
    regime: Regime
    signer_kind: str
    title: str
    values: Mapping[str, Any]
    inputs: Mapping[str, Any]
    template_id: int | None
    digest: str
    drafted_on: date
    maker: str
    state: str
    checker: str
    signer: str
    prefix: str
    block: str
    signed_digest: str
    series: str
    number: int | None
    symbol: str
    issued_on: date | None
    code: str

    @property
    def has_signature(self) -> bool:
        """Whether it is signed digitally: what an officer signs himself is a record, signed on paper."""
        return self.signer_kind == "head"

    @property
    def number_text(self) -> str:
        """The number as the paper bears it; "" before issue."""
        return number_text(self.number, self.symbol)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the public check page may say of an issued paper: never its content."""

    number_text: str
    kind: str
    issued_on: date
    agency: str
    signer: str
    prefix: str
    digest: str
    pdf_sha256: str
    pdf_id: int | None
    has_signature: bool


def number_text(number: int | None, symbol: str) -> str:
    """``12/QĐ-CTHADS``; "" without a number."""
    return f"{number:02d}/{symbol}" if number else ""


_ROWS = """
SELECT q.paper_id AS id, q.kind, q.agency, coalesce(c.office, q.office) AS office,
    coalesce(c.officer, q.officer) AS officer, q.matter_id, coalesce(c.number, '') AS matter_number,
    coalesce(c.debtor, '') AS debtor, q.act,
    q.regime, q.signer_kind, q.title, q.state, q.since, q.submitted_on, q.drafted_on, q.maker, q.checker,
    q.signer, q.prefix, q.moves, q.series, q.number, q.symbol, q.issued_on, q.code
FROM documents_queue q LEFT JOIN matters_current c ON c.matter_id = q.matter_id
"""
_BLOCKS = """
LEFT JOIN LATERAL (
    SELECT t.rule, t.due_on FROM matters_term t
    WHERE t.matter_id = x.matter_id AND x.act = ANY(t.met_by) AND t.due_on IS NOT NULL
    ORDER BY t.due_on LIMIT 1
) t ON x.state = ANY(%(open)s)
"""


def _inside(reach: Reach) -> tuple[str, dict[str, Any]]:
    """The agencies a reach can touch, as a condition that an index answers; and its exact condition."""
    if reach.everything:
        return "TRUE", {}
    return "q.agency = ANY(%(agencies)s)", {"agencies": sorted(reach.touched)}


def _where(reach: Reach, more: str = "TRUE") -> tuple[str, dict[str, Any]]:
    """The rows inside the reach: ``more`` narrows the queue before the join."""
    agencies, values = _inside(reach)
    exact, given = named_condition(reach, "x")
    values |= given
    return f"FROM ({_ROWS} WHERE {agencies} AND {more}) x {{blocks}} WHERE {exact}", values


def paper(reach: Reach, paper_id: int) -> PaperRow:
    """One paper. Raises LookupError where it is unknown or out of reach."""
    found = papers(reach, [paper_id]) if paper_id < 2**63 else ()
    if not found:
        raise LookupError("Không tìm thấy văn bản này trong phạm vi được xem.")
    return found[0]


def papers(reach: Reach, paper_ids: Sequence[int]) -> tuple[PaperRow, ...]:
    """The papers of these ids that stand in reach, by id."""
    where, values = _where(reach, "q.paper_id = ANY(%(ids)s::bigint[])")
    rows = ask(_read_by(where + " ORDER BY x.id"), {**values, "ids": list(paper_ids), "open": list(OPEN)})
    return tuple(PaperRow(*row) for row in rows)


def papers_of(matter_id: int) -> tuple[PaperRow, ...]:
    """Every paper of a matter, newest first; the caller has seen the matter in reach."""
    where, values = _where(Reach(everything=True), "q.matter_id = %(matter)s")
    return _read(where + " ORDER BY x.id DESC", {**values, "matter": matter_id})


def queue(
    reach: Reach,
    states: Sequence[str],
    *,
    makers: Sequence[str] = (),
    after: int = 0,
    limit: int = 100,
    newest: bool = False,
) -> Page:
    """The papers of these states in reach, the longest waiting first, or the ``newest``; ``makers`` narrows
    to their drafts.

    ``after`` skips that many rows. Two statements whatever the number.
    """
    more = "q.state = ANY(%(states)s)" + (" AND q.maker = ANY(%(makers)s)" if makers else "")
    where, values = _where(reach, more)
    values |= {"states": list(states), "makers": list(makers), "limit": limit, "after": after}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), min(x.since) {where.format(blocks='')}", values)
        total, oldest = cursor.fetchone()
    order = "x.since DESC, x.id DESC" if newest else "x.since, x.id"
    rows = _read(where + f" ORDER BY {order} LIMIT %(limit)s OFFSET %(after)s", values)
    return Page(rows, total, oldest, after + limit if after + limit < total else 0)


def before_matters(reach: Reach, acts: Sequence[str]) -> tuple[PaperRow, ...]:
    """Papers under way that have no matter yet, of these acts, oldest first."""
    more = "q.matter_id IS NULL AND q.act = ANY(%(acts)s) AND q.state = ANY(%(states)s)"
    where, values = _where(reach, more)
    return _read(where + " ORDER BY x.id", {**values, "acts": list(acts), "states": list(OPEN)})


def of_act(code: str, agency: str) -> tuple[PaperRow, ...]:
    """Papers of an agency under way by the one act they are of, oldest first; the caller asks who sees it."""
    where, values = _where(
        Reach(agencies=frozenset({agency})), "q.act = %(act)s AND q.state = ANY(%(states)s)"
    )
    return _read(where + " ORDER BY x.id", {**values, "act": code, "states": list(OPEN)})


def waiting(reach: Reach, states: Sequence[str] = OPEN) -> dict[str, Waiting]:
    """How many papers in reach wait in each state and since when; one statement."""
    where, values = _where(reach, "q.state = ANY(%(states)s)")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT x.state, count(*), min(x.since) {where.format(blocks='')} GROUP BY x.state",
            {**values, "states": list(states)},
        )
        return {row[0]: Waiting(*row) for row in cursor.fetchall()}


def _read(where: str, values: Mapping[str, Any]) -> tuple[PaperRow, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_read_by(where), {**values, "open": list(OPEN)})
        return tuple(PaperRow(*row) for row in cursor.fetchall())


def _read_by(where: str) -> str:
    return f"SELECT x.*, coalesce(t.rule, ''), t.due_on {where.format(blocks=_BLOCKS)}"


def moves_of(paper_id: int) -> tuple[MoveRow, ...]:
    """The moves of a paper in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT id, entry_id, ordinal, move, "on", actor, reason, prefix, block, power_id, number, '
            "symbol FROM documents_move WHERE paper_id = %s ORDER BY ordinal",
            [paper_id],
        )
        return tuple(MoveRow(*(*row[:10], number_text(*row[10:]))) for row in cursor.fetchall())


_CONTENT = """
SELECT p.id, p.kind, p.agency, p.office, p.officer, q.matter_id, p.act, p.regime, p.signer_kind,
    c.title, c.values, c.inputs, c.template_id, c.salt, p.drafted_on, q.maker, q.state, q.checker, q.signer,
    q.prefix, coalesce(g.block, ''), coalesce(g.digest, ''), q.series, q.number, q.symbol, q.issued_on, q.code
FROM documents_paper p JOIN documents_queue q ON q.paper_id = p.id
JOIN LATERAL (SELECT * FROM documents_content WHERE paper_id = p.id ORDER BY ordinal DESC LIMIT 1) c ON TRUE
LEFT JOIN LATERAL (SELECT block, digest FROM documents_move WHERE paper_id = p.id AND move = 'signed'
    ORDER BY ordinal DESC LIMIT 1) g ON q.state IN ('signed', 'issued')
WHERE p.id = ANY(%s::bigint[]) ORDER BY p.id
"""


def contents(paper_ids: Sequence[int]) -> tuple[Content, ...]:
    """What papers are made of, by id; callers have seen them in reach, or are jobs."""
    return tuple(map(_content, ask(_CONTENT, [list(paper_ids)])))


def content(paper_id: int) -> Content:
    """What one paper is made of. Raises LookupError."""
    found = contents([paper_id])
    if not found:
        raise LookupError("Không tìm thấy văn bản này.")
    return found[0]


def _content(row: tuple[Any, ...]) -> Content:
    title, values, inputs, template_id, salt = row[9:14]
    told = {"salt": salt, "title": title, "values": values, "inputs": inputs}
    read = (title, json.loads(values), json.loads(inputs), template_id, digest_of("documents_content", told))
    return Content(*(*row[:9], *read, *row[14:]))


_HELD = """
SELECT paper_id FROM documents_queue WHERE paper_id = ANY(%s::bigint[]) ORDER BY paper_id FOR UPDATE
"""
_STANDING = """
SELECT x.id, x.kind, x.title, x.agency, x.office, x.officer, x.matter_id, x.act, x.regime, x.signer_kind,
    x.state, x.since, x.maker, x.checker, x.signer, x.moves,
    ARRAY(SELECT w.actor FROM documents_move w WHERE w.paper_id = x.id AND w.move IN ('drafted', 'revised'))
"""


def standing(paper_ids: Sequence[int], *, lock: bool = False) -> tuple[Standing, ...]:
    """Where papers stand, by id, whoever asks; ``lock`` holds their rows until the transaction ends."""
    wanted = [list(paper_ids)]
    if lock:
        ask(_HELD, wanted)
    rows = ask(f"{_STANDING} FROM ({_ROWS} WHERE q.paper_id = ANY(%s::bigint[])) x ORDER BY x.id", wanted)
    return tuple(Standing(row[0], row[1], f"«{row[2]}»", *row[3:]) for row in rows)


def check(code: str) -> Checked | None:
    """The issued paper behind a public code; None where no paper bears it."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT i.number, i.symbol, p.kind, i."on", p.agency, g.actor, g.prefix, g.digest, '
            "coalesce(f.sha256, ''), f.id, p.signer_kind = 'head' "
            "FROM documents_move i JOIN documents_paper p ON p.id = i.paper_id "
            "JOIN LATERAL (SELECT actor, prefix, digest FROM documents_move WHERE paper_id = p.id "
            "AND move = 'signed' ORDER BY ordinal DESC LIMIT 1) g ON TRUE "
            "LEFT JOIN LATERAL (SELECT id, sha256 FROM documents_file WHERE paper_id = p.id AND role = 'pdf' "
            "ORDER BY id DESC LIMIT 1) f ON TRUE WHERE i.code = %s AND i.code <> ''",
            [code],
        )
        row = cursor.fetchone()
    return Checked(number_text(*row[:2]), *row[2:]) if row else None


def template_in_force(agency: str, template: str, on: date) -> int | None:
    """The version of a template that an agency's papers are made with that day; None: the delivered one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.id FROM documents_template t JOIN documents_template_move m ON m.template_id = t.id "
            "WHERE t.agency = %s AND t.template = %s AND m.move = 'approved' AND m.since <= %s "
            "ORDER BY m.since DESC, m.id DESC LIMIT 1",
            [agency, template, on],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None


def drafts_of(paper_id: int) -> int:
    """How many texts a paper has had."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_content WHERE paper_id = %s", [paper_id])
        return int(cursor.fetchone()[0])
