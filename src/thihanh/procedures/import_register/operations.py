"""Acts of the import: check a file, apply it, cancel it, save an office's own headings."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from thihanh.law.notation import dotted
from thihanh.matters.operations import register_many
from thihanh.matters.rules import StateRefused
from thihanh.money.operations import LedgerBroken
from thihanh.offices.operations import appoint_many
from thihanh.offices.reach import Viewer, check_reaches
from thihanh.offices.rules import Appointment, Refused
from thihanh.procedures.import_register import differences, storage
from thihanh.procedures.import_register.differences import Difference
from thihanh.procedures.import_register.facts import source, sure
from thihanh.procedures.import_register.preparing import (
    WRITING,
    Importer,
    Prepared,
    compare,
    prepare,
)
from thihanh.procedures.import_register.queries import is_running, lock_key
from thihanh.procedures.models import HeadingMapping, ImportRun
from thihanh.procedures.register_file import layout
from thihanh.procedures.register_file.headings import heading_key
from thihanh.procedures.register_file.problems import Problem
from thihanh.trail.copying import measure_tables
from thihanh.trail.operations import Act, record

LISTED = 5_000
CHUNK = 2_500
BULK = 500
"""So many new matters change what the planner should know."""


class ImportRefused(Exception):
    """The import cannot go on; ``sentence`` says why and what to do next. Nothing was written."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ImportCancelled(Exception):
    """The import was cancelled half-way; everything of it was rolled back."""


def job_key(run_id: int) -> str:
    """The key under which background work on a run tells its progress."""
    return f"import:{run_id}"


def receive(path: Path, who: Importer, *, name: str = "") -> int:
    """Keep a file that was sent, to be checked by ``check_kept``; returns the run."""
    run = ImportRun.objects.create(
        sha256=storage.digest(path),
        file_name=storage.shown_name(name or path.name),
        stored=storage.keep(path),
        agency=who.viewer.agency if who.viewer else "",
        by=who.by,
        on=who.on,
        state="checking",
        sentence="Tệp đã nhận, đang được kiểm tra; chưa có gì được ghi vào sổ.",
    )
    return run.pk


def check_kept(run_id: int, who: Importer) -> Prepared | None:
    """Dry run of a received file: keeps its problems and counts. Raises offices' Denied.

    None where the run no longer waits for it. The same file as the one applied last changes nothing.
    """
    run = ImportRun.objects.get(pk=run_id)
    mine = ImportRun.objects.filter(pk=run_id, state="checking")
    if run.state != "checking":
        return None
    try:
        prepared = prepare(Path(settings.MEDIA_ROOT) / run.stored, who)
    except BaseException:
        sentence = "Việc kiểm tra bị ngắt giữa chừng; không có gì được ghi vào sổ. Hãy gửi lại tệp."
        mine.update(state="cancelled", sentence=sentence)
        raise
    findings = prepared.findings
    if any(problem.code.startswith("file.") for problem in findings.problems):
        storage.empty(run.stored)
    run.agency = prepared.agency
    run.counts = dict(prepared.counts or {})
    state, sentence = _verdict(run, findings.errors, prepared)
    mine.update(
        agency=run.agency,
        counts=run.counts,
        since=prepared.since,
        problems=[problem.as_dict() for problem in _worst_first(findings.problems)],
        errors=findings.errors,
        warnings=findings.warnings,
        state=state,
        sentence=sentence,
    )
    return prepared


def check_file(path: Path, who: Importer, *, name: str = "") -> tuple[int, Prepared]:
    """Receive and check a file at once; returns the run and what was found. Raises offices' Denied."""
    run_id = receive(path, who, name=name)
    return run_id, sure(check_kept(run_id, who))


def _worst_first(problems: Sequence[Problem]) -> list[Problem]:
    """Errors before warnings when not all can be kept; else as found."""
    if len(problems) <= LISTED:
        return list(problems)
    return sorted(problems, key=lambda problem: problem.severity != "error")[:LISTED]


