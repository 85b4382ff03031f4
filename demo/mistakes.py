"""A register with one matter for every kind of mistake, and where each mistake is to be found.

``thihanh``'s tests check every mistake at its cell; ``so_thu_ly_loi.py`` writes them all into one workbook.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from thihanh.procedures.register_file import layout
from thihanh.procedures.register_file.problems import letters

DECIDED = date(2025, 3, 3)
ON = date(2025, 9, 30)
OFFICE, OTHER_OFFICE = "22.KV01", "22.KV02"
LAN, HOA, NOBODY = "22.0001", "22.0003", "22.0999"

Row = dict[str, Any]
# (code of the problem, sheet, column key, row): the row is known when the matter is added.
Expected = tuple[str, str, str, int]


@dataclass
class Book:
    """A workbook being written: rows by sheet (row 2 first), merged areas, changed headings."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {sheet.name: [] for sheet in layout.SHEETS})
    merged: list[tuple[str, int, str, int, str]] = field(default_factory=list)
    headings: dict[tuple[str, str], str] = field(default_factory=dict)
    information: list[tuple[str, Any]] = field(
        default_factory=lambda: [
            ("Mã đơn vị", "22"),
            ("Tên đơn vị", "Thi hành án dân sự tỉnh Quảng Ninh"),
            ("Năm công tác", 2025),
            ("Phiên bản mẫu", "1"),
            ("Ghi chú", "Người và số liệu trong tệp này là giả định."),
        ]
    )

    def add(self, sheet: layout.Sheet, **values: Any) -> int:
        """Add a row; returns its number."""
        self.rows[sheet.name].append(values)
        return len(self.rows[sheet.name]) + 1

    def put(self, sheet: layout.Sheet, row: int, **values: Any) -> None:
        """Change cells of a row."""
        self.rows[sheet.name][row - 2].update(values)

    def headings_of(self, sheet: layout.Sheet) -> list[str]:
        """The heading row of a sheet."""
        return [
            self.headings.get((sheet.name, column.key), column.heading + ("*" if column.required else ""))
            for column in sheet.columns
        ]

    def values_of(self, sheet: layout.Sheet) -> list[list[Any]]:
        """The rows of a sheet as cells."""
        return [[row.get(column.key) for column in sheet.columns] for row in self.rows[sheet.name]]


@dataclass(frozen=True)
class Placed:
    """The rows of one sound matter."""

    book: Book
    key: Row
    matter: int
    creditor: int
    debtor: int
    obligation: int
    stages: tuple[int, ...]
    money: int
    assignment: int


def sound(book: Book, number: str, decided: date = DECIDED) -> Placed:
    """Add a matter in order: officer Lan enforces a debt, part of it is paid."""
    key: Row = {"number": number, "decided_on": decided}
    matter = book.add(
        layout.MATTERS,
        **key,
        kind="Theo yêu cầu",
        requested_on=decided - timedelta(days=7),
        judgment_number=f"{number.split('/', maxsplit=1)[0]}/2025/DS-ST",
        judgment_on=decided - timedelta(days=60),
        court="Tòa án nhân dân khu vực 1 - Quảng Ninh",
        judgment_kind="Dân sự",
    )
    creditor, debtor = (
        book.add(
            layout.PARTIES, **key, no=no, role=role, name=name, kind=kind, id_number=id_, birth_year=year
        )
        for no, role, name, kind, id_, year in (
            (1, "Người được thi hành án", "Hợp tác xã Hòa Bình", "Tổ chức", "0101234567", None),
            (2, "Người phải thi hành án", "Trần Văn Thủy", "Cá nhân", "022090012345", 1990),
        )
    )
    obligation = book.add(
        layout.OBLIGATIONS,
        **key,
        no=1,
        kind="Trả nợ",
        content="Trả tiền",
        amount=50_000_000,
        debtor=2,
        creditor=1,
    )
    history = (
        (0, "Đã ra quyết định"),
        (7, "Trong thời hạn tự nguyện"),
        (22, "Đang xác minh"),
        (40, "Có điều kiện – đang thi hành"),
    )
    stages = tuple(
        book.add(layout.STAGES, **key, on=decided + timedelta(days=days), stage=stage)
        for days, stage in history
    )
    money = book.add(
        layout.MONEY,
        **key,
        obligation=1,
        on=decided + timedelta(days=60),
        kind="Thu được",
        amount=20_000_000,
        voucher=f"BL {number.split('/', maxsplit=1)[0]}",
    )
    assignment = book.add(
        layout.ASSIGNMENTS, **key, on=decided + timedelta(days=1), office=OFFICE, officer=LAN
    )
    return Placed(book, key, matter, creditor, debtor, obligation, stages, money, assignment)


