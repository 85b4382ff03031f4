"""Quảng Ninh with two offices; officer Lan and her colleague Minh in the first, Hoa in the second."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.procedures import workbooks

from thihanh.offices.operations import appoint_many, load_reference
from thihanh.offices.rules import Appointment
from thihanh.procedures.import_register import operations
from thihanh.procedures.import_register.preparing import Importer, Prepared
from thihanh.procedures.register_file import checking, tables, workbook
from thihanh.procedures.register_file.checks.assignments import Agency
from thihanh.procedures.register_file.headings import OwnHeadings
from thihanh.procedures.register_file.problems import Findings
from thihanh.procedures.register_file.tables import Context

TODAY = date(2025, 9, 30)


@pytest.fixture
def quang_ninh(db: None, settings: Settings, tmp_path: Path) -> Importer:
    """The province as its accountant of the register finds it."""
    settings.MEDIA_ROOT = tmp_path / "files"
    load_reference(by="reference", on=TODAY)
    appoint_many(
        [
            Appointment("22.0002", "Trần Văn Minh", "22.KV01", "officer", date(2024, 1, 1), None, "so_cap"),
            Appointment("22.0003", "Lê Thị Hoa", "22.KV02", "officer", date(2024, 1, 1), None, "so_cap"),
        ],
        by="reference",
        on=TODAY,
    )
    return Importer(by="22.0009", on=TODAY)


def bring(path: Path, who: Importer) -> tuple[int, Prepared]:
    """Dry run of a file."""
    return operations.check_file(path, who)


def import_file(path: Path, who: Importer) -> dict[str, int]:
    """Dry run and confirmation; fails with the first problem where there is one."""
    run_id, prepared = bring(path, who)
    assert prepared.in_order, [one.sentence() for one in prepared.findings.problems][:5]
    return operations.apply(run_id, who, prepared)


def found_in(path: Path, own: OwnHeadings | None = None) -> Findings:
    """All problems of a file, judged without a database: two offices, no officers but the file's own."""
    findings = Findings()
    sheets = tables.pair_names(workbook.read(path), findings)
    information = checking.read_information(sheets, findings)
    assert information is not None
    offices = {"22.KV01": "Phòng khu vực 1", "22.KV02": "Phòng khu vực 2"}
    agency = Agency(information.agency, "Thi hành án dân sự tỉnh Quảng Ninh", offices, {})
    checking.check(sheets, information, agency, Context(TODAY, own or {}), findings)
    return findings


def places(findings: Findings) -> set[tuple[str, str, str]]:
    """(code, sheet, cell) of every problem."""
    return {(one.code, one.sheet, one.cell) for one in findings.problems}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """The small register in order."""
    return workbooks.write(tmp_path / "so.xlsx", workbooks.small())
