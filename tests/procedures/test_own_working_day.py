"""An office's own free day moves the terms that end on it, on lists as on the page."""

import pytest
from tests.builders import a_matter, day
from tests.cast import BINH, HOA, LAN, gather

from thihanh.matters.listing import Filters, page
from thihanh.matters.operations import register_many
from thihanh.offices.reach import EVERYTHING
from thihanh.procedures.own_working_day import declare

pytestmark = pytest.mark.django_db


def due() -> dict[str, object]:
    return {row.number: row.next_due for row in page(EVERYTHING, Filters()).rows}


def test_a_storm_day_of_one_office_moves_its_terms_only() -> None:
    gather(LAN, HOA, BINH)
    register_many(
        [
            a_matter("1/QĐ", "06/01/2025").held_by(LAN.code, LAN.unit).intake,
            a_matter("2/QĐ", "06/01/2025").held_by(HOA.code, HOA.unit).intake,
        ],
        by=LAN.code,
    )
    assert due() == {"1/QĐ": day("09/01/2025"), "2/QĐ": day("09/01/2025")}

    moved = declare(
        unit_code=LAN.unit,
        day=day("08/01/2025"),
        working=False,
        reason="Bão, trụ sở ngập nước",
        basis="Công điện 01",
        by=BINH.code,
        on=day("08/01/2025"),
    )

    assert moved == 2  # DL-12 and DL-13 of Lan's matter
    assert due() == {"1/QĐ": day("10/01/2025"), "2/QĐ": day("09/01/2025")}
