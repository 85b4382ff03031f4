"""Runs of the import as frozen rows, their problems page by page, and where facts of a matter came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from thihanh.offices.reach import Reach
from thihanh.procedures.models import HeadingMapping, ImportRun
from thihanh.procedures.register_file.problems import Problem

STATES = {
    "checking": "Đang kiểm tra",
    "checked": "Đã kiểm tra, chờ xác nhận",
    "refused": "Chưa nhập được",
    "unchanged": "Không có gì mới",
    "applying": "Đang ghi sổ",
    "applied": "Đã nhập",
    "cancelled": "Đã hủy",
}
PAGE = 50


@dataclass(frozen=True, slots=True)
class RunRow:
    """One file brought in.

    ``counts`` has matters (new), known_matters, and facts: added, corrected, same, missing, by_hand;
    ``since`` is the earliest day of a fact that the file adds or corrects.
    """

    id: int
    sha256: str
    file_name: str
    agency: str
    by: str
    on: date
    started_at: datetime
    state: str
    sentence: str
    counts: Mapping[str, int]
    errors: int
    warnings: int
    applied_on: date | None
    entry_id: int | None
    since: date | None = None

    @property
    def state_label(self) -> str:
        """The state in words."""
        return STATES[self.state]

    @property
    def may_apply(self) -> bool:
        """Whether the file waits for a confirmation."""
        return self.state == "checked"


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """Some of a run's problems; ``total`` counts those listed, ``unlisted`` those only counted."""

    rows: tuple[Problem, ...]
    total: int
    unlisted: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where one fact of a matter came from; ``file_name`` is "" for what was written in the product."""

    what: str
    on: date | None
    sheet: str
    cell: str
    file_name: str
    run_id: int | None
    known_on: date
    entry_id: int


class RunUnknown(LookupError):
    """There is no such run within the viewer's reach."""


def lock_key(agency: str) -> str:
    """What two imports of one province contend for."""
    return f"thihanh.import_register:{agency}"


def _row(run: ImportRun) -> RunRow:
    state, sentence = run.state, run.sentence
    if state == "applying" and not is_running(run.agency):
        state = "cancelled"
        sentence = "Lần nhập bị ngắt giữa chừng; không có gì được ghi vào sổ. Có thể nhập lại tệp."
    return RunRow(
        id=run.pk,
        sha256=run.sha256,
        file_name=run.file_name,
        agency=run.agency,
        by=run.by,
        on=run.on,
        started_at=run.started_at,
        state=state,
        sentence=sentence,
        counts=dict(run.counts),
        errors=run.errors,
        warnings=run.warnings,
        applied_on=run.applied_on,
        entry_id=run.entry_id,
        since=run.since,
    )


def is_running(agency: str, *, elsewhere: bool = False) -> bool:
    """Whether some session holds the import lock of the province; ``elsewhere`` leaves out one's own."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT EXISTS (SELECT 1 FROM pg_locks JOIN pg_database d ON d.oid = database
                WHERE d.datname = current_database() AND locktype = 'advisory' AND granted
                AND ((classid::bigint << 32) | objid::bigint) = hashtextextended(%s, 0)
                AND NOT (%s AND pid = pg_backend_pid()))
            """,
            [lock_key(agency), elsewhere],
        )
        found = cursor.fetchone()
    return bool(found and found[0])


def _find(run_id: int, reach: Reach | None) -> ImportRun:
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None or (reach is not None and not reach.covers(agency=run.agency)):
        raise RunUnknown("Không có lần nhập này trong phạm vi được xem.")
    return run


def run(run_id: int, reach: Reach | None = None) -> RunRow:
    """One run; raises ``RunUnknown`` out of reach (``None``: the command line, which asks nobody)."""
    return _row(_find(run_id, reach))


def runs(reach: Reach, limit: int = PAGE) -> tuple[RunRow, ...]:
    """The latest runs within reach, newest first."""
    found = ImportRun.objects.defer("problems").order_by("-id")
    if not reach.everything:
        found = found.filter(agency__in=reach.agencies)
    return tuple(_row(one) for one in found[:limit])


def problems(
    run_id: int, reach: Reach | None = None, *, severity: str = "", page: int = 1, size: int = PAGE
) -> ProblemPage:
    """The run's problems in the order of the file, errors and warnings or one of both."""
    one = _find(run_id, reach)
    rows = [Problem(**row) for row in one.problems if severity in ("", row["severity"])]
    pages = max(1, -(-len(rows) // size))
    page = min(max(page, 1), pages)
    listed = rows[(page - 1) * size : page * size]
    return ProblemPage(tuple(listed), len(rows), one.errors + one.warnings - len(one.problems), page, pages)


def stored_file(run_id: int, reach: Reach | None = None) -> Path:
    """The file as the user brought it."""
    return Path(settings.MEDIA_ROOT) / _find(run_id, reach).stored


def own_headings(agency: str) -> dict[tuple[str, str], str]:
    """The office's own headings: (sheet, folded heading) to the layout's column."""
    rows = HeadingMapping.objects.filter(agency=agency).values_list("sheet", "fold", "column")
    return {(sheet, fold): column for sheet, fold, column in rows}


def headings_of(agency: str) -> tuple[tuple[str, str, str], ...]:
    """The office's own headings for its page: (sheet, heading as written, the layout's column)."""
    rows = HeadingMapping.objects.filter(agency=agency).order_by("sheet", "heading")
    return tuple((row.sheet, row.heading, row.column) for row in rows)


_LINEAGE = """
    SELECT f.what, f.on_day, f.source, f.known_on, f.entry_id, e.payload::jsonb ->> 'import' FROM (
        SELECT 'Việc' AS what, decided_on AS on_day, source, known_on, entry_id
            FROM matters_matter WHERE id = %(id)s
        UNION ALL SELECT 'Đương sự ' || no, NULL, source, known_on, entry_id
            FROM matters_party WHERE matter_id = %(id)s
        UNION ALL SELECT 'Khoản ' || no, NULL, source, known_on, entry_id
            FROM matters_obligation WHERE matter_id = %(id)s
        UNION ALL SELECT 'Diễn biến', "on", source, known_on, entry_id
            FROM matters_stage WHERE matter_id = %(id)s
        UNION ALL SELECT 'Phân công', "on", source, known_on, entry_id
            FROM matters_assignment WHERE matter_id = %(id)s
        UNION ALL SELECT 'Nhãn', "on", source, known_on, entry_id FROM matters_tag WHERE matter_id = %(id)s
        UNION ALL SELECT 'Tiền', "on", source, known_on, entry_id FROM money_posting WHERE subject = %(id)s
    ) f JOIN trail_entry e ON e.id = f.entry_id ORDER BY f.entry_id, f.what, f.on_day
"""


def lineage_of(matter_id: int) -> tuple[Lineage, ...]:
    """File, sheet and cell of every fact of a matter. The caller has checked that the matter is in reach."""
    with connection.cursor() as cursor:
        cursor.execute(_LINEAGE, {"id": matter_id})
        rows = cursor.fetchall()
    files: dict[str, Any] = {}
    hashes = {row[5] for row in rows if row[5]}
    for sha, name, run_id in (
        ImportRun.objects.filter(sha256__in=hashes, state="applied")
        .order_by("id")
        .values_list("sha256", "file_name", "id")
    ):
        files[sha] = (name, run_id)
    found = []
    for what, on, source, known_on, entry_id, sha in rows:
        sheet, _, cell = source.partition("!")
        name, run_id = files.get(sha, ("", None))
        found.append(Lineage(what, on, sheet, cell, name, run_id, known_on, entry_id))
    return tuple(found)
