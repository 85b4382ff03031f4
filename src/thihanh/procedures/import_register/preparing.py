"""The dry run: read, check, compare with the record. Nothing of the register is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from thihanh.offices.reach import Viewer, check_reaches, reach
from thihanh.procedures.import_register import agencies, differences, existing, queries
from thihanh.procedures.import_register.differences import Difference
from thihanh.procedures.import_register.review import review
from thihanh.procedures.register_file import checking, tables, workbook
from thihanh.procedures.register_file.cases import Key
from thihanh.procedures.register_file.checking import Checked, Information
from thihanh.procedures.register_file.checks.assignments import Agency
from thihanh.procedures.register_file.problems import FileRefused, Findings, Problem
from thihanh.procedures.register_file.tables import Context

Progress = Callable[[str, int, int], None]
READING, CHECKING, COMPARING, WRITING = "Đọc tệp", "Kiểm tra", "So với sổ", "Ghi sổ"
_TELL_EVERY = 1_000


def no_progress(phase: str, done: int, total: int) -> None:
    """For callers that show no progress."""


@dataclass(frozen=True, slots=True)
class Importer:
    """Who brings a file in, on which day. Without a viewer (the command line) the policy is not asked."""

    by: str
    on: date
    viewer: Viewer | None = None
    progress: Progress = no_progress


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file as found by the dry run; ``checked`` is None when it could not be read that far.

    ``since`` is the earliest day of a fact that it would add or correct.
    """

    findings: Findings
    agency: str
    checked: Checked | None = None
    counts: Mapping[str, int] | None = None
    since: date | None = None

    @property
    def in_order(self) -> bool:
        """No error stands in the way of writing."""
        return self.checked is not None and not self.findings.errors


def prepare(path: Path, who: Importer) -> Prepared:
    """All problems of the file, against itself and against the record."""
    findings = Findings()
    home = who.viewer.agency if who.viewer else ""
    who.progress(READING, 0, 1)
    try:
        read = workbook.read(path)
    except FileRefused as refused:
        findings.add(Problem("error", refused.code, "", "", "", "", refused.sentence, ""))
        return Prepared(findings, home)
    who.progress(READING, 1, 1)
    sheets = tables.pair_names(read, findings)
    information = checking.read_information(sheets, findings)
    agency = _agency(information, who, findings) if information else None
    if information is None or agency is None:
        return Prepared(findings, home)
    who.progress(CHECKING, 0, 1)
    context = Context(who.on, queries.own_headings(agency.code))
    checked = checking.check(sheets, information, agency, context, findings)
    who.progress(CHECKING, 1, 1)
    if findings.errors:
        return Prepared(findings, agency.code, checked)
    found = compare(checked, who).values()
    counts = differences.total(found)
    counts["officers"] = len(checked.register.officers)
    return Prepared(findings, agency.code, checked, dict(counts), differences.first_day(found))


def compare(checked: Checked, who: Importer) -> dict[Key, Difference]:
    """What the register adds to the record as it stands now; problems go to the findings."""
    cases = checked.register.cases
    known = existing.read(checked.information.agency, [number for number, _ in cases])
    found: dict[Key, Difference] = {}
    for done, (key, case) in enumerate(cases.items()):
        if done % _TELL_EVERY == 0:
            who.progress(COMPARING, done, len(cases))
        one = differences.of_case(case, known.get(key), checked.information.agency, who.on)
        review(one, checked.register.reports)
        found[key] = one
    who.progress(COMPARING, len(cases), len(cases))
    return found


def _agency(information: Information, who: Importer, findings: Findings) -> Agency | None:
    """The province of the file, if there is one and this importer may bring its register in."""
    agency = agencies.agency(information.agency, who.on)
    if agency is None:
        checking.refuse_agency(
            findings,
            information.agency,
            f"Không có cơ quan thi hành án cấp tỉnh mang mã “{information.agency}”.",
            "Hãy ghi mã hai chữ số của tỉnh, ví dụ 22.",
        )
        return None
    viewer = who.viewer
    if viewer is None:
        return agency
    allowed = reach(viewer, "import", "dry_run", who.on)
    if allowed.is_empty:
        check_reaches(viewer, "import", "dry_run", on=who.on, agency=information.agency)
    if not allowed.covers(agency=information.agency):
        checking.refuse_agency(
            findings,
            information.agency,
            f"Đây là sổ của {agency.name}, không phải của đơn vị đang đăng nhập (mã {viewer.agency}).",
            "Hãy chọn đúng tệp của đơn vị mình.",
        )
        return None
    return agency
