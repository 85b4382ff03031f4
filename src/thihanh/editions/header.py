"""The header of an edition: who closed it, when, with which code. It stands apart from the body."""

from collections.abc import Mapping
from typing import Any

from thihanh.editions.body import FORMAT, Frozen
from thihanh.editions.kinds import EditionName
from thihanh.editions.reading import header_digest
from thihanh.offices.queries import posts_of
from thihanh.offices.reach import Viewer


def header_of(
    edition_id: int,
    frozen: Frozen,
    unit_name: str,
    body_sha256: str,
    *,
    by: Viewer,
    code: str,
    more: Mapping[str, Any],
) -> dict[str, Any]:
    """The header as JSON, with the digest over itself."""
    on = frozen.cut.known_on
    posts = posts_of(by.officer, on) if by.officer else ()
    said = {
        "format": FORMAT,
        "edition": edition_id,
        "label": EditionName(edition_id, frozen.unit, frozen.period, frozen.kind).label,
        "unit_name": unit_name,
        "body_sha256": body_sha256,
        "closed_on": on.isoformat(),
        "closed_by": by.actor,
        "closed_by_name": by.name,
        "closed_by_post": posts[0].title if posts else "",
        "code": code,
        **more,
    }
    return said | {"sha256": header_digest(said)}
