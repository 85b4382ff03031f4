"""The log-in's rules for allauth: no sign-up, slow-down per account and place, secrets not in the clear."""

import base64
import hashlib
import ipaddress
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

DEVICE_COOKIE = "thiet_bi"
DEVICE_DAYS = 180

SENTENCES: Mapping[str, str] = {
    "account_inactive": "Tài khoản này đã đóng. Hãy liên hệ quản trị hệ thống.",
    "enter_current_password": "Mật khẩu hiện tại chưa đúng.",
    "incorrect_code": "Mã xác thực chưa đúng hoặc đã hết hạn. Hãy nhập mã đang hiện trên ứng dụng.",
    "incorrect_password": "Mật khẩu chưa đúng.",
    "invalid_login": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
    "rate_limited": "Đã nhập sai nhiều lần. Hãy đợi một phút rồi thử lại.",
    "same_as_current": "Mật khẩu mới phải khác mật khẩu hiện tại.",
    "too_many_login_attempts": (
        "Tài khoản này đã nhập sai nhiều lần từ nơi bạn đang dùng. Hãy đợi một phút rồi thử lại, "
        "hoặc đăng nhập từ máy đã quen dùng."
    ),
    "username_password_mismatch": "Tên đăng nhập hoặc mật khẩu chưa đúng.",
    "cannot_generate_recovery_codes": "Hãy bật xác thực bằng ứng dụng trước khi tạo mã dự phòng.",
}


def network(request: HttpRequest) -> str:
    """The network a request comes from: a /24 of IPv4, a /56 of IPv6."""
    address = ipaddress.ip_address(get_client_ip(request) or "0.0.0.0")
    bits = 24 if address.version == 4 else 56
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))


def known_device(request: HttpRequest, username: str) -> bool:
    """Whether this browser carries our own word that the account logged in from it before."""
    try:
        said = signing.loads(
            request.COOKIES.get(DEVICE_COOKIE, ""), salt=DEVICE_COOKIE, max_age=DEVICE_DAYS * 86_400
        )
    except signing.BadSignature:
        return False
    return bool(said == username)


def remember_device(response: HttpResponse, username: str) -> None:
    """Let the browser carry that word."""
    response.set_cookie(
        DEVICE_COOKIE,
        signing.dumps(username, salt=DEVICE_COOKIE),
        max_age=DEVICE_DAYS * 86_400,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # -- allauth has no types
    """Log-in by user name; accounts are opened by the administrator, never by sign-up."""

    error_messages = {**DefaultAccountAdapter.error_messages, **SENTENCES}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account alone."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Slow down wrong guesses per account *and* place, so that a guesser never shuts the owner out.

        A browser that the account has logged in from counts as a place of its own.
        """
        username = str(credentials.get("username", "")).strip().lower()
        place = "device" if known_device(request, username) else network(request)
        self._login_failed_rl_usage = ratelimit.consume(
            request, app="allauth.account", action="login_failed", key=f"{username}@{place}"
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # -- allauth has no types
    """TOTP secrets and recovery seeds stand in the database encrypted with the product's secret key."""

    error_messages = {**DefaultMFAAdapter.error_messages, **SENTENCES}

    def get_totp_issuer(self) -> str:
        """The name that the authenticator shows."""
        return "Thi Hanh"

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return str(_cipher().encrypt(text.encode()), "ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as it is used; older secret keys stay readable through SECRET_KEY_FALLBACKS."""
        return str(_cipher().decrypt(encrypted_text.encode()), "utf-8")


def _cipher() -> MultiFernet:
    keys = [str(key).encode() for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"second-factor:" + key).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
