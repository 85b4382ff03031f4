"""Bringing a register in: once, twice, changed, cancelled, two at once."""

from pathlib import Path

from tests.procedures import workbooks
from tests.procedures.conftest import bring, import_file

from thihanh.procedures.import_register import queries
from thihanh.procedures.import_register.preparing import Importer


def test_a_register_in_order_enters_whole(quang_ninh: Importer, register: Path) -> None:
    counts = import_file(register, quang_ninh)
    assert counts["matters"] == 1
    assert counts["added"] == 2 + 1 + 4 + 2 + 1 + 1


def test_the_same_file_twice_changes_nothing(quang_ninh: Importer, register: Path) -> None:
    import_file(register, quang_ninh)
    run_id, _ = bring(register, quang_ninh)
    row = queries.run(run_id)
    assert row.state == "unchanged"
    assert "đã được nhập ngày 30/09/2025" in row.sentence


def test_a_changed_amount_is_one_correction(quang_ninh: Importer, register: Path, tmp_path: Path) -> None:
    import_file(register, quang_ninh)
    sheets = workbooks.small()
    sheets["Tiền"][0][5] = 41_000_000
    counts = import_file(workbooks.write(tmp_path / "so2.xlsx", sheets), quang_ninh)
    assert (counts["matters"], counts["added"], counts["corrected"]) == (0, 0, 1)
