"""The fixed cast: one office in Quảng Ninh and the people around it. Every test speaks of the same people.

``gather()`` puts them into the record (needs a database); ``viewer(LAN)`` is who looks, with or without one.
"""

from dataclasses import dataclass
from datetime import date

from thihanh.offices.queries import Viewer, agency_of
from thihanh.offices.reach import Duty
from thihanh.offices.states import STAFF

IN_POST_SINCE = date(2015, 1, 1)
BY = "22.0100"
"""Who recorded the cast: the province's administrator."""


@dataclass(frozen=True)
class Person:
    """Somebody of the cast with the one post held."""

    code: str
    name: str
    unit: str
    role: str
    username: str
    rank: str = ""


LAN = Person("22.0001", "Nguyễn Thị Lan", "22.KV01", "officer", "lan", "trung_cap")
MINH = Person("22.0002", "Trần Quang Minh", "22.KV01", "officer", "minh", "so_cap")
BINH = Person("22.0003", "Lê Thanh Bình", "22.KV01", "office_head", "binh", "cao_cap")
TAM = Person("22.0004", "Phạm Minh Tâm", "22.KV01", "accountant", "tam")
THU = Person("22.0005", "Vũ Anh Thư", "22.KV01", "clerk", "thu")
QUY = Person("22.0006", "Đỗ Văn Quý", "22.KV01", "cashier", "quy")
KHO = Person("22.0007", "Bùi Văn Khoa", "22.KV01", "storekeeper", "khoa")
VAN = Person("22.0008", "Hoàng Thị Vân", "22.KV01", "registry", "van")
HOA = Person("22.0011", "Đặng Thị Hoa", "22.KV02", "officer", "hoa", "trung_cap")
NGHIEP = Person("22.0021", "Ngô Đức Nghiệp", "22.NV", "nv_head", "nghiep", "cao_cap")
TRUONG = Person("22.0031", "Phan Văn Trường", "22", "province_head", "truong", "cao_cap")
PHO = Person("22.0032", "Lý Thị Phương", "22", "province_deputy", "phuong", "cao_cap")
THAM = Person("22.0033", "Cao Văn Thẩm", "22", "examiner", "tham")
KE = Person("22.0034", "Mai Thị Kế", "22", "chief_accountant", "ke")
KIEM = Person("22.0091", "Dương Văn Kiểm", "22", "procuracy", "kiem")
BAN = Person("22.0092", "Tạ Văn Ban", "22", "committee_chair", "ban")
CUC = Person("CQL.0001", "Hồ Thị Cúc", "CQL", "national_viewer", "cuc")
TRI = Person("22.0100", "Võ Minh Trí", "22", "administrator", "tri")
XUAN = Person("44.0001", "Trịnh Thị Xuân", "44.KV01", "officer", "xuan", "trung_cap")
"""An officer of another province."""

OFFICE = (LAN, MINH, BINH, TAM, THU, QUY, KHO, VAN)
EVERYBODY = (*OFFICE, HOA, NGHIEP, TRUONG, PHO, THAM, KE, KIEM, BAN, CUC, TRI, XUAN)


def gather(*people: Person, on: date = date(2025, 10, 1)) -> None:
    """Put the reference units and these people (everybody when nobody is named) into the record."""
    from thihanh.offices.operations import appoint_many, load_reference
    from thihanh.offices.rules import Appointment

    load_reference(by=BY, on=on)
    appoint_many(
        [
            Appointment(one.code, one.name, one.unit, one.role, IN_POST_SINCE, rank=one.rank)
            for one in people or EVERYBODY
        ],
        by=BY,
        on=on,
    )


def account_of(person: Person, password: str | None = None, on: date = date(2025, 10, 1)) -> int:
    """The id of the person's log-in; without a password only a test client's ``force_login`` gets in."""
    from thihanh.offices.accounts import open_account

    return open_account(username=person.username, officer=person.code, password=password, by=BY, on=on)


def viewer(person: Person) -> Viewer:
    """The person as a viewer, made without a database; equal to what ``viewer_of`` finds for the cast."""
    return Viewer(
        account_id=0,
        officer=person.code if person.role in STAFF else "",
        name=person.name,
        roles=(person.role,),
        unit=person.unit,
        agency=agency_of(person.unit),
        duties=(Duty(person.role, person.unit, agency_of(person.unit)),),
    )
