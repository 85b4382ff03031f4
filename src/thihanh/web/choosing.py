"""From a list to an act on many: what may be done with the chosen matters, and saved views of a list."""

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse

from thihanh.offices import queries as offices
from thihanh.offices.rules import Refused
from thihanh.offices.views import View, drop_view, keep_view, views_of
from thihanh.procedures import catalogue
from thihanh.web import format as vi
from thihanh.web import refusals, selection
from thihanh.web.filters import Choice
from thihanh.web.page import Page, PageRequest, page

ASSIGN = "phan-cong"
LISTS = ("matters", "service", "signing", "watch", "watch-loop", "register", "publication-check")
"""The lists whose filters can be kept under a name."""


def deeds(ground: Page) -> list[Choice]:
    """What this viewer may do with many matters at once: acts of the catalogue, and giving them on."""
    found = [Choice(ASSIGN, "Phân công, chuyển giao", False)] if ground.allows("matter", "assign") else []
    return found + [
        Choice(act.code, act.label, False)
        for act in catalogue.acts().values()
        if act.bulk and ground.allows(*act.right)
    ]


@page
def choose(request: PageRequest) -> HttpResponse:
    """Read the selection of a list and go on to the page of the deed; nothing is written here."""
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "matter", "read")
    wanted = request.GET.get("lam", "")
    if wanted not in {one.value for one in deeds(request.page)}:
        return _told(request, "Chọn việc cần làm trong danh sách ở cuối trang, rồi bấm “Xem trước”.")
    try:
        chosen = selection.read(request.GET, reach, request.on)
    except selection.Unreadable as error:
        return _told(request, str(error))
    address = (
        reverse("web:assignment-transfer") if wanted == ASSIGN else reverse("web:do-many", args=[wanted])
    )
    return redirect(f"{address}?{chosen.query}")


def _told(request: PageRequest, sentence: str) -> HttpResponse:
    return render(request, "web/choose.html", {"sentence": sentence}, status=400)


@page
def view(request: PageRequest) -> HttpResponse:
    """Keep the filters of the list under a name, or forget such a name."""
    if request.method != "POST":
        raise Http404
    account = request.viewer.account_id
    address = _list(request.POST.get("danh-sach", reverse("web:matters")))
    query = _plain(request.POST.get("bo-loc", ""))
    try:
        if dropped := vi.identifier(request.POST.get("bo", "")):
            drop_view(account=account, view=dropped)
            messages.success(request, "Đã bỏ bộ lọc đã lưu.")
        else:
            kept = keep_view(
                account=account, page=_key(address), name=request.POST.get("ten", ""), query=query
            )
            messages.success(request, f"Đã lưu bộ lọc “{kept.name}”.")
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(address + (f"?{query}" if query else ""))


def views_here(request: PageRequest) -> dict[str, tuple[View, ...] | str]:
    """The kept views of the list on this page, and its filters now, for ``parts/views.html``."""
    return {
        "views": views_of(request.viewer.account_id, _key(request.path)),
        "keeping": _plain(request.GET.urlencode()),
    }


def _list(address: str) -> str:
    """The address of a list whose views are kept; any other does not exist."""
    try:
        found = resolve(address)
    except Resolver404:
        raise Http404 from None
    if found.namespace != "web" or found.url_name not in LISTS:
        raise Http404
    return address


def _key(address: str) -> str:
    """The last word of the address: "viec", "tong-dat", "09"."""
    return address.rstrip("/").rpartition("/")[2][:20]


def _plain(query: str) -> str:
    """The filters alone: no page key, no ticks."""
    kept = QueryDict(query, mutable=True)
    for name, values in list(kept.lists()):
        if name in ("sau", "chon", "trang", "pham-vi", "lam", "ds") or not any(values):
            kept.pop(name)
    return kept.urlencode()
