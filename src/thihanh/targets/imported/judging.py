"""What becomes of each row of a file: taken in, known already, a decision to take, or refused. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from thihanh.targets.consistency.findings import Finding
from thihanh.targets.consistency.report import report_of
from thihanh.targets.consistency.sources import all_rows, printed
from thihanh.targets.consistency.statements import PrintedRow, World
from thihanh.targets.imported.drafts import Draft
from thihanh.targets.imported.queries import ImportedRow
from thihanh.targets.places import Place
from thihanh.targets.published import Edition, PublishedRow, published_rows

State = Literal["new", "same", "decide", "refused"]
LABELS: Mapping[State, str] = {
    "new": "nhận",
    "same": "đã có",
    "decide": "cần quyết định",
    "refused": "từ chối",
}
May = Callable[[Place], str]
"""Why a row about this place is out of the importer's reach; "" where it is not."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one row, and why; ``replaces`` names the imported row that it would correct."""

    draft: Draft
    state: State
    sentences: tuple[str, ...]
    replaces: int | None = None

    @property
    def label(self) -> str:
        """The state in words."""
        return LABELS[self.state]


def as_published(draft: Draft) -> PublishedRow:
    """A row of a file in the shape of the reviewed ones. The draft must not be refused."""
    place = draft.place
    assert place is not None
    return PublishedRow(
        row=draft.key,
        level=place.level,
        unit=place.unit,
        boundary=place.boundary,
        name=place.name,
        edition=cast("Edition", draft.edition),
        work_year=draft.year,
        months=draft.months,
        figures={code: one.value for code, one in draft.figures.items()},
        texts={code: one.text for code, one in draft.figures.items()},
        source=draft.texts.get("source", ""),
        mark=draft.texts.get("mark", "") or "S",
        note=draft.texts.get("note", ""),
        target_basis=draft.texts.get("target_basis", ""),
    )


def judged(drafts: Sequence[Draft], imported: Sequence[ImportedRow], may: May) -> tuple[Verdict, ...]:
    """Every row beside the reviewed ones, the imported ones, and the others of its file."""
    first = [_before_checks(draft, drafts, imported, may) for draft in drafts]
    waiting = {
        place: printed(as_published(one.draft), "dòng nhập")
        for place, one in enumerate(first)
        if one.state in ("new", "decide")
    }
    gone = {one.replaces for one in first}
    kept = [one.row for one in imported if one.id not in gone]
    world = World((*all_rows(kept), *waiting.values()))
    return tuple(
        _with_findings(one, waiting[place], world) if place in waiting else one
        for place, one in enumerate(first)
    )


def _before_checks(
    draft: Draft, drafts: Sequence[Draft], imported: Iterable[ImportedRow], may: May
) -> Verdict:
    if draft.problems or draft.place is None:
        return Verdict(draft, "refused", tuple(one.sentence for one in draft.problems))
    if refused := may(draft.place):
        return Verdict(draft, "refused", (f"{draft.cell}: {refused}",))
    row = as_published(draft)
    twin = next((one for one in drafts if one.line < draft.line and _same_row(one, row)), None)
    if twin is not None:
        what = f"{draft.cell}: trùng dòng {twin.line} của chính tệp này (cùng đơn vị, kỳ, bản, nguồn)."
        return Verdict(draft, "refused", (f"{what} Hãy bỏ một dòng.",))
    for known in published_rows():
        if _period(known) == _period(row) and _says_nothing_new(row, known):
            return Verdict(draft, "same", (f"đã có trong dòng đã duyệt {known.row}",))
    for one in imported:
        if one.identity == _identity(row):
            if one.row.figures == row.figures:
                return Verdict(
                    draft, "same", (f"đã nhập ngày {one.known_on:%d/%m/%Y} (mục ghi {one.entry_id})",)
                )
            changes = _changes(one.row, row)
            sentence = f"khác dòng đã nhập ngày {one.known_on:%d/%m/%Y}: {changes}; giữ thì thay dòng cũ"
            return Verdict(draft, "decide", (sentence,), one.id)
    return Verdict(draft, "new", ())


def _same_row(draft: Draft, row: PublishedRow) -> bool:
    return not draft.problems and draft.place is not None and _identity(as_published(draft)) == _identity(row)


def _period(row: PublishedRow) -> tuple[str, str, int, int, str]:
    return row.unit or row.name, row.boundary, row.work_year, row.months, row.edition


def _identity(row: PublishedRow) -> tuple[str, str, int, int, str, str]:
    return (*_period(row), row.source)


def _says_nothing_new(row: PublishedRow, known: PublishedRow) -> bool:
    """Whether every figure stands in the known row with the same worth."""
    return all(
        column in known.figures and known.figures[column].value == one.value
        for column, one in row.figures.items()
    )


def _changes(old: PublishedRow, new: PublishedRow) -> str:
    columns = sorted({*old.figures, *new.figures})
    told = [
        f"{column} {old.texts.get(column, 'không có')} → {new.texts.get(column, 'không có')}"
        for column in columns
        if old.figures.get(column) != new.figures.get(column)
    ]
    return "; ".join(told[:5]) + (f"; và {len(told) - 5} cột khác" if len(told) > 5 else "")


def _with_findings(verdict: Verdict, row: PrintedRow, world: World) -> Verdict:
    """A row whose figures cannot stand together is taken in only when somebody decides so."""
    found = report_of(row, world).findings
    bad = [finding for finding in found if finding.severity == "inconsistent"]
    told = tuple(f"[{one.code}] {one.sentence}" for one in _once(bad))
    asked = tuple(
        f"(cần giải trình) [{one.code}] {one.sentence}" for one in found if one.severity == "explain"
    )
    expected = tuple(f"(dự kiến) [{one.code}] {one.sentence}" for one in found if one.severity == "expected")
    notes = tuple(one.sentence for one in verdict.draft.notes)
    state: State = "decide" if told else verdict.state
    return Verdict(
        verdict.draft, state, (*verdict.sentences, *told, *expected, *asked, *notes), verdict.replaces
    )


def _once(findings: Iterable[Finding]) -> Iterable[Finding]:
    seen: set[str] = set()
    for one in findings:
        if one.sentence not in seen:
            seen.add(one.sentence)
            yield one
