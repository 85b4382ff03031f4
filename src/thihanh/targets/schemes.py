"""The rules of emulation scoring an agency works by: the default, or its own versions, each from a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from thihanh.law import work_year
from thihanh.law.notation import vn
from thihanh.offices.reach import Viewer, check_reaches
from thihanh.offices.rules import Refused
from thihanh.targets.grading import Scheme, default_content, fault_of, scheme_of
from thihanh.targets.indicators import indicators
from thihanh.targets.models import ScoreFact, VersionFact, live
from thihanh.targets.recording import lock
from thihanh.trail.stating import Stated, state

KIND = "emulation"
_LONGEST_NUMBER = 120


@dataclass(frozen=True, slots=True)
class Version:
    """A version as it was recorded: the rules, from when, in whose book since when."""

    entry_id: int
    since: date
    known_on: date
    scheme: Scheme
    content: Mapping[str, Any]


def scheme(agency: str, on: date) -> Scheme:
    """The rules of an agency on a day: its own latest version, else QĐ 1682 as far as it is known."""
    return scheme_of(content(agency, on))


def content(agency: str, on: date) -> Mapping[str, Any]:
    """The same as data: the start of the next version."""
    fact = live(VersionFact.objects.filter(agency=agency, kind=KIND, since__lte=on)).order_by("since", "id")
    last = fact.last()
    return last.content if last else default_content()


def versions(agency: str) -> tuple[Version, ...]:
    """The agency's own versions, the one that holds longest from now first."""
    facts = live(VersionFact.objects.filter(agency=agency, kind=KIND)).order_by("-since", "-id")
    return tuple(
        Version(one.entry_id, one.since, one.known_on, scheme_of(one.content), one.content) for one in facts
    )


@transaction.atomic
def state_scheme(content: Mapping[str, Any], *, since: date, by: Viewer, on: date) -> int:
    """State a version of the rules of the viewer's agency; the id of its entry. Raises Denied, Refused."""
    check_reaches(by, "target", "decide", on=on, agency=by.agency)
    found = _read(content)
    if fault := fault_of(found):
        raise Refused(f"Dữ liệu: {fault}")
    _check_codes(found, by.agency, since)
    lock()
    _check_new(found, by.agency, since)
    values: dict[str, object] = {
        "agency": by.agency,
        "kind": KIND,
        "since": since,
        "number": found.number,
        "content": dict(content),
    }
    stated = Stated(f"target:{by.agency}", "target.emulation_rules", since, [(VersionFact, values)])
    return state([stated], by=by.actor, on=on)[0]


def _read(content: Mapping[str, Any]) -> Scheme:
    try:
        found = scheme_of(content)
    except (AttributeError, KeyError, TypeError, ValueError) as broken:
        raise Refused(f"Dữ liệu: bảng chấm điểm thiếu hoặc sai phần {broken}. Kiểm tra lại tệp.") from None
    if not found.number.strip() or len(found.number) > _LONGEST_NUMBER:
        raise Refused(
            f"Dữ liệu: ghi số, ngày văn bản ban hành bảng chấm điểm, không quá {_LONGEST_NUMBER} ký tự."
        )
    return found


def _check_codes(found: Scheme, agency: str, since: date) -> None:
    """What figures give or decide must be indicators of the agency's list."""
    known = {one.code for one in indicators(agency, since).slots}
    used = [*found.core, *(one.indicator for one in found.criteria if one.indicator)]
    if strange := next((code for code in used if code not in known), ""):
        raise Refused(
            f"Dữ liệu: không có chỉ tiêu «{strange}» trong bộ chỉ tiêu áp dụng ngày {vn(since)}. Dùng mã "
            "ở trang Bộ chỉ tiêu, hoặc để trống để người chấm cho điểm."
        )


def _check_new(found: Scheme, agency: str, since: date) -> None:
    """Rules of a year already being judged are not changed, and a version is stated once."""
    own = live(VersionFact.objects.filter(agency=agency, kind=KIND))
    if own.filter(since=since, number=found.number).exists():
        raise Refused(
            f"Trạng thái: phiên bản «{found.number}» áp dụng từ {vn(since)} đã ghi. Sửa thì ghi số mới."
        )
    year = work_year(since)
    if live(ScoreFact.objects.filter(agency=agency, work_year__gte=year)).exists():
        raise Refused(
            f"Trạng thái: năm công tác {year} đã có đơn vị chấm điểm theo bảng trước, nên bảng mới không "
            f"áp dụng từ {vn(since)}. Chọn ngày thuộc năm công tác chưa chấm."
        )
