"""Trial keys of those of the cast who sign for the agency, and the agency's seal; one PIN for all."""

from datetime import datetime

from tests import cast
from thihanh.documents.keystore import HANOI, key_store, seal_code
from thihanh.documents.signing.authority import Holder

PIN = "246810"
SINCE = datetime(2025, 1, 1, tzinfo=HANOI)
"""Trial certificates last two years."""


def make() -> None:
    """The keys, once in a session; the files outlive a test as they outlive a day."""
    store = key_store()
    if store.holders():
        return
    for person in (cast.TRUONG, cast.PHO, cast.NGHIEP, cast.BINH):
        store.create(Holder(person.code, person.name, "THADS tỉnh Quảng Ninh"), PIN, at=SINCE)
    store.create(Holder(seal_code("22"), "THADS tỉnh Quảng Ninh"), PIN, at=SINCE, holding="agency")
