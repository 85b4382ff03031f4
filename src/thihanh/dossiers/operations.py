"""Opening dossiers and taking their steps: one transaction, an entry of the record for each, its facts."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Max

from thihanh.deadlines import Calendar, load_calendar
from thihanh.dossiers.keeping import check_not_kept
from thihanh.dossiers.kinds import Asked, Step, Values, kind
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.models import DossierFact, HolderFact, LinkFact, PrivateFact, StepFact
from thihanh.dossiers.projections import derive
from thihanh.dossiers.rules import (
    check_by_itself,
    check_opening,
    check_order,
    check_person,
    check_state,
    check_step,
)
from thihanh.dossiers.values import Raw, day_of, plain, read
from thihanh.law import work_year
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import policy
from thihanh.offices.queries import Viewer, agency_of, calendar_overrides, posts_of
from thihanh.offices.reach import check_reaches
from thihanh.trail.locking import hold, hold_named
from thihanh.trail.operations import once, remember
from thihanh.trail.payloads import canonical
from thihanh.trail.stating import Model, Stated, ids_for, state

Rows = list[tuple[Model, Mapping[str, object]]]
_SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class New:
    """A dossier to be opened: whose it is, what its opening form says, what it is about."""

    kind: str
    raw: Raw
    agency: str
    office: str = ""
    officer: str = ""
    matters: tuple[int, ...] = ()
    dossiers: tuple[int, ...] = ()
    paper: int | None = None
    more: Mapping[str, object] = field(default_factory=dict)


def open_dossier(new: New, *, by: Viewer, on: date, key: str = "") -> int:
    """Open one; its id. Raises Denied, Refusal, Wrong, KeyReused."""
    return open_many([new], by=by, on=on, key=key)[0]


def open_many(news: Sequence[New], *, by: Viewer, on: date, key: str = "") -> tuple[int, ...]:
    """Open several at once, wholly or not at all; their ids in order. The same ``key`` twice acts once."""
    for new in news:
        action = kind(new.kind).opening.right
        object_ = kind(new.kind).object
        check_reaches(by, object_, action, on=on, agency=new.agency, office=new.office, officer=new.officer)
    with transaction.atomic():
        digest = _digest("open", [(new.kind, _said(new.raw)) for new in news], by.actor)
        if key and (before := once(key, digest)) is not None:
            return tuple(before["ids"])
        ids = open_as(news, actor=by.actor, unit=by.unit, on=on)
        if key:
            remember(key, digest, {"ids": list(ids)})
        return ids


def open_as(news: Sequence[New], *, actor: str, unit: str, on: date) -> tuple[int, ...]:
    """Open dossiers as the consequence of an act whose rights were asked; inside the caller's transaction."""
    if not news:
        return ()
    numbers = _numbers(news, on)
    ids = ids_for(DossierFact, len(news))
    stated = []
    for dossier_id, new, number in zip(ids, news, numbers, strict=True):
        stated.append(_opened(dossier_id, new, number, actor=actor, unit=unit, on=on))
    state(stated, by=actor, on=on)
    derive(ids)
    return tuple(ids)


def take(
    dossier_id: int, code: str, raw: Raw, *, by: Viewer, on: date, key: str = "", paper: int | None = None
) -> int:
    """Take a step; the id of its fact. Raises LookupError, Denied, Refusal, Wrong, KeyReused."""
    with transaction.atomic():
        digest = _digest("take", [(dossier_id, code, _said(raw))], by.actor)
        if key and (before := once(key, digest)) is not None:
            return int(before["step"])
        dossier = locked(dossier_id)
        check_not_kept(by, dossier)
        step = dossier.kind.step(code)
        check_by_itself(step)
        check_reaches(
            by,
            dossier.kind.object,
            step.right,
            on=on,
            agency=dossier.agency,
            office=dossier.office,
            officer=dossier.officer,
        )
        taken = take_as(dossier, step, raw, actor=by.actor, unit=by.unit, on=on, paper=paper)
        if key:
            remember(key, digest, {"step": taken})
        return taken