def officers(book: Book) -> None:
    """Lan in the first office; Hoa in the second."""
    for code, name, office in ((LAN, "Nguyễn Thị Lan", OFFICE), (HOA, "Lê Thị Hoa", OTHER_OFFICE)):
        book.add(
            layout.OFFICERS,
            code=code,
            name=name,
            rank="Chấp hành viên sơ cấp",
            office=office,
            valid_from=date(2024, 1, 1),
        )


Mistake = Callable[[Placed], list[Expected]]
MISTAKES: dict[str, Mistake] = {}


def _mistake(title: str) -> Callable[[Mistake], Mistake]:
    def keep(make: Mistake) -> Mistake:
        MISTAKES[title] = make
        return make

    return keep


def _cell(title: str, code: str, sheet: layout.Sheet, place: str, **values: Any) -> None:
    """A mistake made by changing cells of one row; it is found at the first of them."""

    def make(at: Placed) -> list[Expected]:
        row: int | tuple[int, ...] = getattr(at, place)
        number = row if isinstance(row, int) else row[-1]
        at.book.put(sheet, number, **values)
        return [(code, sheet.name, next(iter(values)), number)]

    MISTAKES[title] = make


_AFTER = DECIDED + timedelta(days=100)
_M, _P, _O, _S, _T, _A = (
    layout.MATTERS,
    layout.PARTIES,
    layout.OBLIGATIONS,
    layout.STAGES,
    layout.MONEY,
    layout.ASSIGNMENTS,
)

