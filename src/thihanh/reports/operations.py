"""Asking for a report, making it, writing into the parts that people write."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from procrastinate.types import JSONValue

from thihanh.documents import files
from thihanh.editions import queries as editions
from thihanh.matters.rules import StateRefused
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.offices.reach import Reach, Viewer, reach
from thihanh.queue import operations as queue
from thihanh.queue.names import REPORT_MAKE
from thihanh.queue.queries import FAILED
from thihanh.reports import body, frozen, live, queries
from thihanh.reports.checking import against_sheet
from thihanh.reports.kinds.catalogue import RefusedReport, check_asked, compose, kind_of
from thihanh.reports.material import Material
from thihanh.reports.models import HandFact, ReportFact
from thihanh.reports.rows import ReportRow, salt
from thihanh.reports.structure import Report
from thihanh.statistics.period import month_period
from thihanh.statistics.unit import scope_of
from thihanh.trail.locking import hold_named
from thihanh.trail.once import once, remember
from thihanh.trail.stating import Stated, ids_for, state

LONGEST = 20_000
NEWEST = -1
STEPS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A report as asked for. ``edition`` 0 is live figures, ``NEWEST`` the newest edition of the period."""

    kind: str
    unit: str
    year: int
    month: int
    edition: int = NEWEST

    @property
    def job_key(self) -> str:
        """The key under which the making tells how far it is."""
        return f"{REPORT_MAKE}:{self.kind}:{self.unit}:{self.year}:{self.month}:{self.edition}"


def settle(asked: Asked, *, by: Viewer, on: date) -> Asked:
    """The report that will be made: kind, unit, period and rights looked at, the edition found.

    Raises Denied, RefusedReport, RefusedPeriod, UnknownUnit, EditionUnknown.
    """
    kind, scope = kind_of(asked.kind), scope_of(asked.unit)
    check_asked(kind, asked.unit, asked.month)
    _check_makes(by, asked.unit, on)
    period = month_period(asked.year, asked.month)
    edition = with_edition(asked).edition
    if edition:
        row = editions.edition(reach(by, "edition", "read", on), edition)
        if (row.unit, row.year, row.month) != (asked.unit, asked.year, asked.month):
            raise RefusedReport(
                f"Dữ liệu: ấn bản số {edition} là của đơn vị {row.unit}, {row.period.label}; báo cáo chỉ lập "
                "từ ấn bản của đúng đơn vị và kỳ đó."
            )
    elif period.to > on:
        raise RefusedReport(
            f"Dữ liệu: kỳ đến {period.to:%d/%m/%Y} chưa hết, hôm nay là {on:%d/%m/%Y}. Chọn kỳ đã qua."
        )
    elif not reach(by, "statistics", "read", on).covers(scope.agency, scope.office):
        raise Denied(
            f"Phạm vi: số liệu trực tiếp của {asked.unit} không trong phạm vi được xem. "
            "Hãy lập từ ấn bản đã khóa."
        )
    return Asked(kind.slug, asked.unit, asked.year, asked.month, edition)


def with_edition(asked: Asked) -> Asked:
    """The same, the newest edition of its period named; live figures where there is none."""
    if asked.edition != NEWEST:
        return asked
    found = editions.latest(asked.unit, asked.year, asked.month)
    return replace(asked, edition=found.id if found is not None else 0)


@transaction.atomic
def ask(asked: Asked, *, by: Viewer, on: date) -> Asked:
    """Enqueue the making of a report; what will be made. Raises as ``settle``."""
    settled = settle(asked, by=by, on=on)
    queue.expect(settled.job_key, total=STEPS)
    values: dict[str, JSONValue] = {
        "what": [settled.kind, settled.unit],
        "numbers": [settled.year, settled.month, settled.edition],
        "account": by.account_id,
    }
    queue.enqueue(REPORT_MAKE, values, lock=settled.job_key)
    return settled


def make(asked: Asked, *, by: Viewer, on: date) -> int | None:
    """Make an asked report and keep it; its id. What is in the way is told under ``job_key``."""
    try:
        with queue.reporting(asked.job_key, total=STEPS, message="Đang tập hợp số liệu") as reporter:
            settled = settle(asked, by=by, on=on)
            material = gather(settled, by=by, on=on)
            reporter.advance(1, message="Đang viết báo cáo, vẽ biểu đồ")
            made = written(settled, material)
            reporter.advance(2, message="Đang lưu")
            return keep(settled, made, by=by.actor, on=on)
    except (Denied, StateRefused, LookupError, ValueError) as refused:
        queue.tell(asked.job_key, FAILED, str(refused))
        return None


