"""The reviewed files as printed rows: results, further printings, articles, and three side tables. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import cast

from thihanh.statistics.published import Qualified, Qualifier
from thihanh.targets.articles import Figure, figures
from thihanh.targets.consistency.statements import PrintedRow, Statement
from thihanh.targets.places import Place, UnknownPlace, place_of
from thihanh.targets.published import PublishedRow, published_rows, read_table

REVIEWED = "dòng đã duyệt"
_PREFERRED = ("annual", "preliminary", "final", "interim")
_ARTICLE_COLUMNS = {
    "resolved": "done",
    "rate": "rate_pub",
    "beat": "beat_pub",
    "resolved_growth": "done_growth",
}
_SPECIAL = {"credit": "credit", "corruption": "corruption", "state": "budget"}
_OTHER = {
    "Coercion decisions (QĐ cưỡng chế)": "coercion_decisions",
    "Coercion decisions": "coercion_decisions",
    "Coercion without mobilised force": "coercion_without_force",
    "Coercion with mobilised force": "coercion_with_force",
    "Voluntary compliance after coercion decision": "coercion_voluntary",
    "New decisions ex officio (chủ động)": "decisions_ex_officio",
    "New decisions on request (theo yêu cầu)": "decisions_on_request",
    "Judgments received (bản án, QĐ nhận)": "judgments_received",
    "Judgments received": "judgments_received",
    "Cases per enforcer": "cases_per_enforcer",
}


@dataclass(frozen=True, slots=True)
class SideRow:
    """A row of a side table: where its figures went, or why nothing can be checked with it."""

    table: str
    title: str
    row: str
    columns: tuple[str, ...]
    why: str = ""


@dataclass(slots=True)
class _Book:
    """Rows being put together: the row's own statements first, further printings after them."""

    rows: dict[str, PrintedRow] = field(default_factory=dict)
    found: dict[str, dict[str, list[Statement]]] = field(default_factory=dict)

    def add(self, row: PrintedRow) -> None:
        """A row that may receive statements."""
        self.rows[row.row] = row
        self.found[row.row] = {column: list(said) for column, said in row.by_column.items()}

    def say(self, statement: Statement) -> None:
        """One more printed figure; the same figure said again in the same words counts once."""
        said = self.found[statement.row].setdefault(statement.column, [])
        if all(one.value != statement.value for one in said):
            said.append(statement)

    def at(self, place: Place, year: int, months: int) -> str:
        """The row of a unit and period, made where there is none."""
        key = (place.unit or place.name, place.boundary, year, months)
        same = [row for row in self.rows.values() if row.key == key]
        if same:
            return min(same, key=lambda row: _PREFERRED.index(row.edition)).row
        name = f"{place.unit or place.name}-{year}M{months:02d}"
        edition = "annual" if months == 12 else "interim"
        self.add(
            PrintedRow(
                row=name,
                level=place.level,
                unit=place.unit,
                boundary=place.boundary,
                name=place.name,
                year=year,
                months=months,
                edition=edition,
                mark="S",
                source="",
                origin="bảng phụ",
                by_column={},
            )
        )
        return name

    def done(self) -> tuple[PrintedRow, ...]:
        """The rows with everything said about them."""
        return tuple(
            replace(row, by_column={column: tuple(said) for column, said in self.found[name].items()})
            for name, row in self.rows.items()
        )


def printed(row: PublishedRow, origin: str = REVIEWED) -> PrintedRow:
    """A published row as statements; a target worked out of the beat would prove it and is left out."""
    circular = ("cases_target", "money_target") if row.target_basis.startswith("derived") else ()
    return PrintedRow(
        row=row.row,
        level=row.level,
        unit=row.unit,
        boundary=row.boundary,
        name=row.name,
        year=row.work_year,
        months=row.months,
        edition=row.edition,
        mark=row.mark,
        source=row.source,
        origin=origin,
        by_column={
            column: (Statement(row.row, column, value, row.source),)
            for column, value in row.figures.items()
            if column not in circular
        },
    )


@cache
def reviewed() -> tuple[tuple[PrintedRow, ...], tuple[SideRow, ...]]:
    """Every reviewed row with its further printings, and what became of each row of the side tables."""
    book = _Book()
    for row in published_rows():
        book.add(printed(row))
    sides = (*_thahc(book), *_special(book), *_other(book))
    for data in read_table("statements.csv"):
        _further(book, data)
    for figure in figures():
        _article(book, figure)
    return book.done(), sides


def all_rows(imported: Iterable[PublishedRow] = ()) -> tuple[PrintedRow, ...]:
    """The reviewed rows, and beside them rows that were imported."""
    rows, _ = reviewed()
    return (*rows, *(printed(row, "dòng nhập") for row in imported))


