"""A reader who follows every link a role can see; what is left of a page when chance is taken out."""

import re
from collections import deque
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urljoin

from django.test import Client
from python_calamine import CalamineWorkbook

_LINK = re.compile(r'(?:href|hx-get|action)="([^"#]+)"')
_CHANCE = (
    (re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"'), ""),
    (re.compile(r'"X-CSRFToken": ?"[^"]*"'), ""),
    (re.compile(r"\b[0-9a-f]{32}\b"), "key"),
    (re.compile(r"\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?"), "hh:mm"),
)
_SKIPPED = ("/static/", "/tai-khoan/", "mailto:", "javascript:", "/nhap-so/mau-so/")


@dataclass(frozen=True)
class Seen:
    """One answer: its status and everything a reader could take from it."""

    status: int
    text: str


def read(client: Client, address: str) -> Seen:
    """The answer to a GET, workbooks as their cells, chance (tokens, clock times) taken out."""
    answer = client.get(address)
    kind = answer.headers.get("Content-Type", "")
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if "spreadsheetml" in kind:
        book = CalamineWorkbook.from_filelike(BytesIO(body))
        cells = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
        return Seen(answer.status_code, repr(cells))
    text = body.decode() + answer.headers.get("Location", "")
    for pattern, plain in _CHANCE:
        text = pattern.sub(plain, text)
    return Seen(answer.status_code, text)


def crawl(client: Client, starts: tuple[str, ...], most: int = 60) -> dict[str, Seen]:
    """Every page reached from the starts by links, at most ``most``, in a fixed order."""
    seen: dict[str, Seen] = {}
    waiting = deque(starts)
    while waiting and len(seen) < most:
        address = waiting.popleft()
        if address in seen:
            continue
        seen[address] = read(client, address)
        for link in _LINK.findall(seen[address].text):
            found = urljoin(address, link.replace("&amp;", "&"))
            if found.startswith("/") and not found.startswith(_SKIPPED) and found not in seen:
                waiting.append(found)
    return seen
