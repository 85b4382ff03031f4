"""Trang Tiền: what is collected, reduced or taken away never exceeds what is owed, and fits the stages."""

from collections.abc import Sequence
from datetime import date

from thihanh.law.notation import dotted, vn
from thihanh.matters import states
from thihanh.money.ledger import LABELS
from thihanh.procedures.register_file.cases import Case
from thihanh.procedures.register_file.checks.stages import in_order
from thihanh.procedures.register_file.rows import MoneyRow, StageRow
from thihanh.procedures.register_file.sheet_report import SheetReport


def check(case: Case, money: SheetReport, stages: SheetReport, obligations: SheetReport) -> None:
    """Walk through the money of one matter day by day."""
    owed: dict[int, int] = {}
    moneyless: set[int] = set()
    for obligation in case.obligations:
        if obligation.no is None or obligation.row in obligations.faulty:
            continue
        owed[obligation.no] = obligation.amount or 0
        if obligation.amount is None:
            moneyless.add(obligation.no)
    certain = all(row.row not in obligations.faulty for row in case.obligations)
    history = [] if any(row.row in stages.faulty for row in case.stages) else in_order(case)
    for row in sorted(case.money, key=_by_day):
        _check_dates(row, money)
        if row.obligation is None or row.amount is None or row.kind is None or row.on is None:
            certain = False
        elif row.obligation not in owed:
            if certain:
                _say_unknown(row, money)
            certain = False
        else:
            if row.obligation in moneyless and row.kind != "due":
                _say_moneyless(row, money)
                continue
            moneyless.discard(row.obligation)
            _check_stage(row, history, money)
            _move(row, owed, money)
    if certain and not any(row.row in money.faulty for row in case.money):
        _check_ends(case, history, sum(owed.values()), stages)


def _by_day(row: MoneyRow) -> tuple[date, bool, int]:
    return row.on or date.max, row.kind != "due", row.row


def _check_dates(row: MoneyRow, report: SheetReport) -> None:
    if row.on is None or row.decided_on is None:
        return
    if row.on < row.decided_on:
        report.error(
            "money.before_decision",
            row.row,
            "on",
            f"Ngày {vn(row.on)} ở trước ngày quyết định {vn(row.decided_on)}.",
            "Hãy sửa ngày; tiền thu trước quyết định thuộc về việc khác hoặc giảm số phải thi hành.",
        )
    if row.known_on and row.known_on < row.on:
        report.error(
            "known.before_event",
            row.row,
            "known_on",
            f"Ngày vào sổ {vn(row.known_on)} ở trước ngày của chứng từ {vn(row.on)}.",
            "Hãy sửa ngày vào sổ, hoặc bỏ trống.",
        )


def _say_unknown(row: MoneyRow, report: SheetReport) -> None:
    report.error(
        "money.unknown_obligation",
        row.row,
        "obligation",
        f"Việc {row.number} không có khoản STT {row.obligation} ở trang Khoản.",
        "Hãy sửa STT khoản, hoặc thêm khoản.",
    )


def _say_moneyless(row: MoneyRow, report: SheetReport) -> None:
    report.error(
        "money.no_amount_owed",
        row.row,
        "obligation",
        f"Khoản {row.obligation} của việc {row.number} không có số tiền phải thi hành.",
        "Hãy điền số tiền ở trang Khoản, hoặc sửa STT khoản.",
    )


def _check_stage(row: MoneyRow, history: Sequence[StageRow], report: SheetReport) -> None:
    assert row.on is not None
    assert row.kind is not None
    passed = [stage for stage in history if stage.on is not None and stage.on <= row.on]
    if not passed:
        return
    last = passed[-1]
    assert last.on is not None
    assert last.stage is not None
    if last.stage == "separate_register" and row.kind == "collected":
        report.error(
            "money.in_separate_register",
            row.row,
            "on",
            f"Ngày {vn(row.on)} việc {row.number} đang ở sổ theo dõi riêng (từ {vn(last.on)}) "
            "nên không thể thu tiền.",
            "Hãy thêm dòng Diễn biến đưa việc trở lại trước ngày thu, hoặc sửa ngày.",
        )
    if last.stage in states.ENDS and last.on < row.on:
        report.error(
            "money.after_end",
            row.row,
            "on",
            f"Việc {row.number} đã kết thúc “{states.label(last.stage)}” ngày {vn(last.on)}, "
            f"không thể có tiền ngày {vn(row.on)}.",
            "Hãy sửa ngày của chứng từ hoặc ngày kết thúc.",
        )


def _move(row: MoneyRow, owed: dict[int, int], report: SheetReport) -> None:
    assert row.obligation is not None
    assert row.amount is not None
    left = owed[row.obligation]
    if row.kind == "due":
        owed[row.obligation] = left + row.amount
        return
    owed[row.obligation] = max(left - row.amount, 0)
    if row.amount > left:
        report.error(
            "money.above_obligation",
            row.row,
            "amount",
            f"{_label(row)} {dotted(row.amount)} đồng, nhưng khoản {row.obligation} của việc {row.number} "
            f"chỉ còn {dotted(left)} đồng phải thi hành.",
            "Hãy sửa số tiền, hoặc thêm dòng “Tăng nghĩa vụ” trước đó.",
        )


def _label(row: MoneyRow) -> str:
    return next(label for kind, label in LABELS.items() if kind == row.kind)


def _check_ends(case: Case, history: Sequence[StageRow], left: int, report: SheetReport) -> None:
    if not history or left == 0:
        return
    last = history[-1]
    if last.stage == "done":
        report.error(
            "stage.done_with_money_left",
            last.row,
            "stage",
            f"Việc {case.matter.number} ghi “Thi hành xong” nhưng còn {dotted(left)} đồng phải thi hành.",
            "Hãy thêm dòng ở trang Tiền (thu, đình chỉ, ủy thác phần còn lại), hoặc sửa trạng thái.",
        )
    elif last.stage == "terminated":
        report.warning(
            "stage.terminated_with_money_left",
            last.row,
            "stage",
            f"Việc {case.matter.number} đã đình chỉ nhưng {dotted(left)} đồng "
            "chưa có dòng “Đình chỉ” ở trang Tiền.",
            "Nếu đình chỉ toàn bộ, hãy thêm dòng ấy để số tiền được thống kê đúng.",
        )