def _further(book: _Book, data: dict[str, str]) -> None:
    qualifier = cast("Qualifier", data["qualifier"])
    row = book.rows[data["row"]]
    value = Qualified.read(data["value"], qualifier)
    book.say(Statement(row.row, data["column"], value, data["source"] or row.source))


def column_of(figure: Figure) -> str:
    """The column an article's figure is printed for; "" where it is none of the result columns."""
    kind, _, what = figure.compute.partition(".")
    return f"{kind}_{_ARTICLE_COLUMNS.get(what, what)}" if kind in ("cases", "money") else ""


def row_of(figure: Figure) -> str:
    """The published row of the article's province and year."""
    return next(
        (
            row.row
            for row in published_rows()
            if (row.unit, row.work_year, row.months) == (figure.unit, figure.year, 12)
        ),
        "",
    )


def _article(book: _Book, figure: Figure) -> None:
    column, row = column_of(figure), row_of(figure)
    sign_only = figure.printed is not None and not figure.printed.value
    if not column or not row or figure.printed is None or figure.stated is not None or sign_only:
        return
    book.say(Statement(row, column, figure.printed, f"bài báo {figure.article}"))


def _place(name: str, year: int, months: int) -> Place:
    """The unit of a side table's row: as the results name it, as the list of provinces does, or its name."""
    for row in published_rows():
        token = row.name.rpartition(" ")[2].strip("()")
        if row.name == name and (row.work_year, row.months) == (year, months):
            return Place(row.level, row.unit, row.boundary, row.name)
        if name.startswith("unnamed") and token in name:
            return Place(row.level, row.unit, row.boundary, row.name)
    try:
        return place_of(name, year, months)
    except UnknownPlace:
        return Place("district", "", "", name)


def _known_name(name: str) -> str:
    """The name under which a district's results row stands."""
    return next(
        (row.name for row in published_rows() if row.level == "district" and row.name.startswith(name)), name
    )


def _said(
    book: _Book, row: str, source: str, figures_: Iterable[tuple[str, str]], words: str = "exact"
) -> tuple[str, ...]:
    columns = []
    for column, text in figures_:
        if text:
            book.say(Statement(row, column, Qualified.read(text, cast("Qualifier", words)), source))
            columns.append(column)
    return tuple(columns)


def _thahc(book: _Book) -> Iterator[SideRow]:
    names = {
        "carried_over": "carried",
        "new": "new",
        "due": "due",
        "done": "done",
        "cancelled_postponed": "cancelled",
        "ongoing": "ongoing",
        "monitored": "monitored",
        "court_compulsion_decisions": "compulsion",
    }
    for data in read_table("thahc.csv"):
        year, months = int(data["work_year"]), int(data["months"])
        row = book.at(_place(data["unit"], year, months), year, months)
        said = _said(book, row, data["source"], ((f"thahc_{name}", data[key]) for key, name in names.items()))
        yield SideRow("án hành chính", f"{data['unit']} {year}, {months} tháng", row, said)


def _special(book: _Book) -> Iterator[SideRow]:
    names = {
        "due_cases": "cases_due",
        "eligible_cases": "cases_eligible",
        "done_cases": "cases_done",
        "due_money_bn": "money_due",
        "eligible_money_bn": "money_eligible",
        "done_money_bn": "money_done",
        "rate_cases_pub": "cases_rate",
        "rate_money_pub": "money_rate",
    }
    for data in read_table("special_categories.csv"):
        group = _SPECIAL[data["category"].partition(" ")[0].partition("/")[0]]
        title = f"{data['category']}, {data['unit']} {data['work_year']}"
        if not data["work_year"].isdigit():
            yield SideRow("nhóm án", title, "", (), "gộp nhiều năm, không thuộc một kỳ lũy kế nào")
            continue
        year, months = int(data["work_year"]), int(data["months"])
        place = _place(_known_name(data["unit"]), year, months)
        row = book.at(place, year, months)
        words = next((word for word in ("above", "about") if data["note"].startswith(word)), "exact")
        figures_ = [(f"{group}_{name}", data[key]) for key, name in names.items()]
        derived = data["mark"] == "S/derived"
        said = _said(
            book, row, data["source"], [one for one in figures_ if not (derived and "_due" in one[0])], words
        )
        yield SideRow("nhóm án", f"{title}, {months} tháng", row, said)


def _other(book: _Book) -> Iterator[SideRow]:
    for data in read_table("other_indicators.csv"):
        title = f"{data['indicator']}, {data['unit']} {data['work_year']}"
        column = _OTHER.get(data["indicator"], "")
        if not column or not data["work_year"].isdigit() or not data["months"]:
            yield SideRow("chỉ số khác", title, "", (), "chỉ một con số, không có phép tính nào đi cùng")
            continue
        year, months = int(data["work_year"]), int(data["months"])
        row = book.at(_place(data["unit"], year, months), year, months)
        said = _said(book, row, data["source"], [(column, data["value"])])
        yield SideRow("chỉ số khác", title, row, said)
