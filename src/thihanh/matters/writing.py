"""The one code path by which facts of matters come to be: a single act is a bulk of one.

Inside the caller's transaction: rows and payloads are made, the trail entries recorded, the fact tables
filled by COPY, the ledger posted, the projections of the touched matters derived anew.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from psycopg.types.json import Jsonb

from thihanh.matters import judgments, projections
from thihanh.matters.intake import Intake, NewJudgment, NewMatter
from thihanh.matters.rows import COLUMNS, FACT_SEQUENCE, PERSON_COLUMNS, Facts, facts_of
from thihanh.money import operations as ledger
from thihanh.money.ledger import Posting
from thihanh.trail.copying import Row, copy_rows, next_ids
from thihanh.trail.operations import Act, record_many


@dataclass(frozen=True, slots=True)
class Heading:
    """What the trail entries of one act say beside the facts."""

    act: str
    by: str
    ground: str = ""
    article: str = ""
    more: Mapping[str, object] | None = None


def write(intakes: Sequence[Intake], heading: Heading) -> list[int]:
    """Write all intakes and return the matters' ids in the same order."""
    if not intakes:
        return []
    matter_ids = _matter_ids(intakes)
    next_id = iter(next_ids(FACT_SEQUENCE, sum(map(_fact_count, intakes)) + len(intakes)))
    judged = _Judgments([i.new for i in intakes if i.new], next_id)
    facts = [
        facts_of(
            intake,
            matter_id=matter_id,
            next_id=lambda: next(next_id),
            judgment_id=judged.id_of,
        )
        for intake, matter_id in zip(intakes, matter_ids, strict=True)
    ]
    posting_ids = iter(ledger.reserve_ids(sum(len(f.postings) for f in facts)))
    numbered = [[(next(posting_ids), posting) for posting in f.postings] for f in facts]
    acts = [_act(f, postings, heading) for f, postings in zip(facts, numbered, strict=True)]
    entry_ids = record_many(acts)
    _copy_facts(facts, entry_ids)
    ledger.post_many(
        [
            (posting_id, entry_id, posting)
            for entry_id, postings in zip(entry_ids, numbered, strict=True)
            for posting_id, posting in postings
        ]
    )
    projections.refresh(sorted(set(matter_ids)), _touched(intakes))
    return matter_ids


def _touched(intakes: Sequence[Intake]) -> projections.Touched:
    """Positions stand on stages, holdings, tags and money; names on parties; a new matter has them all."""
    return projections.Touched(
        positions=any(i.new or i.stages or i.holdings or i.tags or i.money for i in intakes),
        names=any(i.new or i.parties for i in intakes),
    )


def _act(facts: Facts, postings: list[tuple[int, Posting]], heading: Heading) -> Act:
    payload: dict[str, object] = {
        "facts": [*facts.payload(), *(ledger.fact(pid, posting) for pid, posting in postings)],
        **(heading.more or {}),
    }
    return Act(
        subject=f"matter:{facts.matter_id}",
        act=heading.act,
        effective_on=facts.effective_on,
        known_on=facts.known_on,
        actor=heading.by,
        payload=payload,
        ground=heading.ground,
        article=heading.article,
    )


def _matter_ids(intakes: Sequence[Intake]) -> list[int]:
    fresh = iter(next_ids("matters_matter_seq", sum(i.new is not None for i in intakes)))
    return [next(fresh) if i.matter_id is None else i.matter_id for i in intakes]


def _fact_count(intake: Intake) -> int:
    return (
        2 * len(intake.parties)
        + len(intake.obligations)
        + len(intake.stages)
        + len(intake.holdings)
        + len(intake.tags)
        + len(intake.verifications)
        + len(intake.steps)
        + len(intake.liabilities)
        + len(intake.instalments)
        + len(intake.links)
    )


class _Judgments:
    """The judgments of new matters: those that the agencies know already, and the ones this act adds."""

    def __init__(self, new: Sequence[NewMatter], ids: Iterator[int]) -> None:
        self._ids = ids
        self._known = judgments.known({judgments.key_of(one.agency, one.judgment) for one in new})

    def id_of(self, agency: str, judgment: NewJudgment) -> tuple[int, bool]:
        key = judgments.key_of(agency, judgment)
        if key in self._known:
            return self._known[key], False
        self._known[key] = next(self._ids)
        return self._known[key], True


def _copy_facts(facts: list[Facts], entry_ids: list[int]) -> None:
    by_table: dict[str, list[Row]] = defaultdict(list)
    for one, entry_id in zip(facts, entry_ids, strict=True):
        for table, values in one.rows:
            by_table[table].append((entry_id, *(Jsonb(v) if isinstance(v, dict) else v for v in values)))
    people = [
        (entry_id, *person) for one, entry_id in zip(facts, entry_ids, strict=True) for person in one.persons
    ]
    if people:
        copy_rows("matters_person", ("entry_id", *PERSON_COLUMNS), people)
    for table in COLUMNS:
        if table in by_table:
            copy_rows(table, ("entry_id", *COLUMNS[table]), by_table[table])
