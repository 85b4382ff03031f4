"""Every figure of the five articles beside what the system works out, with a verdict. Pure.

The published side shows the articles' own words, never generated digits.
"""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

from thihanh.law.notation import dotted
from thihanh.statistics.numbers import half_up
from thihanh.statistics.published import Qualified, Qualifier

Verdict = Literal["khớp", "trong khoảng", "mâu thuẫn trong nguồn", "thiếu dữ liệu", "chưa có", "LỆCH"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
BILLION = 10**9

Computed = Fraction | None
Source = Callable[["Figure"], Computed]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of an article: ``compute`` names what is worked out, ``printed`` what the words allow."""

    article: str
    unit: str
    province: str
    year: int
    item: str
    words: str
    compute: str
    printed: Qualified | None
    stated: Verdict | None
    why: str

    @property
    def in_billions(self) -> bool:
        """Whether the computed figure is đồng, printed in tỷ."""
        kind, _, what = self.compute.partition(".")
        counted = ("rate", "beat", "target", "eligible_share", "resolved_growth")
        return (kind == "money" and what not in counted) or self.compute in (
            "corruption.money",
            "watch.large_amount",
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """A figure with what was worked out, as people read it, and the verdict."""

    figure: Figure
    shown: str
    verdict: Verdict
    why: str


@cache
def figures() -> tuple[Figure, ...]:
    """Every figure of the five articles, in their order."""
    text = resources.files("thihanh.targets").joinpath("data", "articles.toml").read_text("utf-8")
    return tuple(_figures(tomllib.loads(text)["article"]))


def _figures(articles: list[dict[str, object]]) -> Iterator[Figure]:
    for article in articles:
        rows = cast("list[dict[str, str]]", article["figure"])
        for row in rows:
            printed = None
            if "value" in row:
                qualifier = cast("Qualifier", row.get("qualifier", "exact"))
                printed = Qualified.read(row["value"], qualifier, row.get("step", ""))
            yield Figure(
                article=str(article["number"]),
                unit=str(article["unit"]),
                province=str(article["name"]),
                year=int(str(article["year"])),
                item=row["item"],
                words=row["words"],
                compute=row.get("compute", ""),
                printed=printed,
                stated=cast("Verdict | None", row.get("verdict")),
                why=row.get("why", ""),
            )


def shown(figure: Figure, value: Fraction) -> str:
    """A computed figure as people read it: matters, tỷ đồng to three decimals, percent or points to two."""
    what = figure.compute.partition(".")[2]
    if figure.compute.startswith("year."):
        text = str(value)
        return f"{text[6:]}/{text[4:6]}/{text[:4]}"
    if figure.in_billions:
        return f"{_decimal(value / BILLION, 3)} tỷ"
    if what in ("rate", "target", "eligible_share", "resolved_growth"):
        return f"{_decimal(value, 2)}%"
    if what in ("beat", "over_nation"):
        return f"{_decimal(value, 2)} điểm %"
    return dotted(int(value))


def _decimal(value: Fraction, places: int) -> str:
    scaled = half_up(value * 10**places)
    whole, rest = divmod(abs(scaled), 10**places)
    return f"{'-' if scaled < 0 else ''}{dotted(whole)},{rest:0{places}d}"


def judged(figure: Figure, value: Computed) -> Answer:
    """The verdict on a figure: khớp to the last printed digit, trong khoảng of the words, or why neither."""
    if figure.stated is not None:
        text = "–" if value is None else shown(figure, value)
        return Answer(figure, text, figure.stated, figure.why)
    if value is None:
        why = f"chưa nạp sổ tổng hợp của {figure.province} {figure.year} (make provinces)"
        return Answer(figure, "–", "thiếu dữ liệu", why)
    assert figure.printed is not None
    fits = figure.printed.allows(value / BILLION if figure.in_billions else value)
    verdict: Verdict = "khớp" if not figure.printed.is_bound else "trong khoảng"
    return Answer(figure, shown(figure, value), verdict if fits else "LỆCH", figure.why)


def answers(source: Source) -> tuple[Answer, ...]:
    """Every figure judged on what a source works out."""
    return tuple(judged(figure, source(figure) if figure.compute else None) for figure in figures())


def summary(found: tuple[Answer, ...]) -> str:
    """How many figures have each verdict."""
    counts = {verdict: sum(answer.verdict == verdict for answer in found) for verdict in VERDICTS}
    return "; ".join(f"{verdict}: {count}" for verdict, count in counts.items() if count)


def page(found: tuple[Answer, ...]) -> str:
    """docs/manual/article-figures.md."""
    lines = [
        "# Số liệu của năm bài báo",
        "",
        "Trang này do `make articles` in ra; không sửa bằng tay. Cột công bố giữ nguyên chữ của bài. Cột hệ "
        "thống tính từ sổ thụ lý tổng hợp (không phải dữ liệu thật), lập sao cho tổng bằng số đã công bố.",
        "",
        f"{len(found)} số. {summary(found)}.",
        "",
        "| Bài | Đơn vị, năm | Mục | Công bố | Hệ thống | Kết luận | Ghi chú |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {a.figure.article} | {a.figure.province} {a.figure.year} | {a.figure.item} | {a.figure.words} "
        f"| {a.shown} | {a.verdict} | {a.why} |"
        for a in found
    ]
    return "\n".join(lines) + "\n"
