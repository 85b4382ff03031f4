"""What no page ever reads is refused at the door."""

import logging
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotAllowed, QueryDict
from django.template.loader import render_to_string

_METHODS = ("GET", "HEAD", "OPTIONS", "POST")
_NUL = "\x00"
_log = logging.getLogger(__name__)


class ReadableRequests:
    """Answers 405 to a method that no page has, 400 to text that no database can hold."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in _METHODS:
            said = f"Địa chỉ này không nhận phương thức {request.method}; chỉ nhận {', '.join(_METHODS)}."
            return HttpResponseNotAllowed(_METHODS, said, content_type="text/plain; charset=utf-8")
        if _NUL in request.path or _holds_nul(request.GET) or _holds_nul(request.POST):
            raise BadRequest("a NUL character in the request")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A value that a column cannot take (a page key that is no day) is a wrong address, not a fault.

        The page is drawn without the request: its transaction can answer nothing more.
        """
        if not isinstance(exception, DataError):
            return None
        _log.warning("a value no column takes: %s %s", type(exception).__name__, request.path)
        return HttpResponseBadRequest(render_to_string("400.html"))


def _holds_nul(sent: QueryDict) -> bool:
    return any(_NUL in name or any(_NUL in value for value in values) for name, values in sent.lists())