_cell("thiếu giá trị bắt buộc", "cell.required", _M, "matter", court=None)
_cell("ngày dạng chữ, năm trước", "date.text", _T, "money", on="2025-05-05")
_cell("ngày dạng chữ, gạch chéo", "date.text", _T, "money", on="05/05/2025")
_cell("ngày dạng chữ, năm hai chữ số", "date.text", _T, "money", on="30-5-25")
_cell("ngày dạng chữ, dấu chấm", "date.text", _T, "money", on="05.05.2025")
_cell("ngày viết đủ bằng chữ", "date.text", _T, "money", on="ngày 05 tháng 5 năm 2025")
_cell("ngày đọc được nhiều cách", "date.ambiguous", _T, "money", on="05-06-07")
_cell("tháng viết trước ngày", "date.no_month", _T, "money", on="05/30/2025")
_cell("29/02 của năm không nhuận", "date.not_leap", _M, "matter", judgment_on="29/02/2025")
_cell("ngày không có trong tháng", "date.no_day", _T, "money", on="31/06/2025")
_cell("không phải ngày", "date.unreadable", _T, "money", on="hôm qua")
_cell("số thay cho ngày", "date.number", _T, "money", on=45_800)
_cell("ngày quá xa", "date.too_old", _M, "matter", judgment_on=date(1925, 1, 15))
_cell("ngày ở tương lai", "date.future", _T, "money", on=date(2026, 5, 5))
_cell("bản án sau quyết định", "matter.before_judgment", _M, "matter", judgment_on=date(2025, 4, 1))
_cell("yêu cầu sau quyết định", "matter.before_request", _M, "matter", requested_on=date(2025, 4, 1))
_cell("vào sổ trước khi xảy ra", "known.before_event", _S, "stages", known_on=date(2025, 3, 5))
_cell("Excel đổi số thành ngày", "cell.turned_into_date", _M, "matter", judgment_number=date(2025, 5, 1))
_cell("số tiền có dấu phẩy một nhóm", "amount.ambiguous", _T, "money", amount="20,000")
_cell("số tiền kiểu Anh", "amount.text", _T, "money", amount="20,000,000")
_cell("số tiền có dấu chấm", "amount.text", _T, "money", amount="20.000.000 đồng")
_cell("số tiền có phần lẻ, dạng chữ", "amount.fraction", _T, "money", amount="20.000.000,50")
_cell("số tiền có phần lẻ", "amount.fraction", _T, "money", amount=20_000.5)
_cell("số tiền không đọc được", "amount.unreadable", _T, "money", amount="hai mươi triệu")
_cell("số tiền bằng 0", "amount.not_positive", _T, "money", amount=0)
_cell("số tiền âm", "amount.not_positive", _T, "money", amount=-5_000_000)
_cell("thu vượt nghĩa vụ", "money.above_obligation", _T, "money", amount=70_000_000)
_cell("khoản không có", "money.unknown_obligation", _T, "money", obligation=9)
_cell("tiền trước quyết định", "money.before_decision", _T, "money", on=date(2025, 2, 1))
_cell("khoản tiền không có tiền", "obligation.no_amount", _O, "obligation", amount=None)
_cell(
    "khoản không tính bằng tiền", "obligation.not_money", _O, "obligation", amount=1_000, kind="Buộc làm việc"
)
_cell("người phải thi hành không có", "obligation.unknown_party", _O, "obligation", debtor=7)
_cell("nhầm vai đương sự", "obligation.other_role", _O, "obligation", debtor=1)
_cell("số thứ tự trùng", "row.number_twice", _P, "debtor", no=1)
_cell("số thứ tự không phải số", "count.unreadable", _P, "debtor", no="hai")
_cell("số định danh mất số 0", "party.id_length", _P, "debtor", id_number=22_090_012_345)
_cell("năm sinh ở tương lai", "party.birth_future", _P, "debtor", birth_year=2030)
_cell("nhãn không có trong danh sách", "choice.unknown", _M, "matter", tags="Tín dụng; Ngân hàng")
_cell("trạng thái không có", "choice.unknown", _S, "stages", stage="Đang thi hành dở")
_cell("trạng thái trước quyết định", "stage.before_decision", _S, "stages", on=date(2025, 2, 1))
_cell("thiếu căn cứ", "stage.no_ground", _S, "stages", ground=None, stage="Hoãn")
_cell("căn cứ của trạng thái khác", "stage.ground_of_other", _S, "stages", ground="T-a", stage="Hoãn")
_cell("căn cứ của luật khác", "stage.ground_of_other_regime", _S, "stages", ground="H-đ", stage="Hoãn")
_cell("căn cứ không có", "stage.ground_unknown", _S, "stages", ground="X-9", stage="Hoãn")
_cell("căn cứ không cần", "stage.ground_not_needed", _S, "stages", ground="H-a")
_cell("trạng thái chưa có trong luật", "stage.not_in_regime", _S, "stages", stage="Kết thúc khác")
_cell(
    "sổ riêng mà chưa có điều kiện chưa ghi", "stage.cannot_follow", _S, "stages", stage="Sổ theo dõi riêng"
)
_cell("xong mà còn tiền", "stage.done_with_money_left", _S, "stages", stage="Thi hành xong", on=_AFTER)
_cell("phân công trước quyết định", "assignment.before_decision", _A, "assignment", on=date(2025, 1, 2))
_cell("cán bộ chưa có", "officer.unknown", _A, "assignment", officer=NOBODY)
_cell("cán bộ của phòng khác", "officer.other_office", _A, "assignment", officer=HOA)
_cell("đơn vị không có", "office.unknown", _A, "assignment", office="22.KV99")
_cell("đơn vị của tỉnh khác", "office.other_province", _A, "assignment", office="44.KV01")


@_mistake("cán bộ chưa giữ chức danh ngày ấy")
def _no_post(at: Placed) -> list[Expected]:
    earlier = sound(at.book, "901/QĐ-CTHADS", date(2023, 3, 3))
    return [("officer.no_post", _A.name, "officer", earlier.assignment)]


@_mistake("số quyết định trùng trong năm")
def _twice(at: Placed) -> list[Expected]:
    row = at.book.add(_M, **at.book.rows[_M.name][at.matter - 2])
    return [("matter.number_twice", _M.name, "number", row)]


@_mistake("dòng không thuộc việc nào")
def _stray(at: Placed) -> list[Expected]:
    row = at.book.add(_T, **{**at.book.rows[_T.name][at.money - 2], "number": "999/QĐ-CTHADS"})
    return [("matter.unknown", _T.name, "number", row)]


@_mistake("ngày quyết định hai trang khác nhau")
def _other_date(at: Placed) -> list[Expected]:
    at.book.put(_T, at.money, decided_on=date(2025, 3, 5))
    return [("matter.other_date", _T.name, "decided_on", at.money)]


@_mistake("trạng thái sau khi kết thúc")
def _after_end(at: Placed) -> list[Expected]:
    at.book.put(_T, at.money, amount=50_000_000)
    at.book.add(_S, **at.key, on=_AFTER, stage="Thi hành xong")
    row = at.book.add(_S, **at.key, on=_AFTER + timedelta(days=9), stage="Đang xác minh")
    return [("stage.after_end", _S.name, "stage", row)]


