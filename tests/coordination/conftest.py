"""A request of Lan's to the police of a commune, and its link."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.cast import BINH, HOA, LAN, MINH, TRUONG, gather, viewer
from thihanh.coordination import links
from thihanh.coordination.links import Issued
from thihanh.dossiers.operations import New, open_dossier

ON = date(2026, 9, 7)
"""A Monday under the law of 2025."""
NOW = datetime(2026, 9, 7, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
ASKED = {
    "body": "police_commune",
    "body_name": "Công an xã Đông Hải",
    "duty": "DL-52",
    "content": "Có ý kiến về dự thảo kế hoạch cưỡng chế giao nhà",
    "received_on": "07/09/2026",
}
AGREED = {"result": "agreed", "content": "Thống nhất kế hoạch", "answered_by": "Trưởng công an xã"}


def sent(**more: object) -> int:
    """Open a request as Lan; its dossier."""
    raw = {name: value for name, value in (ASKED | more).items() if value}
    new = New("request", raw, agency="22", office="22.KV01", officer=LAN.code)
    return open_dossier(new, by=viewer(LAN), on=ON)


def issued(dossier: int) -> Issued:
    """A link of the request."""
    return links.issue(dossier, by=viewer(LAN), on=ON)


@pytest.fixture
def office(db: None) -> None:
    """The office and its people."""
    gather(LAN, MINH, BINH, HOA, TRUONG)
