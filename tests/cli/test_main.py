"""The dispatcher: one group at a time, and every refusal a Vietnamese sentence with status 2."""

import sys
import types
from typing import Annotated

import pytest
import typer
from django.db.utils import OperationalError, ProgrammingError

from thihanh.cli import main


def checked(value: str) -> str:
    if value == "xấu":
        raise typer.BadParameter("Giá trị «xấu» không dùng được.")
    return value


@pytest.fixture
def told(monkeypatch, capsys):
    """A group of its own with one command; gives status, standard output and standard error."""
    app = typer.Typer(add_completion=False)

    @app.command("đếm")
    def count(
        number: Annotated[int, typer.Argument()],
        *,
        word: Annotated[str, typer.Option("--word", callback=checked)] = "tốt",
    ) -> None:
        if number < 0:
            raise typer.BadParameter("Số phải từ 0 trở lên.")
        if number > 9:
            raise typer.Exit(3)
        typer.echo(f"{word} {number}")

    @app.command("khác")
    def other() -> None:
        typer.echo("khác")

    module = types.ModuleType("thihanh.cli.counting")
    module.app = app
    monkeypatch.setitem(sys.modules, "thihanh.cli.counting", module)
    monkeypatch.setitem(main.GROUPS, "counting", main.Group("đếm thử", database=False))

    def ask(*arguments):
        status = main.run(["counting", *arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return ask


def test_a_command_of_a_group_is_carried_out(told):
    assert told("đếm", "7", "--word", "số") == (0, "số 7\n", "")


def test_a_commands_own_exit_status_is_kept(told):
    assert told("đếm", "10")[0] == 3


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["đếm"], "Thiếu NUMBER; xem thihanh counting --help."),
        (["đếm", "bảy"], "Giá trị của NUMBER không hợp lệ; xem thihanh counting --help."),
        (["đếm", "7", "--wrod", "x"], "Lệnh không có tùy chọn --wrod; xem thihanh counting --help."),
        (["đếm", "7", "--word"], "Tùy chọn --word cần một giá trị; xem thihanh counting --help."),
        (["đếm", "7", "8"], "Lệnh chưa đúng cách dùng; xem thihanh counting --help."),
        (["lạ"], "Lệnh chưa đúng cách dùng; xem thihanh counting --help."),
        (["đếm", "7", "--word", "xấu"], "Giá trị «xấu» không dùng được."),
        (["đếm", "--", "-1"], "Số phải từ 0 trở lên."),
    ],
)
def test_a_usage_error_is_one_vietnamese_sentence(told, arguments, sentence):
    assert told(*arguments) == (2, "", f"{sentence}\n")


@pytest.mark.parametrize(
    ("failure", "state", "sentence"),
    [
        (ProgrammingError, "42P01", "chưa có bảng"),
        (OperationalError, "53100", "ngừng trả lời hoặc không nhận thêm dữ liệu (mã 53100)"),
    ],
)
def test_a_database_that_fails_is_one_sentence_and_no_traceback(
    monkeypatch, capsys, failure, state, sentence
):
    def ask(arguments):
        cause = Exception()
        cause.sqlstate = state
        raise failure from cause

    module = types.ModuleType("thihanh.cli.counting")
    module.run = ask
    monkeypatch.setitem(sys.modules, "thihanh.cli.counting", module)
    monkeypatch.setitem(main.GROUPS, "counting", main.Group("đếm thử", database=False))
    assert main.run(["counting"]) == main.FAILED
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert sentence in said.err


def test_an_error_of_our_own_is_not_taken_for_the_database(monkeypatch):
    def ask(arguments):
        raise ValueError("not the database")

    module = types.ModuleType("thihanh.cli.counting")
    module.run = ask
    monkeypatch.setitem(sys.modules, "thihanh.cli.counting", module)
    monkeypatch.setitem(main.GROUPS, "counting", main.Group("đếm thử", database=False))
    with pytest.raises(ValueError, match="not the database"):
        main.run(["counting"])


def test_a_group_that_this_edition_does_not_have_is_refused(monkeypatch, capsys):
    monkeypatch.setitem(main.GROUPS, "steering", main.Group("Ban Chỉ đạo", database=False))
    assert main.run(["steering", "list"]) == 2
    assert capsys.readouterr().err == "Nhóm lệnh «steering» chưa có trong bản này.\n"


def test_the_overview_names_only_groups_that_are_there(monkeypatch, capsys):
    monkeypatch.setitem(main.GROUPS, "steering", main.Group("Ban Chỉ đạo"))
    assert main.run(["--help"]) == 0
    listed = capsys.readouterr().out
    assert "law " in listed
    assert "steering" not in listed
