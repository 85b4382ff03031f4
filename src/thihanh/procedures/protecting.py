"""Covering the address of a protected person in the public list, and uncovering it: a tag with a reason."""

import hashlib
from datetime import date

from django.db import transaction

from thihanh.law.publication import publication
from thihanh.matters.acting import taken
from thihanh.matters.intake import Intake, TagChange
from thihanh.matters.rules import StateRefused
from thihanh.matters.writing import Heading, write
from thihanh.offices.reach import Viewer
from thihanh.trail.operations import once, remember
from thihanh.trail.payloads import canonical

_SHORTEST_REASON = 10


@transaction.atomic
def protect(matter_id: int, *, covered: bool, reason: str, by: Viewer, on: date, key: str = "") -> None:
    """Cover the address of the matter's debtors in the public list from this day on, or uncover it.

    Raises Denied, StateRefused, KeyReused; LookupError for no such matter.
    """
    matter = taken(matter_id, by=by, on=on)
    said = " ".join(reason.split())
    asked = {"protect": matter_id, "covered": covered, "reason": said, "by": by.actor}
    digest = hashlib.sha256(canonical(asked).encode()).hexdigest()
    if key and once(key, digest) is not None:
        return
    if len(said) < _SHORTEST_REASON:
        raise StateRefused(
            "Dữ liệu: ghi lý do che hoặc thôi che địa chỉ, ít nhất 10 ký tự, không ghi tên người."
        )
    tag = next(mask.tag for mask in publication().masks if mask.tag)
    if (tag in matter.tags) == covered:
        state = "đang được che" if covered else "không bị che"
        raise StateRefused(f"Trạng thái: địa chỉ trong việc này {state} rồi; không ghi lần nữa.")
    write(
        [Intake(matter_id=matter_id, tags=(TagChange(on, tag, covered, known_on=on),))],
        Heading(act="matter.address_covered", by=by.actor, more={"reason": said}),
    )
    if key:
        remember(key, digest, {"covered": covered})
