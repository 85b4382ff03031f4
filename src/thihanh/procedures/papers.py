"""From an act on a case to its paper: what the paper says, and its way into the queue."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from thihanh.documents import issuing
from thihanh.documents import operations as documents
from thihanh.documents.content import Judgment, Obligation, PaperContent, Party, Reference, Role, plain
from thihanh.documents.issuing import Ready
from thihanh.documents.kinds import kind
from thihanh.documents.operations import NewPaper
from thihanh.documents.problems import Refused
from thihanh.documents.templating import vocabulary
from thihanh.documents.values import values_of
from thihanh.law import grounds, regime_on
from thihanh.law.citations import SOURCES
from thihanh.matters import whole as matters
from thihanh.offices import queries as offices
from thihanh.offices.queries import Viewer
from thihanh.procedures.act import Field, Refusal, Value
from thihanh.procedures.case import Case
from thihanh.procedures.judging import Judged, basis
from thihanh.procedures.register_file.labels import OBLIGATION_KINDS, label_of

_ROLES: Mapping[str, Role] = {"creditor": "creditor", "debtor": "debtor", "interested": "related"}
_PRINTED_FROM_THE_FILE = frozenset({"bia-ho-so", "muc-luc"})


def submit(acts: Sequence[tuple[Judged, Mapping[str, object]]], *, by: Viewer, on: date) -> tuple[int, ...]:
    """Draft the papers of acts and put them into the queue; their ids in order."""
    return into_queue([new_paper(one, inputs) for one, inputs in acts], by=by, on=on)


def into_queue(papers: Sequence[NewPaper], *, by: Viewer, on: date, key: str = "") -> tuple[int, ...]:
    """Draft papers and put them into the queue at once; their ids in order. Raises Refusal, KeyReused."""
    with _refused_as_act():
        return documents.draft_many(papers, by=by, on=on, key=key, submitted=True)


@contextmanager
def _refused_as_act() -> Iterator[None]:
    """What a paper lacks is the refusal of the act that makes it."""
    try:
        yield
    except Refused as refused:
        raise Refusal("input", refused.sentence.removeprefix("Dữ liệu: ")) from None


def is_filed(kind_code: str) -> bool:
    """Whether the act's paper is a sheet of the file; a cover is printed from the file itself."""
    return bool(kind_code) and kind(kind_code).template not in _PRINTED_FROM_THE_FILE


def take_own(
    acts: Sequence[tuple[Judged, Mapping[str, object]]], *, by: Viewer, on: date
) -> tuple[Ready, ...]:
    """Papers that whoever acts signs himself, numbered where their kind bears a number; not yet filed."""
    with _refused_as_act():
        return issuing.take_own([new_paper(one, inputs) for one, inputs in acts], by=by, on=on)


def check(one: Judged) -> None:
    """Raises Refusal («Dữ liệu») where the paper of the act would lack something that its kind needs."""
    if is_filed(one.act.paper):
        with _refused_as_act():
            values_of(content_of(one))


def file_own(ready: Sequence[Ready], *, by: Viewer, on: date) -> None:
    """File what ``take_own`` took, once the acts are written."""
    issuing.mark_issued(ready, by=by, on=on)


def new_paper(one: Judged, inputs: Mapping[str, object]) -> NewPaper:
    """The paper of an act on a case, before it has a number."""
    case, act = one.case, one.act
    regime = regime_on(case.on)
    return NewPaper(
        kind=act.paper,
        agency=case.agency,
        office=case.office,
        matter_id=case.id,
        act=act.code,
        title=kind(act.paper).title,
        values=plain(content_of(one)),
        regime=regime,
        drafted_on=case.on,
        signer_kind=act.signer,
        officer=case.officer,
        inputs=inputs,
    )


def content_of(one: Judged) -> PaperContent:
    """What the paper of an act says of its matter."""
    case = one.case
    regime = regime_on(case.on)
    agency, office = offices.unit(case.agency, case.on), offices.unit(case.office, case.on)
    printed = {"reason", *vocabulary().extra}
    extra = {
        field.name: words(field, value, case)
        for field in one.act.fields
        if field.name in printed and (value := one.values.get(field.name)) not in (None, "", ())
    }
    holder, named = _officers(one)
    if "former_officer" in kind(one.act.paper).needs:
        extra["former_officer"] = holder
    return PaperContent(
        kind=one.act.paper,
        regime=regime,
        agency=agency.name if agency else case.agency,
        place=(office.seat if office else "") or (agency.seat if agency else ""),
        office=office.name if office else "",
        parties=tuple(map(_party, case.parties)),
        obligations=tuple(map(_obligation, case.obligations)),
        judgment=Judgment(case.matter.judgment_number, case.matter.judgment_on, case.matter.court),
        decision=Reference(case.number, case.decided_on),
        ground=next((g.label for g in grounds(regime) if g.code == one.ground), ""),
        ground_article=reference(basis(one.act, case.on, one.ground)) if one.ground else "",
        reason=str(extra.pop("reason", "")),
        officer=named or holder,
        extra=extra,
    )


def _officers(one: Judged) -> tuple[str, str]:
    """The names of who holds the matter, and of the officer whom the act names ("" where it names none)."""
    codes = [one.case.officer, str(one.values.get("officer") or "")]
    names = offices.names_of(filter(None, codes), one.case.on)
    return names.get(codes[0], ""), names.get(codes[1], "")


def reference(printed: str) -> str:
    """Printed citations in the notation papers take: ``Đ.48 Luật THADS 2008`` becomes ``L08 Đ.48``."""
    return "; ".join(
        f"{code} {part.removesuffix(name).strip()}".strip()
        for part in printed.split("; ")
        for code, name in SOURCES.items()
        if part.endswith(name)
    )


def _party(party: matters.Party) -> Party:
    number = "CCCD số" if party.kind == "person" else "mã số"
    identity = f"{number} {party.id_number}" if party.id_number else ""
    return Party(_ROLES[party.role], party.name, identity, party.address)


def _obligation(line: matters.Obligation) -> Obligation:
    amount = line.outstanding if line.money else None
    return Obligation(line.kind, label_of(OBLIGATION_KINDS, line.kind), amount, line.content)


def words(field: Field, value: Value, case: Case) -> str | int | date:
    """A value as a paper says it: codes become their words, numbers and days stay what they are."""
    if field.kind in ("choice", "many"):
        codes = value if isinstance(value, tuple) else (value,)
        offered = field.choices(case) if callable(field.choices) else field.choices
        labels = {choice.code: choice.label for choice in offered}
        return ", ".join(labels.get(str(code), str(code)) for code in codes)
    if field.kind == "party" and isinstance(value, int) and (party := case.party(value)):
        return party.name
    if field.kind == "officer":
        return offices.names_of([str(value)], case.on).get(str(value), str(value))
    if field.kind == "agency":
        unit = offices.unit(str(value), case.on)
        return unit.name if unit else str(value)
    if field.kind == "persons" and isinstance(value, tuple):
        return ", ".join(str(one["name"]) for one in value if isinstance(one, Mapping))
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return value if isinstance(value, (int, date)) else str(value)
