"""``thihanh demo``: the demonstration's province comes in as a register file, like any other."""

import json
import sys
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings
from django.db import transaction
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from thihanh.cli.demo_people import OFFICE, OFFICER_USERNAME, OTHER_HEADS, PASSWORD, PEOPLE, PIN
from thihanh.cli.demonstration import books, committee, guide, living, requests
from thihanh.cli.demonstration.cast import FIRST_DAY, TODAY, Cast
from thihanh.cli.demonstration.held_back import hold_back
from thihanh.cli.demonstration.link import Link
from thihanh.documents.trial_keys import make_missing
from thihanh.offices import accounts
from thihanh.offices import operations as offices
from thihanh.offices import queries as officers
from thihanh.offices.rules import Appointment
from thihanh.offices.states import ROLES
from thihanh.procedures.import_register import operations as imports
from thihanh.procedures.import_register import queries as runs
from thihanh.procedures.import_register.preparing import Importer
from thihanh.synthetic.generator import generate
from thihanh.synthetic.parts import parts
from thihanh.synthetic.workbook import write
from thihanh.trail import anchors

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Dữ liệu trình diễn.")

UNIT, YEAR, SEED = "22", 2025, 2025
BY = "22.9014"
SINCE = date(2015, 1, 1)
OTHERS: tuple[tuple[str, int], ...] = (
    ("44", 2025),
    ("40", 2025),
    ("48", 2025),
    ("92", 2025),
    ("04", 2025),
    ("20", 2019),
)
REFUSED_FILE = "so-thu-ly-loi.xlsx"


