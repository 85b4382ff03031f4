"""From an act on a case to its paper: what the paper says, and its way into the queue."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from thihanh.documents import issuing
from thihanh.documents import operations as documents
from thihanh.documents.content import Judgment, Obligation, PaperContent, Reference
from thihanh.documents.issuing import Ready
from thihanh.documents.kinds import kind
from thihanh.documents.operations import NewPaper
from thihanh.documents.problems import Refused
from thihanh.documents.templating import vocabulary
from thihanh.documents.values import values_of
from thihanh.law import grounds
from thihanh.law.citations import SOURCES
from thihanh.law.notation import vn
from thihanh.matters.asking import Refusal
from thihanh.offices.queries import Viewer
from thihanh.procedures.act import Field, Value, Values
from thihanh.procedures.case import Case
from thihanh.procedures.judging import Judged, basis
from thihanh.procedures.paper_parts import ROLES, Names, for_the_head, headed, named, ordered
from thihanh.procedures.reading import plain
from thihanh.procedures.remaining import open_obligations

_PRINTED_FROM_THE_FILE = frozenset({"bia-ho-so", "muc-luc"})


def submit(acts: Sequence[Judged], *, by: Viewer, on: date) -> tuple[int, ...]:
    """Draft the papers of acts and put them into the queue; their ids in order."""
    return into_queue([new_paper(one) for one in acts], by=by, on=on)


def into_queue(papers: Sequence[NewPaper], *, by: Viewer, on: date, key: str = "") -> tuple[int, ...]:
    """Draft papers and put them into the queue at once; their ids in order. Raises Refusal, KeyReused."""
    with paper_refused():
        return documents.draft_many(papers, by=by, on=on, key=key, submitted=True)


@contextmanager
def paper_refused() -> Iterator[None]:
    """What a paper lacks is the refusal of the act or step that makes it."""
    try:
        yield
    except Refused as refused:
        raise Refusal("input", refused.sentence.removeprefix("Dữ liệu: ")) from None


def is_filed(kind_code: str) -> bool:
    """Whether the act's paper is a sheet of the file; a cover is printed from the file itself."""
    return bool(kind_code) and kind(kind_code).template not in _PRINTED_FROM_THE_FILE


def take_own(acts: Sequence[Judged], *, by: Viewer, on: date) -> tuple[Ready, ...]:
    """Papers that whoever acts signs himself, numbered where their kind bears a number; not yet filed."""
    with paper_refused():
        return issuing.take_own([new_paper(one) for one in acts], by=by, on=on)


def with_content(one: Judged, names: Names) -> Judged:
    """The act with what its paper says. Raises Refusal («Dữ liệu») where it lacks what its kind needs."""
    if not is_filed(one.act.paper):
        return one
    content = content_of(one, names)
    with paper_refused():
        values_of(content)
    return replace(one, content=content)


def file_own(ready: Sequence[Ready], *, by: Viewer, on: date) -> None:
    """File what ``take_own`` took, once the acts are written."""
    issuing.mark_issued(ready, by=by, on=on)


def new_paper(one: Judged) -> NewPaper:
    """The paper of an act on a case, before it has a number."""
    case, content = one.case, one.content or content_of(one, Names(one.case.on))
    inputs = plain(one.values)
    paper = for_the_head(
        content, one.act.code, agency=case.agency, office=case.office, on=case.on, inputs=inputs
    )
    return replace(paper, matter_id=case.id, signer_kind=one.act.signer, officer=case.officer)


def content_of(one: Judged, names: Names) -> PaperContent:
    """What the paper of an act says of its matter."""
    case = one.case
    printed = {"reason", *vocabulary().extra}
    extra = {
        field.name: words(field, value, case, names)
        for field in one.act.fields
        if field.name in printed and (value := one.values.get(field.name)) not in (None, "", ())
    }
    holder, chosen = names.person(case.officer), names.person(str(one.values.get("officer") or ""))
    if "former_officer" in kind(one.act.paper).needs:
        extra["former_officer"] = holder
    if one.act.paper == "QD-HOAN-TRA" and (receiver := _party(case, one.values)):
        extra["counterpart"] = receiver
    if isinstance(planned := one.values.get("planned_on"), date):
        extra["time"] = f"{one.values.get('hour')} giờ ngày {vn(planned)}"
    head = headed(one.act.paper, case.agency, case.office, names)
    return replace(
        head,
        parties=tuple(named(ROLES[party.role], party) for party in case.parties),
        obligations=tuple(_items(one)),
        judgment=Judgment(case.matter.judgment_number, case.matter.judgment_on, case.matter.court),
        decision=Reference(case.number, case.decided_on),
        ground=next((g.label for g in grounds(head.regime) if g.code == one.ground), ""),
        ground_article=reference(basis(one.act, case.on, one.ground)) if one.ground else "",
        reason=str(extra.pop("reason", "")),
        officer=chosen or holder,
        extra=extra,
    )


def _items(one: Judged) -> Iterator[Obligation]:
    """What the act speaks of: the items chosen, of a single one the sum given; else what is still open.

    A certificate of the result, and a paper after the last item was performed, name all that was ordered.
    """
    chosen, amount = _chosen(one.values), one.values.get("amount")
    if chosen:
        for line in (line for line in one.case.obligations if line.no in chosen):
            part = amount if len(chosen) == 1 and isinstance(amount, int) else line.outstanding
            yield ordered(line.kind, part if line.money else None, line.content)
        return
    still = () if one.act.paper == "XN-KET-QUA" else open_obligations(one.case)
    for line in still or one.case.obligations:
        left = line.outstanding if still else line.due
        yield ordered(line.kind, left if line.money else None, line.content)


def _chosen(values: Values) -> tuple[int, ...]:
    """The numbers of the items chosen; none where the act was said to be about the whole matter."""
    if values.get("extent", "part") != "part":
        return ()
    given = values.get("obligations") or values.get("obligation") or ()
    return tuple(no for no in (given if isinstance(given, tuple) else (given,)) if isinstance(no, int))


def _party(case: Case, values: Values) -> str:
    no = values.get("party")
    found = case.party(no) if isinstance(no, int) else None
    return found.name if found else ""


def reference(printed: str) -> str:
    """Printed citations in the notation papers take: ``Đ.48 Luật THADS 2008`` becomes ``L08 Đ.48``."""
    return "; ".join(
        f"{code} {part.removesuffix(name).strip()}".strip()
        for part in printed.split("; ")
        for code, name in SOURCES.items()
        if part.endswith(name)
    )


def words(field: Field, value: Value, case: Case, names: Names) -> str | int | date:
    """A value as a paper says it: codes become their words, numbers and days stay what they are."""
    if field.kind in ("choice", "many"):
        codes = value if isinstance(value, tuple) else (value,)
        offered = field.choices(case) if callable(field.choices) else field.choices
        labels = {choice.code: choice.label for choice in offered}
        return ", ".join(labels.get(str(code), str(code)) for code in codes)
    if field.kind == "party" and isinstance(value, int) and (party := case.party(value)):
        return party.name
    if field.kind == "officer":
        return names.person(str(value)) or str(value)
    if field.kind == "agency":
        unit = names.unit(str(value))
        return unit.name if unit else str(value)
    if field.kind == "persons" and isinstance(value, tuple):
        return ", ".join(str(one["name"]) for one in value if isinstance(one, Mapping))
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return value if isinstance(value, (int, date)) else str(value)