def take_as(
    dossier: Dossier, step: Step, raw: Raw, *, actor: str, unit: str, on: date, paper: int | None = None
) -> int:
    """Take a step for whoever was asked already (a body by its link, an issued paper); in a transaction."""
    if step.paper and step.signer == "head" and paper is None:
        raise Refusal(
            "state", f"«{step.label}» có hiệu lực khi văn bản được ký và phát hành; trình ký trước."
        )
    values, day = judged(dossier, step, raw, actor=actor, unit=unit, on=on)
    (number,) = ids_for(StepFact)
    rows = _step_rows(number, dossier.id, step, values, day=day, actor=actor, paper=paper)
    rows += _link_rows(dossier.id, step, values) + _holder_rows(dossier, step, values, day)
    act = f"{dossier.kind.code}.{step.code}"
    state([Stated(f"dossier:{dossier.id}", act, day, rows, article=step.article)], by=actor, on=on)
    derive([dossier.id])
    if step.opens:
        open_as(step.opens(dossier, values, day), actor=actor, unit=unit, on=on)
    return number


def judged(dossier: Dossier, step: Step, raw: Raw, *, actor: str, unit: str, on: date) -> tuple[Values, date]:
    """The values and the day of a step that may be taken; nothing is written. Raises Refusal, Wrong.

    What the state and the person do not allow is said before what was typed is read.
    """
    day = day_of(raw, on)
    asked = Asked(actor, unit, day, calendar_of(dossier.office or dossier.agency, on))
    check_state(dossier, step)
    check_person(dossier, step, asked)
    check_order(dossier, asked)
    values = read(step, raw, dossier)
    check_step(dossier, step, values, asked)
    return values, day


@transaction.atomic
def take_back(dossier_id: int, reason: str, *, by: Viewer, on: date) -> None:
    """Void the step taken last, by whoever took it, with a reason; it stays in the record."""
    dossier = locked(dossier_id)
    check_not_kept(by, dossier)
    last = dossier.steps[-1]
    if len(dossier.steps) == 1 or last.paper_id is not None:
        raise Refusal(
            "state", "bước mở hồ sơ và bước đã có văn bản phát hành không lấy lại được; ghi bước tiếp theo."
        )
    if last.actor != by.actor:
        raise Refusal("policy", f"bước này do {last.actor} ghi; người ấy lấy lại, hoặc ghi bước tiếp theo.")
    if len(reason.strip()) < _SHORTEST_REASON:
        raise Refusal("input", f"lý do lấy lại cần ít nhất {_SHORTEST_REASON} ký tự.", "reason")
    values = {
        "dossier_id": dossier.id,
        "step": last.step,
        "on": last.on,
        "actor": by.actor,
        "replaces_id": last.id,
        "void": True,
    }
    act = f"{dossier.kind.code}.{last.step}.voided"
    rows: Rows = [(StepFact, values)]
    state([Stated(f"dossier:{dossier.id}", act, on, rows, reason=reason.strip())], by=by.actor, on=on)
    derive([dossier.id])


@transaction.atomic
def hand_over(dossier_id: int, *, officer: str, office: str, by: Viewer, on: date) -> None:
    """Give a dossier to another officer or office of its agency. Raises LookupError, Denied."""
    dossier = locked(dossier_id)
    check_not_kept(by, dossier)
    if "assign" not in policy().objects[dossier.kind.object].actions:
        raise Refusal("policy", f"{dossier.kind.label} không chuyển người giữ; người đang giữ làm tiếp.")
    held = {"agency": dossier.agency, "office": dossier.office, "officer": dossier.officer}
    check_reaches(by, dossier.kind.object, "assign", on=on, **held)
    check_reaches(by, dossier.kind.object, "assign", on=on, agency=dossier.agency, office=office)
    values = {"dossier_id": dossier.id, "office": office, "officer": officer, "since": on}
    act = f"{dossier.kind.code}.handed_over"
    state([Stated(f"dossier:{dossier.id}", act, on, [(HolderFact, values)])], by=by.actor, on=on)
    derive([dossier.id])


def locked(dossier_id: int) -> Dossier:
    """A dossier nobody else may change until the transaction ends. Raises LookupError."""
    hold("dossier", [dossier_id])
    found = load([dossier_id], identify=True)
    return found[dossier_id]


def calendar_of(unit: str, on: date) -> Calendar:
    """The working calendar of a unit as known on a day."""
    return load_calendar(calendar_overrides(unit, on))


def judged_opening(new: New, *, actor: str, unit: str, on: date) -> Values:
    """The values of a dossier that may be opened; nothing is written. Raises Refusal, Wrong."""
    found = kind(new.kind)
    day = day_of(new.raw, on)
    values = read(found.opening, new.raw, None)
    check_opening(found, values, Asked(actor, unit, day, calendar_of(new.office or new.agency, on)))
    return values


