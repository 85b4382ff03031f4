"""From what the rules found to items in order, and what people changed by hand. Pure."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from thihanh.law.notation import dotted
from thihanh.steering.agenda_rules import Rule, Rules


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that holds for a candidate, with what it was judged on."""

    rule: str
    inputs: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matter, a dossier or a body that at least one rule found; ``facts`` are what its brief says."""

    key: str
    title: str
    hits: tuple[Hit, ...]
    amount: int
    days: int
    matters: tuple[int, ...] = ()
    dossiers: tuple[int, ...] = ()
    body: str = ""
    count: int = 1
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """An item as proposed, and as it stands: why, about what, the question and the options."""

    key: str
    title: str
    hits: tuple[Hit, ...]
    amount: int
    days: int
    score: int
    matters: tuple[int, ...]
    dossiers: tuple[int, ...]
    body: str
    facts: Mapping[str, str | int]
    question: str
    options: tuple[str, ...]

    @property
    def is_own(self) -> bool:
        """Whether it was added by hand."""
        return not self.hits


@dataclass(frozen=True, slots=True)
class Edit:
    """A change by hand, with who made it and why."""

    verb: str
    key: str
    content: Mapping[str, Any]
    reason: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """An item left out, with the reason."""

    item: Item
    reason: str
    actor: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items in order, and those that were left out."""

    items: tuple[Item, ...]
    dropped: tuple[Dropped, ...] = ()


def propose(candidates: Iterable[Candidate], rules: Rules) -> tuple[Item, ...]:
    """At most ``most`` items, highest score first: of each rule its ``least``, then up to its ``most``."""
    by_amount = rules.score.equal == "amount"

    def place(one: Item) -> tuple[int, int, str]:
        return (-one.score, -one.amount if by_amount else 0, one.key)

    ordered = sorted((_item(one, rules) for one in candidates), key=place)
    led: Counter[str] = Counter()
    chosen: dict[str, Item] = {}
    for reserved in (True, False):
        for one in ordered:
            leading = rules.rules[one.hits[0].rule]
            limit = leading.least if reserved else leading.most
            if one.key not in chosen and len(chosen) < rules.most and led[leading.code] < limit:
                led[leading.code] += 1
                chosen[one.key] = one
    return tuple(sorted(chosen.values(), key=place))


def _item(one: Candidate, rules: Rules) -> Item:
    hits = tuple(sorted(one.hits, key=lambda hit: (-rules.rules[hit.rule].weight, hit.rule)))
    leading = rules.rules[hits[0].rule]
    weights = [rules.rules[hit.rule].weight for hit in hits]
    return Item(
        key=one.key,
        title=one.title,
        hits=hits,
        amount=one.amount,
        days=one.days,
        score=rules.score.of(weights, one.amount, one.days),
        matters=one.matters,
        dossiers=one.dossiers,
        body=one.body,
        facts=one.facts,
        question=_filled(leading.question, one),
        options=tuple(_filled(text, one) for text in leading.options),
    )


def _filled(text: str, one: Candidate) -> str:
    return text.format(
        title=one.title,
        amount=f"{dotted(one.amount)} đồng",
        days=dotted(one.days),
        body=one.facts.get("body_name", one.body),
        count=dotted(one.count),
    )


def edited(items: Sequence[Item], edits: Sequence[Edit]) -> Agenda:
    """The items with every change applied in turn; a change of an item that is not there changes nothing."""
    standing = {one.key: one for one in items}
    order = [one.key for one in items]
    dropped: dict[str, Dropped] = {}
    for edit in edits:
        match edit.verb:
            case "add":
                standing[edit.key] = _own(edit)
                order.append(edit.key)
            case "drop" if edit.key in standing:
                dropped[edit.key] = Dropped(standing[edit.key], edit.reason, edit.actor)
            case "restore":
                dropped.pop(edit.key, None)
            case "words" if edit.key in standing:
                options = tuple(str(one) for one in edit.content["options"])
                question = str(edit.content["question"])
                standing[edit.key] = replace(standing[edit.key], question=question, options=options)
            case "order":
                named = [str(key) for key in edit.content["keys"] if key in standing]
                order = [*named, *(key for key in order if key not in named)]
    kept = tuple(standing[key] for key in order if key not in dropped)
    left_out = tuple(replace(one, item=standing[key]) for key, one in dropped.items())
    return Agenda(kept, left_out)


def _own(edit: Edit) -> Item:
    said = edit.content
    return Item(
        key=edit.key,
        title=str(said["title"]),
        hits=(),
        amount=0,
        days=0,
        score=0,
        matters=tuple(int(one) for one in said.get("matters", ())),
        dossiers=(),
        body="",
        facts={"reason": edit.reason},
        question=str(said["question"]),
        options=tuple(str(one) for one in said["options"]),
    )


def plain(item: Item) -> dict[str, Any]:
    """An item as JSON holds it: the same text for the same item."""
    told: dict[str, object] = json.loads(json.dumps(asdict(item), sort_keys=True, ensure_ascii=False))
    return told


def typed(said: Mapping[str, Any]) -> Item:
    """An item as it was before ``plain``."""
    hits = tuple(Hit(one["rule"], one["inputs"]) for one in said["hits"])
    lists = {name: tuple(said[name]) for name in ("matters", "dossiers", "options")}
    return Item(**{**said, **lists, "hits": hits})


def digest(items: Sequence[Item]) -> str:
    """The fingerprint of items in their order."""
    text = json.dumps([plain(one) for one in items], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def counted(candidates: Sequence[Candidate], rules: Sequence[Rule]) -> dict[str, dict[str, int]]:
    """How many candidates each rule found and what they are worth in đồng."""
    found = {rule.code: {"count": 0, "amount": 0} for rule in rules}
    for one in candidates:
        for hit in one.hits:
            found[hit.rule]["count"] += 1
            found[hit.rule]["amount"] += one.amount
    return found
