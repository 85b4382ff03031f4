"""Check a whole register in one pass: form of the cells first, then what the rows say together."""

from dataclasses import dataclass

from thihanh.procedures.register_file import layout, tables
from thihanh.procedures.register_file.cases import Register, gather
from thihanh.procedures.register_file.checks import assignments, matters, money, parties, stages
from thihanh.procedures.register_file.checks.assignments import Agency
from thihanh.procedures.register_file.problems import Findings, Problem
from thihanh.procedures.register_file.tables import Context
from thihanh.procedures.register_file.workbook import ReadSheet

_CHILDREN = {
    "parties": layout.PARTIES,
    "obligations": layout.OBLIGATIONS,
    "stages": layout.STAGES,
    "money": layout.MONEY,
    "assignments": layout.ASSIGNMENTS,
}


@dataclass(frozen=True, slots=True)
class Information:
    """The sheet "Thông tin"."""

    agency: str
    work_year: int | None


@dataclass(frozen=True, slots=True)
class Checked:
    """A register as checked: the rows are to be trusted only when ``findings`` hold no error."""

    register: Register
    findings: Findings
    information: Information


def _information_error(findings: Findings, code: str, row: int, words: tuple[str, str, str]) -> None:
    value, what, fix = words
    heading = layout.INFORMATION_ROWS[min(row, 3) - 1][1]
    findings.add(Problem("error", code, layout.INFORMATION, f"B{row}", heading, value, what, fix))


def read_information(sheets: dict[str, ReadSheet], findings: Findings) -> Information | None:
    """Whose register it is; None (with an error) when the file does not say."""
    if layout.INFORMATION not in sheets:
        return None
    values = tables.read_information(sheets[layout.INFORMATION])
    agency, row = values.get("agency", ("", 1))
    if not agency:
        words = ("", "Thiếu mã đơn vị.", "Hãy ghi mã hai chữ số của cơ quan, ví dụ 22.")
        _information_error(findings, "information.agency", row, words)
        return None
    year, row = values.get("work_year", ("", 3))
    if year and not (year.isdigit() and 2000 <= int(year) <= 2100):
        words = (year, f"“{year}” không phải là năm công tác.", "Hãy ghi bốn chữ số, ví dụ 2025.")
        _information_error(findings, "information.work_year", row, words)
        return None
    return Information(agency.zfill(2) if agency.isdigit() else agency, int(year) if year else None)


def refuse_agency(findings: Findings, agency: str, what: str, fix: str) -> None:
    """Say that this register is not for whoever brings it."""
    _information_error(findings, "agency.other", 1, (agency, what, fix))


def check(
    sheets: dict[str, ReadSheet],
    information: Information,
    agency: Agency,
    context: Context,
    findings: Findings,
) -> Checked:
    """All problems of the file, and its rows gathered under their matters."""
    matter_table = tables.read_table(layout.MATTERS, sheets.get(layout.MATTERS.name), findings, context)
    children = {
        name: tables.read_table(sheet, sheets.get(sheet.name), findings, context)
        for name, sheet in _CHILDREN.items()
    }
    officers = tables.read_table(layout.OFFICERS, sheets.get(layout.OFFICERS.name), findings, context)
    register = gather(matter_table, children, officers.rows)
    _check_cases(register, agency)
    assignments.check_officers(register, agency, officers.report)
    if not register.cases and not findings.errors:
        matter_table.report.error(
            "matter.none", 2, "number", "Trang Việc không có dòng nào.", "Hãy chép sổ thụ lý vào tệp mẫu."
        )
    return Checked(register, findings, information)


def _check_cases(register: Register, agency: Agency) -> None:
    reports = register.reports
    matter_report, party_report, obligation_report, stage_report, money_report, assignment_report = (
        reports[sheet.name] for sheet in layout.SHEETS[:6]
    )
    posts = assignments.posts_with(agency, register.officers)
    for case in register.cases.values():
        matters.check(case, matter_report)
        parties.check_parties(case, party_report)
        parties.check_obligations(case, obligation_report, party_report)
        stages.check(case, stage_report)
        money.check(case, money_report, stage_report, obligation_report)
        assignments.check(case, assignment_report, agency, posts)
    for case in register.cases.values():
        matters.check_complete(case, reports)
