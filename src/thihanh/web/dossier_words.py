"""A dossier in words: names of holders, values of steps, the clocks with their reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thihanh.coordination.links import BY_LINK
from thihanh.documents import attachments
from thihanh.documents.efile import FileRow
from thihanh.dossiers.kinds import Field, Kind, Value
from thihanh.dossiers.life import HIDDEN, Dossier, Running, StepTaken
from thihanh.dossiers.values import choices_of, words
from thihanh.law.terms import rules
from thihanh.offices import queries as offices
from thihanh.web.page import Page

_LINKED = frozenset({"matters", "dossier"})


@dataclass(frozen=True)
class Said:
    """One value of a step: its label and words; files are links instead."""

    label: str
    text: str
    hidden: bool = False
    files: tuple[FileRow, ...] = ()


@dataclass(frozen=True)
class Done:
    """A step of the timeline."""

    taken: StepTaken
    label: str
    note: str
    who: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Clocked:
    """A clock as the page shows it."""

    run: Running
    whose: str
    late: bool

    @property
    def reasons(self) -> tuple[str, ...]:
        """The sentences of the count, in order."""
        if self.run.deadline is None:
            return ()
        return tuple(step.text for step in self.run.deadline.steps if step.code != "calendar")

    @property
    def article(self) -> str:
        """The article that gives the term; "" for a last day that a step set."""
        return self.run.deadline.article if self.run.deadline else ""

    @property
    def mark(self) -> str:
        """How well the article is known."""
        return self.run.deadline.mark if self.run.deadline else ""

    @property
    def is_rule(self) -> bool:
        """Whether it is a term of the law's table."""
        return self.run.rule in rules()


@dataclass(frozen=True)
class Clocks:
    """The clocks of a dossier: still to be met, met, and those the law gives no number."""

    running: tuple[Clocked, ...]
    met: tuple[Clocked, ...]
    silent: tuple[Clocked, ...]

    @property
    def nearest(self) -> Clocked | None:
        """The one that runs out first."""
        return next((one for one in self.running if one.run.due is not None), None)

    @property
    def missed(self) -> int:
        """How many of those met were met late."""
        return sum(one.late for one in self.met)


def body_label(kind: Kind, code: str, name: str = "") -> str:
    """A body's name as typed, else as the opening field of the kind offers it."""
    if name or not code:
        return name
    field = next((one for one in kind.opening.fields if one.name == kind.body), None)
    offered = dict(choices_of(field, None)) if field else {}
    return offered.get(code, offered.get(code.partition(":")[0], code))


def bodies(kind: Kind) -> dict[str, str]:
    """The bodies the kind's opening field offers, by code."""
    field = next((one for one in kind.opening.fields if one.name == kind.body), None)
    return dict(choices_of(field, None)) if field and field.choices else {}


def clocked(running: Iterable[Running], on: date, body: str) -> Clocks:
    """The clocks in three: still to be met, met, without a number in law; the nearest first."""
    whose = body or "cơ quan khác"
    ordered = sorted(running, key=lambda one: one.due or date.max)
    found = [Clocked(one, whose if one.clock.of == "body" else "", one.late(on)) for one in ordered]
    told = [one for one in found if not one.run.silent]
    return Clocks(
        running=tuple(one for one in told if one.run.is_open),
        met=tuple(one for one in reversed(told) if not one.run.is_open),
        silent=tuple(one for one in found if one.run.silent),
    )


class Telling:
    """Values of one dossier in words; names of people, units and files are each asked once."""

    def __init__(self, dossier: Dossier, page: Page) -> None:
        self.dossier, self.page = dossier, page
        self._files = attachments.kept(_file_ids(dossier))
        wanted = {one.actor for one in dossier.steps} | _officers(dossier) | {dossier.officer}
        self._people = offices.names_of(sorted(wanted - {""}), page.on)

    def person(self, code: str) -> str:
        """The name of an officer."""
        told = "cơ quan trả lời qua liên kết" if code.startswith(BY_LINK) else code
        return self._people.get(code, told)

    def files(self) -> Mapping[int, FileRow]:
        """The files of its steps by id."""
        return self._files

    def done(self) -> tuple[Done, ...]:
        """The steps, the last first."""
        kind = self.dossier.kind
        return tuple(
            Done(
                one,
                kind.step(one.step).label,
                kind.step(one.step).article,
                self.person(one.actor),
                self.said(one),
            )
            for one in reversed(self.dossier.steps)
        )

    def said(self, taken: StepTaken) -> tuple[Said, ...]:
        """What a step said, in the order of its form; a secret value that is there and not shown is told."""
        found = []
        for field in self.dossier.kind.step(taken.step).fields:
            if field.name in taken.values:
                if field.kind not in _LINKED and not field.inner:
                    found.append(self._one(field, taken.values[field.name]))
            elif field.secret and field.name in self.dossier.hidden:
                found.append(Said(field.label, HIDDEN, hidden=True))
        return tuple(found)

    def _one(self, field: Field, value: Value) -> Said:
        if field.kind == "files" and isinstance(value, tuple):
            rows = tuple(self._files[one] for one in value if isinstance(one, int) and one in self._files)
            return Said(field.label, "", files=rows)
        if field.kind == "officer":
            return Said(field.label, self.person(str(value)))
        if field.kind == "unit":
            return Said(field.label, self.page.names.offices.get(str(value), str(value)))
        return Said(field.label, words(field, value, self.dossier))


def _file_ids(dossier: Dossier) -> list[int]:
    found = []
    for one in dossier.steps:
        for field in dossier.kind.step(one.step).fields:
            value = one.values.get(field.name)
            if field.kind == "files" and isinstance(value, tuple):
                found += [number for number in value if isinstance(number, int)]
    return found


def _officers(dossier: Dossier) -> set[str]:
    return {
        str(one.values[field.name])
        for one in dossier.steps
        for field in dossier.kind.step(one.step).fields
        if field.kind == "officer" and field.name in one.values
    }
