"""The room's frozen answers, and its tables of facts as the record knows them.

What people write may name people, so the record holds only a salted digest of it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from thihanh.matters.names import digest
from thihanh.reports.models import HandFact, ReportFact
from thihanh.trail.stating import described


def _stated(row: Mapping[str, object]) -> dict[str, object]:
    open_columns = {name: value for name, value in row.items() if name not in ("salt", "text")}
    return {**open_columns, "digest": digest(str(row["salt"]), {"text": row["text"]})}


TABLES = (described(ReportFact), described(HandFact, stated=_stated))


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report that was made: of what, from which source, by whom and when. ``edition_id`` 0 is live."""

    id: int
    kind: str
    unit: str
    year: int
    month: int
    edition_id: int
    source: str
    by: str
    known_on: date
    body_sha256: str

    @property
    def is_closed(self) -> bool:
        """Whether its figures are those of an edition."""
        return self.edition_id != 0


@dataclass(frozen=True, slots=True)
class HandRow:
    """One version of a part people wrote."""

    part: str
    ordinal: int
    text: str
    by: str
    known_on: date


def salt() -> str:
    """A fresh salt for the digest of a written part."""
    return secrets.token_hex(16)
