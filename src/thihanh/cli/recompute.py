"""``thihanh law recompute``: open deadlines counted anew where the reviewed files of the law changed."""

import sys

from django.conf import settings

from thihanh.cli import law_answers as answers
from thihanh.law.notation import dotted, vn
from thihanh.procedures.change_calendar import operations, queries
from thihanh.procedures.change_calendar.changes import law_change
from thihanh.procedures.change_calendar.queries import Difference, Run

BY = "dòng lệnh"
_SHOWN = 20


def recompute(*, dry_run: bool, as_json: bool) -> None:
    """Count what changed anew, or with ``dry_run`` only say what it would move."""
    on, change = settings.CLOCK.today(), law_change()
    if not change:
        said = "Luật và lịch như lần tính trước; không có thời hạn nào phải tính lại."
        _print(answers.as_line({"changed": False}) if as_json else said)
        return
    key = operations.preview(change, by=BY, on=on) if dry_run else operations.recompute_law(by=BY, on=on)
    run = queries.run(key)
    _print(
        answers.as_line(_as_json(run, change.words, dry_run))
        if as_json
        else _as_text(run, change.words, dry_run)
    )


def _as_json(run: Run, words: str, dry_run: bool) -> dict[str, object]:
    return {
        "changed": True,
        "dry_run": dry_run,
        "what": words,
        "days": [day.isoformat() for day in run.days],
        "rules": list(run.rules),
        "terms": run.terms,
        "matters": run.matters,
        "counted": run.looked_at,
        "moved": run.moved,
        "differences": [
            {
                "number": one.number,
                "rule": one.rule,
                "step": one.step,
                "from": answers.plain(one.before),
                "to": answers.plain(one.after),
            }
            for one in run.differences
        ],
        "key": run.key,
    }


def _as_text(run: Run, words: str, dry_run: bool) -> str:
    counted = f" (đã tính thử {dotted(run.looked_at)} việc)" if dry_run and run.is_partial else ""
    verb = "sẽ đổi ngày" if dry_run else "đã đổi ngày"
    lines = [
        f"{words[:1].upper()}{words[1:]}.",
        f"{dotted(run.terms)} thời hạn của {dotted(run.matters)} việc có liên quan; "
        f"{dotted(run.moved)} thời hạn {verb}{counted}.",
        *map(_line, run.differences[:_SHOWN]),
    ]
    if run.moved > _SHOWN:
        lines.append(f"  … và {dotted(run.moved - _SHOWN)} thời hạn khác.")
    if dry_run:
        lines.append("Chưa ghi gì; bỏ --dry-run để tính lại.")
    return "\n".join(lines)


def _line(one: Difference) -> str:
    before = vn(one.before) if one.before else "không có"
    after = vn(one.after) if one.after else "không có"
    return f"  {one.number:<22} {one.rule:<6} {before} → {after}"


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
