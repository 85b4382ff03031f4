"""Trang Việc: dates of the judgment, the request and the decision."""

from collections.abc import Mapping

from thihanh.law.notation import vn
from thihanh.procedures.register_file import layout
from thihanh.procedures.register_file.cases import Case
from thihanh.procedures.register_file.sheet_report import SheetReport


def check(case: Case, report: SheetReport) -> None:
    """Everything said of one matter on its own row."""
    _check_dates(case, report)
    _check_request(case, report)


def check_complete(case: Case, reports: Mapping[str, SheetReport]) -> None:
    """Warn of a matter without parties, obligations or an officer, where those sheets could be read."""
    matters = reports[layout.MATTERS.name]
    for rows, what, sheet in (
        (case.parties, "đương sự", layout.PARTIES.name),
        (case.obligations, "khoản", layout.OBLIGATIONS.name),
        (case.assignments, "phân công", layout.ASSIGNMENTS.name),
    ):
        if not rows and not reports[sheet].faulty and reports[sheet].readable:
            matters.warning(
                "matter.without_rows",
                case.matter.row,
                "number",
                f"Việc {case.matter.number} chưa có {what} nào.",
                f"Nếu sót, hãy thêm dòng ở trang {sheet}.",
            )


def _check_dates(case: Case, report: SheetReport) -> None:
    row = case.matter
    decided = row.decided_on
    assert decided is not None
    if row.judgment_on and row.judgment_on > decided:
        report.error(
            "matter.before_judgment",
            row.row,
            "judgment_on",
            f"Ngày bản án {vn(row.judgment_on)} ở sau ngày quyết định thi hành án {vn(decided)}.",
            "Hãy sửa một trong hai ngày.",
        )
    if row.known_on and row.known_on < decided:
        report.error(
            "known.before_event",
            row.row,
            "known_on",
            f"Ngày vào sổ {vn(row.known_on)} ở trước ngày quyết định {vn(decided)}.",
            "Hãy sửa ngày vào sổ, hoặc bỏ trống.",
        )


def _check_request(case: Case, report: SheetReport) -> None:
    row = case.matter
    if row.requested_on is None:
        return
    assert row.decided_on is not None
    if row.kind == "ex_officio":
        report.warning(
            "matter.request_not_needed",
            row.row,
            "requested_on",
            "Việc chủ động không có ngày yêu cầu.",
            "Hãy kiểm tra cột Loại hoặc xóa ngày yêu cầu.",
        )
    if row.requested_on > row.decided_on:
        report.error(
            "matter.before_request",
            row.row,
            "requested_on",
            f"Ngày yêu cầu {vn(row.requested_on)} ở sau ngày quyết định {vn(row.decided_on)}.",
            "Hãy sửa một trong hai ngày.",
        )
