"""Bringing published rows in: check a file, write it whole or not at all, drop it."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from thihanh.law.notation import read_day
from thihanh.offices.reach import Reach, Viewer, reach
from thihanh.offices.reference import old_provinces
from thihanh.procedures.import_register.storage import shown_name
from thihanh.procedures.register_file.problems import FileRefused
from thihanh.targets.imported import drafts, files, judging, stored
from thihanh.targets.imported.judging import Verdict
from thihanh.targets.imported.models import PublishedFact, PublishedRun
from thihanh.targets.imported.queries import imported_rows
from thihanh.targets.places import Place, UnknownPlace, place_of
from thihanh.trail.locking import hold_named
from thihanh.trail.stating import Stated, ids_for, state

SHORTEST_REASON = 8
OBJECT, ACTION = "published", "import"


class ImportRefused(Exception):
    """Nothing was written; the message is the sentence for the user."""


@dataclass(frozen=True, slots=True)
class Importer:
    """Who brings a file in, on which day. Without a viewer (the command line) the policy is not asked."""

    by: str
    on: date
    viewer: Viewer | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with a row that waits for one: keep it as printed, for a reason, or leave it out."""

    keep: bool
    reason: str = ""


def read_rows(path: Path, name: str, who: Importer) -> tuple[Verdict, ...]:
    """The dry run of a file: what would become of each row. Raises FileRefused. Nothing is written."""
    found = drafts.drafts(files.read(path, shown_name(name)))
    return judging.judged(found, imported_rows(), _may(who))


