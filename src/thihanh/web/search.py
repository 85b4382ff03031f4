"""Tìm: pages by name, matters by number or by a party's name without diacritics."""

import unicodedata
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.web.page import PageRequest, page


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
    hits = _pages(request, sought) if sought else []
    fragment = request.headers.get("HX-Request") == "true"
    template = "web/parts/hits.html" if fragment else "web/search.html"
    return render(request, template, {"hits": hits, "sought": sought})


def _pages(request: PageRequest, sought: str) -> list[Hit]:
    return [
        Hit(item.label, item.address, f"Trang · phím g {item.key}")
        for item in request.page.navigation
        if plain(sought) in plain(item.label)
    ]