class _Bar:
    """One line per step: on a terminal a bar that moves, in a log a line for each quarter done."""

    def __init__(self) -> None:
        console = Console(file=sys.stdout)
        self._quarters: dict[str, int] = {}
        self.progress = Progress(
            TextColumn("{task.description:<34}"),
            BarColumn(bar_width=30),
            TextColumn("{task.percentage:>3.0f}%"),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, phase: str, done: int, total: int) -> None:
        if self.progress.disable:
            self._tell(phase, 4 * done // max(total, 1))
            return
        if phase not in self._tasks:
            self._tasks[phase] = self.progress.add_task(phase, total=max(total, 1))
        self.progress.update(self._tasks[phase], completed=done, total=max(total, 1))

    def _tell(self, phase: str, quarter: int) -> None:
        if self._quarters.get(phase) != quarter:
            self._quarters[phase] = quarter
            typer.echo(f"{phase}: {25 * quarter}%")


@app.command()
def load(scale: Annotated[float, typer.Option(help="Thu nhỏ tỉnh mẫu, ví dụ 0.02.")] = 1.0) -> None:
    """Nạp tỉnh mẫu (Quảng Ninh 2025) qua việc nhập sổ thụ lý, rồi vài tuần làm việc; đã có thì thôi."""
    if _loaded(UNIT) and (_today() != TODAY or books.are_closed()):
        typer.echo("Dữ liệu trình diễn đã có; giữ nguyên.")
        return
    bar = _Bar()
    with bar.progress:
        if not _loaded(UNIT):
            _people(bar)
            _province(UNIT, YEAR, scale, bar)
        _log_ins()
        _keys(bar)
        _weeks(scale, bar)
        _meeting(bar)
        _refused_file()
        _books(bar)
        bar("Neo sổ ghi", 0, 1)
        anchors.make()
        bar("Neo sổ ghi", 1, 1)


@app.command()
def provinces() -> None:
    """Nạp các tỉnh mẫu còn lại, mỗi tỉnh một tệp sổ thụ lý."""
    bar = _Bar()
    with bar.progress:
        offices.load_reference(by=BY, on=_today())
        for unit, year in OTHERS:
            if not _loaded(unit):
                _province(unit, year, 1.0, bar)
        anchors.make()


@app.command()
def logins(json_: Annotated[bool, typer.Option("--json")] = False) -> None:
    """Tài khoản của từng vai, và với mỗi vai vài trang nên mở ngay."""
    people = _guide()
    if json_:
        told = {"logins": people, "pin": PIN, "reply": requests.reply_link()}
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    typer.echo(f"Mật khẩu chung {PASSWORD} · mã PIN ký số thử nghiệm {PIN}")
    for person in people:
        typer.echo(f"\n{person['username']:<16} {person['role']}")
        for line in guide.in_lines([Link(**one) for one in person["try"]]):
            typer.echo(f"  {line}")
    if link := requests.reply_link():
        typer.echo(f"\nCơ quan khác trả lời bằng liên kết: {link[0]} · mã {link[1]}")


def _guide() -> list[dict[str, Any]]:
    """Every person with what to open first: role, user name, password, pages."""
    pages = guide.by_person()
    return [
        {
            "role": ROLES[role].title(_today()),
            "username": username,
            "password": PASSWORD,
            "try": [asdict(link) for link in pages[username]],
        }
        for username, role in _roles()
    ]


def _roles() -> list[tuple[str, str]]:
    rows = [(p.username, p.role) for p in PEOPLE]
    rows.insert(4, (OFFICER_USERNAME, "officer"))
    return rows


def _today() -> date:
    return date.fromisoformat(str(settings.CLOCK.today()))


def _loaded(unit: str) -> bool:
    """Whether the register came in whole: an import cut off half-way is taken up again."""
    states = [run.state for run in _runs(unit) if run.file_name != REFUSED_FILE]
    return bool(states) and states[0] in ("applied", "unchanged")


def _runs(unit: str) -> tuple[runs.RunRow, ...]:
    return runs.runs(officers.Reach(agencies=frozenset({unit})))


@transaction.atomic
def _people(bar: _Bar) -> None:
    bar("Cơ quan và cán bộ", 0, 1)
    offices.load_reference(by=BY, on=_today())
    offices.appoint_many(
        [Appointment(p.code, p.name, p.unit, p.role, SINCE, rank=p.rank) for p in (*PEOPLE, *OTHER_HEADS)],
        by=BY,
        on=_today(),
    )
    bar("Cơ quan và cán bộ", 1, 1)


def _keys(bar: _Bar) -> None:
    """Keys good since the first scene: the weeks before today were signed with them."""
    bar("Khóa ký thử nghiệm", 0, 1)
    since = min(_today(), FIRST_DAY)
    make_missing(UNIT, PIN, at=datetime.combine(since, settings.CLOCK.now().timetz()))
    bar("Khóa ký thử nghiệm", 1, 1)


def _weeks(scale: float, bar: _Bar) -> None:
    """The weeks before the demonstration's day, lived through the product's own operations."""
    if _today() != TODAY or living.is_lived(Cast()):
        return
    title = "Vài tuần làm việc"
    bar(title, 0, 1)
    _, held = hold_back(generate(UNIT, YEAR, SEED, scale))
    committee.prepare(Cast())
    living.live(Cast(), held, lambda done, total: bar(title, done, total))


def _meeting(bar: _Bar) -> None:
    """The committee's next meeting, with its agenda."""
    if _today() == TODAY:
        bar("Phiên họp Ban Chỉ đạo", 0, 1)
        committee.coming(Cast())
        bar("Phiên họp Ban Chỉ đạo", 1, 1)


def _books(bar: _Bar) -> None:
    """The year's books, closed by those who close them."""
    if _today() == TODAY:
        books.close(Cast(), lambda done, total: bar("Chốt và khóa sổ", done, total))


def _province(unit: str, year: int, scale: float, bar: _Bar) -> None:
    name = officers.unit(unit, _today())
    title = f"Lập tệp sổ thụ lý {name.name if name else unit}"[:34]
    bar(title, 0, 2)
    folder = Path(settings.VAR_DIR) / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    register = generate(unit, year, SEED, scale)
    if unit == UNIT and _today() == TODAY:
        register, _ = hold_back(register)
    bar(title, 1, 2)
    files = []
    for number, part in enumerate(parts(register), start=1):
        files.append(folder / f"so-thu-ly-{unit}-{year}-{number}.xlsx")
        write(part, files[-1])
    bar(title, 2, 2)
    for number, path in enumerate(files, start=1):
        label = unit if len(files) == 1 else f"{unit} phần {number}"
        _bring_in(path, label, bar, _closing(unit, year))


def _closing(unit: str, year: int) -> date:
    """The day the register was handed in: today for the demonstration's own, else after the year."""
    return _today() if unit == UNIT else max(_today(), date(year, 10, 5))


def _bring_in(path: Path, label: str, bar: _Bar, on: date) -> None:
    def step(phase: str, done: int, total: int) -> None:
        bar(f"{label}: {phase}", done, total)

    who = Importer(by=BY, on=on, progress=step)
    run_id, prepared = imports.check_file(path, who)
    if not prepared.in_order:
        raise typer.BadParameter(f"Tệp mẫu bị từ chối: {runs.run(run_id).sentence}")
    if runs.run(run_id).state == "checked":
        imports.apply(run_id, who, prepared)


def _log_ins() -> None:
    for username, code in _codes():
        accounts.open_account(username=username, officer=code, password=PASSWORD, by=BY, on=_today())


def _codes() -> list[tuple[str, str]]:
    own = officers.officers(OFFICE, _today())
    return [(p.username, p.code) for p in PEOPLE] + [
        (OFFICER_USERNAME, one.code) for one in own[:1] if not one.code.startswith("22.9")
    ]


def _refused_file() -> None:
    """The file with all kinds of errors is checked once, so that its page can be opened."""
    path = Path(__file__).resolve().parents[3] / "demo" / REFUSED_FILE
    if path.exists():
        imports.check_file(path, Importer(by=BY, on=_today()), name=REFUSED_FILE)
