"""Every kind of mistake in a register is found, all in one pass, each at its cell, with what to do next."""

from pathlib import Path

import pytest
from demo import mistakes, so_thu_ly_loi
from tests.procedures.conftest import found_in, places

DEMO = Path(so_thu_ly_loi.__file__).with_name("so-thu-ly-loi.xlsx")


@pytest.mark.parametrize("title", mistakes.MISTAKES)
def test_the_mistake_is_found_at_its_cell_and_nothing_else(title: str, tmp_path: Path) -> None:
    book, expected = mistakes.one_mistake(title)
    findings = found_in(so_thu_ly_loi.write(book, tmp_path / "so.xlsx"))
    assert places(findings) == {mistakes.address(one) for one in expected}


def test_all_mistakes_of_the_shipped_file_are_found_in_one_pass() -> None:
    _, expected = mistakes.all_mistakes()
    findings = found_in(DEMO)
    assert places(findings) == {mistakes.address(one) for one in expected}
    assert len(expected) >= 60


def test_the_shipped_file_is_what_its_script_writes(tmp_path: Path) -> None:
    book, _ = mistakes.all_mistakes()
    assert so_thu_ly_loi.write(book, tmp_path / "so.xlsx").read_bytes() == DEMO.read_bytes()


def test_every_problem_says_what_is_wrong_and_what_to_do() -> None:
    for one in found_in(DEMO).problems:
        assert one.what.endswith((".", "”."))
        assert one.fix
        assert "!" not in one.what + one.fix


def test_a_number_used_again_in_another_year_is_fine(tmp_path: Path) -> None:
    book = mistakes.Book()
    mistakes.officers(book)
    mistakes.sound(book, "12/QĐ-CTHADS")
    mistakes.sound(book, "12/QĐ-CTHADS", mistakes.date(2024, 3, 4))
    assert not found_in(so_thu_ly_loi.write(book, tmp_path / "so.xlsx")).problems


def test_old_tone_marks_and_other_letters_are_understood(tmp_path: Path) -> None:
    book = mistakes.Book()
    mistakes.officers(book)
    at = mistakes.sound(book, "12/QĐ-CTHADS")
    book.put(mistakes.layout.STAGES, at.stages[-1], stage="co dieu kien - dang thi hanh")
    book.put(mistakes.layout.MATTERS, at.matter, tags="THU NSNN;  dư luận quan tâm")
    assert not found_in(so_thu_ly_loi.write(book, tmp_path / "so.xlsx")).problems
