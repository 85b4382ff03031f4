"""Closing, making again and checking a province's edition of 30,000 matters.

The matters are brought in as an import brings them: facts, entries and anchors are those of a province.
"""

import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings

from benchmarks.table import Line, a_database, timed
from thihanh.editions import making, queries, reading
from thihanh.editions.operations import close
from thihanh.editions.rules import Asked
from thihanh.matters.intake import (
    Holding,
    Intake,
    MoneyChange,
    NewJudgment,
    NewMatter,
    NewObligation,
    NewParty,
    StageChange,
)
from thihanh.matters.operations import register_many
from thihanh.offices.operations import load_reference
from thihanh.offices.reach import EVERYTHING, Duty, Viewer

MATTERS, CHUNK, OFFICERS = 30_000, 5_000, 80
DATABASE = "thihanh_bench_editions"
CLOSING = date(2025, 10, 2)
HEAD = Viewer(
    1, "22.9001", "Thủ trưởng", ("province_head",), "22", "22", (Duty("province_head", "22", "22"),)
)
STAGES = ("in_progress", "in_progress", "done", "done", "no_means")


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    with a_database(DATABASE), tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = Path(folder)
        os.environ["THIHANH_ANCHOR_FILE"] = str(Path(folder) / "roots.log")
        load_reference(by="bench", on=date(2025, 1, 1))
        for start in range(0, MATTERS, CHUNK):
            register_many([_matter(n) for n in range(start, start + CHUNK)], by="bench")
        plain = Asked("22", 2025, 12)
        late = queries.waiting("22", plain.period, CLOSING)
        asked = Asked("22", 2025, 12, late=late, elsewhere=tuple(range(1, 12)))
        took = timed(lambda: close(asked, by=HEAD, on=CLOSING))
        yield Line(f"edition of a province of {MATTERS} matters: closed", took, "s", 20)
        row = queries.editions(EVERYTHING)[0]
        content = queries.file_of(row.id).content
        yield Line("   its machine file", len(content) / 1_000_000, "MB")
        yield Line("   checked from the file alone", timed(lambda: _check(content)), "s", 10)
        yield Line("   in print, with the file inside", timed(lambda: queries.paper_of(row.id)), "s")
        register_many([_matter(MATTERS)], by="bench")
        took = timed(lambda: _made_again(row.id, content))
        yield Line("   made again from its cut, after a fact of the same day", took, "s", 20)


def _check(content: bytes) -> None:
    verdict = reading.verify(content)
    if not verdict.ok:
        raise AssertionError(verdict.wrong)


def _made_again(edition_id: int, content: bytes) -> None:
    if making.remade(edition_id) != content:
        raise AssertionError("the edition made again differs")


def _matter(n: int) -> Intake:
    decided = date(2024, 10, 1 + n % 28)
    day, officer = date(2025, 1 + n % 9, 1 + n % 27), f"22.{1 + n % OFFICERS:04d}"
    amount = 1_000_000 + n * 7919 % 90_000_000
    stage = STAGES[n % len(STAGES)]
    paid = (MoneyChange(day, 1, "collected", amount, known_on=day),) if stage == "done" else ()
    return Intake(
        new=NewMatter(
            agency="22",
            number=f"{n}/QĐ",
            decided_on=decided,
            kind="ex_officio" if n % 7 else "on_request",
            judgment=NewJudgment(f"{n}/BA", date(2024, 8, 1), "TAND khu vực 1", "civil"),
            known_on=decided,
            requested_on=None if n % 7 else decided,
        ),
        parties=(
            NewParty(1, "creditor", "organisation", "Ngân sách nhà nước", known_on=decided),
            NewParty(2, "debtor", "person", f"Người phải thi hành {n}", known_on=decided),
        ),
        obligations=(NewObligation(1, "court_fee", known_on=decided, debtor=2, creditor=1),),
        stages=(
            StageChange(decided, "decided", known_on=decided),
            StageChange(day, "in_progress", known_on=day),
            *_last(stage, day),
        ),
        holdings=(Holding(decided, f"22.KV{1 + n % 12:02d}", officer, known_on=decided),),
        money=(MoneyChange(decided, 1, "due", amount, known_on=decided), *paid),
    )


def _last(stage: str, day: date) -> tuple[StageChange, ...]:
    if stage == "in_progress":
        return ()
    return (StageChange(day, stage, known_on=day, ground="N-1" if stage == "no_means" else "", ordinal=1),)
