"""Log-in: the second factor, guesses that slow down, sessions that end with the role."""

from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.cast import BY, LAN, MINH, Person, account_of, gather
from thihanh.offices import accounts
from thihanh.offices.adapter import AccountAdapter, SecondFactorAdapter
from thihanh.offices.models import Account
from thihanh.offices.operations import end_post
from thihanh.offices.queries import viewer_of
from thihanh.offices.rules import Refused
from thihanh.trail.queries import entries_of

pytestmark = pytest.mark.django_db
REALLY_COMMITTED = pytest.mark.django_db(transaction=True)
ON = date(2025, 9, 30)
PASSWORD = "mat-khau-cua-lan-2025"
PAGE = "/quyen/"
OFFICE_NETWORK, ELSEWHERE = "10.22.1.5", "203.0.113.9"


@pytest.fixture(autouse=True)
def _working_day(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[None]:
    monkeypatch.setenv("THIHANH_TODAY", ON.isoformat())
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()
    yield
    cache.clear()


def enter(
    client: Client, person: Person = LAN, password: str = PASSWORD, address: str = OFFICE_NETWORK
) -> Any:
    return client.post(
        reverse("account_login"), {"login": person.username, "password": password}, REMOTE_ADDR=address
    )


def code_of(user: int) -> str:
    stored = Authenticator.objects.get(user_id=user, type="totp").data["secret"]
    return current_code(SecondFactorAdapter().decrypt(stored))


def current_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def acts_of(user: int) -> list[str]:
    return [entry.act for entry in entries_of(f"account:{user}")]


def text(response: Any) -> str:
    return unescape(response.content.decode())


def test_lan_logs_in_by_user_name_and_the_record_knows_it(client: Client) -> None:
    gather(LAN)
    user = account_of(LAN, PASSWORD)
    assert client.get(PAGE).status_code == 302
    assert enter(client).status_code == 302
    assert LAN.name in text(client.get(PAGE))
    client.post(reverse("account_logout"))
    assert client.get(PAGE).status_code == 302
    assert acts_of(user) == ["account.opened", "account.logged_in", "account.logged_out"]


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client: Client) -> None:
    gather(LAN)
    user = account_of(LAN, PASSWORD)
    wrong = enter(client, password="khong-phai")
    unknown = enter(client, MINH, password="khong-phai")
    said = "Tên đăng nhập hoặc mật khẩu chưa đúng."
    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert said in text(wrong)
    assert text(wrong).replace(LAN.username, "?").count(said) == text(unknown).count(said)
    assert acts_of(user)[1:] == ["account.login_failed"]


def test_guesses_slow_down_and_the_owner_still_gets_in_from_elsewhere(client: Client) -> None:
    gather(LAN)
    user = account_of(LAN, PASSWORD)
    answers = [text(enter(Client(), password=f"doan-{n}", address=ELSEWHERE)) for n in range(20)]
    slowed = [answer for answer in answers if "nhập sai nhiều lần" in answer]
    assert (len(answers) - len(slowed), len(slowed)) == (5, 15)
    assert "nhập sai nhiều lần" in text(enter(Client(), address=ELSEWHERE)), (
        "the right password waits there too"
    )
    assert enter(client, address=OFFICE_NETWORK).status_code == 302
    assert acts_of(user).count("account.login_failed") == 5


def test_a_browser_that_lan_used_before_stays_open_to_her_among_the_guessers(client: Client) -> None:
    gather(LAN)
    account_of(LAN, PASSWORD)
    enter(client)
    client.post(reverse("account_logout"))
    for n in range(10):
        enter(Client(), password=f"doan-{n}")
    assert "nhập sai nhiều lần" in text(enter(Client()))
    assert enter(client).status_code == 302


