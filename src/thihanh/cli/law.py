"""``thihanh law …``: terms, calendar, parameters and amounts in words.

No Typer: its argument coercion loads pydantic, half of this group's time budget; only ``recompute`` asks
the database.
"""

import argparse
import contextlib
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, NoReturn

from thihanh.cli import law_answers as answers
from thihanh.deadlines import Calendar, Deadline, Refused, compute, load_calendar
from thihanh.deadlines.refusals import shown
from thihanh.law.calendar import years
from thihanh.law.dated import UnknownParameter, parameter, parameter_names
from thihanh.law.regimes import REGIMES, Regime
from thihanh.law.terms import rules
from thihanh.law.words import LARGEST, amount_in_words

Row = Mapping[str, Any]

_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT: Final = "dạng 2026-07-13 hoặc 2026-07-13T09:30"


class BadInput(ValueError):
    """Something the command cannot read; the message is one Vietnamese sentence."""


def run(arguments: Sequence[str]) -> int:
    """Carry out one command of the group; returns the exit status, 2 with a sentence for bad input."""
    _speak_utf8()
    try:
        given = _parser().parse_args(list(arguments))
        given.command(given)
    except (BadInput, Refused) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def _speak_utf8() -> None:
    """Vietnamese on any machine: a pipe may come up in the machine's old code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")


def _deadline(given: argparse.Namespace) -> None:
    calendar = load_calendar()
    if given.batch is not None:
        if any((given.rule, given.start, given.event, given.regime, given.fact)):
            raise BadInput("Với --batch, mỗi dòng tự nêu mã, ngày, chế độ, dữ kiện; bỏ các tham số khác.")
        _run_batch(given.batch, lambda row: answers.deadline_json(_computed(row, calendar)))
        return
    if given.rule is None:
        raise BadInput("Thiếu mã thời hạn, ví dụ DL-19; lệnh «thihanh law rules» liệt kê các mã.")
    row = {"rule": given.rule, "regime": given.regime, "from": given.start, "event": given.event}
    found = _computed({**row, "facts": _facts(given.fact)}, calendar)
    _print(
        answers.as_line(answers.deadline_json(found)) if _wants_json(given) else answers.deadline_text(found)
    )


def _calendar(given: argparse.Namespace) -> None:
    year = int(given.year) if given.year.isdecimal() and len(given.year) == 4 else 0
    if year not in years():
        known = f"{min(years())}–{max(years())}"
        raise BadInput(f"Chưa có lịch làm việc năm «{shown(given.year)}»; các năm đã có: {known}.")
    _print(
        answers.as_line(answers.calendar_json(year)) if _wants_json(given) else answers.calendar_text(year)
    )


def _amount(given: argparse.Namespace) -> None:
    if given.batch is not None:
        if given.amount is not None:
            raise BadInput("Với --batch, mỗi dòng tự nêu số tiền «amount»; bỏ số tiền trên dòng lệnh.")
        _run_batch(given.batch, lambda row: {"words": _words(_needed(row, "amount"))})
        return
    if given.amount is None:
        raise BadInput("Thiếu số tiền, ví dụ 8284000000000.")
    words = _words(given.amount)
    _print(answers.as_line({"words": words}) if _wants_json(given) else words)


def _rules(given: argparse.Namespace) -> None:
    as_json = _wants_json(given)
    for rule in rules().values():
        _print(answers.as_line(answers.rule_json(rule)) if as_json else answers.rule_text(rule))


def _parameter(given: argparse.Namespace) -> None:
    on = _moment(given.on)
    if on is None or isinstance(on, datetime):
        raise BadInput(f"Ngày «{shown(given.on)}» phải viết dạng 2026-07-13.")
    try:
        found = parameter(given.name, on)
    except UnknownParameter as error:
        names = ", ".join(parameter_names())
        said = " ".join(str(error).split()).removesuffix(".")
        raise BadInput(f"{said}; các tên được dùng: {names}, hoặc mã thời hạn.") from error
    _print(
        answers.as_line(answers.parameter_json(found))
        if _wants_json(given)
        else answers.parameter_text(found)
    )


def _recompute(given: argparse.Namespace) -> None:
    from thihanh.cli.recompute import recompute

    recompute(dry_run=given.dry_run, as_json=_wants_json(given))


class _Parser(argparse.ArgumentParser):
    """argparse with its refusals in Vietnamese: one sentence, no usage block."""

    def error(self, message: str) -> NoReturn:
        if "required" in message:
            wanted = message.partition(": ")[2]
            raise BadInput(f"Thiếu {wanted}; xem {self.prog} --help.")
        if "unrecognized" in message:
            extra = message.partition(": ")[2]
            raise BadInput(f"Không hiểu «{shown(extra)}»; xem {self.prog} --help.")
        if "invalid choice" in message:
            raise BadInput(f"Không có lệnh này; các lệnh: {', '.join(_COMMANDS)}.")
        if "expected one argument" in message:
            option = message.removeprefix("argument ").partition(":")[0]
            raise BadInput(f"Tùy chọn {option} cần một giá trị; xem {self.prog} --help.")
        raise BadInput(f"Lệnh chưa đúng cách dùng; xem {self.prog} --help.")


_COMMANDS: Final = {
    "deadline": (_deadline, "tính ngày cuối của một thời hạn và giải thích từng bước"),
    "calendar": (_calendar, "lịch làm việc của một năm với căn cứ từng ngày"),
    "amount-in-words": (_amount, "đọc số tiền (đồng) thành chữ"),
    "rules": (_rules, "liệt kê các thời hạn với số của hai chế độ"),
    "parameter": (_parameter, "giá trị của một tham số pháp luật vào một ngày"),
    "recompute": (_recompute, "tính lại các thời hạn đang chạy mà luật, lịch vừa đổi chạm tới"),
}


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="thihanh law", allow_abbrev=False, description="Pháp luật và thời gian.")
    commands = parser.add_subparsers(required=True, metavar="LỆNH", dest="LỆNH")
    parsers = {}
    for name, (command, about) in _COMMANDS.items():
        parsers[name] = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        parsers[name].set_defaults(command=command)
        form = parsers[name].add_mutually_exclusive_group()
        form.add_argument(
            "--json", action="store_true", help="kết quả dạng JSON (mặc định khi xuất ra tệp, ống dẫn)"
        )
        form.add_argument("--text", action="store_true", help="kết quả dạng chữ (mặc định trên màn hình)")
    deadline, amount = parsers["deadline"], parsers["amount-in-words"]
    deadline.add_argument("rule", nargs="?", metavar="MÃ", help="mã thời hạn, ví dụ DL-19")
    deadline.add_argument("--from", dest="start", metavar="NGÀY", help=f"ngày bắt đầu, {_MOMENT}")
    deadline.add_argument("--event", metavar="NGÀY", help="ngày sự kiện, với hạn đếm ngược")
    deadline.add_argument("--regime", metavar="R08|R25", help="chỉ định chế độ pháp luật")
    deadline.add_argument("--fact", action="append", default=[], metavar="TÊN=GIÁ_TRỊ", help="dữ kiện")
    amount.add_argument("amount", nargs="?", metavar="SỐ_TIỀN", help="số đồng, số nguyên")
    for parser_with_batch in (deadline, amount):
        parser_with_batch.add_argument(
            "--batch", metavar="TỆP", help="mỗi dòng một JSON; «-» là đầu vào chuẩn"
        )
    parsers["recompute"].add_argument(
        "--dry-run", action="store_true", help="chỉ cho biết sẽ đổi gì, không ghi"
    )
    parsers["calendar"].add_argument("year", metavar="NĂM")
    parsers["parameter"].add_argument("name", metavar="TÊN", help="tên tham số hoặc mã thời hạn")
    parsers["parameter"].add_argument("--on", required=True, metavar="NGÀY", help="ngày cần biết giá trị")
    return parser


def _wants_json(given: argparse.Namespace) -> bool:
    """A program reading the output gets JSON without asking; a person at a terminal gets text."""
    return given.json or not (given.text or sys.stdout.isatty())


def _computed(row: Row, calendar: Calendar) -> Deadline:
    facts = {} if row.get("facts") is None else row["facts"]
    if not isinstance(row.get("rule"), str) or not isinstance(facts, dict):
        raise BadInput("Cần mã thời hạn «rule» là chữ và «facts» là các cặp tên, giá trị.")
    return compute(
        row["rule"],
        from_=_moment(row.get("from")),
        event=_moment(row.get("event")),
        regime=_regime(row.get("regime")),
        facts=facts,
        calendar=calendar,
    )


def _facts(pairs: Iterable[str]) -> dict[str, str]:
    facts: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise BadInput(f"Dữ kiện «{shown(pair)}» phải có dạng TÊN=true hoặc TÊN=GIÁ_TRỊ.")
        if name in facts:
            raise BadInput(f"Dữ kiện «{shown(name)}» được nêu hai lần.")
        facts[name] = value
    return facts


def _regime(value: object) -> Regime | None:
    if value is None:
        return None
    for regime in REGIMES:
        if value == regime:
            return regime
    raise BadInput(f"Chế độ «{shown(value)}» không có; chỉ dùng R08 hoặc R25.")


def _moment(value: object) -> date | datetime | None:
    if value is None:
        return None
    if isinstance(value, str) and _ISO.match(value):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
    raise BadInput(f"Ngày «{shown(value)}» không có thật hoặc không đọc được; viết {_MOMENT}.")


def _needed(row: Row, key: str) -> object:
    if key not in row:
        raise BadInput(f"Thiếu «{key}».")
    return row[key]


def _words(value: object) -> str:
    text = str(value).strip()
    if isinstance(value, bool) or not (text.isascii() and text.removeprefix("-").isdecimal()):
        raise BadInput(f"Số tiền «{shown(value)}» phải là số nguyên đồng, không có dấu phân cách.")
    try:
        return amount_in_words(_whole(text))
    except ValueError as error:
        raise BadInput(str(error)) from error


def _whole(digits: str) -> int:
    """The number written; beyond the largest amount its length is enough (Python refuses 4,300 digits)."""
    sign = -1 if digits.startswith("-") else 1
    significant = digits.removeprefix("-").lstrip("0")
    return sign * (int(significant or "0") if len(significant) <= len(str(LARGEST)) else LARGEST + 1)


def _run_batch(source: str, answer: Callable[[Row], dict[str, object]]) -> None:
    """One answer per line, in order, as they come; a refused line answers {"error"} and the next goes on."""
    for line in _lines(source):
        try:
            answered = answer(_row(line))
        except (Refused, BadInput) as error:
            answered = {"error": str(error)}
        _print(answers.as_line(answered))
        if source == "-":
            sys.stdout.flush()


def _row(line: bytes) -> Row:
    """A batch line as a JSON object; a byte order mark is passed over."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput("Dòng này không phải văn bản UTF-8.") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadInput("Dòng này không phải là JSON.") from error
    except ValueError as error:  # more than 4,300 digits
        raise BadInput("Dòng này có số quá dài, không đọc được.") from error
    if not isinstance(row, dict):
        raise BadInput("Mỗi dòng phải là một đối tượng JSON.")
    return row


def _lines(source: str) -> Iterator[bytes]:
    if source == "-" and sys.stdin is None:
        raise BadInput("Đầu vào chuẩn đã đóng, không có dòng nào để đọc.")
    try:
        if source == "-":
            yield from sys.stdin.buffer
        else:
            with Path(source).open("rb") as file:
                yield from file
    except (OSError, ValueError) as error:
        raise BadInput(f"Không mở được tệp «{shown(source)}».") from error


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
