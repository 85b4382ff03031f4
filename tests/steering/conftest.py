"""A committee with its people, four matters that rules find and one they do not, and a meeting."""

from datetime import date

import pytest

from tests.builders import a_matter
from tests.cast import LAN, NGHIEP, TRUONG, gather, viewer
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.matters.operations import register_many
from thihanh.steering import operations

ON = date(2025, 9, 30)
HELD = "07/10/2025"
LARGE, WATCHED, UNSUPPORTED, ELIGIBLE, FRESH = range(5)


@pytest.fixture(autouse=True)
def _kept_files_of_its_own(tmp_path, monkeypatch, settings):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def matters(db) -> list[int]:
    """Their ids in the order of the names above."""
    gather()
    held = [
        a_matter("1/QĐ-TS", "05/01/2021").owing(25_000_000_000).then("no_means", "01/02/2021", "N-1"),
        a_matter("2/QĐ-TS", "05/01/2024")
        .owing(600_000_000)
        .tagged("attention")
        .then("verifying", "01/02/2024"),
        a_matter("3/QĐ-TS", "05/01/2024")
        .owing(700_000_000)
        .tagged("cause:authority_not_supporting")
        .then("in_progress", "01/06/2025"),
        a_matter("4/QĐ-TS", "05/01/2023").owing(90_000_000).then("in_progress", "01/02/2023"),
        a_matter("5/QĐ-TS", "05/08/2025").owing(80_000_000).then("in_progress", "01/09/2025"),
    ]
    return register_many([one.held_by(LAN.code, "22.KV01").intake for one in held], by=LAN.code)


@pytest.fixture
def committee(db) -> int:
    """The committee with its chair, standing vice-chair and two members."""
    gather()
    head = viewer(TRUONG)
    day = date(2025, 1, 6)
    founded = {
        "name": "Ban Chỉ đạo THADS, HC",
        "decision": "15/QĐ-UBND",
        "decided_on": "06/01/2025",
        "decided_by": "Ủy ban nhân dân tỉnh",
    }
    dossier = open_dossier(New("committee", founded, agency="22"), by=head, on=day)
    for post, body, person in (
        ("chair", "ubnd_province", "Lò Văn Trưởng Ban"),
        ("standing_vice", "agency", "Phan Văn Trường"),
        ("member", "police_province", "Giàng A Công"),
        ("invited", "front", "Kha Thị Mặt"),
    ):
        take(dossier, "admit", {"post": post, "body": body, "person": person}, by=head, on=day)
    return dossier


@pytest.fixture
def meeting(matters: list[int], committee: int) -> int:
    """A quarterly meeting planned for the next week."""
    planned = {"title": "Phiên họp quý III", "form": "quarterly", "planned_on": HELD}
    return operations.plan_meeting(planned, by=viewer(NGHIEP), on=ON)
