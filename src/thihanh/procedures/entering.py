"""What is entered without a paper: judgments, requests, liabilities, periods; once however often sent."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date

from django.db import transaction

from thihanh.matters import instalments, liabilities, receipts, requests
from thihanh.matters.intake import Instalment, Liability
from thihanh.matters.receipts import NewReceipt
from thihanh.matters.requests import NewRequest
from thihanh.offices.queries import Viewer
from thihanh.trail.operations import once, remember


def receive_judgment(new: NewReceipt, *, by: Viewer, on: date, key: str = "") -> int:
    """Enter a judgment into register 01; the receipt. Raises Denied, StateRefused, KeyReused."""
    return _once(key, repr(asdict(new)), lambda: receipts.register(new, by=by, on=on))


def receive_request(new: NewRequest, *, by: Viewer, on: date, key: str = "") -> int:
    """Enter a request into register 02; the request. Raises Denied, StateRefused, KeyReused."""
    asked = {**asdict(new), "contents": sorted(new.contents)}
    return _once(key, repr(asked), lambda: requests.receive(new, by=by, on=on))


def state_liability(matter_id: int, stated: Liability, *, by: Viewer, on: date, key: str = "") -> None:
    """State how a party answers for an obligation. Raises Denied, StateRefused, KeyReused."""

    def enter() -> int:
        liabilities.state(matter_id, [stated], by=by, on=on)
        return matter_id

    _once(key, repr((matter_id, stated)), enter)


def state_instalments(
    matter_id: int, stated: Sequence[Instalment], *, by: Viewer, on: date, key: str = ""
) -> None:
    """State periods of an obligation. Raises Denied, StateRefused, KeyReused."""

    def enter() -> int:
        instalments.state(matter_id, stated, by=by, on=on)
        return matter_id

    _once(key, repr((matter_id, tuple(stated))), enter)


@transaction.atomic
def _once(key: str, asked: str, enter: Callable[[], int]) -> int:
    digest = hashlib.sha256(asked.encode()).hexdigest()
    if key and (before := once(key, digest)) is not None:
        return int(before["id"])
    made = enter()
    if key:
        remember(key, digest, {"id": made})
    return made
