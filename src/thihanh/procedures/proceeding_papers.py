"""What the paper of a dossier's step says: its open values, whom it goes to, the matter where it is filed."""

from dataclasses import replace
from datetime import date

from thihanh.documents.content import Extra, Judgment, PaperContent, Reference, Row
from thihanh.documents.operations import NewPaper
from thihanh.documents.templating import vocabulary
from thihanh.dossiers.kinds import Field, Kind, Step, Value, Values
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.operations import New
from thihanh.dossiers.values import words
from thihanh.offices.queries import Viewer
from thihanh.procedures.case import Case, load_cases
from thihanh.procedures.paper_parts import ROLES, Names, for_the_head, headed, named

_UNSAID = frozenset({"files", "matters", "dossier", "paper"})
"""Kinds of field whose values are numbers of the product's own."""


def paper_of(
    of: Kind,
    step: Step,
    values: Values,
    *,
    dossier: Dossier | None = None,
    new: New | None = None,
    by: Viewer,
    on: date,
) -> NewPaper:
    """The paper of a step of a dossier, or of one that is still to be opened."""
    holder = dossier or new
    assert holder is not None
    names = Names(on)
    case = _case(step, (*holder.matters, *_ids(values.get("matters"))), by, on)
    content = _content(of, step, values, dossier=dossier, holder=holder, names=names)
    if case is not None:
        content = _of_matter(content, case)
    office, officer = ("", "") if of.kept_from else (holder.office, holder.officer)
    made = for_the_head(content, step.code, agency=holder.agency, office=office, on=on, inputs={})
    signer = "head" if step.signer == "head" else "officer"
    return replace(made, officer=officer, signer_kind=signer, matter_id=case.id if case is not None else None)


def _content(
    of: Kind,
    step: Step,
    values: Values,
    *,
    dossier: Dossier | None,
    holder: Dossier | New,
    names: Names,
) -> PaperContent:
    further = vocabulary().extra
    extra: dict[str, Extra] = {}
    rows: list[Row] = []
    for field in step.fields:
        value = values.get(field.name)
        if field.secret or field.kind in _UNSAID or field.name == "reason" or value in (None, "", ()):
            continue
        said = _said(field, value, dossier, names)
        if field.name not in further:
            rows.append(Row(text=field.label, detail=str(said)))
        elif further[field.name].kind != "money" or isinstance(value, int):
            extra[field.name] = value if isinstance(value, (int, date)) and field.kind != "bool" else said
    if dossier is not None:
        extra["file_number"] = dossier.number_text
    if body := _body(of, step, values, dossier):
        extra.setdefault("counterpart", body)
    head = headed(step.paper, holder.agency, holder.office, names)
    return replace(
        head,
        reason=str(values.get("reason") or ""),
        officer=names.person(holder.officer),
        rows=tuple(rows),
        extra=extra,
    )


def _said(field: Field, value: Value, dossier: Dossier | None, names: Names) -> str:
    if field.kind == "officer":
        return names.person(str(value)) or str(value)
    if field.kind == "unit":
        unit = names.unit(str(value))
        return unit.name if unit else str(value)
    return words(field, value, dossier)


def _body(of: Kind, step: Step, values: Values, dossier: Dossier | None) -> str:
    """The body the paper goes to: the step's, else the dossier's, by the name that was typed or chosen."""
    for said, fields in ((values, step.fields), (dossier.values if dossier else {}, of.opening.fields)):
        if name := said.get("body_name"):
            return str(name)
        for field in fields:
            if field.kind == "body" and (value := said.get(field.name)):
                return words(field, value, dossier)
    return ""


def _case(step: Step, matters: tuple[int, ...], by: Viewer, on: date) -> Case | None:
    """The one matter of the dossier, where the step's paper is filed with it."""
    about = tuple(dict.fromkeys(matters))
    if not step.with_matter or len(about) != 1:
        return None
    return load_cases(about, by=by, on=on).get(about[0])


def _ids(value: Value) -> tuple[int, ...]:
    return tuple(one for one in value if isinstance(one, int)) if isinstance(value, tuple) else ()


def _of_matter(content: PaperContent, case: Case) -> PaperContent:
    return replace(
        content,
        parties=tuple(named(ROLES[party.role], party) for party in case.parties),
        judgment=Judgment(case.matter.judgment_number, case.matter.judgment_on, case.matter.court),
        decision=Reference(case.number, case.decided_on),
    )
