"""Promises of every request: a GET cannot write, a refusal is a page with a sentence and is in the record."""

from collections.abc import Callable
from typing import cast

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thihanh.web import attempts, page, refusals

Handler = Callable[[HttpRequest], HttpResponse]
_READING = {"GET", "HEAD", "OPTIONS"}


class PageMiddleware:
    """Give the request its page ground and keep reading requests inside a READ ONLY transaction."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cast("page.PageRequest", request).page = page.of(request)
        if request.method not in _READING:
            answer = self.get_response(request)
            if answer.status_code == 404:
                attempts.keep_unseen(request)
            return answer
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
            answer = self.get_response(request)
            transaction.set_rollback(True)
            return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal of one of the four questions into its page."""
        refusal = refusals.of(exception)
        if refusal is None:
            return None
        if request.method not in _READING:
            attempts.keep_denied(request, exception)
        asked = request.resolver_match.kwargs if request.resolver_match else {}
        context = {"refusal": refusal, "matter_id": asked.get("matter_id")}
        return render(request, "403.html", context, status=403)
