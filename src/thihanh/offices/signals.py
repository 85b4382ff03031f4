"""The one signal module: what allauth tells about log-ins and second factors enters the record."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from django.conf import settings
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.http import HttpRequest, HttpResponse

from thihanh.offices import accounts
from thihanh.offices.adapter import network, remember_device
from thihanh.offices.models import Account

SECOND_FACTOR = "second_factor"
"""Session mark: this session itself gave, or has just set up, a second factor."""


def connect() -> None:
    """Listen; called once when the room is ready."""
    account_signals.user_logged_in.connect(logged_in, dispatch_uid="offices.logged_in")
    account_signals.password_changed.connect(password_changed, dispatch_uid="offices.password_changed")
    user_login_failed.connect(login_failed, dispatch_uid="offices.login_failed")
    user_logged_out.connect(logged_out, dispatch_uid="offices.logged_out")
    mfa_signals.authenticator_added.connect(factor_added, dispatch_uid="offices.factor_added")
    mfa_signals.authenticator_removed.connect(factor_removed, dispatch_uid="offices.factor_removed")
    mfa_signals.authenticator_reset.connect(codes_made_anew, dispatch_uid="offices.codes_made_anew")
    mfa_signals.authenticator_used.connect(factor_used, dispatch_uid="offices.factor_used")
    mfa_signals.authentication_failed.connect(factor_refused, dispatch_uid="offices.factor_refused")


def logged_in(request: HttpRequest, user: Account, response: HttpResponse, **_: Any) -> None:
    """Somebody is in."""
    remember_device(response, user.username)
    _note(user, "account.logged_in", {"network": network(request)})


def login_failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """A wrong password for an account that exists; the slow-down keeps these few."""
    username = str(credentials.get("username", "")).strip().lower()
    user = Account.objects.filter(username=username).first()
    if user is not None:
        _note(user, "account.login_failed", {"network": network(request) if request else ""})


def logged_out(user: Account | None = None, **_: Any) -> None:
    """A session was ended by its holder or by the product."""
    if user is not None:
        _note(user, "account.logged_out", {})


def password_changed(user: Account, **_: Any) -> None:
    """The holder chose a new password."""
    _note(user, "account.password_changed", {})


def factor_added(request: HttpRequest, user: Account, authenticator: Any, **_: Any) -> None:
    """A second factor was set up; the session that did so has shown that it works."""
    if authenticator.type == "totp":
        request.session[SECOND_FACTOR] = True
    else:
        _shown(authenticator)
    _note(user, "account.mfa_enabled", {"type": authenticator.type})


def factor_removed(request: HttpRequest, user: Account, authenticator: Any, **_: Any) -> None:
    """A second factor was taken away."""
    request.session.pop(SECOND_FACTOR, None)
    _note(user, "account.mfa_disabled", {"type": authenticator.type})


def codes_made_anew(user: Account, authenticator: Any, **_: Any) -> None:
    """New recovery codes replace the old ones."""
    _shown(authenticator)
    _note(user, "account.recovery_codes_made", {"type": authenticator.type})


def factor_used(request: HttpRequest, user: Account, authenticator: Any, **_: Any) -> None:
    """A second factor was given; a used recovery code is worth knowing."""
    request.session[SECOND_FACTOR] = True
    if authenticator.type == "recovery_codes":
        _note(user, "account.recovery_code_used", {"network": network(request)})


def factor_refused(request: HttpRequest, user: Account, **_: Any) -> None:
    """A wrong second factor after a right password."""
    _note(user, "account.mfa_failed", {"network": network(request)})


def _shown(authenticator: Any) -> None:
    """Codes are shown right after they are made; marked here, since the page itself only reads."""
    authenticator.wrap().mark_as_viewed()


def _note(user: Account, act: str, more: dict[str, object]) -> None:
    accounts.note(account_id=user.pk, act=act, more=more, by=user.officer, on=settings.CLOCK.today())
