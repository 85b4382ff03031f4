"""Trang Diễn biến: the history of a matter must be one that can have happened, under the law of its days."""

from datetime import date
from functools import lru_cache

from thihanh import law
from thihanh.law.notation import vn
from thihanh.matters import states
from thihanh.procedures.register_file.cases import Case
from thihanh.procedures.register_file.rows import StageRow
from thihanh.procedures.register_file.sheet_report import SheetReport


def in_order(case: Case) -> list[StageRow]:
    """Rows that can be placed, by day, rows of one day in the user's order; the decision first."""
    placed = [row for row in case.stages if row.on is not None and row.stage is not None]
    return sorted(placed, key=lambda row: (row.on, not _begins(row), row.row))


def _begins(row: StageRow) -> bool:
    """Whether a row is the decision itself; after a stay the same state may come back on a later day."""
    return row.stage == "decided" and row.on == row.decided_on


def check(case: Case, report: SheetReport) -> None:
    """Dates, grounds and the order of stages of one matter."""
    begun = any(_begins(row) for row in case.stages)
    for row in case.stages:
        _check_dates(row, report, begun=begun)
        _check_ground(row, report)
    if all(row.row not in report.faulty for row in case.stages):
        _check_order(case, report)


def _check_dates(row: StageRow, report: SheetReport, *, begun: bool) -> None:
    decided = row.decided_on
    if row.on is None or decided is None:
        return
    if not begun and row.stage == "decided" and row.on != decided:
        report.error(
            "stage.decided_elsewhere",
            row.row,
            "on",
            f"Trạng thái “Đã ra quyết định” ghi ngày {vn(row.on)}, quyết định ký ngày {vn(decided)}.",
            "Hãy sửa cho hai ngày giống nhau.",
        )
    elif row.on < decided:
        report.error(
            "stage.before_decision",
            row.row,
            "on",
            f"Ngày {vn(row.on)} ở trước ngày quyết định {vn(decided)}.",
            "Không trạng thái nào có trước quyết định; hãy sửa ngày.",
        )
    if row.known_on and row.known_on < row.on:
        report.error(
            "known.before_event",
            row.row,
            "known_on",
            f"Ngày vào sổ {vn(row.known_on)} ở trước ngày của trạng thái {vn(row.on)}.",
            "Hãy sửa ngày vào sổ, hoặc bỏ trống.",
        )


@lru_cache(maxsize=4)
def _grounds(regime: law.Regime) -> dict[str, str]:
    """Ground code to the stage it belongs to, in one regime; grounds of other decisions are none here."""
    return {ground.code: ground.kind for ground in law.grounds(regime) if ground.kind in stages_with_ground()}


@lru_cache(maxsize=1)
def stages_with_ground() -> frozenset[str]:
    """Stages whose decision names a ground."""
    return frozenset(stage.code for stage in states.STAGES.values() if stage.grounded)


def _check_ground(row: StageRow, report: SheetReport) -> None:
    if row.stage is None or row.on is None:
        return
    regime = law.regime_on(row.on)
    allowed = [code for code, stage in _grounds(regime).items() if stage == row.stage]
    needs = row.stage in stages_with_ground()
    if row.ground in allowed or not (row.ground or needs):
        return
    code, what = _ground_fault(row, row.on, bool(allowed))
    fix = f"Căn cứ của ngày ấy: {', '.join(allowed)}." if allowed else "Hãy xóa căn cứ, hoặc sửa trạng thái."
    key = "stage" if code == "stage.not_in_regime" else "ground"
    report.error(code, row.row, key, f"Trạng thái “{states.label(row.stage)}” {what}.", fix)


def _ground_fault(row: StageRow, on: date, any_allowed: bool) -> tuple[str, str]:
    """Code and words of what is wrong with the ground of a stage."""
    if row.stage not in stages_with_ground():
        return "stage.ground_not_needed", "không có căn cứ kèm theo"
    if not any_allowed:
        return "stage.not_in_regime", f"chưa có trong luật áp dụng ngày {vn(on)}"
    if not row.ground:
        return "stage.no_ground", "phải có căn cứ"
    owner = _grounds("R08").get(row.ground) or _grounds("R25").get(row.ground)
    if owner is None:
        return "stage.ground_unknown", f"có căn cứ “{row.ground}” không có trong luật"
    if owner != row.stage:
        return "stage.ground_of_other", f"mang căn cứ {row.ground} của trạng thái “{states.label(owner)}”"
    what = f"mang căn cứ {row.ground} không có trong luật áp dụng ngày {vn(on)}"
    return "stage.ground_of_other_regime", what


def _check_order(case: Case, report: SheetReport) -> None:
    decided = case.matter.decided_on
    assert decided is not None
    before, since, seen = "decided", decided, set[tuple[date | None, str | None]]()
    for row in in_order(case):
        assert row.on is not None
        assert row.stage is not None
        if (row.on, row.stage) in seen:
            report.error(
                "stage.twice",
                row.row,
                "stage",
                f"“{states.label(row.stage)}” ngày {vn(row.on)} của việc {row.number} có hai dòng.",
                "Hãy bỏ một dòng.",
            )
        elif row.stage != "decided":
            if not states.may_follow(before, row.stage):
                _say_order(row, report, before, since)
                return
            _warn_separate(row, case, report)
            _warn_both_results(row, report, before, since)
            before, since = row.stage, row.on
        seen.add((row.on, row.stage))


def _warn_both_results(row: StageRow, report: SheetReport, before: str, since: date) -> None:
    """One verification has one result: with means and without them on one day, the later row holds."""
    if row.on == since and {before, row.stage} == {"in_progress", "no_means"}:
        assert row.stage is not None
        report.warning(
            "stage.both_results",
            row.row,
            "stage",
            f"Việc {row.number} ngày {vn(since)} vừa “{states.label(before)}” "
            f"vừa “{states.label(row.stage)}”; dòng ghi sau được tính.",
            "Nếu ghi nhầm, hãy bỏ một dòng.",
        )


def _say_order(row: StageRow, report: SheetReport, before: str, since: date) -> None:
    assert row.on is not None
    assert row.stage is not None
    name, earlier = states.label(row.stage), states.label(before)
    if before in states.ENDS:
        report.error(
            "stage.after_end",
            row.row,
            "stage",
            f"Việc {row.number} đã kết thúc “{earlier}” ngày {vn(since)}, "
            f"không thể có “{name}” ngày {vn(row.on)}.",
            "Hãy sửa ngày kết thúc hoặc bỏ dòng này.",
        )
        return
    fix = (
        "Chỉ việc chưa có điều kiện mới vào sổ theo dõi riêng; hãy thêm dòng “Chưa có điều kiện” trước đó."
        if row.stage == "separate_register"
        else "Hãy sửa ngày hoặc trạng thái của một trong hai dòng."
    )
    report.error(
        "stage.cannot_follow",
        row.row,
        "stage",
        f"Từ “{earlier}” ({vn(since)}) không thể sang “{name}” ({vn(row.on)}).",
        fix,
    )


def _warn_separate(row: StageRow, case: Case, report: SheetReport) -> None:
    assert row.on is not None
    on_request = case.matter.kind == "on_request"
    if row.stage == "separate_register" and on_request and law.regime_on(row.on) == "R25":
        report.warning(
            "stage.separate_on_request",
            row.row,
            "stage",
            "Từ 01/07/2026 chỉ việc chủ động mới chuyển sang sổ theo dõi riêng.",
            "Nếu là việc theo yêu cầu, hãy kiểm tra lại trạng thái.",
        )
