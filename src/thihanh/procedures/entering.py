"""Receiving a judgment or a request: entered once, whatever number of times the form is sent."""

import hashlib
from collections.abc import Callable
from dataclasses import asdict
from datetime import date

from django.db import transaction

from thihanh.matters import receipts, requests
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


@transaction.atomic
def _once(key: str, asked: str, enter: Callable[[], int]) -> int:
    digest = hashlib.sha256(asked.encode()).hexdigest()
    if key and (before := once(key, digest)) is not None:
        return int(before["id"])
    made = enter()
    if key:
        remember(key, digest, {"id": made})
    return made
