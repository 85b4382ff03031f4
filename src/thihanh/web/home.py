"""Trang chính: what matters today, by role."""

from django.http import HttpResponse
from django.shortcuts import render

from thihanh.web.page import PageRequest, page


@page
def home(request: PageRequest) -> HttpResponse:
    """The first page after log-in."""
    return render(request, "web/home.html")
