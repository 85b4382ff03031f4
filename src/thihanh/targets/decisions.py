"""Target decisions: nation → province → office → officer, each with its day; a later one amends an earlier.

A recorded decision holds from its own day in its work year; before that day, and for units it does not name,
what held before goes on holding (an earlier decision, else the reviewed ``targets.csv``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from thihanh.law import work_year
from thihanh.law.notation import vn
from thihanh.offices.queries import agency_of, names_of, officers, post_on, unit, units
from thihanh.offices.reach import Reach, Viewer, check_reaches
from thihanh.offices.reference import CENTRE, unit_names
from thihanh.offices.rules import Refused
from thihanh.targets.annex import AnnexRow, Fault
from thihanh.targets.indicators import indicators
from thihanh.targets.models import DecisionFact, TargetFact, live
from thihanh.targets.recording import lock
from thihanh.trail.kept import ask
from thihanh.trail.operations import once, remember
from thihanh.trail.stating import Stated, ids_for, state

LONGEST = 60


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A decision to be recorded: who issued it, its number and day, from when, and its annex."""

    issuer: str
    number: str
    signed_on: date
    since: date
    rows: tuple[AnnexRow, ...]
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class RecordedTarget:
    """A target as a recorded decision gives it, in hundredths of the indicator's unit."""

    unit: str
    indicator: str
    hundredths: int
    decision: int
    number: str
    issuer: str
    signed_on: date
    since: date
    work_year: int


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A recorded decision with its annex; ``void`` where it was withdrawn."""

    id: int
    entry_id: int
    agency: str
    issuer: str
    number: str
    signed_on: date
    since: date
    work_year: int
    known_on: date
    note: str
    source: str
    void: bool
    rows: tuple[RecordedTarget, ...]


def _content() -> tuple[int, ...]:
    (found,) = ask("SELECT coalesce(max(id), 0) FROM targets_decision", [])
    return found


_kept: dict[tuple[object, ...], tuple[RecordedTarget, ...]] = {}


def recorded() -> tuple[RecordedTarget, ...]:
    """Every target of a decision that stands, kept while no decision is added."""
    key = (connection.settings_dict["NAME"], connection.settings_dict["HOST"], *_content())
    if key not in _kept:
        _kept.clear()
        _kept[key] = _targets(live(DecisionFact.objects.all()))
    return _kept[key]


def _targets(facts: Iterable[DecisionFact]) -> tuple[RecordedTarget, ...]:
    by_id = {fact.id: fact for fact in facts}
    rows = TargetFact.objects.filter(decision_id__in=by_id).order_by("decision_id", "id")
    return tuple(_target(row, by_id[row.decision_id]) for row in rows)


def _target(row: TargetFact, fact: DecisionFact) -> RecordedTarget:
    return RecordedTarget(
        unit=row.unit,
        indicator=row.indicator,
        hundredths=row.hundredths,
        decision=fact.id,
        number=fact.number,
        issuer=fact.issuer,
        signed_on=fact.signed_on,
        since=fact.since,
        work_year=fact.work_year,
    )


def target_of(
    unit_code: str, indicator: str, on: date, among: Sequence[RecordedTarget] | None = None
) -> RecordedTarget | None:
    """The target that recorded decisions give a unit on a day: the latest day, then the latest recorded.

    ``among`` are the ``recorded`` targets, for who asks for many units at once.
    """
    year = work_year(on)
    found = [
        row
        for row in (recorded() if among is None else among)
        if (row.unit, row.indicator, row.work_year) == (unit_code, indicator, year) and row.since <= on
    ]
    return max(found, key=lambda row: (row.since, row.decision), default=None)


def decisions(reach: Reach) -> tuple[DecisionRow, ...]:
    """The decisions recorded by the agencies in reach, withdrawn ones too; the latest first."""
    facts = DecisionFact.objects.filter(void=False)
    if not reach.everything:
        facts = facts.filter(agency__in=reach.touched)
    found = list(facts.order_by("-since", "-id"))
    standing = set(
        live(DecisionFact.objects.filter(id__in=[one.id for one in found])).values_list("id", flat=True)
    )
    rows: dict[int, list[RecordedTarget]] = {}
    for row in _targets(found):
        rows.setdefault(row.decision, []).append(row)
    return tuple(
        DecisionRow(
            id=fact.id,
            entry_id=fact.entry_id,
            agency=fact.agency,
            issuer=fact.issuer,
            number=fact.number,
            signed_on=fact.signed_on,
            since=fact.since,
            work_year=fact.work_year,
            known_on=fact.known_on,
            note=fact.note,
            source=fact.source,
            void=fact.id not in standing,
            rows=tuple(rows.get(fact.id, ())),
        )
        for fact in found
    )


def faults(new: NewDecision, agency: str, held: Mapping[str, int]) -> tuple[Fault, ...]:
    """Everything that keeps a decision of the agency from being recorded, each as a sentence.

    ``held`` are the agency's own targets on the day by indicator: an office needs them above it.
    """
    found = [*_head_faults(new, agency)]
    slots = {one.code: one for one in indicators(agency, new.since).slots}
    own = set(held) | {row.indicator for row in new.rows if row.unit == agency}
    if not new.rows:
        found.append(Fault("", "Dữ liệu: phụ lục chưa có dòng nào. Ghi chỉ tiêu cho ít nhất một đơn vị."))
    for row in new.rows:
        if row.indicator not in slots:
            found.append(
                Fault(row.place, f"Dữ liệu: chỉ tiêu «{row.indicator}» không có trong bộ chỉ tiêu ngày này.")
            )
        elif said := _unit_fault(row, new, agency, own, slots[row.indicator].short):
            found.append(Fault(row.place, said))
    return tuple(found)


def _head_faults(new: NewDecision, agency: str) -> Iterable[Fault]:
    if new.issuer not in (CENTRE, agency):
        yield Fault(
            "", "Dữ liệu: cơ quan giao là Cục Quản lý THADS hoặc chính THADS tỉnh. Chọn một trong hai."
        )
    if not 0 < len(new.number.strip()) <= LONGEST:
        yield Fault("", "Dữ liệu: ghi số quyết định, ví dụ 125/QĐ-THADS (tối đa 60 ký tự).")
    if work_year(new.signed_on) > work_year(new.since):
        yield Fault(
            "",
            f"Dữ liệu: quyết định ký ngày {vn(new.signed_on)} thuộc năm công tác sau ngày áp dụng "
            f"{vn(new.since)}. Kiểm tra hai ngày.",
        )


def _unit_fault(row: AnnexRow, new: NewDecision, agency: str, own: set[str], short: str) -> str:
    code, day = row.unit, new.since
    if code == agency:
        if new.issuer == CENTRE:
            return ""
        return (
            "Pháp luật: chỉ tiêu của THADS tỉnh do Cục Quản lý THADS giao; THADS tỉnh chỉ giao cho phòng "
            "và chấp hành viên. Bỏ dòng này hoặc chọn cơ quan giao là Cục."
        )
    if new.issuer == CENTRE:
        return (
            f"Dữ liệu: quyết định của Cục chỉ ghi ở đây phần giao cho {agency}; dòng {code} do THADS tỉnh "
            "giao bằng quyết định riêng."
        )
    if agency_of(code) != agency:
        return f"Phạm vi: đơn vị {code} không thuộc cơ quan {agency}. Bỏ dòng này."
    if "." in code and code.partition(".")[2].isdecimal():
        if post_on(code, day) is None:
            return (
                f"Dữ liệu: người có mã {code} không làm chấp hành viên vào ngày {vn(day)}. "
                "Kiểm tra mã và ngày áp dụng."
            )
    elif unit(code, day) is None:
        return _no_unit(code, day)
    if row.indicator not in own:
        return (
            f"Pháp luật: chưa có chỉ tiêu «{short}» của THADS tỉnh áp dụng ngày {vn(day)} nên chưa giao "
            f"được cho {code}. Ghi quyết định của Cục Quản lý THADS trước."
        )
    return ""


def _no_unit(code: str, day: date) -> str:
    known = [row.on for row in unit_names() if row.code == code]
    if known and min(known) > day:
        return f"Dữ liệu: đơn vị {code} chưa có vào ngày {vn(day)}; đơn vị này có từ ngày {vn(min(known))}."
    if known:
        return f"Dữ liệu: đơn vị {code} không còn vào ngày {vn(day)}. Giao cho đơn vị kế thừa."
    return f"Dữ liệu: không có đơn vị {code} trong danh mục ngày {vn(day)}. Kiểm tra mã đơn vị."


class DecisionRefused(Refused):
    """A decision with faults; ``faults`` lists them all, the sentence is the first."""

    def __init__(self, found: Sequence[Fault]) -> None:
        super().__init__(str(found[0]))
        self.faults = tuple(found)


@transaction.atomic
def issue(new: NewDecision, held: Mapping[str, int], *, by: Viewer, on: date, key: str = "") -> int:
    """Record a decision of the viewer's agency; its id. Once for one key.

    Raises Denied, DecisionRefused with every fault, KeyReused.
    """
    asked = repr((by.actor, new))
    if key and (before := once(key, asked)) is not None:
        return int(before["decision"])
    check_reaches(by, "target", "assign", on=on, agency=by.agency)
    lock()
    found = [*faults(new, by.agency, held)]
    if new.signed_on > on:
        found.append(Fault("", f"Dữ liệu: ngày ký {vn(new.signed_on)} chưa đến (hôm nay {vn(on)})."))
    same = live(DecisionFact.objects.filter(agency=by.agency, issuer=new.issuer, number=new.number.strip()))
    if same.filter(signed_on=new.signed_on).exists():
        found.append(
            Fault("", f"Trạng thái: quyết định {new.number} ngày {vn(new.signed_on)} đã ghi. Xem lịch sử.")
        )
    if found:
        raise DecisionRefused(found)
    (decision,) = ids_for(DecisionFact)
    values: dict[str, object] = {
        "id": decision,
        "agency": by.agency,
        "issuer": new.issuer,
        "number": new.number.strip(),
        "signed_on": new.signed_on,
        "since": new.since,
        "work_year": work_year(new.since),
        "note": new.note.strip(),
        "source": new.source,
    }
    rows = [
        (
            TargetFact,
            {
                "id": number,
                "decision_id": decision,
                "unit": row.unit,
                "indicator": row.indicator,
                "hundredths": row.hundredths,
            },
        )
        for number, row in zip(ids_for(TargetFact, len(new.rows)), new.rows, strict=True)
    ]
    stated = Stated(f"target:{by.agency}", "target.assigned", new.since, [(DecisionFact, values), *rows])
    state([stated], by=by.actor, on=on)
    if key:
        remember(key, asked, {"decision": decision})
    return decision


@transaction.atomic
def withdraw(decision: int, *, reason: str, by: Viewer, on: date) -> None:
    """Take back a decision recorded by mistake: what held before holds again. Raises Denied, Refused."""
    lock()
    fact = live(DecisionFact.objects.filter(id=decision, agency=by.agency)).first()
    if fact is None:
        raise Refused("Trạng thái: quyết định này đã rút hoặc không thuộc cơ quan. Mở lại lịch sử.")
    check_reaches(by, "target", "assign", on=on, agency=by.agency)
    if len(reason.strip()) < _SHORTEST:
        raise Refused("Dữ liệu: ghi lý do rút quyết định đã ghi, ít nhất 10 ký tự.")
    columns = ("agency", "issuer", "number", "signed_on", "since", "work_year", "note", "source")
    values = {name: getattr(fact, name) for name in columns} | {"replaces_id": fact.id, "void": True}
    stated = Stated(
        f"target:{by.agency}", "target.withdrawn", on, [(DecisionFact, values)], reason=reason.strip()
    )
    state([stated], by=by.actor, on=on)


_SHORTEST = 10


@dataclass(frozen=True, slots=True)
class Place:
    """A unit or officer a target may be given to, by the name of the day."""

    code: str
    name: str


def places(agency: str, on: date, office: str = "") -> tuple[Place, ...]:
    """The offices of an agency on a day; for an office its enforcement officers."""
    if not office:
        return tuple(Place(one.code, one.name) for one in units(on, agency))
    return tuple(Place(one.code, one.name) for one in officers(office, on))


def named(codes: Iterable[str], on: date) -> dict[str, str]:
    """Names of units and people on a day, by code."""
    wanted = set(codes)
    found = {one.code: one.name for one in units(on) if one.code in wanted}
    return found | names_of(wanted - set(found), on)
