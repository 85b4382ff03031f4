"""Lệnh: one field over matters, people, dossiers, acts, pages; the answer is a fragment the palette shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode, urlsplit

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thihanh.dossiers import queries as dossiers
from thihanh.law import regime_on
from thihanh.matters import queries
from thihanh.matters.names import fold, words
from thihanh.matters.people import PersonHit, people
from thihanh.offices import queries as offices
from thihanh.offices.reach import Reach
from thihanh.procedures import catalogue
from thihanh.procedures.register_file.labels import ROLES, label_of
from thihanh.web import format as vi
from thihanh.web.page import PageRequest, page

_MATTERS, _PEOPLE, _DOSSIERS, _ACTS, _OFFICERS = 7, 5, 5, 6, 3
_READ = 40  # dossiers looked at to name the lists that hold the rest
_SHORTEST, _LONGEST = 2, 120
_MATTER = re.compile(r"^/viec/(\d{1,18})/")


@dataclass(frozen=True)
class Hit:
    """One answer: what it is, where it opens, one line about it."""

    label: str
    address: str
    about: str


@dataclass(frozen=True)
class HitGroup:
    """Answers of one kind under their heading."""

    label: str
    hits: Sequence[Hit]


@page
def answer(request: PageRequest) -> HttpResponse:
    """Answers to ``q`` as a fragment; without ``q`` the pages themselves."""
    sought = request.page.sought[:_LONGEST]
    if not sought:
        return render(
            request, "web/parts/palette_hits.html", {"groups": request.page.groups, "initial": True}
        )
    context = {"groups": found(request, sought), "sought": sought}
    return render(request, "web/parts/palette_hits.html", context)


@page
def search(request: PageRequest) -> HttpResponse:
    """The same answers as a page of their own, for Enter and for browsers without scripts."""
    sought = request.page.sought[:_LONGEST]
    groups = found(request, sought) if sought else []
    return render(request, "web/search.html", {"groups": groups, "sought": sought})


def found(request: PageRequest, sought: str) -> list[HitGroup]:
    """Everything inside the viewer's reach that fits, kind by kind; kinds without an answer left out."""
    if not words(sought):
        return []
    groups = [HitGroup("Trang", _pages(request, sought))]
    if len(sought) >= _SHORTEST:
        groups = [*_recorded(request, sought), *groups]
    return [group for group in groups if group.hits]


def _recorded(request: PageRequest, sought: str) -> list[HitGroup]:
    """What stands in the books: dossiers for whoever reads some, the rest for who reads matters."""
    dossier = HitGroup("Hồ sơ", _dossiers(request, sought))
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    if reach.is_empty:
        return [dossier]
    return [
        HitGroup("Việc", _matters(reach, sought, request.on)),
        HitGroup("Đương sự", _people(reach, sought)),
        dossier,
        HitGroup("Tác nghiệp", _acts(request, sought)),
        HitGroup("Chấp hành viên", _officers(request, sought)),
    ]


def _dossiers(request: PageRequest, sought: str) -> list[Hit]:
    """Requests, complaints, directives… by number or words; then the lists that hold more of them."""
    asked = dossiers.Filters(text=sought)
    rows = dossiers.page(request.viewer, asked, request.on, order="opened", limit=_READ).rows
    hits = [
        Hit(
            f"{row.number_text} · {row.title}",
            reverse("web:dossier", args=[row.id]),
            f"{row.kind.label} · {row.state_label}",
        )
        for row in rows[:_DOSSIERS]
    ]
    more = {row.kind.code: row.kind.label for row in rows[_DOSSIERS:]}
    return hits + [
        Hit(
            f"{label}: mọi hồ sơ khớp “{sought}”",
            f"{reverse('web:dossiers', args=[code])}?{urlencode({'tim': sought})}",
            "danh sách hồ sơ",
        )
        for code, label in more.items()
    ]


def _matters(reach: Reach, sought: str, on: date) -> list[Hit]:
    rows = queries.page(reach, queries.Filters(text=sought), limit=_MATTERS)
    hits = [
        Hit(
            f"{row.number} · {row.debtor}",
            reverse("web:matter", args=[row.id]),
            f"{row.stage_on(on)} · còn {vi.dong(row.outstanding)}",
        )
        for row in rows.rows
    ]
    if rows.total > len(hits):
        hits.append(_listed(f"Mở cả {vi.count(rows.total)} việc khớp “{sought}”", "danh sách việc", sought))
    return hits


def _people(reach: Reach, sought: str) -> list[Hit]:
    if any(letter.isdigit() for letter in sought):
        return []
    return [_listed(one.name, _about(one), one.name) for one in people(reach, sought, limit=_PEOPLE)]


def _about(one: PersonHit) -> str:
    roles = ", ".join(label_of(ROLES, role).lower() for role in one.roles)
    return f"{roles} · {vi.count(one.matters)} việc"


def _officers(request: PageRequest, sought: str) -> list[Hit]:
    inside = offices.reach(request.viewer, "matter", "read", request.on)
    if not inside.covers(request.viewer.agency, request.viewer.unit):
        return []
    rows = [row for row in offices.officers(request.viewer.agency, request.on) if _fits(sought, row.name)]
    return [
        Hit(
            row.name,
            f"{reverse('web:matters')}?{urlencode({'tinh-trang': 'dang', 'chv': row.code})}",
            f"việc đang giữ · {request.page.names.offices.get(row.unit, row.unit)}",
        )
        for row in rows
        if inside.covers(request.viewer.agency, row.unit, row.code)
    ][:_OFFICERS]


def _acts(request: PageRequest, sought: str) -> list[Hit]:
    """Acts by name: on the matter whose page is open, else for many matters chosen from the list."""
    regime, matter = regime_on(request.on), _open_matter(request)
    fitting = [
        act
        for act in catalogue.acts().values()
        if not act.births
        and regime in act.articles
        and request.page.allows(*act.right)
        and _fits(sought, act.label)
    ]
    if matter is not None:
        about = "cho việc đang mở"
        return [Hit(act.label, reverse("web:do", args=[matter, act.code]), about) for act in fitting][:_ACTS]
    own = {"chv": request.viewer.officer} if request.viewer.officer else {}
    address = f"{reverse('web:matters')}?{urlencode({'tinh-trang': 'dang', **own})}"
    return [
        Hit(act.label, address, "cho nhiều việc: đánh dấu trong danh sách") for act in fitting if act.bulk
    ][:_ACTS]


def _open_matter(request: PageRequest) -> int | None:
    """The matter whose page the palette was opened on, by the browser's word; its own page checks again."""
    found = _MATTER.search(urlsplit(request.headers.get("HX-Current-URL", "")).path)
    return int(found[1]) if found else None


def _listed(label: str, about: str, text: str) -> Hit:
    return Hit(label, f"{reverse('web:matters')}?{urlencode({'tim': text})}", about)


def _pages(request: PageRequest, sought: str) -> list[Hit]:
    pages = [
        Hit(item.label, item.address, f"{group.label} · phím g {item.key}" if item.key else group.label)
        for group in request.page.groups
        for item in group.items
        if _fits(sought, f"{group.label} {item.label}")
    ]
    lists = [
        Hit(one.label, reverse("web:dossiers", args=[one.code]), "danh sách hồ sơ")
        for one in dossiers.readable(request.viewer, request.on)
        if _fits(sought, one.label)
    ]
    return pages + lists


def _fits(sought: str, text: str) -> bool:
    """Whether every word typed begins a word of the text, diacritics aside."""
    here = fold(text).split()
    return all(any(word.startswith(one) for word in here) for one in fold(sought).split())
