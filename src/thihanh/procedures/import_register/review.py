"""What the user must know before a file is written over a record that already knows some of its matters."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

from thihanh.law.notation import vn
from thihanh.matters.rules import StageOn, StateRefused, check_history
from thihanh.procedures.import_register.differences import Difference
from thihanh.procedures.import_register.existing import Existing, comparable
from thihanh.procedures.register_file import layout
from thihanh.procedures.register_file.cases import Case
from thihanh.procedures.register_file.matching import Old
from thihanh.procedures.register_file.sheet_report import SheetReport

_HEADING = (
    "kind",
    "requested_on",
    "judgment_number",
    "judgment_on",
    "court",
    "judgment_kind",
    "delegated_from",
)
_NAMES = {
    "parties": "đương sự",
    "obligations": "khoản",
    "stages": "diễn biến",
    "money": "tiền",
    "holdings": "phân công",
}


def review(one: Difference, reports: Mapping[str, SheetReport]) -> None:
    """Report what cannot be changed by file, what the file leaves out, and contradictions with the record."""
    if one.before is None:
        return
    report = reports[layout.MATTERS.name]
    _check_heading(one.case, one.before, report)
    _tell_missing(one, report)
    _tell_by_hand(one, report)
    if not one.is_empty:
        _check_stages_together(one, report)
        _check_money_together(one, report)


def _check_heading(case: Case, before: Existing, report: SheetReport) -> None:
    row = case.matter
    if row.decided_on != before.decided_on:
        report.error(
            "matter.decided_on_fixed",
            row.row,
            "decided_on",
            f"Việc {row.number} đã vào sổ với ngày quyết định {vn(before.decided_on)}; "
            "tệp không đổi được ngày này.",
            "Hãy ghi lại ngày ấy; nếu sổ sai, lập quyết định sửa và ghi nhận ở hồ sơ việc.",
        )
    stated = comparable([getattr(row, key) for key in _HEADING])
    for key, now, then in zip(_HEADING, stated, before.heading, strict=True):
        if now != then:
            shown = vn(then) if isinstance(then, date) else (then or "để trống")
            report.warning(
                "matter.heading_fixed",
                row.row,
                key,
                f"Khác với sổ ({shown}); quyết định và bản án đã vào sổ không đổi bằng tệp, "
                "nên ô này bị bỏ qua.",
                "Nếu sổ sai, hãy sửa ở hồ sơ việc.",
            )


def _tell_missing(one: Difference, report: SheetReport) -> None:
    for kind, matched in one.matched.items():
        if matched.missing:
            places = ", ".join(old.source for old in matched.missing[:5])
            report.warning(
                "row.missing",
                one.case.matter.row,
                "number",
                f"Việc {one.case.matter.number}: {len(matched.missing)} dòng {_NAMES[kind]} đã nhập trước "
                f"({places}) không còn trong tệp.",
                "Dữ liệu ấy được giữ nguyên; nếu sai, hãy sửa ở hồ sơ việc.",
            )


def _tell_by_hand(one: Difference, report: SheetReport) -> None:
    for kind, matched in one.matched.items():
        for _, new in matched.by_hand:
            report.warning(
                "row.corrected_by_hand",
                one.case.matter.row,
                "number",
                f"Việc {one.case.matter.number}: dòng {_NAMES[kind]} {new.source} đã được sửa "
                "trong hệ thống.",
                "Bản sửa được giữ; hãy sửa tệp cho giống để lần sau không còn nhắc.",
            )


def _check_stages_together(one: Difference, report: SheetReport) -> None:
    matched = one.matched["stages"]
    kept: list[Old] = [*matched.left, *(old for old, _ in matched.same), *(old for old, _ in matched.by_hand)]
    rewritten = {change.replaces for change in one.intake.stages}
    history = [
        StageOn(_day(old.value[0]), old.ordinal, str(old.value[1]), str(old.value[2] or ""))
        for old in kept
        if old.id not in rewritten
    ]
    history += [
        StageOn(change.on, change.ordinal, change.stage, change.ground) for change in one.intake.stages
    ]
    try:
        check_history(history)
    except StateRefused as refused:
        report.error(
            "stage.against_record",
            one.case.matter.row,
            "number",
            f"Ghép với dữ liệu đã có của việc {one.case.matter.number}: {refused.sentence}",
            "Hãy xem hồ sơ việc và sửa tệp.",
        )


def _check_money_together(one: Difference, report: SheetReport) -> None:
    matched = one.matched["money"]
    left: Counter[object] = Counter()
    for old in (*matched.left, *(old for old, _ in matched.same), *(old for old, _ in matched.by_hand)):
        obligation, _, kind, amount, _ = old.value
        if not old.void:
            left[obligation] += _signed(str(kind), amount)
    for change in one.intake.money:
        if change.reverses is None:
            left[change.obligation] += _signed(change.kind, change.amount)
    for obligation, amount in left.items():
        if amount < 0:
            report.error(
                "money.against_record",
                one.case.matter.row,
                "number",
                f"Ghép với dữ liệu đã có, khoản {obligation} của việc {one.case.matter.number} "
                "bị thu hoặc giảm vượt số phải thi hành.",
                "Hãy xem hồ sơ việc và sửa tệp.",
            )


def _signed(kind: str, amount: object) -> int:
    number = amount if isinstance(amount, int) else 0
    return number if kind == "due" else -number


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    raise TypeError(f"not a day: {value!r}")
