"""Reading the forms of the book: columns and rows by name, versions, which forms hold for a period."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any, cast

from thihanh.statistics.book.layout import (
    BookColumn,
    BookForm,
    BookRow,
    FormKey,
    Selection,
    UnknownPart,
)
from thihanh.statistics.forms.definitions import FORM_CODES, Form, form_of
from thihanh.statistics.measures.definitions import MEASURES
from thihanh.statistics.measures.values import Of
from thihanh.statistics.period import Period, Version, version_on

_FILES = ("TT05", "TT26", "TTLT12", "national")
_BOTH: tuple[Version, ...] = ("R08", "R25")
R25_SUFFIX = "/R25"  # a version that carries another regime's columns under the same instrument


def _data(name: str) -> dict[str, Any]:
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _lists(name: str) -> dict[str, Any]:
    return _data(name)


def _codes(of: Of, codes: tuple[str, ...], *, prefixed: bool) -> tuple[str, ...]:
    return tuple(f"{of}.{code}" for code in codes) if prefixed else codes


def _result_columns(of: Of, regime: str, *, prefixed: bool) -> Iterator[BookColumn]:
    """The columns of results as of cases or of money; in a form of both their codes say which."""
    rows = _lists("columns")["results"][regime]["columns"]
    kept = [row for row in rows if row.get("only", of) == of]
    present = {row["code"] for row in kept}
    for row in kept:
        ratio = row.get("ratio")
        head = tuple(row.get("head", ()))
        yield BookColumn(
            no=("B" if of == "money" else "A") + row["no"] if prefixed else row["no"],
            code=_codes(of, (row["code"],), prefixed=prefixed)[0],
            name=row["name"],
            of=of,
            measures=tuple(name for code in row.get("measures", ()) if (name := f"{of}.{code}") in MEASURES),
            plus=_codes(of, tuple(c for c in row.get("plus", ()) if c in present), prefixed=prefixed),
            ratio=cast(
                "tuple[str, str] | None", _codes(of, tuple(ratio), prefixed=prefixed) if ratio else None
            ),
            head=(("Tính bằng việc" if of == "cases" else "Tính bằng tiền"), *head) if prefixed else head,
            mark=row.get("mark", ""),
            note=row.get("note", ""),
        )


def _own_column(row: Mapping[str, Any]) -> BookColumn:
    return BookColumn(
        no=row["no"],
        code=row["code"],
        name=row["name"],
        of=row["of"],
        plus=tuple(row.get("plus", ())),
        head=tuple(row.get("head", ())),
        mark=row.get("mark", ""),
        note=row.get("note", ""),
        missing=row.get("missing", ""),
    )


def _columns(form: Mapping[str, Any], regime: str) -> tuple[BookColumn, ...]:
    wanted = form["columns"]
    if not isinstance(wanted, str):
        return tuple(_own_column(row) for row in wanted)
    sides: tuple[Of, ...] = ("cases", "money") if form["of"] == "both" else (form["of"],)
    found = tuple(
        column for of in sides for column in _result_columns(of, regime, prefixed=form["of"] == "both")
    )
    if ranked := form.get("ranked"):
        found += (BookColumn("20", "rank", "Xếp hạng theo tỷ lệ", sides[0], rank=ranked, mark="K"),)
    return found


def _row(row: Mapping[str, Any], mark: str) -> BookRow:
    return BookRow(
        code=row["code"],
        name=row["name"],
        depth=row.get("depth", 0),
        selection=Selection(
            row.get("kind", ""),
            row.get("judgment", ""),
            frozenset(row.get("tags", ())),
            row.get("budget", ""),
        ),
        adds=tuple(row.get("adds", ())),
        memo=row.get("memo", False),
        mark=row.get("mark", mark),
        missing=row.get("missing", ""),
    )


def rows_named(name: str) -> tuple[BookRow, ...]:
    """A list of rows of ``rows.toml``."""
    found = _lists("rows")[name]
    return tuple(_row(row, found["mark"]) for row in found["rows"])


def _form(data: Mapping[str, Any], form: Mapping[str, Any]) -> BookForm:
    rows = rows_named(form["rows"]) if "rows" in form else ()
    by_matters = form["columns"] == "results"
    return BookForm(
        **{key: form.get(key, data[key]) for key in ("version", "legal_basis", "mark", "source", "measured")},
        **{key: form[key] for key in ("code", "title", "unit", "of")},
        columns=_columns(form, data["measured"]),
        rows=rows,
        row_kind="units" if not rows else "classes" if by_matters else "measures",
        missing=form.get("missing", ""),
        note=form.get("note", ""),
    )


def _national(form: Form) -> BookForm:
    """Form 004.N or 005.N as a form of the book: one row per unit, down to offices."""
    codes = {column.no: column.code for column in form.columns}
    columns = tuple(
        BookColumn(
            no=str(column.no),
            code=column.code,
            name=column.name,
            of=form.of,
            measures=tuple(measure.code for measure in column.measures),
            plus=tuple(codes[no] for no in column.sum),
            ratio=(codes[column.ratio[0]], codes[column.ratio[1]]) if column.ratio else None,
        )
        for column in form.columns
    )
    return BookForm(
        code=form.code,
        version=form.version,
        title=form.title,
        legal_basis=form.article,
        mark=form.mark,
        source=form.source,
        unit=form.unit,
        of=form.of,
        columns=columns,
        rows=rows_named("defence"),
        row_kind="units",
        note=form.note,
        measured=form.version,
        deepest="office",
    )


def _same(data: Mapping[str, Any], form: Mapping[str, Any], other: BookForm, suffix: str) -> BookForm:
    """A form that carries another's rows and columns under its own code and title."""
    return replace(
        other,
        code=form["code"],
        version=data["version"] + suffix,
        title=form["title"],
        legal_basis=data["legal_basis"],
        mark=form.get("mark", data["mark"]),
        source=data["source"],
        equals=other.code,
    )


