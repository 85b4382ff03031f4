"""Results that no room counts, each with where it is proven: a paper, an edition, a reference."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from thihanh.documents.queries import paper
from thihanh.editions.queries import EditionUnknown, edition
from thihanh.offices.reach import Viewer, check_reaches, reach
from thihanh.offices.rules import Refused
from thihanh.statistics.unit import scope_of
from thihanh.targets.indicators import Indicator, indicators
from thihanh.targets.models import EvidenceFact, live
from thihanh.targets.recording import lock
from thihanh.trail.stating import Stated, state

KINDS = {"paper": "văn bản trong hệ thống", "edition": "ấn bản số liệu", "text": "tài liệu ngoài hệ thống"}
LONGEST, SHORTEST = 300, 10


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A result of an indicator for a unit's cumulative period, and its proof.

    ``met`` for a yes/no indicator; ``hundredths`` for a numeric one whose facts no room records.
    """

    unit: str
    work_year: int
    month: int
    indicator: str
    met: bool | None
    kind: str
    reference: str
    hundredths: int | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A recorded result; the later one of a unit, period and indicator stands."""

    id: int
    indicator: str
    met: bool | None
    hundredths: int | None
    kind: str
    reference: str
    actor: str
    known_on: date

    @property
    def words(self) -> str:
        """The proof in words."""
        if self.kind == "text":
            return self.reference
        return f"{KINDS[self.kind]} số {self.reference}"


def evidence(unit: str, year: int, month: int) -> dict[str, EvidenceRow]:
    """The results that stand for a unit's period, by indicator."""
    facts = live(EvidenceFact.objects.filter(unit=unit, work_year=year, month=month)).order_by("id")
    return {
        fact.indicator: EvidenceRow(
            fact.id,
            fact.indicator,
            fact.met,
            fact.hundredths,
            fact.kind,
            fact.reference,
            fact.actor,
            fact.known_on,
        )
        for fact in facts
    }


@transaction.atomic
def record_evidence(new: NewEvidence, *, by: Viewer, on: date) -> int:
    """State a result with its proof; a later one replaces it. The id of the entry. Raises Denied, Refused."""
    scope = scope_of(new.unit)
    check_reaches(
        by,
        "target",
        "evidence",
        on=on,
        agency=scope.agency,
        office=scope.office or "",
        officer=scope.officer or "",
    )
    slot = next((one for one in indicators(scope.agency, on).slots if one.code == new.indicator), None)
    _check(new, slot, by, on)
    lock()
    before = evidence(new.unit, new.work_year, new.month).get(new.indicator)
    values: dict[str, object] = {
        "agency": scope.agency,
        "unit": new.unit,
        "work_year": new.work_year,
        "month": new.month,
        "indicator": new.indicator,
        "met": new.met,
        "hundredths": new.hundredths,
        "kind": new.kind,
        "reference": new.reference.strip(),
        "actor": by.actor,
        "replaces_id": before.id if before else None,
    }
    stated = Stated(f"target:{scope.agency}", "target.evidence", on, [(EvidenceFact, values)])
    return state([stated], by=by.actor, on=on)[0]


def _check(new: NewEvidence, slot: Indicator | None, by: Viewer, on: date) -> None:
    if slot is None or slot.formula:
        raise Refused(
            "Dữ liệu: chỉ tiêu này không nhận kết quả ghi tay; số do hệ thống tính từ sổ. Chọn chỉ tiêu khác."
        )
    if slot.kind == "yes_no" and new.met is None:
        raise Refused(f"Dữ liệu: chọn đạt hoặc không đạt cho chỉ tiêu «{slot.short}».")
    if not 1 <= new.month <= 12:
        raise Refused(f"Dữ liệu: kỳ lũy kế có từ 1 đến 12 tháng, nhận được {new.month}.")
    reference = new.reference.strip()
    if new.kind not in KINDS:
        raise Refused("Dữ liệu: chọn loại chứng cứ: văn bản, ấn bản số liệu hoặc tài liệu.")
    if new.kind == "text":
        if not SHORTEST <= len(reference) <= LONGEST:
            raise Refused("Dữ liệu: ghi số, ngày, nơi lưu của tài liệu chứng minh, từ 10 đến 300 ký tự.")
        return
    if not reference.isdecimal() or len(reference) > _LONGEST_NUMBER:
        raise Refused(f"Dữ liệu: {KINDS[new.kind]} ghi bằng số của nó trong hệ thống, ví dụ 152.")
    try:
        if new.kind == "paper":
            paper(reach(by, "paper", "read", on), int(reference))
        else:
            edition(reach(by, "statistics", "read", on), int(reference))
    except (LookupError, EditionUnknown):
        raise Refused(
            f"Dữ liệu: không có {KINDS[new.kind]} số {reference} trong phạm vi được xem. Kiểm tra lại số."
        ) from None


_LONGEST_NUMBER = 12