def _verdict(run: ImportRun, errors: int, prepared: Prepared) -> tuple[str, str]:
    """State and sentence after the dry run."""
    if not prepared.in_order:
        refused = [one for one in prepared.findings.problems if one.code.startswith("file.")]
        if refused:
            return "refused", refused[0].what
        return (
            "refused",
            f"Tệp có {dotted(errors)} lỗi; chưa có gì được ghi. Hãy sửa các ô được tô màu rồi nhập lại.",
        )
    counts = run.counts
    if not (counts.get("matters") or counts.get("added") or counts.get("corrected")):
        last = ImportRun.objects.filter(agency=run.agency, state="applied", sha256=run.sha256).last()
        when = (
            f"Tệp này đã được nhập ngày {last.applied_on:%d/%m/%Y}" if last else "Mọi dòng đều đã có trong sổ"
        )
        return "unchanged", f"{when}; nhập lại không thay đổi gì."
    return "checked", (
        f"Sẽ thêm {dotted(counts.get('matters', 0))} việc và {dotted(counts.get('added', 0))} dữ kiện, "
        f"sửa {dotted(counts.get('corrected', 0))} dữ kiện."
    )


def apply(run_id: int, who: Importer, prepared: Prepared | None = None) -> dict[str, int]:
    """Write what a checked file adds, in one transaction; returns the counts.

    ``prepared`` spares reading the file again in the same process. Raises ImportRefused, ImportCancelled,
    offices' Denied; then nothing of the file is written and the run says why.
    """
    run = ImportRun.objects.get(pk=run_id)
    if who.viewer is not None:
        check_reaches(who.viewer, "import", "apply", on=who.on, agency=run.agency)
    if not _waiting(run).exists():
        raise ImportRefused(f"Lần nhập này không chờ xác nhận: {run.sentence}")
    if prepared is None:
        prepared = prepare(Path(settings.MEDIA_ROOT) / run.stored, who)
    if prepared.checked is None or not prepared.in_order:
        raise ImportRefused("Từ lúc kiểm tra đến nay sổ hoặc danh sách cán bộ đã đổi; hãy kiểm tra lại tệp.")
    with _ending(run), transaction.atomic():
        _take_lock(run)
        return _write(run, who, prepared)


@contextmanager
def _ending(run: ImportRun) -> Iterator[None]:
    """Whatever happens, the run tells it: the transaction of the facts is over by then."""
    if not _waiting(run).update(state="applying", cancel_requested=False):
        raise ImportRefused("Lần nhập này đang được ghi hoặc đã ghi xong; hãy mở lại trang.")
    mine = ImportRun.objects.filter(pk=run.pk, state="applying")
    try:
        yield
    except (StateRefused, LedgerBroken, Refused) as refused:
        sentence = f"Không ghi được: {refused} Không có gì được ghi; hãy sửa tệp rồi nhập lại."
        mine.update(state="refused", sentence=sentence)
        raise ImportRefused(sentence) from refused
    except ImportRefused:
        mine.update(state="checked")
        raise
    except BaseException:
        sentence = "Lần nhập bị hủy giữa chừng; không có gì được ghi vào sổ. Có thể nhập lại tệp."
        mine.update(state="cancelled", sentence=sentence)
        raise


def _waiting(run: ImportRun) -> QuerySet[ImportRun]:
    """The run, if it may be written: it waits, or the process that was writing it is dead."""
    states = ["checked"] if is_running(run.agency) else ["checked", "applying"]
    return ImportRun.objects.filter(pk=run.pk, state__in=states)


def _take_lock(run: ImportRun) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [lock_key(run.agency)])
        found = cursor.fetchone()
    if ImportRun.objects.filter(pk=run.pk, state="applied").exists():
        raise ImportRefused("Lần nhập này đã ghi xong; hãy mở lại trang.")
    if not found or not found[0]:
        raise ImportRefused(
            f"Đang có một lần nhập sổ khác của đơn vị {run.agency}. Hãy đợi lần ấy xong rồi xác nhận lại."
        )


