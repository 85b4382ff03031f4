"""A signed-in session ends after a fixed time, however busy it is."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

BEGAN = "session_began"


class AbsoluteLimit:
    """Signs out a session older than ``SESSION_ABSOLUTE_LIMIT``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = settings.CLOCK.now().timestamp()
            began = request.session.setdefault(BEGAN, now)
            if now - began > settings.SESSION_ABSOLUTE_LIMIT.total_seconds():
                logout(request)
        return self.get_response(request)
