"""The unit a figure is of: an agency, one of its offices, or one officer; and what narrows it further."""

import re
from dataclasses import dataclass
from typing import Literal

UnitKind = Literal["agency", "office", "officer"]

_OFFICER = re.compile(r"\d\d\.\d{4}")
_OFFICE = re.compile(r"\d\d\.[A-Z][A-Z0-9]*")
_AGENCY = re.compile(r"\d\d")


class UnknownUnit(ValueError):
    """A code that names no unit of an agency; the message is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which matters a figure counts: a whole agency, or the part an office or an officer holds.

    ``tag`` and ``kind`` (``ex_officio``, ``on_request``) narrow it to matters that have them on the last day.
    Office and officer together mean the part of the officer's matters held in that office.
    """

    agency: str
    office: str | None = None
    officer: str | None = None
    tag: str | None = None
    kind: str | None = None

    @property
    def unit_kind(self) -> UnitKind:
        if self.officer is not None:
            return "officer"
        return "office" if self.office is not None else "agency"

    @property
    def code(self) -> str:
        """The code of the unit."""
        if self.office and self.officer:
            return f"{self.office}/{self.officer}"
        return self.officer or self.office or self.agency


EVERY_AGENCY = Scope("")
"""All agencies at once: a country's figures, for those who may see them all (``statistics.scale``)."""


def scope_of(unit: str, tag: str | None = None, kind: str | None = None) -> Scope:
    """The scope of a code: ``22``, ``22.KV01``, ``22.0001``, ``22.KV01/22.0001``. Raises ``UnknownUnit``."""
    agency = unit[:2]
    office, _, officer = unit.partition("/")
    if _OFFICE.fullmatch(office) and _OFFICER.fullmatch(officer):
        return Scope(agency, office, officer, tag, kind)
    if _AGENCY.fullmatch(unit):
        return Scope(agency, tag=tag, kind=kind)
    if _OFFICER.fullmatch(unit):
        return Scope(agency, officer=unit, tag=tag, kind=kind)
    if _OFFICE.fullmatch(unit):
        return Scope(agency, office=unit, tag=tag, kind=kind)
    if unit == "CQL":
        raise UnknownUnit(
            "Số liệu toàn quốc chỉ lấy từ bản công bố hoặc kỳ đã khóa sổ, không tính trực tiếp."
        )
    raise UnknownUnit(f"Không nhận ra mã đơn vị “{unit}” (ví dụ: 22, 22.KV01, 22.0001).")