def _opened(dossier_id: int, new: New, number: tuple[int, int], *, actor: str, unit: str, on: date) -> Stated:
    found = kind(new.kind)
    day = day_of(new.raw, on)
    values = judged_opening(new, actor=actor, unit=unit, on=on)
    (step_id,) = ids_for(StepFact)
    head = {
        "id": dossier_id,
        "kind": found.code,
        "agency": new.agency,
        "office": new.office,
        "officer": new.officer,
        "year": number[0],
        "number": number[1],
        "opened_on": day,
    }
    rows: Rows = [(DossierFact, head)]
    rows += _step_rows(step_id, dossier_id, found.opening, values, day=day, actor=actor, paper=new.paper)
    rows += _link_rows(dossier_id, found.opening, values, new.matters, new.dossiers)
    act = f"{found.code}.{found.opening.code}"
    return Stated(
        f"dossier:{dossier_id}", act, day, rows, article=found.opening.article or found.article, more=new.more
    )


def _step_rows(
    number: int, dossier_id: int, step: Step, values: Values, *, day: date, actor: str, paper: int | None
) -> Rows:
    fields = {one.name: one for one in step.fields}
    private = {name for name in values if fields[name].personal or fields[name].secret}
    open_values = {name: plain(value) for name, value in values.items() if name not in private}
    rows: Rows = [
        (
            StepFact,
            {
                "id": number,
                "dossier_id": dossier_id,
                "step": step.code,
                "on": day,
                "actor": actor,
                "values": open_values,
                "paper_id": paper,
            },
        )
    ]
    for name in sorted(private):
        salted = {
            "step_id": number,
            "name": name,
            "secret": fields[name].secret,
            "salt": secrets.token_hex(16),
            "value": str(values[name]),
        }
        rows.append((PrivateFact, salted))
    return rows


def _link_rows(
    dossier_id: int, step: Step, values: Values, matters: Sequence[int] = (), dossiers: Sequence[int] = ()
) -> Rows:
    """Matters and dossiers a step names become links."""
    single = [values[one.name] for one in step.fields if one.kind == "dossier" and one.name in values]
    named = [("matter", one) for one in (*matters, *_ids(values.get("matters")))]
    named += [("dossier", one) for one in (*dossiers, *_ids(values.get("dossiers")), *_ids(tuple(single)))]
    return [
        (LinkFact, {"dossier_id": dossier_id, "kind": what, "target_id": target})
        for what, target in dict.fromkeys(named)
    ]


def _holder_rows(dossier: Dossier, step: Step, values: Values, day: date) -> Rows:
    """The officer a step gives the dossier to, in the office where that officer serves."""
    officer = str(values.get(step.holder) or "") if step.holder else ""
    if not officer:
        return []
    inside = (one.unit for one in posts_of(officer, day) if agency_of(one.unit) == dossier.agency)
    office = next(inside, None)
    if office is None:
        raise Refusal(
            "input",
            f"không có cán bộ mã {officer[:20]} đang giữ chức vụ tại đơn vị. Chọn lại người nhận.",
            step.holder,
        )
    held = {"dossier_id": dossier.id, "office": office, "officer": officer, "since": day}
    return [(HolderFact, held)]


def _ids(value: object) -> tuple[int, ...]:
    if isinstance(value, int) and not isinstance(value, bool):
        return (value,)
    return tuple(int(one) for one in value) if isinstance(value, tuple) else ()


def _numbers(news: Sequence[New], on: date) -> list[tuple[int, int]]:
    """The next numbers of each series, one writer of a series at a time."""
    last: dict[tuple[str, str, int], int] = {}
    series = [(new.agency, new.kind, work_year(day_of(new.raw, on))) for new in news]
    for agency, code, year in sorted(set(series)):
        hold_named(f"thihanh.dossiers:{agency}:{code}:{year}")
        taken = DossierFact.objects.filter(agency=agency, kind=code, year=year).aggregate(n=Max("number"))[
            "n"
        ]
        last[agency, code, year] = taken or 0
    found = []
    for key in series:
        last[key] += 1
        found.append((key[2], last[key]))
    return found


def _said(raw: Raw) -> dict[str, object]:
    return {
        name: [str(one) for one in value] if isinstance(value, (list, tuple)) else str(value)
        for name, value in raw.items()
    }


def _digest(verb: str, asked: object, actor: str) -> str:
    return hashlib.sha256(canonical({"verb": verb, "asked": asked, "by": actor}).encode()).hexdigest()
