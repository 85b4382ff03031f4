"""The one code path by which facts of matters come to be: a single act is a bulk of one.

Inside the caller's transaction: ids are taken, rows and payloads made, the trail entries recorded, then the
facts with the ledger's postings, and the projections of the touched matters derived anew.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from psycopg.types.json import Jsonb

from thihanh.matters import judgments, projections
from thihanh.matters.intake import Intake, NewJudgment, NewMatter
from thihanh.matters.rows import COLUMNS, FACT_SEQUENCE, PERSON_COLUMNS, Facts, facts_of
from thihanh.matters.stands import Touched
from thihanh.money import operations as ledger
from thihanh.money.ledger import Posting
from thihanh.trail.copying import Batch, Row, next_of
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
    ids = _Ids(intakes)
    matter_ids = [next(ids.matters) if i.matter_id is None else i.matter_id for i in intakes]
    judged = _Judgments([i.new for i in intakes if i.new], ids.facts)
    facts = [
        facts_of(
            intake,
            matter_id=matter_id,
            next_id=lambda: next(ids.facts),
            judgment_id=judged.id_of,
        )
        for intake, matter_id in zip(intakes, matter_ids, strict=True)
    ]
    numbered = [[(next(ids.postings), posting) for posting in f.postings] for f in facts]
    acts = [_act(f, postings, heading) for f, postings in zip(facts, numbered, strict=True)]
    record_many(acts, lambda entries: [*_batches(facts, entries), ledger.batch(entries, numbered)])
    ledger.check([posting for postings in numbered for _, posting in postings])
    projections.refresh(sorted(set(matter_ids)), _touched(intakes))
    return matter_ids


def _touched(intakes: Sequence[Intake]) -> Touched:
    """Positions stand on stages, holdings, tags and money; names on parties; a new matter has them all."""
    return Touched(
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


class _Ids:
    """Ids ahead of the rows, of all three kinds in one statement."""

    def __init__(self, intakes: Sequence[Intake]) -> None:
        facts = sum(map(_fact_count, intakes)) + len(intakes)
        new, money = sum(i.new is not None for i in intakes), sum(len(i.money) for i in intakes)
        taken = next_of({FACT_SEQUENCE: facts, "matters_matter_seq": new, ledger.SEQUENCE: money})
        self.facts, self.matters, self.postings = map(iter, taken.values())


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
        keys = [(judgments.key_of(one.agency, one.judgment), one.judgment_id) for one in new]
        self._known = judgments.known({key for key, known in keys if known is None})
        self._known |= {key: known for key, known in keys if known is not None}

    def id_of(self, agency: str, judgment: NewJudgment) -> tuple[int, bool]:
        key = judgments.key_of(agency, judgment)
        if key in self._known:
            return self._known[key], False
        self._known[key] = next(self._ids)
        return self._known[key], True


def _batches(facts: Sequence[Facts], entry_ids: Sequence[int]) -> Iterator[Batch]:
    by_table: dict[str, list[Row]] = defaultdict(list)
    for one, entry_id in zip(facts, entry_ids, strict=True):
        by_table["matters_person"] += [(entry_id, *person) for person in one.persons]
        for table, values in one.rows:
            by_table[table].append((entry_id, *(Jsonb(v) if isinstance(v, dict) else v for v in values)))
    for table, columns in (("matters_person", PERSON_COLUMNS), *COLUMNS.items()):
        yield Batch(table, ("entry_id", *columns), by_table[table])