def check_file(path: Path, name: str, who: Importer) -> int:
    """Check a file and keep what was read of it, to be confirmed; the run. Nothing else is written."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    run = PublishedRun(sha256=digest, file_name=shown_name(name), by=who.by, on=who.on)
    run.agency = who.viewer.agency if who.viewer else ""
    try:
        verdicts = read_rows(path, name, who)
    except FileRefused as refused:
        run.state, run.sentence = "refused", str(refused)
    else:
        run.rows = [_kept(one) for one in verdicts]
        run.counts = dict(Counter(one.state for one in verdicts))
        run.state, run.sentence = _state(run.counts)
    run.save()
    return int(run.pk)


def _kept(verdict: Verdict) -> dict[str, object]:
    return {
        "draft": stored.draft_as_json(verdict.draft),
        "state": verdict.state,
        "sentences": list(verdict.sentences),
    }


def _state(counts: Mapping[str, int]) -> tuple[str, str]:
    new, same = counts.get("new", 0), counts.get("same", 0)
    wait, bad = counts.get("decide", 0), counts.get("refused", 0)
    said = f"{new} dòng nhận, {wait} dòng cần quyết định, {same} dòng đã có, {bad} dòng bị từ chối"
    if bad:
        return "refused", f"Dữ liệu: {said}. Chưa ghi gì; hãy sửa các ô đã nêu rồi gửi lại tệp."
    if not new and not wait:
        return "unchanged", f"Mọi dòng đều đã có ({same}); nhập lại không thay đổi gì."
    return "checked", f"Sẽ ghi: {said}. Chưa ghi gì cho đến khi xác nhận."


@transaction.atomic
def apply(run_id: int, who: Importer, decisions: Mapping[int, Decision]) -> dict[str, int]:
    """Write a checked file, whole or not at all; returns the counts. Raises ImportRefused.

    Rows are judged again on what stands now. ``decisions`` are by line of the file.
    """
    hold_named("thihanh.targets.published")
    run = PublishedRun.objects.select_for_update().get(pk=run_id)
    if run.state != "checked":
        raise ImportRefused(f"Trạng thái: lần nhập này không chờ xác nhận. {run.sentence}")
    found = [stored.draft_from_json(row["draft"]) for row in run.rows]
    verdicts = judging.judged(found, imported_rows(), _may(who))
    chosen = _chosen(verdicts, decisions)
    _write(chosen, run, who)
    counts = {
        "written": len(chosen),
        "replaced": sum(one.replaces is not None for one, _ in chosen),
        "left_out": sum(one.state == "decide" for one in verdicts)
        - sum(one.state == "decide" for one, _ in chosen),
        "same": sum(one.state == "same" for one in verdicts),
    }
    run.state, run.applied_on, run.counts = "applied", who.on, {**run.counts, **counts}
    run.sentence = f"Đã ghi {counts['written']} dòng, trong đó {counts['replaced']} dòng thay dòng cũ."
    run.save()
    return counts


def write_rows(
    verdicts: Sequence[Verdict], name: str, who: Importer, decisions: Mapping[int, Decision]
) -> int:
    """Write what a dry run found, whole or not at all (the command line). Raises ImportRefused."""
    with transaction.atomic():
        chosen = _chosen(verdicts, decisions)
        _write(chosen, PublishedRun(file_name=shown_name(name)), who)
    return len(chosen)


def cancel(run_id: int, who: Importer) -> None:
    """Drop a file that waits."""
    PublishedRun.objects.filter(pk=run_id, by=who.by, state="checked").update(
        state="cancelled", sentence="Đã hủy trước khi ghi; không có gì được ghi."
    )


def _chosen(verdicts: Sequence[Verdict], decisions: Mapping[int, Decision]) -> list[tuple[Verdict, str]]:
    """The rows to write with the reason for keeping each. Raises ImportRefused while one is undecided."""
    if refused := [one for one in verdicts if one.state == "refused"]:
        raise ImportRefused(f"Dữ liệu: {refused[0].sentences[0]} Chưa ghi gì; hãy sửa rồi gửi lại tệp.")
    chosen: list[tuple[Verdict, str]] = []
    for one in verdicts:
        decision = decisions.get(one.draft.line)
        if one.state == "new":
            chosen.append((one, ""))
        if one.state != "decide":
            continue
        if decision is None:
            raise ImportRefused(
                f"Dữ liệu: {one.draft.cell} còn chờ quyết định giữ như nguồn in hay bỏ. "
                "Chưa ghi gì; hãy chọn cho mọi dòng."
            )
        if decision.keep and len(decision.reason.strip()) < SHORTEST_REASON:
            raise ImportRefused(
                f"Dữ liệu: {one.draft.cell} giữ số mâu thuẫn hoặc thay dòng cũ nên cần nêu lý do "
                f"(ít nhất {SHORTEST_REASON} ký tự). Chưa ghi gì."
            )
        if decision.keep:
            chosen.append((one, decision.reason.strip()[:300]))
    if not chosen:
        raise ImportRefused("Dữ liệu: không còn dòng nào để ghi.")
    return chosen


def _write(chosen: Sequence[tuple[Verdict, str]], run: PublishedRun, who: Importer) -> None:
    ids = ids_for(PublishedFact, len(chosen))
    rows = [_row(fact_id, one, reason, run, who) for fact_id, (one, reason) in zip(ids, chosen, strict=True)]
    acts = [
        Stated(
            f"published:{row['unit'] or 'khac'}:{row['work_year']}M{row['months']:02d}",
            "published.corrected" if row["replaces_id"] else "published.imported",
            who.on,
            [(PublishedFact, row)],
            more={"file": run.sha256},
        )
        for row in rows
    ]
    state(acts, by=who.by, on=who.on)


def _row(fact_id: int, verdict: Verdict, reason: str, run: PublishedRun, who: Importer) -> dict[str, Any]:
    draft, place = verdict.draft, verdict.draft.place
    assert place is not None
    texts = draft.texts
    ranks = [f"hạng {name} {texts[code]}" for code, name in _RANKS if texts.get(code)]
    return {
        "id": fact_id,
        "replaces_id": verdict.replaces,
        "key": f"{draft.key[:48]}~{fact_id}",
        "level": place.level,
        "unit": place.unit,
        "boundary": place.boundary,
        "name": place.name,
        "edition": draft.edition,
        "work_year": draft.year,
        "months": draft.months,
        "as_of": draft.as_of,
        "figures": stored.figures_as_json(draft.figures),
        "publication": texts.get("source", ""),
        "address": texts.get("address", ""),
        "published_on": read_day(texts.get("published_on", "")),
        "mark": texts.get("mark", "") or "S",
        "note": "; ".join(part for part in (texts.get("note", ""), *ranks) if part)[:1000],
        "kept_because": reason,
        "place": f"{run.file_name} · {draft.cell}"[:240],
        "by": who.by,
    }


_RANKS = (("cases_rank", "việc"), ("money_rank", "tiền"))


def _may(who: Importer) -> judging.May:
    """Published rows enter for the units the importer's right reaches; the country's only from the centre."""
    if who.viewer is None:
        return lambda place: ""
    mine = reach(who.viewer, OBJECT, ACTION, who.on)
    return lambda place: _why_not(place, mine)


def _why_not(place: Place, mine: Reach) -> str:
    agency = agency_of_place(place)
    if mine.everything or (agency and mine.covers(agency)):
        return ""
    return (
        f"Phạm vi: {place.name} ngoài phạm vi được nhập của đơn vị. "
        "Hãy để đơn vị đó hoặc Cục Quản lý Thi hành án dân sự nhập dòng này."
    )


def agency_of_place(place: Place) -> str:
    """The provincial agency of today whose land the place is; "" for the country and for unnamed units."""
    if place.level == "national":
        return ""
    if place.unit:
        old = {one.code: one.new_code for one in old_provinces()}
        return old.get(place.unit, place.unit) if place.boundary == "63" else place.unit
    parent = place.name.rpartition("(")[2].rstrip(")")
    try:
        named = place_of(parent, 2024, 12)
    except UnknownPlace:
        return ""
    return agency_of_place(named)
