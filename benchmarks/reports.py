"""The annual conference pack of a province: figures gathered, written, drawn, read back, set as PDF and Word.

The matters are those of the edition's benchmark, brought in as an import brings them.
"""

import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings

from benchmarks import editions
from benchmarks.table import Line, a_database, timed
from thihanh.matters.operations import register_many
from thihanh.offices.operations import load_reference
from thihanh.offices.reach import EVERYTHING
from thihanh.reports import operations, typesetting, word
from thihanh.reports.checking import check_document
from thihanh.reports.operations import Asked
from thihanh.reports.structure import Report

DATABASE = "thihanh_bench_reports"
ASKED = Asked("hoi-nghi", "22", 2025, 12, 0)
ON = date(2025, 10, 2)


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    with a_database(DATABASE), tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = Path(folder)
        os.environ["THIHANH_ANCHOR_FILE"] = str(Path(folder) / "roots.log")
        load_reference(by="bench", on=date(2025, 1, 1))
        for start in range(0, editions.MATTERS, editions.CHUNK):
            some = range(start, start + editions.CHUNK)
            register_many([editions._matter(n) for n in some], by="bench")
        made: list[Report] = []
        files: list[bytes] = []
        parts = (
            ("figures, lists and curve", lambda: made.append(_made())),
            ("PDF", lambda: files.append(typesetting.pdf(made[0]))),
            ("Word", lambda: files.append(word.docx(made[0]))),
        )
        took = {name: timed(part) for name, part in parts}
        yield Line(
            f"conference pack of {editions.MATTERS} matters, PDF and Word", sum(took.values()), "s", 30
        )
        yield Line("   gathered, written, drawn, read back", took["figures, lists and curve"], "s")
        yield Line("   PDF of it", took["PDF"], "s")
        yield Line("   Word of it", took["Word"], "s")
        said = word.text_of(files[1])[0]
        yield Line("   a Word file read back", timed(lambda: check_document(made[0], said)), "s")


def _made() -> Report:
    return operations.written(ASKED, operations.gathered(ASKED, EVERYTHING, ON))
