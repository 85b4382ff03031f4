"""Trial keys for an agency: its seal, and everybody there who signs papers of the law."""

from collections.abc import Iterator
from datetime import datetime

from thihanh.documents.keystore import key_store, seal_code
from thihanh.documents.signing.authority import Certificate, Holder, KeyRefused
from thihanh.documents.signing.keys import KeyStore
from thihanh.offices import queries as offices


def make_missing(agency: str, pin: str, *, at: datetime, store: KeyStore | None = None) -> list[Certificate]:
    """Keys for those of the agency who have none yet, all behind the same trial PIN."""
    store = store or key_store()
    have = set(store.holders())
    return [
        store.create(holder, pin, at=at, holding="agency" if holder.code == seal_code(agency) else "person")
        for holder in _holders(agency, at)
        if holder.code not in have
    ]


def _holders(agency: str, at: datetime) -> Iterator[Holder]:
    on = at.date()
    unit = offices.unit(agency, on)
    if unit is None:
        raise KeyRefused(f"Dữ liệu: không có cơ quan «{agency}» trong danh mục đơn vị.")
    yield Holder(seal_code(agency), unit.name)
    for officer in offices.officers(agency, on):
        yield Holder(officer.code, officer.name, unit.name)
