"""Tables drawn in text: read into rows for tests, printed into the manual as they stand."""

from collections.abc import Callable, Mapping
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
Pages = Mapping[str, Callable[[], str]]


def rows(table: str) -> list[dict[str, str]]:
    """Rows of a table drawn with bars, keyed by its headings; blank cells are empty strings."""
    lines = [line.strip() for line in table.strip().splitlines()]
    head, _, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(head, row, strict=True)) for row in body]


def table(head: list[str], body: list[list[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in body)])


def page(title: str, *parts: str) -> str:
    """A page of the manual; it says first that it is printed."""
    note = "Trang này được in từ bảng kiểm thử và tệp tham số (`make docs`); không sửa bằng tay."
    return "\n\n".join([f"# {title}", note, *(part.strip() for part in parts)]) + "\n"


def write(folder: str, pages: Pages) -> None:
    """Print every page into a folder of docs/."""
    (DOCS / folder).mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (DOCS / folder / name).write_text(text(), encoding="utf-8")


def printed(folder: str, name: str) -> str:
    """A page as it stands in docs/."""
    return (DOCS / folder / name).read_text(encoding="utf-8")
