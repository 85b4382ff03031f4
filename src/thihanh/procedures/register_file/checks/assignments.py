"""Trang Phân công and trang Cán bộ: who holds a matter must hold a post in that office that day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thihanh.law.notation import vn
from thihanh.procedures.register_file.cases import Case, Register
from thihanh.procedures.register_file.rows import AssignmentRow, OfficerRow
from thihanh.procedures.register_file.sheet_report import SheetReport


@dataclass(frozen=True, slots=True)
class Held:
    """A post in one office from its first to its last day (None: still held)."""

    office: str
    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        """Whether the post is held that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Agency:
    """What is known of the province before the file: its offices, and who held which post when."""

    code: str
    name: str
    offices: Mapping[str, str]
    posts: Mapping[str, tuple[Held, ...]]


def posts_with(agency: Agency, officers: list[OfficerRow]) -> dict[str, tuple[Held, ...]]:
    """The posts known before, with those that the file's own sheet of officers adds."""
    posts = dict(agency.posts)
    for row in officers:
        if row.code and row.office and row.valid_from:
            posts[row.code] = (*posts.get(row.code, ()), Held(row.office, row.valid_from, row.valid_to))
    return posts


def check_officers(register: Register, agency: Agency, report: SheetReport) -> None:
    """Codes of this province, offices that exist, dates in order, no post twice."""
    seen: dict[tuple[str, date], int] = {}
    for row in register.officers:
        if row.code and not row.code.startswith(f"{agency.code}."):
            report.error(
                "officer.other_province",
                row.row,
                "code",
                f"Mã {row.code} không thuộc {agency.name} (mã bắt đầu bằng {agency.code}.).",
                "Hãy sửa mã; cán bộ của tỉnh khác không nhập ở đây.",
            )
        _check_office(row.office, row.row, report, agency)
        if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
            report.error(
                "officer.dates",
                row.row,
                "valid_to",
                f"Đến ngày {vn(row.valid_to)} ở trước Từ ngày {vn(row.valid_from)}.",
                "Hãy sửa một trong hai ngày.",
            )
        if row.code and row.valid_from:
            first = seen.setdefault((row.code, row.valid_from), row.row)
            if first != row.row:
                report.error(
                    "officer.twice",
                    row.row,
                    "code",
                    f"Cán bộ {row.code} từ {vn(row.valid_from)} đã có ở dòng {first}.",
                    "Hãy bỏ một dòng.",
                )


def _check_office(office: str | None, row: int, report: SheetReport, agency: Agency) -> bool:
    if office is None or office in agency.offices:
        return office is not None
    other = office.split(".")[0] != agency.code
    report.error(
        "office.other_province" if other else "office.unknown",
        row,
        "office",
        f"Đơn vị {office} không thuộc {agency.name}." if other else f"Không có đơn vị {office}.",
        f"Các đơn vị: {', '.join(sorted(agency.offices))}.",
    )
    return False


def check(case: Case, report: SheetReport, agency: Agency, posts: Mapping[str, tuple[Held, ...]]) -> None:
    """Dates, offices and posts of one matter's assignments."""
    seen: dict[date, int] = {}
    for row in case.assignments:
        if row.on is None:
            continue
        _check_dates(row, report, seen)
        if _check_office(row.office, row.row, report, agency):
            _check_post(row, row.on, report, posts)


def _check_dates(row: AssignmentRow, report: SheetReport, seen: dict[date, int]) -> None:
    assert row.on is not None
    if row.decided_on and row.on < row.decided_on:
        report.error(
            "assignment.before_decision",
            row.row,
            "on",
            f"Ngày phân công {vn(row.on)} ở trước ngày quyết định {vn(row.decided_on)}.",
            "Hãy sửa ngày.",
        )
    if row.known_on and row.known_on < row.on:
        report.error(
            "known.before_event",
            row.row,
            "known_on",
            f"Ngày vào sổ {vn(row.known_on)} ở trước ngày phân công {vn(row.on)}.",
            "Hãy sửa ngày vào sổ, hoặc bỏ trống.",
        )
    first = seen.setdefault(row.on, row.row)
    if first != row.row:
        report.error(
            "assignment.twice",
            row.row,
            "on",
            f"Việc {row.number} được phân công hai lần trong ngày {vn(row.on)} (dòng {first}).",
            "Hãy giữ một dòng.",
        )


def _check_post(
    row: AssignmentRow, day: date, report: SheetReport, posts: Mapping[str, tuple[Held, ...]]
) -> None:
    if row.officer is None:
        return
    held = posts.get(row.officer, ())
    there = [post for post in held if post.covers(day)]
    if any(post.office == row.office for post in there):
        return
    if there:
        offices = ", ".join(sorted({post.office for post in there}))
        code, what = "officer.other_office", f"ngày {vn(day)} thuộc {offices}, không thuộc {row.office}"
    elif held:
        since = "; ".join(
            f"{p.office} từ {vn(p.first)}" + (f" đến {vn(p.last)}" if p.last else "") for p in held
        )
        code, what = "officer.no_post", f"không giữ chức danh ngày {vn(day)} (có: {since})"
    else:
        code, what = "officer.unknown", "chưa có trong hệ thống và không có ở trang Cán bộ"
    report.error(
        code,
        row.row,
        "officer",
        f"Chấp hành viên {row.officer} {what}.",
        "Hãy sửa mã, ngày hoặc đơn vị; nếu cán bộ mới về, thêm ở trang Cán bộ.",
    )
