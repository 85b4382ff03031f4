"""Every figure of the five articles: reconciled by arithmetic, contradictory, or why neither. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from thihanh.targets.articles import Figure, figures
from thihanh.targets.consistency.report import Report, RowReport, implied
from thihanh.targets.consistency.sources import column_of, row_of


@dataclass(frozen=True, slots=True)
class ArticleFigure:
    """A figure of an article with what the checks say of it; ``why`` names the checks or what is missing."""

    figure: Figure
    row: str
    status: str
    why: str


def article_figures(report: Report) -> tuple[ArticleFigure, ...]:
    """Every figure, in the order of the articles."""
    return tuple(_figures(report))


def _figures(report: Report) -> Iterator[ArticleFigure]:
    rows = {one.row.row: one for one in report.rows}
    for figure in figures():
        name = row_of(figure)
        status, why = _status(figure, rows.get(name))
        yield ArticleFigure(figure, name, status, why)


def _status(figure: Figure, row: RowReport | None) -> tuple[str, str]:
    column = column_of(figure)
    if figure.stated is not None:
        return figure.stated, figure.why
    if figure.compute.startswith("corruption"):
        column = "corruption_money_done" if figure.compute.endswith("money") else "corruption_cases_done"
    if row is None or not column:
        return (
            "không có phép tính",
            figure.why or "không phải kết quả thi hành án: ngưỡng theo dõi hoặc kỳ báo cáo",
        )
    bad = [one for one in row.findings if one.severity == "inconsistent" and column in one.columns]
    if bad:
        return "mâu thuẫn", bad[0].sentence
    held = [check.name for check in row.checks if check.ok and column in check.columns]
    if held:
        return "khớp", "; ".join(dict.fromkeys(held))
    if figure.printed is not None and not figure.printed.value:
        return "không có phép tính", "bài chỉ nói vượt, không nêu vượt bao nhiêu"
    why = figure.why or implied(row.row, column.partition("_")[0])
    return "không có phép tính", why or "nguồn không in các số để tính ra số này"