@_mistake("trạng thái ghi hai lần")
def _stage_twice(at: Placed) -> list[Expected]:
    row = at.book.add(_S, **at.book.rows[_S.name][at.stages[-1] - 2])
    return [("stage.twice", _S.name, "stage", row)]


@_mistake("thu tiền khi ở sổ theo dõi riêng")
def _separate(at: Placed) -> list[Expected]:
    at.book.put(_S, at.stages[-1], stage="Chưa có điều kiện", ground="N-1")
    at.book.add(_S, **at.key, on=DECIDED + timedelta(days=50), stage="Sổ theo dõi riêng")
    return [("money.in_separate_register", _T.name, "on", at.money)]


@_mistake("thu tiền sau khi kết thúc")
def _money_after_end(at: Placed) -> list[Expected]:
    at.book.put(_T, at.money, amount=50_000_000)
    at.book.add(_S, **at.key, on=_AFTER, stage="Thi hành xong")
    row = at.book.add(
        _T, **at.key, obligation=1, on=_AFTER + timedelta(days=3), kind="Tăng nghĩa vụ", amount=1_000
    )
    return [("money.after_end", _T.name, "on", row)]


@_mistake("thu tiền của khoản không tính bằng tiền")
def _money_without_amount(at: Placed) -> list[Expected]:
    at.book.put(_O, at.obligation, kind="Trả tài sản", amount=None)
    return [("money.no_amount_owed", _T.name, "obligation", at.money)]


@_mistake("phân công hai lần trong ngày")
def _assigned_twice(at: Placed) -> list[Expected]:
    row = at.book.add(_A, **at.book.rows[_A.name][at.assignment - 2])
    return [("assignment.twice", _A.name, "on", row)]


@_mistake("chữ tổ hợp (NFD)")
def _decomposed(at: Placed) -> list[Expected]:
    at.book.put(_P, at.debtor, name=unicodedata.normalize("NFD", "Trần Thị Thủy"))
    return [("text.decomposed", _P.name, "", 0)]


@_mistake("ô gộp")
def _merged(at: Placed) -> list[Expected]:
    at.book.put(_P, at.debtor, address="Phường Bãi Cháy")
    row = at.book.add(
        _P, **at.key, no=3, role="Người có quyền lợi, nghĩa vụ liên quan", name="Vũ Thị Mai", kind="Cá nhân"
    )
    at.book.merged.append((_P.name, at.debtor, "address", row, "Phường Bãi Cháy"))
    return [("cell.merged", _P.name, "address", at.debtor)]


@_mistake("tiêu đề đổi tên")
def _renamed(at: Placed) -> list[Expected]:
    at.book.headings[_T.name, "voucher"] = "Số chứng từ"
    return [("heading.renamed", _T.name, "voucher", 1)]


@_mistake("cán bộ của tỉnh khác")
def _foreign_officer(at: Placed) -> list[Expected]:
    row = at.book.add(
        layout.OFFICERS,
        code="44.0001",
        name="Phạm Văn Bình",
        rank="Chấp hành viên sơ cấp",
        office=OFFICE,
        valid_from=date(2024, 1, 1),
    )
    return [("officer.other_province", layout.OFFICERS.name, "code", row)]


def address(expected: Expected) -> tuple[str, str, str]:
    """(code, sheet, cell) of an expected problem."""
    code, name, key, row = expected
    sheet = next(one for one in layout.SHEETS if one.name == name)
    place = [column.key for column in sheet.columns].index(key) if key else 0
    return code, name, f"{letters(place)}{row}" if row else ""


def all_mistakes() -> tuple[Book, list[Expected]]:
    """One workbook with every mistake, each in a matter of its own, between matters in order."""
    book, expected = Book(), list[Expected]()
    officers(book)
    for number, make in enumerate(MISTAKES.values(), start=1):
        expected += make(sound(book, f"{number}/QĐ-CTHADS"))
    sound(book, "1/QĐ-CTHADS", date(2024, 3, 4))
    return book, expected


def one_mistake(title: str) -> tuple[Book, list[Expected]]:
    """A workbook with one matter in order and one with this mistake."""
    book = Book()
    officers(book)
    sound(book, "100/QĐ-CTHADS")
    return book, MISTAKES[title](sound(book, "12/QĐ-CTHADS"))
