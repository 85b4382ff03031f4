"""Trang Đương sự and trang Khoản: numbers inside a matter, who owes whom, amounts where money is owed."""

from thihanh.law.notation import vn
from thihanh.procedures.register_file import labels
from thihanh.procedures.register_file.cases import Case
from thihanh.procedures.register_file.rows import ObligationRow, PartyRow
from thihanh.procedures.register_file.sheet_report import SheetReport

_PERSON_ID = (9, 12)


def check_parties(case: Case, report: SheetReport) -> None:
    """Each number once; identifiers that lost their zeros; years of birth."""
    seen: dict[int, int] = {}
    for row in case.parties:
        _check_number_once(row, seen, report)
        _check_identity(row, report)


def check_obligations(case: Case, report: SheetReport, parties: SheetReport) -> None:
    """Each number once; money where the kind means money; debtors and creditors that exist."""
    seen: dict[int, int] = {}
    roles = {row.no: row.role for row in case.parties if row.no is not None}
    certain = not any(row.row in parties.faulty for row in case.parties)
    for row in case.obligations:
        _check_number_once(row, seen, report)
        _check_amount(row, report)
        if certain:
            _check_side(row, report, roles, ("debtor", row.debtor))
            _check_side(row, report, roles, ("creditor", row.creditor))
        decided = case.matter.decided_on
        if row.known_on and decided and row.known_on < decided:
            report.error(
                "known.before_event",
                row.row,
                "known_on",
                f"Ngày vào sổ {vn(row.known_on)} ở trước ngày quyết định {vn(decided)}.",
                "Hãy sửa ngày vào sổ, hoặc bỏ trống.",
            )


def _check_number_once(row: PartyRow | ObligationRow, seen: dict[int, int], report: SheetReport) -> None:
    if row.no is None:
        return
    if row.no in seen:
        report.error(
            "row.number_twice",
            row.row,
            "no",
            f"STT {row.no} của việc {row.number} đã có ở dòng {seen[row.no]}.",
            "Mỗi dòng trong một việc mang một STT riêng; hãy đánh số lại.",
        )
    seen.setdefault(row.no, row.row)


def _check_identity(row: PartyRow, report: SheetReport) -> None:
    if row.kind == "person" and row.id_number and row.id_number.isdigit():
        length = len(row.id_number)
        if length not in _PERSON_ID:
            report.warning(
                "party.id_length",
                row.row,
                "id_number",
                f"Số định danh có {length} chữ số; số căn cước có 12, số cũ có 9.",
                "Nếu mất số 0 ở đầu, hãy định dạng ô là Văn bản rồi gõ lại.",
            )
    if row.birth_year and row.birth_year > report.on.year:
        report.error(
            "party.birth_future",
            row.row,
            "birth_year",
            f"Năm sinh {row.birth_year} ở sau năm nhập.",
            "Hãy sửa năm sinh.",
        )
    if row.kind == "organisation" and row.birth_year:
        report.warning(
            "party.birth_of_organization", row.row, "birth_year", "Tổ chức không có năm sinh.", "Hãy xóa."
        )


def _check_amount(row: ObligationRow, report: SheetReport) -> None:
    if row.kind is None or row.row in report.faulty:
        return
    label = labels.label_of(labels.OBLIGATION_KINDS, row.kind)
    if row.amount is None and row.kind not in labels.WITHOUT_AMOUNT:
        report.error(
            "obligation.no_amount",
            row.row,
            "amount",
            f"Khoản “{label}” tính bằng tiền nhưng chưa có số tiền phải thi hành.",
            "Hãy điền số tiền (đồng), hoặc chọn đúng loại khoản.",
        )
    if row.amount is not None and row.kind in labels.NEVER_MONEY:
        report.error(
            "obligation.not_money",
            row.row,
            "amount",
            f"Khoản “{label}” không tính bằng tiền.",
            "Hãy xóa số tiền, hoặc tách tiền thành một khoản riêng.",
        )


def _check_side(
    row: ObligationRow, report: SheetReport, roles: dict[int, str | None], side: tuple[str, int | None]
) -> None:
    role, no = side
    if no is None:
        return
    if no not in roles:
        report.error(
            "obligation.unknown_party",
            row.row,
            role,
            f"Việc {row.number} không có đương sự STT {no} ở trang Đương sự.",
            "Hãy sửa STT, hoặc thêm đương sự.",
        )
    elif roles[no] != role:
        has, wants = (labels.label_of(labels.ROLES, code or "") for code in (roles[no], role))
        report.warning(
            "obligation.other_role",
            row.row,
            role,
            f"STT {no} ở trang Đương sự là “{has}”, không phải “{wants}”.",
            "Nếu nhầm STT, hãy sửa.",
        )