def gather(asked: Asked, *, by: Viewer, on: date) -> Material:
    """The material of a settled report, by its source."""
    return gathered(asked, reach(by, "statistics", "read", on), on)


def gathered(asked: Asked, seen: Reach, on: date) -> Material:
    """The same for a reach at hand (the command line sees everything)."""
    if asked.edition:
        return frozen.gather(asked.edition, reach=seen, on=on)
    return live.gather(asked.unit, asked.year, asked.month, reach=seen, on=on)


def written(asked: Asked, material: Material) -> Report:
    """The report, its every number read back and held against the figures before anybody sees it.

    Raises ``ReportWrong`` where a sentence does not say what the figures say.
    """
    made = compose(kind_of(asked.kind), material)
    problems = against_sheet(made, material.sheet)
    if problems:
        raise ReportWrong(problems[0].sentence)
    return made


class ReportWrong(ValueError):
    """A generated sentence whose numbers are not the figures'; the report is not kept."""


@transaction.atomic
def keep(asked: Asked, made: Report, *, by: str, on: date) -> int:
    """Keep a made report as a fact; its id. The same report again is the one that is kept."""
    sha256 = files.store(body.encode(made))
    hold_named(f"thihanh.reports:{asked.job_key}")
    known = queries.same(asked.kind, asked.unit, asked.year, asked.month, asked.edition)
    if known is not None and known.body_sha256 == sha256:
        return known.id
    (report_id,) = ids_for(ReportFact)
    values = {
        "id": report_id,
        "kind": asked.kind,
        "unit": asked.unit,
        "work_year": asked.year,
        "month": asked.month,
        "edition_id": asked.edition,
        "source": made.source.label,
        "by": by,
        "body_sha256": sha256,
    }
    subject = f"report:{asked.kind}:{asked.unit}:{asked.year}:{asked.month}"
    state([Stated(subject, "report.made", on, [(ReportFact, values)])], by=by, on=on)
    return report_id


@transaction.atomic
def write_part(row: ReportRow, part: str, text: str, *, by: Viewer, on: date, key: str = "") -> int:
    """A new version of a part people write; its number. Earlier versions stay readable.

    Raises Denied, StateRefused, KeyReused.
    """
    scope = scope_of(row.unit)
    if not reach(by, "report", "write", on).covers(scope.agency, scope.office):
        raise Denied("Quyền: không được viết vào báo cáo này. Đề nghị thủ trưởng giao người viết.")
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise StateRefused(
            f"Dữ liệu: phần viết tay dài quá {LONGEST} ký tự. Hãy rút gọn hoặc đưa vào phụ lục."
        )
    if part not in {one.key for one in queries.content(row).hands}:
        raise StateRefused(f"Dữ liệu: báo cáo không có phần viết tay “{part}”. Mở lại báo cáo rồi chọn phần.")
    said = f"report:{row.id}:{part}:{text}"
    if key and (before := once(key, said)) is not None:
        return int(before["ordinal"])
    hold_named(f"thihanh.reports:{row.id}:{part}")
    standing = queries.versions(row.id, part)
    if standing and standing[0].text == text:
        return standing[0].ordinal
    ordinal = standing[0].ordinal + 1 if standing else 1
    values = {
        "report_id": row.id,
        "part": part,
        "ordinal": ordinal,
        "by": by.actor,
        "salt": salt(),
        "text": text,
    }
    written = Stated(f"report:{row.id}", "report.part_written", on, [(HandFact, values)])
    state([written], by=by.actor, on=on)
    if key:
        remember(key, said, {"ordinal": ordinal})
    return ordinal


def _check_makes(by: Viewer, unit: str, on: date) -> None:
    scope = scope_of(unit)
    if offices.unit(unit, on) is None:
        raise RefusedReport(f"Phạm vi: ngày {on:%d/%m/%Y} không có đơn vị {unit}.")
    if not reach(by, "report", "make", on).covers(scope.agency, scope.office):
        raise Denied(
            f"Quyền: không được lập báo cáo của đơn vị {unit}. "
            "Đề nghị thủ trưởng đơn vị hoặc thẩm tra viên lập."
        )
