"""Kin an officer may not deal with (L25 Đ.16.2d; D150 Đ.14.4g): recorded, and looked for among parties.

An identity number that agrees is a conflict. A name that agrees is only a question to ask: no act is refused
on a name alone.
"""

import secrets
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db import transaction

from thihanh.offices.facts import lock, state
from thihanh.offices.models import KinFact, live
from thihanh.offices.queries import posts_of
from thihanh.offices.rules import Refused
from thihanh.trail.operations import once, remember
from thihanh.trail.stating import Stated

RELATIONS: dict[str, str] = {
    "self": "chính mình",
    "spouse": "vợ, chồng",
    "child": "con đẻ, con nuôi",
    "parent": "cha mẹ đẻ, cha mẹ nuôi",
    "grandparent": "ông bà nội, ông bà ngoại",
    "uncle_aunt": "bác, chú, cậu, cô, dì",
    "sibling": "anh, chị, em ruột",
    "nephew_niece": "cháu ruột",
    "spouse_child": "con của vợ, chồng",
    "spouse_parent": "cha mẹ của vợ, chồng",
    "spouse_grandparent": "ông bà của vợ, chồng",
    "spouse_uncle_aunt": "bác, chú, cậu, cô, dì của vợ, chồng",
    "spouse_sibling": "anh, chị, em của vợ, chồng",
}
Certainty = Literal["same_number", "same_name"]


@dataclass(frozen=True)
class Kin:
    """Somebody an officer may not deal with, as recorded."""

    id: int
    officer: str
    relation: str
    name: str
    id_number: str
    birth_year: int | None


@dataclass(frozen=True)
class Person:
    """Somebody to be compared: a party of a matter."""

    name: str
    id_number: str = ""
    birth_year: int | None = None


@dataclass(frozen=True)
class Conflict:
    """An officer and a party that may be kin; ``same_name`` needs a human's look, ``same_number`` bars."""

    officer: str
    relation: str
    certainty: Certainty

    @property
    def bars(self) -> bool:
        """Whether the officer may not deal with the matter at all."""
        return self.certainty == "same_number"


def kin_of(officers: Iterable[str]) -> tuple[Kin, ...]:
    """The recorded kin of the officers."""
    rows = live(KinFact.objects.filter(officer__in=sorted(set(officers)))).order_by("officer", "id")
    return tuple(
        Kin(row.id, row.officer, row.relation, row.name, row.id_number, row.birth_year) for row in rows
    )


def conflicts(kin: Sequence[Kin], people: Iterable[Person]) -> tuple[Conflict, ...]:
    """Who of the kin may be among the people: by number surely, by name and birth year perhaps."""
    numbers: Mapping[str, Kin] = {one.id_number: one for one in kin if one.id_number}
    found: dict[tuple[str, str], Conflict] = {}
    for person in people:
        if person.id_number and (one := numbers.get(person.id_number)):
            found[one.officer, one.relation] = Conflict(one.officer, one.relation, "same_number")
            continue
        for one in kin:
            if _alike(one, person):
                found.setdefault(
                    (one.officer, one.relation), Conflict(one.officer, one.relation, "same_name")
                )
    return tuple(found.values())


def _alike(kin: Kin, person: Person) -> bool:
    if kin.id_number and person.id_number:
        return False  # two different numbers are two people
    years = {kin.birth_year, person.birth_year} - {None}
    return _plain(kin.name) == _plain(person.name) and len(years) < 2


def _plain(name: str) -> str:
    """One way of writing a name, with its diacritics: two names may differ in a tone alone."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


@transaction.atomic
def declare_kin(*, officer: str, relation: str, person: Person, by: str, on: date, key: str = "") -> int:
    """Record somebody the officer may not deal with; the id of the line. Raises Refused, KeyReused."""
    asked = repr((officer, relation, person, by))
    if key and (before := once(key, asked)) is not None:
        return int(before["line"])
    lock()
    if relation not in RELATIONS:
        raise Refused(
            f"Trạng thái: không có quan hệ «{relation}»; chọn một quan hệ trong danh sách của luật."
        )
    if not posts_of(officer, on):
        raise Refused(f"Trạng thái: ngày {on:%d/%m/%Y} không có cán bộ mã {officer} đang giữ chức vụ.")
    if not person.name.strip():
        raise Refused("Trạng thái: cần họ tên của người thân thích.")
    name, number = " ".join(person.name.split()), "".join(person.id_number.split())
    if len(name) > _LONGEST_NAME or len(number) > _LONGEST_NUMBER:
        raise Refused(
            f"Dữ liệu: họ tên dài nhất {_LONGEST_NAME} ký tự, số định danh {_LONGEST_NUMBER}; kiểm tra lại."
        )
    values: dict[str, object] = {
        "officer": officer,
        "relation": relation,
        "salt": secrets.token_hex(16),
        "name": name,
        "id_number": number,
        "birth_year": person.birth_year,
        "on": on,
    }
    entries = state(
        [Stated(f"officer:{officer}", "office.kin_declared", on, [(KinFact, values)])], by=by, on=on
    )
    line = KinFact.objects.get(entry_id=entries[0]).id
    if key:
        remember(key, asked, {"line": line})
    return line


@transaction.atomic
def withdraw_kin(line: int, *, officers: Iterable[str], reason: str, by: str, on: date) -> None:
    """Take a line of one of these officers back, as if it had not been. Raises LookupError, Refused."""
    lock()
    fact = live(KinFact.objects.filter(id=line, officer__in=sorted(set(officers)))).first()
    if fact is None:
        raise LookupError("Không tìm thấy dòng khai này trong phạm vi được xem.")
    if len(reason.strip()) < _SHORTEST_REASON:
        raise Refused(f"Dữ liệu: ghi lý do rút dòng khai, ít nhất {_SHORTEST_REASON} ký tự.")
    values: dict[str, object] = {
        "officer": fact.officer,
        "relation": fact.relation,
        "salt": secrets.token_hex(16),
        "name": fact.name,
        "id_number": fact.id_number,
        "birth_year": fact.birth_year,
        "on": on,
        "replaces_id": fact.id,
        "void": True,
    }
    statement = Stated(
        f"officer:{fact.officer}", "office.kin_withdrawn", on, [(KinFact, values)], reason=reason.strip()
    )
    state([statement], by=by, on=on)


_LONGEST_NAME, _LONGEST_NUMBER, _SHORTEST_REASON = 120, 20, 10
