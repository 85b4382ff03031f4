"""What every request passes: the viewer of the day, the end of a session with its role, the second factor.

Sets ``request.viewer`` (None for nobody). Stands after allauth's own middleware.
"""

from collections.abc import Callable
from typing import cast

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from thihanh.offices.memory import one_content
from thihanh.offices.models import Account
from thihanh.offices.queries import Viewer, viewer_for
from thihanh.offices.signals import SECOND_FACTOR

ROLE_ENDED = (
    "Phiên làm việc đã kết thúc vì tài khoản không còn chức vụ nào có hiệu lực trong ngày. "
    "Nếu chưa đúng, hãy liên hệ quản trị hệ thống để kiểm tra quyết định bổ nhiệm."
)
FACTOR_MISSING = "Hãy bật xác thực hai lớp trước khi dùng hệ thống."
FACTOR_NOT_GIVEN = "Tài khoản đã bật xác thực hai lớp. Hãy đăng nhập lại với mã xác thực."
ENROLMENT = (
    "mfa_activate_totp",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "account_reauthenticate",
    "account_logout",
)
"""The only pages open to somebody who has not set up a second factor."""


class ViewedRequest(HttpRequest):
    """A request that has passed here."""

    viewer: Viewer | None


class ViewerOfTheDay:
    """Gives each request its viewer, and ends what may not go on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_content():
            return self._viewed(request)

    def _viewed(self, request: HttpRequest) -> HttpResponse:
        passed = cast(ViewedRequest, request)
        passed.viewer = None
        if isinstance(request.user, Account):
            viewer = viewer_for(request.user.pk, request.user.officer, settings.CLOCK.today())
            if not viewer.roles:
                return self._ended(request, ROLE_ENDED)
            passed.viewer = viewer
            refused = None if settings.DEMO else self._second_factor(request, request.user)
            if refused is not None:
                return refused
        answer = self.get_response(request)
        if passed.viewer is not None:
            # What a signed-in person saw is kept by no browser and by nothing on the way.
            answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer

    def _second_factor(self, request: HttpRequest, user: Account) -> HttpResponse | None:
        if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            given = request.session.get(SECOND_FACTOR)
            return None if given else self._ended(request, FACTOR_NOT_GIVEN)
        if request.path in {reverse(name) for name in ENROLMENT}:
            return None
        messages.warning(request, FACTOR_MISSING)
        return _redirect(request, reverse("mfa_activate_totp"))

    @staticmethod
    def _ended(request: HttpRequest, sentence: str) -> HttpResponse:
        logout(request)
        messages.warning(request, sentence)
        return _redirect(request, reverse("account_login"))


def _redirect(request: HttpRequest, address: str) -> HttpResponse:
    """A whole-page redirect, also for a request that htmx made for a part of a page."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
