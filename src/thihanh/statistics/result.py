"""A form filled in: columns and chain of a unit and of the units under it, and what is said beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thihanh.law import unconfirmed
from thihanh.statistics.checks import Value, check_form, check_sum_of_units
from thihanh.statistics.engine.cells import Cells, added
from thihanh.statistics.forms.definitions import Form, chain
from thihanh.statistics.numbers import rate
from thihanh.statistics.period import Period, own_form, version_on
from thihanh.statistics.unit import Scope

UNASSIGNED_NAME = "Chưa phân công"


@dataclass(frozen=True, slots=True)
class ColumnValue:
    """One cell: matters, whole đồng, or a rate (``Absent`` with its reason where there is none)."""

    no: int
    code: str
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class ChainValue:
    """One line of the chain above the columns, in matters or whole đồng."""

    code: str
    name: str
    value: int


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A form's columns and chain for one unit; ``parts`` are the units that make it up."""

    code: str
    name: str
    columns: tuple[ColumnValue, ...]
    upstream: tuple[ChainValue, ...]
    parts: tuple["UnitFigures", ...] = ()

    def __getitem__(self, code: str) -> Value:
        """A cell by column code, or a chain line by its code."""
        for cell in self.columns:
            if cell.code == code:
                return cell.value
        for line in self.upstream:
            if line.code == code:
                return line.value
        raise KeyError(code)

    def count(self, code: str) -> int:
        """A counted cell (not a rate) by column code or chain code."""
        value = self[code]
        assert isinstance(value, int)
        return value


@dataclass(frozen=True, slots=True)
class FormResult:
    """A form of a unit over a period, in one version. Values are matters (004.N) or whole đồng (005.N)."""

    form: Form
    scope: Scope
    period: Period
    known_on: date | None
    figures: UnitFigures
    labels: tuple[str, ...]

    @property
    def columns(self) -> tuple[ColumnValue, ...]:
        return self.figures.columns

    @property
    def upstream(self) -> tuple[ChainValue, ...]:
        return self.figures.upstream

    @property
    def rows(self) -> tuple[UnitFigures, ...]:
        """The units that make this one up: offices with their officers, or officers."""
        return self.figures.parts


def chain_values(form: Form, sums: Mapping[str, int]) -> dict[str, int]:
    """The chain by code: handled and due are totals of the signed lines before them."""
    values: dict[str, int] = {}
    running = 0
    for item in chain(form.of):
        if item.measure is not None:
            values[item.code] = sums.get(item.measure.code, 0)
            running += item.sign * values[item.code]
        else:
            values[item.code] = running
    return values


def column_values(form: Form, sums: Mapping[str, int]) -> dict[int, Value]:
    """Every column by number: measures added up, then the rate divided."""
    counts = {no: sum(sums.get(code, 0) for code in codes) for no, codes in form.added_up.items()}
    rates = {c.no: rate(counts[c.ratio[0]], counts[c.ratio[1]]) for c in form.columns if c.ratio}
    return {**counts, **rates}


def _figures(
    form: Form, code: str, name: str, sums: Mapping[str, int], parts: tuple[UnitFigures, ...] = ()
) -> UnitFigures:
    values, upstream = column_values(form, sums), chain_values(form, sums)
    check_form(form, values, upstream, code)
    if parts:
        own = [{cell.no: cell.value for cell in part.columns} for part in parts]
        check_sum_of_units(form, values, own, code)
    return UnitFigures(
        code,
        name,
        tuple(ColumnValue(c.no, c.code, c.name, values[c.no]) for c in form.columns),
        tuple(ChainValue(item.code, item.name, upstream[item.code]) for item in chain(form.of)),
        parts,
    )


def _last_if_unassigned(code: str) -> tuple[bool, str]:
    return (not code, code)


def figures_of(form: Form, cells: Cells, scope: Scope, names: Mapping[str, str]) -> UnitFigures:
    """The form of a unit with its offices and officers, every unit asserted (R01–R10)."""

    def name(code: str) -> str:
        return names.get(code, code) if code else UNASSIGNED_NAME

    def officers(office: str) -> tuple[UnitFigures, ...]:
        held = by_office.get(office, {})
        found = sorted(held, key=_last_if_unassigned)
        return tuple(_figures(form, code, name(code), held[code]) for code in found)

    by_office = cells.by_office()
    sums = {office: added(held.values()) for office, held in by_office.items()}
    parts: tuple[UnitFigures, ...] = ()
    if scope.unit_kind == "agency":
        found = sorted(by_office, key=_last_if_unassigned)
        parts = tuple(_figures(form, code, name(code), sums[code], officers(code)) for code in found)
    elif scope.unit_kind == "office":
        parts = officers(scope.office or "")
    return _figures(form, scope.code, name(scope.code), added(sums.values()), parts)


def labels_of(form: Form, period: Period) -> tuple[str, ...]:
    """What must be said beside the figures: period, version, the year's own form, marks, notes."""
    labels = [period.label, f"Biểu {form.full_code} {form.label}"]
    if form.version != version_on(period.to):
        labels.append("Phiên bản để đối chiếu: không phải phiên bản theo ngày cuối kỳ.")
    own = own_form(period.to)
    if period.work_year < 2026:
        labels.append(
            f"Năm công tác {period.work_year} báo cáo theo {own}; bảng này theo cột của phiên bản nêu trên."
        )
    if words := unconfirmed(form.mark):
        labels.append(f"{form.label}: {words}.")
    labels.append("Chọn phiên bản theo ngày cuối kỳ [I].")
    if form.of == "money":
        labels.append(
            "Số liệu giữ đến đồng; khi in theo 1.000 đồng, từng ô được làm tròn riêng nên tổng có thể lệch."
        )
    if form.of == "money" or form.version == "two_way":
        labels.append(form.note)
    return tuple(labels)


def form_result(
    form: Form, cells: Cells, scope: Scope, period: Period, *, known_on: date | None, names: Mapping[str, str]
) -> FormResult:
    """The filled-in form. Raises ``InvariantBroken`` when a control rule does not hold."""
    figures = figures_of(form, cells, scope, names)
    return FormResult(form, scope, period, known_on, figures, labels_of(form, period))
