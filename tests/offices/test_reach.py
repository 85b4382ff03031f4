"""Who may see: truth tables of reach, and the rule of live figures."""

from datetime import date

import pytest

from tests.cast import (
    BAN,
    BINH,
    CUC,
    EVERYBODY,
    HOA,
    KE,
    KHO,
    KIEM,
    LAN,
    MINH,
    NGHIEP,
    PHO,
    QUY,
    TAM,
    THAM,
    THU,
    TRI,
    TRUONG,
    VAN,
    XUAN,
    Person,
    viewer,
)
from thihanh.law.regimes import R25_START
from thihanh.offices.queries import Viewer, may_see_live, reach, relation_to
from thihanh.offices.reach import Duty, Reach
from thihanh.offices.states import ROLES, title

ON = date(2025, 9, 30)
HELD_BY = (LAN, MINH, HOA, NGHIEP, XUAN)
"""Who holds the five matters of the table, from the nearest to Lan to the farthest."""

SEES = {
    LAN: "Lan Minh",
    MINH: "Lan Minh",
    BINH: "Lan Minh",
    TAM: "Lan Minh",
    THU: "Lan Minh",
    VAN: "Lan Minh Hoa Nghiệp",
    QUY: "",
    KHO: "",
    HOA: "Hoa",
    NGHIEP: "Lan Minh Hoa Nghiệp",
    TRUONG: "Lan Minh Hoa Nghiệp",
    PHO: "Lan Minh Hoa Nghiệp",
    THAM: "Lan Minh Hoa Nghiệp",
    KE: "Lan Minh Hoa Nghiệp",
    KIEM: "Lan Minh Hoa Nghiệp",
    BAN: "",
    CUC: "",
    TRI: "",
    XUAN: "Xuân",
}
ACTS_ON = {LAN: "Lan", MINH: "Minh", HOA: "Hoa", NGHIEP: "Nghiệp", XUAN: "Xuân"}


def inside(held: Reach) -> str:
    found = [one.name.split()[-1] for one in HELD_BY if held.covers(viewer(one).agency, one.unit, one.code)]
    return " ".join(found)


@pytest.mark.parametrize("who", EVERYBODY, ids=lambda who: who.username)
def test_who_sees_whose_matters(who: Person) -> None:
    assert inside(reach(viewer(who), "matter", "read", ON)) == SEES[who]


@pytest.mark.parametrize("who", EVERYBODY, ids=lambda who: who.username)
def test_who_acts_on_whose_matters(who: Person) -> None:
    assert inside(reach(viewer(who), "matter", "act", ON)) == ACTS_ON.get(who, "")


@pytest.mark.parametrize("who", EVERYBODY, ids=lambda who: who.username)
def test_a_live_figure_shows_only_where_every_matter_behind_it_is_in_reach(who: Person) -> None:
    seen = viewer(who)
    read = reach(seen, "matter", "read", ON)
    units = [("22", None, None), ("44", None, None), (None, None, None)]
    units += [("22", office, None) for office in ("22.KV01", "22.KV02", "22.NV")]
    units += [(viewer(one).agency, one.unit, one.code) for one in HELD_BY]
    shown = [unit for unit in units if may_see_live(seen, *unit, on=ON)]
    if who.role in (
        "cashier",
        "storekeeper",
        "registry",
        "committee_chair",
        "national_viewer",
        "administrator",
    ):
        assert shown == []
    else:
        assert shown == [unit for unit in units if read.covers(*unit)]


def test_reading_an_office_is_not_covering_the_province() -> None:
    own = reach(viewer(BINH), "figure", "read", ON)
    assert own.covers("22", "22.KV01")
    assert own.covers(office="22.KV01", officer=MINH.code)
    assert not own.covers("22")
    assert not own.covers("22", "22.KV02", HOA.code)
    assert not own.covers()


def test_a_reach_of_everything_covers_the_country() -> None:
    country = reach(viewer(CUC), "published", "read", ON)
    assert country.everything
    assert country.covers()
    assert country.covers("44", "44.KV01", XUAN.code)


def test_nothing_named_is_covered_by_nothing_less_than_everything() -> None:
    assert not Reach(agencies=frozenset({"22"})).covers()
    assert not Reach(officers=frozenset({""})).is_empty
    assert Reach().is_empty
    assert not Reach().covers("22", "22.KV01", LAN.code)


def test_only_the_procurator_sees_id_numbers_covered() -> None:
    for who in EVERYBODY:
        masked = reach(viewer(who), "matter", "read", ON).masked
        assert masked == ({"id_number"} if who is KIEM else set())


def test_two_posts_in_two_offices_do_not_lend_each_other_their_rights() -> None:
    both = Viewer(
        account_id=1,
        officer=BINH.code,
        name=BINH.name,
        roles=("office_head", "clerk"),
        unit="22.KV01",
        agency="22",
        duties=(Duty("office_head", "22.KV01", "22"), Duty("clerk", "22.KV02", "22")),
    )
    assert reach(both, "matter", "read", ON).offices == {"22.KV01", "22.KV02"}
    assert reach(both, "matter", "correct", ON).offices == {"22.KV01"}


def test_how_near_a_matter_is() -> None:
    lan = viewer(LAN)
    near = [relation_to(lan, viewer(one).agency, one.unit, one.code) for one in HELD_BY]
    assert near == ["own", "office", "province", "province", "other_province"]
    assert relation_to(lan, "CQL") == "centre"


def test_a_viewer_without_roles_reaches_nothing() -> None:
    nobody = Viewer(0, "", "", (), "", "")
    assert reach(nobody, "matter", "read", ON).is_empty
    assert reach(nobody, "published", "read", ON).is_empty


@pytest.mark.parametrize(
    ("role", "on", "name"),
    [
        ("office_head", date(2025, 6, 30), "Chi cục trưởng Chi cục THADS"),
        ("office_head", date(2026, 6, 30), "Trưởng phòng THADS khu vực"),
        ("office_head", R25_START, "Chấp hành viên trưởng"),
        ("province_head", date(2025, 6, 30), "Cục trưởng Cục THADS"),
        ("province_head", date(2025, 7, 1), "Trưởng THADS"),
        ("nv_head", R25_START, "Trưởng phòng Nghiệp vụ và tổ chức THADS"),
    ],
)
def test_a_post_bears_the_title_of_the_day(role: str, on: date, name: str) -> None:
    assert title(role, "", on) == name


def test_an_officer_carries_the_rank_in_the_title() -> None:
    assert title("officer", "trung_cap", ON) == "Chấp hành viên trung cấp"
    assert {one.role for one in EVERYBODY} == set(ROLES)
