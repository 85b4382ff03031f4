"""The product's one key store: where it stands, whose keys are asked for a paper, at which moment."""

from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from django.conf import settings

from thihanh.documents.signing.keys import KeyStore

HANOI = timezone(timedelta(hours=7))


def key_store() -> KeyStore:
    """The store under ``settings.KEY_STORE``, a folder outside the database and outside the kept files."""
    return KeyStore(Path(settings.KEY_STORE))


def seal_code(agency: str) -> str:
    """The code under which the store keeps the key of an agency's seal."""
    return f"seal-{agency}"


def end_of(day: date) -> datetime:
    """The last minute of a day: a certificate must be good for the whole day on which one signs."""
    return datetime.combine(day, time(23, 59), HANOI)
