"""``thihanh articles``: every figure of the five articles beside what the system works out."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from thihanh.targets.article_figures import article_answers
from thihanh.targets.articles import page, summary

app = typer.Typer(add_completion=False, help="Mọi số của năm bài báo, đối chiếu với số của hệ thống.")


@app.command()
def articles(
    write: Annotated[Path | None, typer.Option("--write", help="Ghi trang Markdown vào tệp này.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Đối chiếu mọi số của năm bài báo với số của hệ thống."""
    found = article_answers()
    if write is not None:
        write.parent.mkdir(parents=True, exist_ok=True)
        write.write_text(page(found), encoding="utf-8")
    if as_json:
        rows = [
            {
                "article": answer.figure.article,
                "province": answer.figure.province,
                "year": answer.figure.year,
                "item": answer.figure.item,
                "published": answer.figure.words,
                "computed": answer.shown,
                "verdict": answer.verdict,
                "why": answer.why,
            }
            for answer in found
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
        return
    for answer in found:
        figure = answer.figure
        sys.stdout.write(
            f"{figure.article}  {figure.province:<18} {figure.item:<36} {answer.shown:>18}  "
            f"{answer.verdict:<22} «{figure.words}» {answer.why}\n"
        )
    sys.stdout.write(f"{len(found)} số. {summary(found)}.\n")