@cache
def all_forms() -> Mapping[FormKey, BookForm]:
    """Every form in every version, in the order of the book."""
    found: dict[FormKey, BookForm] = {}
    for name in _FILES:
        data = _data(name)
        for form in data["form"]:
            if "equals" in form:
                made = [_same(data, form, found[form["equals"], "TT05"], "")]
                if (form["equals"], "TT26") in found:
                    made.append(_same(data, form, found[form["equals"], "TT26"], R25_SUFFIX))
            else:
                made = [_form(data, form)]
            found |= {one.key: one for one in made}
    for code in FORM_CODES:
        for version in _BOTH:
            found[code, version] = _national(form_of(code, version))
    return found


def form_named(key: FormKey) -> BookForm:
    """One form in one version. Raises ``UnknownPart`` with a sentence."""
    try:
        return all_forms()[key]
    except KeyError:
        known = ", ".join(dict.fromkeys(code for code, _ in all_forms()))
        raise UnknownPart(f"Không có biểu «{key[0]}» phiên bản «{key[1]}»; có các biểu {known}.") from None


def versions_for(version: Version) -> tuple[tuple[str, ...], ...]:
    """For a regime: the versions a form is looked for in, the one that holds first."""
    if version == "R25":
        return ("TT26", "TT05"), ("TTLT12/R25", "TTLT12"), ("R25", "R08"), ("ND139",)
    return ("TT05",), ("TTLT12",), ("R08", "R25"), ("ND139",)


def forms_on(period: Period) -> tuple[BookForm, ...]:
    """The forms of a period; 004.N and 005.N in both versions, the one in force first."""
    forms = all_forms()
    chosen: list[BookForm] = []
    for wanted in versions_for(version_on(period.to)):
        for code in dict.fromkeys(code for code, version in forms if version in wanted):
            versions = [version for version in wanted if (code, version) in forms]
            kept = versions if code in FORM_CODES else versions[:1]
            chosen += [forms[code, version] for version in kept]
    return tuple(chosen)


@cache
def selections() -> tuple[Selection, ...]:
    """Every way a row of some form narrows matters, each once; the first narrows nothing."""
    rows = [row for form in all_forms().values() if form.row_kind == "classes" for row in form.rows]
    return tuple(dict.fromkeys([Selection(), *(row.selection for row in rows)]))


@cache
def known_tags() -> frozenset[str]:
    """The tags some row narrows by."""
    return frozenset(tag for selection in selections() for tag in selection.tags)


@cache
def known_judgments() -> frozenset[str]:
    """The kinds of judgment some row names; a matter of another kind is counted as ``other``."""
    return frozenset(one.judgment for one in selections() if one.judgment)


@cache
def budget_kinds() -> tuple[str, ...]:
    """Kinds of obligations owed to the State budget, as form 3 names them (``other`` apart)."""
    return tuple(sorted({one.budget for one in selections()} - {"", "other"}))
