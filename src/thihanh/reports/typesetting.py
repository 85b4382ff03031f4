"""The report as a PDF: its structure as data for one Typst template, so that none of it is read as markup."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib import resources
from typing import Any

from thihanh.documents import typesetting
from thihanh.reports.structure import (
    Appendix,
    Block,
    Chart,
    Hand,
    Heading,
    Missing,
    Number,
    Paragraph,
    Report,
    Row,
    Signature,
    Span,
    Table,
)  # fmt: skip

CHART_TABLES = "Số liệu của các biểu đồ"


def pdf(report: Report, *, address: str = "") -> bytes:
    """The report set on A4. ``address`` is where a number opens on the page; without it numbers are no links.

    Raises ``documents.typesetting.NotTypeset``.
    """
    template = resources.files(__package__).joinpath("report.typ").read_text(encoding="utf-8")
    files: dict[str, bytes] = {f"{one.key}.svg": one.svg.encode() for one in charts(report)}
    files["report.json"] = json.dumps(data(report, address), ensure_ascii=False).encode()
    return typesetting.pdf(template, files, on=report.head.day)


def charts(report: Report) -> tuple[Chart, ...]:
    """The drawings of a report in their order."""
    return tuple(block for block in report.blocks if isinstance(block, Chart))


def appendices(report: Report) -> int:
    """How many appendices the report has of its own."""
    return sum(isinstance(block, Appendix) for block in report.blocks)


def data(report: Report, address: str = "") -> dict[str, Any]:
    """The report as plain values for the template."""
    head = report.head
    draft = not report.source.is_closed
    return {
        "head": {
            "superior": head.superior, "issuer": head.issuer, "symbol": head.symbol, "place": head.place,
            "year": head.day.year, "kind": head.kind, "title": head.title,
        },
        "source": report.source.label,
        "draft": draft,
        "blocks": [*(_block(block, address) for block in report.blocks), *_annex(report, address)],
    }  # fmt: skip


def _annex(report: Report, address: str) -> list[dict[str, Any]]:
    """The tables the drawings were made from, as a last appendix."""
    found = charts(report)
    if not found:
        return []
    number = appendices(report) + 1
    opening = {"type": "appendix", "number": number, "title": CHART_TABLES, "wide": False}
    return [opening, *(_table(one.table, address) for one in found)]


def _block(block: Block, address: str) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"type": "heading", "level": level, "text": text}
        case Paragraph(spans):
            return {"type": "paragraph", "spans": [_span(span, address) for span in spans]}
        case Missing(text):
            return {"type": "missing", "text": text}
        case Hand(_, prompt, text):
            return {"type": "hand", "prompt": prompt, "lines": text.splitlines()}
        case Table():
            return _table(block, address)
        case Chart(key, title, _, summary):
            said = [_span(span, address) for span in summary.spans]
            return {"type": "chart", "file": f"{key}.svg", "title": title, "summary": said}
        case Appendix(number, title, wide):
            return {"type": "appendix", "number": number, "title": title, "wide": wide}
        case Signature(recipients, post, name):
            return {"type": "signature", "recipients": list(recipients), "post": post, "name": name}


def _table(table: Table, address: str) -> dict[str, Any]:
    return {
        "type": "table", "title": table.title, "unit": table.unit, "foot": table.foot, "empty": table.empty,
        "columns": [asdict(column) for column in table.columns],
        "rows": [_row(row, address) for row in table.rows],
    }  # fmt: skip


def _row(row: Row, address: str) -> dict[str, Any]:
    return {"depth": row.depth, "cells": [_span(span, address) for span in row.cells]}


def _span(span: Span, address: str) -> Mapping[str, str]:
    if isinstance(span, Number) and address and not span.ref.name.startswith("list."):
        return {"text": span.text, "link": f"{address}?don-vi={span.ref.unit}&o={span.ref.name}"}
    return {"text": span.text, "link": ""}
