"""``thihanh …``: finds the group a command names and starts only that; the law group needs no database."""

import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import typer

BAD_INPUT: Final = 2
FAILED: Final = 1


class Group(NamedTuple):
    """A group of commands: what it is for, and whether it needs the database's framework started."""

    about: str
    database: bool = True
    without_database: tuple[str, ...] = ()  # commands of the group that only write a file
    with_database: tuple[str, ...] = ()  # commands that need it in a group that does not


GROUPS: Final[dict[str, Group]] = {
    "law": Group(
        "thời hạn, lịch làm việc, tham số pháp luật, số tiền bằng chữ",
        database=False,
        with_database=("recompute",),
    ),
    "register": Group("sổ thụ lý: tệp mẫu, kiểm tra, nhập", without_database=("template", "synth")),
    "statistics": Group("biểu thống kê và danh sách việc của từng ô"),
    "targets": Group("chỉ tiêu và kết quả"),
    "published": Group("số liệu đã công bố: kiểm tra, nhập, chuỗi", without_database=("template",)),
    "edition": Group("ấn bản thống kê: khóa kỳ, kiểm tra tệp, đối chiếu", without_database=("verify",)),
    "report": Group("báo cáo: lập PDF, Word; kiểm tra tệp Word đã sửa"),
    "trail": Group("kiểm tra hồ sơ ghi nhận, dựng lại số liệu"),
    "articles": Group("đối chiếu mọi con số của năm bài báo"),
    "assignment": Group("bốc thăm lại một lần phân công", database=False),
    "documents": Group(
        "văn bản: kiểm tra chữ ký số, khóa ký thử nghiệm", without_database=("verify", "keys", "sign")
    ),
    "matter": Group("một việc: xem, thực hiện tác nghiệp"),
    "service": Group("tống đạt: tình trạng, kênh thử nghiệm", without_database=("fail",)),
    "demo": Group("dữ liệu trình diễn"),
}


def main() -> None:
    """Entry point: exit status 0; 2 for bad input, 1 for no usable database, with one sentence on stderr."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status."""
    if not arguments or arguments[0] in ("--help", "-h"):
        sys.stdout.write(_overview())
        return 0
    name, *rest = arguments
    group = GROUPS.get(name)
    if group is None:
        return refuse(f"Không có nhóm lệnh «{name}»; các nhóm: {', '.join(GROUPS)}.")
    needs = group.database or bool(rest and rest[0] in group.with_database)
    if needs and (said := _start_django(starts_database=_asks(group, rest))):
        return refuse(said)
    module_name = f"thihanh.cli.{name}"
    try:
        module = importlib.import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name != module_name:
            raise
        return refuse(f"Nhóm lệnh «{name}» chưa có trong bản này.")
    try:
        if hasattr(module, "run"):
            return int(module.run(rest))
        return dispatch(module.app, f"thihanh {name}", rest)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if not (said := _of_the_database(error)):
            raise
        sys.stderr.write(said + "\n")
        return FAILED


def _asks(group: Group, arguments: Sequence[str]) -> bool:
    """Whether a command asks the database anything."""
    return "--help" not in arguments and not (arguments and arguments[0] in group.without_database)


def _of_the_database(error: Exception) -> str:
    """The sentence for a database that is not ready or went away; "" for any other error."""
    if not type(error).__module__.startswith("django.db"):
        return ""
    state = getattr(error.__cause__, "sqlstate", None)
    if state in ("42P01", "42703", "42883"):  # no such table, column or function
        return (
            "Cơ sở dữ liệu chưa có bảng của bản này. Hãy tạo bảng bằng "
            "«python -m django migrate --settings thihanh.config.settings» rồi gọi lại lệnh."
        )
    if type(error).__name__ in ("OperationalError", "InterfaceError"):
        detail = f" (mã {state})" if state else ""
        return f"PostgreSQL ngừng trả lời hoặc không nhận thêm dữ liệu{detail}; lệnh chưa làm xong."
    return ""


def refuse(sentence: str) -> int:
    """Say why a command was not carried out; returns the exit status for bad input."""
    sys.stderr.write(sentence + "\n")
    return BAD_INPUT


def _start_django(*, starts_database: bool) -> str:
    """Start the framework; the sentence that says why it cannot start, "" where it could."""
    import django
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thihanh.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        return str(error)
    if starts_database:
        settings.START_DATABASE()
    return ""


def dispatch(app: "typer.Typer", name: str, arguments: Sequence[str]) -> int:
    """Run one application of commands; its exit status, bad input told in one sentence."""
    import typer
    from typer.exceptions import TyperException

    command = typer.main.get_command(app)
    try:
        status = command.main(args=list(arguments), prog_name=name, standalone_mode=False)
    except TyperException as error:
        return refuse(_sentence(error, name))
    except typer.Exit as stop:
        return stop.exit_code
    except typer.Abort:
        return refuse("Đã dừng theo yêu cầu.")
    return status if isinstance(status, int) else 0


def _sentence(error: Exception, name: str) -> str:
    """A usage error in Vietnamese; the library's own words are English and stay inside."""
    param = getattr(error, "param", None)
    label = param.name.upper() if param is not None and param.name else ""
    if param is not None and param.param_type_name == "option":
        label = param.opts[0]
    match type(error).__name__:
        case "NoSuchOption":
            return f"Lệnh không có tùy chọn {getattr(error, 'option_name', '')}; xem {name} --help."
        case "MissingParameter":
            return f"Thiếu {label}; xem {name} --help."
        case "BadParameter" if param is None or not str(error).isascii():
            return str(error)  # a group's own sentence
        case "BadParameter":
            return f"Giá trị của {label} không hợp lệ; xem {name} --help."
        case "BadOptionUsage":
            return f"Tùy chọn {getattr(error, 'option_name', '')} cần một giá trị; xem {name} --help."
        case "NoArgsIsHelpError":
            return f"Chưa nêu lệnh; xem {name} --help."
        case _:
            return f"Lệnh chưa đúng cách dùng; xem {name} --help."


def _overview() -> str:
    lines = ["Thi Hành – hệ thống thi hành án dân sự", "", "Cách dùng: thihanh NHÓM LỆNH …", ""]
    present = [name for name in GROUPS if importlib.util.find_spec(f"thihanh.cli.{name}")]
    lines += [f"  {name:<12}{GROUPS[name].about}" for name in present]
    return "\n".join(
        [*lines, "", "Chi tiết: thihanh NHÓM --help. Thêm --json để nhận kết quả dạng JSON.", ""]
    )