def _write(run: ImportRun, who: Importer, prepared: Prepared) -> dict[str, int]:
    """Inside the transaction: compare with the record as it stands now, write, record the import itself."""
    checked = sure(prepared.checked)
    found = compare(checked, who)
    if checked.findings.errors:
        raise ImportRefused("Sổ đã đổi từ lúc kiểm tra; hãy kiểm tra lại tệp.")
    counts = differences.total(found.values())
    counts["officers"] = appoint_many(_appointments(prepared), by=who.by, on=who.on)
    if counts["officers"] and who.viewer is not None:
        # A register brings matters; who may appoint is asked of itself.
        check_reaches(who.viewer, "post", "manage", on=who.on, agency=run.agency)
    written = [one for one in found.values() if not one.is_empty]
    entry = record(
        Act(
            subject=f"import:{run.sha256}",
            act="register.imported",
            effective_on=who.on,
            known_on=who.on,
            actor=who.by,
            payload={"sha256": run.sha256, "agency": run.agency, "counts": dict(sorted(counts.items()))},
        )
    )
    for act, part in (
        ("matter.registered", [one for one in written if one.before is None]),
        ("matter.updated_by_file", [one for one in written if one.before is not None]),
    ):
        _register(act, part, run, who)
    ImportRun.objects.filter(pk=run.pk).update(
        state="applied",
        counts=dict(counts),
        applied_on=who.on,
        entry_id=entry,
        since=differences.first_day(found.values()),
        sentence=f"Đã thêm {dotted(counts['matters'])} việc và {dotted(counts['added'])} dữ kiện, "
        f"sửa {dotted(counts['corrected'])} dữ kiện.",
    )
    return dict(counts)


def _register(act: str, part: Sequence[Difference], run: ImportRun, who: Importer) -> None:
    more = {"import": run.sha256}
    for start in range(0, len(part), CHUNK):
        who.progress(WRITING, start, len(part))
        if ImportRun.objects.filter(pk=run.pk, cancel_requested=True).exists():
            raise ImportCancelled
        register_many([one.intake for one in part[start : start + CHUNK]], by=who.by, act=act, more=more)
    if part:
        who.progress(WRITING, len(part), len(part))
    if len(part) >= BULK:
        measure_tables()


def _appointments(prepared: Prepared) -> list[Appointment]:
    return [
        Appointment(
            code=sure(row.code),
            name=sure(row.name),
            unit=sure(row.office),
            role="officer",
            first_day=sure(row.valid_from),
            last_day=row.valid_to,
            rank=sure(row.rank),
            source=source(layout.OFFICERS, row.row),
        )
        for row in sure(prepared.checked).register.officers
    ]


def cancel(run_id: int, *, by: Viewer | None, on: date) -> None:
    """Drop a file that waits, or stop the one being written at its next step. Raises Denied."""
    run = ImportRun.objects.get(pk=run_id)
    if by is not None:
        check_reaches(by, "import", "apply", on=on, agency=run.agency)
    if run.state == "applying":
        ImportRun.objects.filter(pk=run_id).update(cancel_requested=True)
        return
    sentence = "Đã hủy trước khi ghi; không có gì được ghi vào sổ."
    ImportRun.objects.filter(pk=run_id, state__in=("checking", "checked")).update(
        state="cancelled", sentence=sentence
    )


@transaction.atomic
def save_heading(*, agency: str, sheet: str, heading: str, column: str, by: Viewer, on: date) -> None:
    """From now on this office's ``heading`` on ``sheet`` means ``column``. Raises Denied, ImportRefused."""
    check_reaches(by, "import", "dry_run", on=on, agency=agency)
    known = next((one for one in layout.SHEETS if one.name == sheet), None)
    if known is None or column not in {one.key for one in known.columns} or not heading_key(heading):
        raise ImportRefused("Không có trang hoặc cột ấy trong mẫu sổ; hãy chọn trong danh sách.")
    HeadingMapping.objects.update_or_create(
        agency=agency,
        sheet=sheet,
        fold=heading_key(heading),
        defaults={"heading": heading.strip()[:200], "column": column},
    )
    record(
        Act(
            subject=f"headings:{agency}",
            act="register.heading_saved",
            effective_on=on,
            known_on=on,
            actor=by.actor,
            payload={"sheet": sheet, "heading": heading, "column": column},
        )
    )
