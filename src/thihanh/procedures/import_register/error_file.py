"""The workbook with the errors of a run, made on first asking by a worker with limits."""

import json
import tempfile
from pathlib import Path

from thihanh.offices.reach import Reach
from thihanh.procedures.import_register import queries
from thihanh.procedures.register_file import error_workbook
from thihanh.procedures.register_file.workbook import worker

_EVERY = 1_000_000


def make(run_id: int, reach: Reach | None = None) -> Path:
    """The path of the run's error workbook. Raises ``queries.RunUnknown``, also before its check is over."""
    if queries.run(run_id, reach).state == "checking":
        raise queries.RunUnknown("Tệp đang được kiểm tra; chưa có danh sách lỗi.")
    stored = queries.stored_file(run_id, reach)
    target = stored.with_suffix(".loi.xlsx")
    if target.exists():
        return target
    found = queries.problems(run_id, reach, size=_EVERY)
    problems = [problem.as_dict() for problem in found.rows]
    with tempfile.TemporaryDirectory(prefix="so-thu-ly-") as folder:
        listed, made = Path(folder) / "problems.json", Path(folder) / "made.xlsx"
        listed.write_text(json.dumps({"problems": problems, "unlisted": found.unlisted}), encoding="utf-8")
        done = worker("error_workbook", str(stored), str(listed), str(made))
        if done.returncode != 0 or not made.exists():
            note = "Không mở lại được tệp gốc để tô màu; xem danh sách này."
            error_workbook.write_list(problems, found.unlisted, made, note)
        target.write_bytes(made.read_bytes())
        target.chmod(0o600)
    return target
