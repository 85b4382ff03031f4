"""Acts on accounts: opened, closed, password set, sessions ended. What an account may do comes from posts."""

from datetime import date

from django.db import transaction
from django.db.models import F

from thihanh.offices.facts import lock, state
from thihanh.offices.models import Account, OfficerFact, live
from thihanh.offices.rules import Refused
from thihanh.trail.stating import Stated


@transaction.atomic
def open_account(*, username: str, officer: str, password: str | None, by: str, on: date) -> int:
    """Open a log-in for a person in the record; its id. Without a password nobody can log in yet.

    Opening the same log-in again for the same person changes nothing. Raises Refused.
    """
    lock()
    name = username.strip().lower()
    known = Account.objects.filter(username=name).first()
    if known is not None and known.officer == officer:
        return known.id
    if known is not None:
        raise Refused(f"Trạng thái: tên đăng nhập «{name}» đã thuộc về người khác. Hãy chọn tên khác.")
    if not live(OfficerFact.objects.filter(code=officer)).exists():
        raise Refused(f"Trạng thái: chưa có cán bộ mã «{officer}». Hãy ghi bổ nhiệm trước.")
    opened = Account(username=name, officer=officer)
    opened.set_password(password)
    opened.save()
    _record(opened, "account.opened", by, on)
    return opened.id


@transaction.atomic
def set_password(*, username: str, password: str, by: str, on: date) -> None:
    """Give an account a new password; every session of it ends. Raises Refused."""
    found = _locked(username)
    found.set_password(password)
    found.save(update_fields=["password"])
    _record(found, "account.password_set", by, on)


@transaction.atomic
def close_account(*, username: str, reason: str, by: str, on: date) -> None:
    """Close an account; every session of it ends at once. Raises Refused."""
    found = _locked(username)
    if not found.is_active:
        return
    found.is_active = False
    found.save(update_fields=["is_active"])
    _record(found, "account.closed", by, on, reason)


@transaction.atomic
def end_sessions(*, username: str, reason: str, by: str, on: date) -> None:
    """End every session of an account, wherever it is open. Raises Refused."""
    found = _locked(username)
    Account.objects.filter(id=found.id).update(sessions_ended=F("sessions_ended") + 1)
    _record(found, "account.sessions_ended", by, on, reason)


def note(*, account_id: int, act: str, more: dict[str, object], by: str, on: date) -> None:
    """Record an event of the log-in (logged in, refused, second factor set) in the account's chain."""
    with transaction.atomic():
        state([Stated(f"account:{account_id}", act, on, more=more)], by=by, on=on)


def _locked(username: str) -> Account:
    found = Account.objects.select_for_update().filter(username=username.strip().lower()).first()
    if found is None:
        raise Refused(f"Trạng thái: không có tài khoản «{username}». Hãy kiểm tra tên đăng nhập.")
    return found


def _record(account: Account, act: str, by: str, on: date, reason: str = "") -> None:
    more = {"username": account.username, "officer": account.officer}
    state([Stated(f"account:{account.id}", act, on, reason=reason, more=more)], by=by, on=on)
