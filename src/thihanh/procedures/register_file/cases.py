"""The rows of a register gathered under the matter they belong to."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from thihanh.law.notation import vn
from thihanh.procedures.register_file.rows import (
    AssignmentRow,
    MatterRow,
    MoneyRow,
    ObligationRow,
    OfficerRow,
    PartyRow,
    StageRow,
)
from thihanh.procedures.register_file.sheet_report import SheetReport
from thihanh.procedures.register_file.tables import Table
from thihanh.procedures.register_file.text import same_spelling

# A matter in a province: the number of its decision and the year of the decision's date.
Key = tuple[str, int]


@dataclass(slots=True)
class Case:
    """One matter of the file with all its rows, in the order of the user's sheets."""

    matter: MatterRow
    parties: list[PartyRow] = field(default_factory=list)
    obligations: list[ObligationRow] = field(default_factory=list)
    stages: list[StageRow] = field(default_factory=list)
    money: list[MoneyRow] = field(default_factory=list)
    assignments: list[AssignmentRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Register:
    """The whole file: matters by key, officers, and the report of each sheet by its name."""

    cases: dict[Key, Case]
    officers: list[OfficerRow]
    reports: dict[str, SheetReport]


class _OfMatter(Protocol):
    @property
    def row(self) -> int: ...
    @property
    def number(self) -> str | None: ...
    @property
    def decided_on(self) -> date | None: ...


def key_of(number: str, decided_on: date) -> Key:
    """The key of a matter."""
    return same_spelling(number), decided_on.year


def gather(matters: Table, children: dict[str, Table], officers: list[OfficerRow]) -> Register:
    """Put every row under its matter; report numbers that stand twice or nowhere."""
    cases, uncertain = _cases(matters)
    for name, table in children.items():
        for key, row in _belonging(table, cases, uncertain):
            getattr(cases[key], name).append(row)
    reports = {table.report.sheet.name: table.report for table in (matters, *children.values())}
    return Register(cases, officers, reports)


def _cases(matters: Table) -> tuple[dict[Key, Case], set[str]]:
    """Matters by key, and the numbers of rows whose key could not be read ("" where any may be meant)."""
    report = matters.report
    cases: dict[Key, Case] = {}
    uncertain: set[str] = set() if report.readable else {""}
    for row in matters.rows:
        if row.number is None or row.decided_on is None:
            uncertain.add(row.number or "")
            continue
        key = key_of(row.number, row.decided_on)
        if key in cases:
            report.error(
                "matter.number_twice",
                row.row,
                "number",
                f"Số quyết định {row.number} của năm {row.decided_on.year} đã có ở "
                f"dòng {cases[key].matter.row}.",
                "Hãy bỏ dòng thừa hoặc sửa số; số chỉ được dùng lại ở năm khác.",
            )
            continue
        cases[key] = Case(row)
    return cases, uncertain


def _belonging(table: Table, cases: dict[Key, Case], uncertain: set[str]) -> Iterator[tuple[Key, _OfMatter]]:
    """(key, row) of the rows whose matter stands in the file; the others are reported."""
    years = _years(cases)
    known: dict[tuple[str, date], Key] = {}
    for row in table.rows:
        if row.number is None or row.decided_on is None:
            continue
        pair = (row.number, row.decided_on)
        key = known.get(pair)
        if key is None:
            key = key_of(*pair)
            case = cases.get(key)
            if case is None or case.matter.decided_on != row.decided_on:
                _report_stray(table.report, row, case, (uncertain, years))
                continue
            known[pair] = key
        yield key, row


def _years(cases: dict[Key, Case]) -> dict[str, list[int]]:
    years: dict[str, list[int]] = defaultdict(list)
    for number, year in cases:
        years[number].append(year)
    return years


def _report_stray(
    report: SheetReport, row: _OfMatter, case: Case | None, known: tuple[set[str], dict[str, list[int]]]
) -> None:
    uncertain, years = known
    assert row.number is not None
    assert row.decided_on is not None
    if case is not None and case.matter.decided_on is not None:
        report.error(
            "matter.other_date",
            row.row,
            "decided_on",
            f"Ngày quyết định {vn(row.decided_on)} khác với trang Việc dòng {case.matter.row} "
            f"({vn(case.matter.decided_on)}).",
            "Hãy sửa cho hai trang giống nhau.",
        )
    elif row.number not in uncertain and "" not in uncertain:
        others = ", ".join(str(year) for year in sorted(years.get(same_spelling(row.number), [])))
        report.error(
            "matter.unknown",
            row.row,
            "number",
            f"Không có việc số {row.number} năm {row.decided_on.year} ở trang Việc"
            + (f" (số này chỉ có ở năm {others})." if others else "."),
            "Hãy thêm việc vào trang Việc, hoặc sửa số và ngày quyết định.",
        )
