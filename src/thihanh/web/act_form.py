"""The fields of an act as a form: what each shows, what was typed, what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from thihanh.law.notation import dotted, vn
from thihanh.offices.queries import officers
from thihanh.offices.reference import provinces_on
from thihanh.procedures.act import Act, Field, Value
from thihanh.procedures.case import Case
from thihanh.procedures.reading import PERSON_PARTS, choices_of, fields_of
from thihanh.procedures.register_file.labels import OBLIGATION_KINDS, label_of
from thihanh.web.filters import Choice

_TICKED = frozenset({"many", "obligations"})
_CHOSEN = frozenset({"choice", "party", "obligation", "officer", "agency"})
_PEOPLE = 3
_PERSON_LABELS = dict(zip(PERSON_PARTS, ("Họ tên", "Số định danh", "Năm sinh", "Địa chỉ"), strict=True))
# What is another thing for every matter; many matters take each its own.
OF_ITS_OWN = frozenset({"party", "obligation", "obligations", "persons"})


@dataclass(frozen=True)
class Person:
    """One row of people: (name of the input, label, value)."""

    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Shown:
    """One field as the form shows it; ``widget`` names how."""

    name: str
    label: str
    hint: str
    widget: str
    value: str
    wrong: str
    required: bool
    choices: tuple[Choice, ...] = ()
    people: tuple[Person, ...] = ()


def raw_of(sent: QueryDict, act: Act, *, blanks: bool = True) -> dict[str, object]:
    """What was sent for the act's fields; without ``blanks``, what was left blank takes each matter's own."""

    def is_said(name: str) -> bool:
        return name in sent and (blanks or bool(str(sent[name]).strip()))

    found: dict[str, object] = {name: sent[name] for name in ("on", "ground") if is_said(name)}
    for field in act.fields:
        if field.kind == "persons":
            names = [f"{field.name}.{part}" for part in PERSON_PARTS]
            found |= {name: sent.getlist(name) for name in names if name in sent}
        elif field.kind in _TICKED:
            found |= {field.name: sent.getlist(field.name)} if field.name in sent or blanks else {}
        elif is_said(field.name):
            found[field.name] = sent[field.name]
    return found


def shown(
    act: Act,
    case: Case,
    sent: QueryDict | None = None,
    problems: Iterable[tuple[str, str]] = (),
    *,
    others: Sequence[Case] = (),
) -> tuple[Shown, ...]:
    """The act's form on a case, half filled with defaults or as it was sent.

    With ``others`` the form is for all of them: only what is the same for each is filled in or asked.
    """
    wrong = dict(reversed(list(problems)))
    return tuple(
        _shown(field, case, sent, wrong, others)
        for field in fields_of(act, case)
        if not (others and field.kind in OF_ITS_OWN and field.default)
        if others or not _moot(field, case)
    )


def _moot(field: Field, case: Case) -> bool:
    """Whether a field that need not be filled in has nothing to choose on this case."""
    return callable(field.choices) and not field.required and not choices_of(field, case)


def _shown(
    field: Field, case: Case, sent: QueryDict | None, wrong: Mapping[str, str], others: Sequence[Case]
) -> Shown:
    chosen = _sent(field, case, sent, others)
    offered = tuple(Choice(code, words, code in chosen) for code, words in _offered(field, case))
    return Shown(
        name=field.name,
        label=field.label if field.required or field.kind == "bool" else f"{field.label} (nếu có)",
        hint=field.hint or ("Bỏ trống: lấy theo từng việc" if others and field.default else ""),
        widget=_widget(field),
        value=chosen[0] if chosen else "",
        wrong=wrong.get(field.name, ""),
        required=field.required and not (others and field.default),
        choices=offered,
        people=_people(field, sent) if field.kind == "persons" else (),
    )


def _widget(field: Field) -> str:
    if field.kind in _TICKED:
        return "ticks"
    if field.kind in _CHOSEN:
        return "select"
    return {"bool": "tick", "long": "text", "persons": "people", "text": "line", "matter": "line"}.get(
        field.kind, "number"
    )


def _offered(field: Field, case: Case) -> list[tuple[str, str]]:
    """What a field offers: (code, words)."""
    offered = choices_of(field, case)
    if offered or callable(field.choices):
        return [(one.code, one.label) for one in offered]
    if field.kind == "party":
        return [(str(one.no), f"{one.no}. {one.name}") for one in case.parties]
    if field.kind in ("obligation", "obligations"):
        return [
            (str(one.no), f"{one.no}. {one.content or label_of(OBLIGATION_KINDS, one.kind)}")
            for one in case.obligations
        ]
    if field.kind == "agency":
        return [(one.code, one.place) for one in provinces_on(case.on)]
    if field.kind == "officer":
        return [(one.code, one.name) for one in officers(case.agency, case.on)]
    return []


def _sent(field: Field, case: Case, sent: QueryDict | None, others: Sequence[Case]) -> list[str]:
    if sent is not None and (field.name in sent or sent.get("gui")):
        return sent.getlist(field.name)
    default = field.default(case) if field.default else None
    if default in (None, "", ()) or any(field.default(one) != default for one in others if field.default):
        return []
    return [_text(one) for one in default] if isinstance(default, tuple) else [_text(default)]


def _text(value: Value | object) -> str:
    if isinstance(value, date):
        return vn(value)
    if isinstance(value, bool):
        return "1" if value else ""
    return dotted(value) if isinstance(value, int) and value > 999 else str(value)


def _people(field: Field, sent: QueryDict | None) -> tuple[Person, ...]:
    columns = {part: sent.getlist(f"{field.name}.{part}") if sent else [] for part in PERSON_PARTS}
    rows = max([_PEOPLE, *(len(column) for column in columns.values())])
    return tuple(
        Person(
            tuple(
                (f"{field.name}.{part}", _PERSON_LABELS[part], (columns[part][row : row + 1] or [""])[0])
                for part in PERSON_PARTS
            )
        )
        for row in range(rows)
    )
