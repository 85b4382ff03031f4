"""Tables drawn in text: read into rows for tests, printed into the manual as they stand."""


def rows(table: str) -> list[dict[str, str]]:
    """Rows of a table drawn with bars, keyed by its headings; blank cells are empty strings."""
    lines = [line.strip() for line in table.strip().splitlines()]
    head, _, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [dict(zip(head, row, strict=True)) for row in body]


def table(head: list[str], body: list[list[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in body)])
