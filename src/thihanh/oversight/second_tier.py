"""The second complaint: a dossier of its own bound to the first, opened and told to the first in one act."""

from datetime import date

from django.db import transaction

from thihanh.dossiers.operations import New, locked, open_dossier, take
from thihanh.dossiers.values import Raw
from thihanh.offices.queries import Viewer

CARRIED = ("complainant", "address", "against", "stage")
"""What the second complaint says as the first did, where nothing else is said."""


@transaction.atomic
def open_second(first_id: int, raw: Raw, *, by: Viewer, on: date, key: str = "") -> int:
    """Open the second complaint about a decided one; its id. Raises LookupError, Denied, Refusal, Wrong."""
    first = locked(first_id)
    said = {name: first.values[name] for name in CARRIED if name in first.values}
    new = New(
        "complaint",
        {**said, **raw, "second_complaint": True},
        agency=first.agency,
        office=first.office,
        officer=first.officer,
        matters=first.matters,
        dossiers=(first.id,),
    )
    take(first_id, "second", {}, by=by, on=on, key=f"{key}:first" if key else "")
    return open_dossier(new, by=by, on=on, key=key)
