"""Phím tắt: what the keys do."""

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.web.page import PageRequest, page


@page
def keys(request: PageRequest) -> HttpResponse:
    """The list of keys for this viewer's pages."""
    return render(request, "web/keys.html")
