"""Folio numbers (bút lục): given once, in order of receipt, without gaps in a matter (C04 Đ.31-32)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from typing import Any

from thihanh.documents.rows import salt
from thihanh.trail.kept import ask


def next_numbers(matter_ids: Sequence[int]) -> Mapping[int, Iterator[int]]:
    """The numbers that follow in each matter; the caller holds the matters until its transaction ends."""
    last: dict[int, int] = dict(ask(_LAST, [list(matter_ids)]))
    return {matter: count(last.get(matter, 0) + 1) for matter in set(matter_ids)}


_LAST = (
    "SELECT matter_id, max(no) FROM documents_folio WHERE matter_id = ANY(%s::bigint[]) GROUP BY matter_id"
)


def values(
    fact: int,
    matter_id: int,
    no: int,
    on: date,
    *,
    title: str,
    paper_id: int | None = None,
    file_id: int | None = None,
) -> dict[str, Any]:
    """The row of one folio: of a paper made here, or of a file brought in."""
    return {
        "id": fact,
        "matter_id": matter_id,
        "no": no,
        "paper_id": paper_id,
        "file_id": file_id,
        "on": on,
        "known_on": on,
        "source": "paper" if paper_id is not None else "upload",
        "salt": salt(),
        "title": title,
    }
