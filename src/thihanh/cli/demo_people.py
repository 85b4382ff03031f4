"""The people who log in to the demonstration: one for each role, all invented."""

from typing import NamedTuple

PASSWORD = "ThiHanh-2025"
OFFICE = "22.KV01"


class DemoPerson(NamedTuple):
    """A person with one post; the officer's own code comes from the register file."""

    username: str
    code: str
    name: str
    unit: str
    role: str
    rank: str = ""


PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson("truong.thads", "22.9001", "Phan Quang Trường", "22", "province_head", "cao_cap"),
    DemoPerson("pho.thads", "22.9002", "Lý Thị Phương", "22", "province_deputy", "cao_cap"),
    DemoPerson("truong.nghiepvu", "22.9003", "Ngô Đức Nghiệp", "22.NV", "nv_head", "cao_cap"),
    DemoPerson("truong.kv1", "22.9004", "Lê Thanh Bình", OFFICE, "office_head", "trung_cap"),
    DemoPerson("thamtra", "22.9005", "Cao Văn Thẩm", "22", "examiner"),
    DemoPerson("thuky", "22.9006", "Vũ Anh Thư", OFFICE, "clerk"),
    DemoPerson("ketoan", "22.9007", "Phạm Minh Tâm", OFFICE, "accountant"),
    DemoPerson("ketoantruong", "22.9008", "Mai Thị Kế", "22", "chief_accountant"),
    DemoPerson("thuquy", "22.9009", "Đỗ Văn Quý", OFFICE, "cashier"),
    DemoPerson("thukho", "22.9010", "Bùi Văn Khoa", OFFICE, "storekeeper"),
    DemoPerson("vanthu", "22.9011", "Hoàng Thị Vân", "22", "registry"),
    DemoPerson("kiemsat", "22.9012", "Dương Văn Kiểm", "22", "procuracy"),
    DemoPerson("banchidao", "22.9013", "Tạ Văn Ban", "22", "committee_chair"),
    DemoPerson("cuc", "CQL.9001", "Hồ Thị Cúc", "CQL", "national_viewer"),
    DemoPerson("quantri", "22.9014", "Võ Minh Trí", "22", "administrator"),
)
# Heads of the other regional offices: they hold posts and close their books, and do not log in.
OTHER_HEADS: tuple[DemoPerson, ...] = tuple(
    DemoPerson("", f"22.{9100 + number}", name, f"22.KV{number:02d}", "office_head", "trung_cap")
    for number, name in enumerate(
        (
            "Trịnh Văn Hòa",
            "Đặng Thị Liên",
            "Nông Văn Thái",
            "Vi Thị Hạnh",
            "Hà Đức Long",
            "Tô Thị Mai",
            "Lương Văn Sơn",
            "Chu Thị Yến",
            "Đinh Quốc Việt",
            "La Thị Ngân",
            "Kiều Văn Phú",
        ),
        start=2,
    )
)
OFFICER_USERNAME = "chv"
PIN = "246810"
"""Behind the trial keys of the agency's seal and of the heads who sign."""
