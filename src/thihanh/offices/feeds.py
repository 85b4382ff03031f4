"""The secret address under which an account's calendar can be read without logging in: opened, closed.

Only the hash of the secret is kept; who lost the address opens a new one, which closes the old.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from thihanh.offices.facts import lock, state
from thihanh.offices.models import FeedFact, live
from thihanh.trail.stating import Stated

_BYTES = 32
_LONGEST = 100


@dataclass(frozen=True)
class Feed:
    """An open address: since when."""

    account: int
    since: date


def feed_of(account: int) -> Feed | None:
    """The account's open address, if it has one."""
    fact = _open(account)
    return Feed(account, fact.known_on) if fact else None


def account_of(secret: str) -> int | None:
    """The account behind a secret; None where it was never given or has been closed."""
    if not secret or len(secret) > _LONGEST:
        return None
    found = live(FeedFact.objects.filter(digest=_digest(secret)))
    return found.values_list("account_id", flat=True).first()


@transaction.atomic
def open_feed(*, account: int, by: str, on: date) -> str:
    """A new secret for the account; the old one is closed. The secret is told once and kept nowhere."""
    lock()
    secret = secrets.token_urlsafe(_BYTES)
    old = _open(account)
    rows = [(FeedFact, _void(old))] if old else []
    rows.append((FeedFact, {"account_id": account, "digest": _digest(secret)}))
    state([Stated(f"account:{account}", "account.feed_opened", on, rows)], by=by, on=on)
    return secret


@transaction.atomic
def close_feed(*, account: int, by: str, on: date) -> None:
    """Close the account's address; without one nothing happens."""
    lock()
    old = _open(account)
    if old is not None:
        rows = [(FeedFact, _void(old))]
        state([Stated(f"account:{account}", "account.feed_closed", on, rows)], by=by, on=on)


def _open(account: int) -> FeedFact | None:
    return live(FeedFact.objects.filter(account_id=account)).order_by("-id").first()


def _void(old: FeedFact) -> dict[str, object]:
    return {"account_id": old.account_id, "digest": old.digest, "replaces_id": old.id, "void": True}


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
