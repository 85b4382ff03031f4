"""What others ask of reports: which were made, what one says, how its written parts came about.

A report on live figures is read only by whose reach covers the unit; one on an edition by who may read
reports.
"""

from dataclasses import dataclass

from thihanh.documents import files
from thihanh.offices.reach import Reach
from thihanh.reports import body, typesetting, word
from thihanh.reports.models import HandFact, ReportFact
from thihanh.reports.rows import HandRow, ReportRow
from thihanh.reports.structure import Report
from thihanh.statistics.unit import scope_of

PDF, WORD = "pdf", "docx"


class ReportUnknown(LookupError):
    """No such report, or none in reach: the sentence does not tell which."""

    def __init__(self) -> None:
        super().__init__("Phạm vi: không có báo cáo này trong phạm vi được xem.")


@dataclass(frozen=True, slots=True)
class Sight:
    """Who looks: the reach over reports, and the reach over live figures."""

    reports: Reach
    figures: Reach

    def sees(self, row: ReportRow) -> bool:
        """Whether the report may be shown to this reader."""
        scope = scope_of(row.unit)
        read = self.reports.covers(scope.agency, scope.office) or (
            row.is_closed and scope.agency in self.reports.touched
        )
        return read and (row.is_closed or self.figures.covers(scope.agency, scope.office))


def reports(sight: Sight, *, limit: int = 200) -> tuple[ReportRow, ...]:
    """Reports in reach, the newest first."""
    found = (_row(one) for one in ReportFact.objects.order_by("-id")[:limit])
    return tuple(row for row in found if sight.sees(row))


def report(sight: Sight, report_id: int) -> ReportRow:
    """One report. Raises ``ReportUnknown``."""
    found = ReportFact.objects.filter(id=report_id).first()
    if found is None or not sight.sees(row := _row(found)):
        raise ReportUnknown
    return row


def same(kind: str, unit: str, year: int, month: int, edition_id: int) -> ReportRow | None:
    """The newest report of this kind, unit, period and source."""
    found = ReportFact.objects.filter(
        kind=kind, unit=unit, work_year=year, month=month, edition_id=edition_id
    ).order_by("-id")
    first = found.first()
    return _row(first) if first else None


def content(row: ReportRow) -> Report:
    """What a report says, with the parts people wrote. Raises ``Refused`` for a lost file."""
    return body.with_hands(body.decode(files.read(row.body_sha256)), texts(row.id))


def texts(report_id: int) -> dict[str, str]:
    """The standing text of every written part."""
    found = HandFact.objects.filter(report_id=report_id).order_by("ordinal")
    return {one.part: one.text for one in found}


def versions(report_id: int, part: str = "") -> tuple[HandRow, ...]:
    """Every version of the written parts (or of one), the newest first."""
    found = HandFact.objects.filter(report_id=report_id).order_by("part", "-ordinal")
    if part:
        found = found.filter(part=part)
    return tuple(HandRow(one.part, one.ordinal, one.text, one.by, one.known_on) for one in found)


def file_of(row: ReportRow, kind: str, *, address: str = "") -> bytes:
    """The report as PDF or Word, with the written parts as they stand now."""
    found = content(row)
    return word.docx(found) if kind == WORD else typesetting.pdf(found, address=address)


def _row(one: ReportFact) -> ReportRow:
    return ReportRow(
        id=one.id,
        kind=one.kind,
        unit=one.unit,
        year=one.work_year,
        month=one.month,
        edition_id=one.edition_id,
        source=one.source,
        by=one.by,
        known_on=one.known_on,
        body_sha256=one.body_sha256,
    )