def test_guesses_from_a_hundred_networks_are_each_slowed_and_leave_the_owner_her_way_in() -> None:
    """The same door as the page's, asked 2,000 times without drawing the page."""
    reached = 0
    for n in range(2_000):
        request = RequestFactory(REMOTE_ADDR=f"198.51.{n % 100}.7").post("/")
        try:
            AccountAdapter(request).pre_authenticate(request, username=LAN.username)
            reached += 1
        except ValidationError:
            continue
    assert reached == 500
    request = RequestFactory(REMOTE_ADDR=OFFICE_NETWORK).post("/")
    AccountAdapter(request).pre_authenticate(request, username=LAN.username)


def test_a_guesser_cannot_forge_the_mark_of_a_known_browser(client: Client) -> None:
    gather(LAN)
    account_of(LAN, PASSWORD)
    for n in range(6):
        client.cookies["thiet_bi"] = LAN.username
        answer = enter(client, password=f"doan-{n}")
    assert "nhập sai nhiều lần" in text(answer)


def test_the_session_changes_its_key_at_log_in(client: Client) -> None:
    gather(LAN)
    account_of(LAN, PASSWORD)
    client.get(reverse("account_login"))
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    enter(client)
    assert client.cookies["sessionid"].value != session.session_key


def test_a_session_ends_on_the_day_the_role_ends(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    gather(LAN)
    account_of(LAN, PASSWORD)
    enter(client)
    end_post(officer=LAN.code, unit=LAN.unit, role=LAN.role, last_day=ON, by=BY, on=ON)
    assert client.get(PAGE).status_code == 200
    monkeypatch.setenv("THIHANH_TODAY", "2025-10-01")
    gone = client.get(PAGE)
    assert gone.status_code == 302
    assert gone["Location"] == reverse("account_login")
    assert "không còn chức vụ nào có hiệu lực" in text(client.get(gone["Location"]))
    assert "_auth_user_id" not in client.session


def test_a_part_of_a_page_sends_the_whole_page_to_the_log_in(client: Client) -> None:
    gather(LAN)
    account_of(LAN, PASSWORD)
    enter(client)
    end_post(officer=LAN.code, unit=LAN.unit, role=LAN.role, last_day=date(2025, 9, 29), by=BY, on=ON)
    answer = client.get(PAGE, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == reverse("account_login")


@pytest.mark.parametrize("how", ["close", "end", "password"])
def test_the_administrator_ends_every_session_at_once(how: str) -> None:
    gather(LAN)
    user = account_of(LAN, PASSWORD)
    browsers = [Client(), Client()]
    for browser in browsers:
        enter(browser)
    if how == "close":
        accounts.close_account(username="lan", reason="Nghỉ hưu", by=BY, on=ON)
    elif how == "end":
        accounts.end_sessions(username="lan", reason="Mất máy", by=BY, on=ON)
    else:
        accounts.set_password(username="lan", password="mat-khau-moi-2025", by=BY, on=ON)
    assert [browser.get(PAGE).status_code for browser in browsers] == [302, 302]
    again = Client()
    enter(again)
    assert again.get(PAGE).status_code == (200 if how == "end" else 302)
    assert viewer_of(user, ON).roles == (() if how == "close" else ("officer",))


def test_two_people_cannot_share_a_user_name() -> None:
    gather(LAN, MINH)
    assert account_of(LAN) == account_of(LAN)
    with pytest.raises(Refused, match="đã thuộc về người khác"):
        accounts.open_account(username=" LAN ", officer=MINH.code, password=None, by=BY, on=ON)
    with pytest.raises(Refused, match="chưa có cán bộ"):
        accounts.open_account(username="ai", officer="22.9999", password=None, by=BY, on=ON)


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_there_is_no_sign_up_and_no_password_by_mail(client: Client, name: str) -> None:
    for answer in (
        client.get(reverse(name)),
        client.post(reverse(name), {"username": "x", "password1": "y"}),
    ):
        assert answer.status_code == 403
        assert "hãy liên hệ quản trị hệ thống" in text(answer)
    assert Account.objects.count() == 0


def enrol(client: Client) -> str:
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    assert "Bật xác thực hai lớp" in text(page)
    secret = str(page.context["form"].secret)
    answer = client.post(reverse("mfa_activate_totp"), {"code": current_code(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    return secret


@REALLY_COMMITTED
def test_outside_the_demo_nothing_opens_before_the_second_factor(client: Client, settings: Any) -> None:
    settings.DEMO = False
    gather(LAN)
    user = account_of(LAN, PASSWORD)
    enter(client)
    for address in ("/", PAGE, "/lich/", "/tim/", reverse("mfa_index"), reverse("account_change_password")):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_activate_totp")), address
    enrol(client)
    codes = client.get(reverse("mfa_view_recovery_codes"))
    assert "Còn 10 trong 10 mã chưa dùng" in text(codes)
    assert client.get(PAGE).status_code == 200
    assert "account.mfa_enabled" in acts_of(user)


@REALLY_COMMITTED
def test_after_enrolment_a_password_alone_opens_nothing(client: Client, settings: Any) -> None:
    settings.DEMO = False
    gather(LAN)
    user = account_of(LAN, PASSWORD)
    enter(client)
    enrol(client)
    other = Client()
    assert enter(other)["Location"] == reverse("mfa_authenticate")
    for address in ("/", PAGE, reverse("mfa_view_recovery_codes"), reverse("mfa_deactivate_totp")):
        assert other.get(address).status_code == 302
    refused = other.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Mã xác thực chưa đúng" in text(refused)
    other.post(reverse("mfa_authenticate"), {"code": code_of(user)})
    assert other.get(PAGE).status_code == 200
    assert "account.mfa_failed" in acts_of(user)


@REALLY_COMMITTED
def test_a_recovery_code_opens_once(client: Client, settings: Any) -> None:
    settings.DEMO = False
    gather(LAN)
    user = account_of(LAN, PASSWORD)
    enter(client)
    enrol(client)
    code = Authenticator.objects.get(user_id=user, type="recovery_codes").wrap().get_unused_codes()[0]
    entered = []
    for _ in range(2):
        other = Client()
        enter(other)
        other.post(reverse("mfa_authenticate"), {"code": code})
        entered.append(other.get(PAGE).status_code)
    assert entered == [200, 302]
    assert "account.recovery_code_used" in acts_of(user)


@REALLY_COMMITTED
def test_a_session_from_before_the_second_factor_has_to_log_in_again(client: Client, settings: Any) -> None:
    settings.DEMO = False
    gather(LAN)
    account_of(LAN, PASSWORD)
    early = Client()
    enter(early)
    enter(client)
    enrol(client)
    answer = early.get(PAGE)
    assert answer["Location"] == reverse("account_login")
    assert "đăng nhập lại với mã xác thực" in text(early.get(answer["Location"]))


@REALLY_COMMITTED
def test_the_secret_of_the_second_factor_is_not_in_the_clear(client: Client) -> None:
    gather(LAN)
    user = account_of(LAN, PASSWORD)
    enter(client)
    secret = enrol(client)
    stored = Authenticator.objects.get(user_id=user, type="totp").data["secret"]
    assert secret not in stored
    assert len(stored) > len(secret)


def test_a_session_ends_after_twelve_hours_however_busy(client: Client) -> None:
    gather(LAN)
    account_of(LAN, PASSWORD)
    enter(client)
    assert client.get(PAGE).status_code == 200
    session = client.session
    session["session_began"] -= 12 * 3600 + 1
    session.save()
    assert client.get(PAGE).status_code == 302


def test_an_idle_session_outside_the_demo_ends_after_fifteen_minutes(client: Client, settings: Any) -> None:
    settings.SESSION_COOKIE_AGE = 15 * 60
    settings.SESSION_SAVE_EVERY_REQUEST = True
    gather(LAN)
    account_of(LAN, PASSWORD)
    enter(client)
    assert client.session.get_expiry_age() == 15 * 60
    assert client.get(PAGE).cookies["sessionid"]["max-age"] == 15 * 60
