"""A reader who follows every link a role can see; what is left of a page when chance is taken out."""

import re
import zipfile
from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client
from pdfminer.high_level import extract_text
from python_calamine import CalamineWorkbook

_LINK = re.compile(r'(?:href|hx-get|action)="([^"#]+)"')
_CHANCE = (
    (re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"'), ""),
    (re.compile(r'"X-CSRFToken": ?"[^"]*"'), ""),
    (re.compile(r'name="key" value="[^"]*"'), 'name="key"'),
    (re.compile(r"\b[0-9a-f]{32}\b"), "key"),
    (re.compile(r"\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?"), "hh:mm"),
    (re.compile(r"DTSTAMP:\w+"), "DTSTAMP"),
)
_OTHERWISE = re.compile(r"/(\d+|(?<=/lam/)\w+|(?<=/dong/)[\w-]+)\b")
_SKIPPED = ("/static/", "/tai-khoan/", "mailto:", "javascript:", "/nhap-so/mau-so/", "/thong-ke/o/?")


@dataclass(frozen=True)
class Seen:
    """One answer: its status and everything a reader could take from it."""

    status: int
    text: str


def seen(answer: HttpResponse) -> Seen:
    """What an answer says: cells of a workbook, words of a Word file or a PDF; chance taken out."""
    kind = answer.headers.get("Content-Type", "")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "spreadsheetml" in kind:
        book = CalamineWorkbook.from_filelike(BytesIO(body))
        cells = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        return Seen(answer.status_code, repr(cells))
    if "wordprocessingml" in kind:
        text = zipfile.ZipFile(BytesIO(body)).read("word/document.xml").decode()
    elif kind == "application/pdf":
        text = extract_text(BytesIO(body))
    elif kind.startswith("image/"):
        text = body.hex()
    else:
        text = body.decode() + answer.headers.get("Location", "")
    for pattern, plain in _CHANCE:
        text = pattern.sub(plain, text)
    return Seen(answer.status_code, text)


def read(client: Client, address: str) -> Seen:
    """The answer to a GET."""
    return seen(client.get(address))


def send(client: Client, address: str, values: Mapping[str, object]) -> Seen:
    """The answer to a form, with what the next page says of it."""
    return seen(client.post(address, values, follow=True))


def crawl(client: Client, starts: tuple[str, ...], each: int = 2) -> dict[str, Seen]:
    """Every page reached from the starts by links, in a fixed order: of pages that differ by a number, by an
    act or by what is asked of them, the first ``each``.

    The lists behind cells are read where a start names them: a form has hundreds, all alike. The public
    list is everybody's.
    """
    found: dict[str, Seen] = {}
    waiting, known, alike = deque(starts), set(starts), Counter[str]()
    while waiting:
        address = waiting.popleft()
        found[address] = read(client, address)
        for link in _LINK.findall(found[address].text):
            target = urljoin(address, link.replace("&amp;", "&"))
            path = urlsplit(target).path
            kind = _OTHERWISE.sub("/N", path)
            if path == "/cong-khai/" or not target.startswith("/") or target.startswith(_SKIPPED):
                continue
            if target in known or alike[kind] == each:
                continue
            alike[kind] += 1
            known.add(target)
            waiting.append(target)
    return found
