"""Tìm: pages by name, matters by number or by a party's name without diacritics."""

import unicodedata
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thihanh.matters import queries
from thihanh.matters.states import STAGES
from thihanh.offices import queries as offices
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page

_MOST = 8
_SHORTEST = 2


@dataclass(frozen=True)
class Hit:
    """One answer: what it is, where it opens, one line about it."""

    label: str
    address: str
    about: str


def plain(text: str) -> str:
    """Lower case without diacritics: ``Lịch`` → ``lich``."""
    spread = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


@page
def search(request: PageRequest) -> HttpResponse:
    """Hits for ``q``: a fragment while typing, a page when sent."""
    sought = request.page.sought
    hits = [*_matters(request, sought), *_pages(request, sought)] if sought else []
    fragment = request.headers.get("HX-Request") == "true"
    template = "web/parts/hits.html" if fragment else "web/search.html"
    return render(request, template, {"hits": hits, "sought": sought})


def _matters(request: PageRequest, sought: str) -> list[Hit]:
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    if reach.is_empty or len(sought) < _SHORTEST:
        return []
    found = queries.page(reach, queries.Filters(text=sought), limit=_MOST)
    hits = [
        Hit(
            f"{row.number} · {row.debtor}",
            reverse("web:matter", args=[row.id]),
            f"{STAGES[row.stage].label} · còn {vi.dong(row.outstanding)}",
        )
        for row in found.rows
    ]
    if found.total > len(hits):
        address = f"{reverse('web:matters')}?{urlencode({'tim': sought})}"
        hits.append(Hit(f"Mở cả {vi.count(found.total)} việc khớp “{sought}”", address, "danh sách việc"))
    return hits


def _pages(request: PageRequest, sought: str) -> list[Hit]:
    return [
        Hit(item.label, item.address, f"Trang · phím g {item.key}")
        for item in request.page.navigation
        if plain(sought) in plain(item.label)
    ]
