"""Trial keys for an agency: its seal, and the heads there who sign its papers."""

from collections.abc import Iterator
from datetime import datetime

from thihanh.documents.keystore import key_store, seal_code
from thihanh.documents.signing.authority import Certificate, Holder, KeyRefused
from thihanh.documents.signing.keys import KeyStore
from thihanh.offices import queries as offices

HEADS = frozenset({"province_head", "province_deputy", "nv_head", "office_head"})


def make_missing(agency: str, pin: str, *, at: datetime) -> list[Certificate]:
    """Keys for those of the agency who have none that is good at that time, all behind the same trial PIN.

    Raises ``KeyRefused`` for an agency that is none.
    """
    store = key_store()
    return [
        store.create(holder, pin, at=at, holding="agency" if holder.code == seal_code(agency) else "person")
        for holder in _holders(agency, at)
        if not _has_good_key(store, holder.code, at)
    ]


def _has_good_key(store: KeyStore, code: str, at: datetime) -> bool:
    try:
        store.check(code, at=at)
    except KeyRefused:
        return False
    return True


def _holders(agency: str, at: datetime) -> Iterator[Holder]:
    on = at.date()
    unit = offices.unit(agency, on)
    if unit is None:
        raise KeyRefused(f"Dữ liệu: không có cơ quan «{agency}» trong danh mục đơn vị.")
    yield Holder(seal_code(agency), unit.name)
    places = [agency, *(office.code for office in offices.units(on, parent=agency))]
    heads = {
        post.officer: post.name for place in places for post in offices.posts(place, on) if post.role in HEADS
    }
    for code, name in sorted(heads.items()):
        yield Holder(code, name, unit.name)
