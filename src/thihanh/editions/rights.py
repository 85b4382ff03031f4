"""Who may close: everybody their own; no head confirms for an officer, nor the centre for a province."""

from datetime import date

from thihanh.editions.rules import NATION, Asked
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.offices.reach import Viewer, reach
from thihanh.statistics.unit import UnknownUnit, scope_of


def check_closes(by: Viewer, asked: Asked, on: date, action: str) -> None:
    """That the viewer heads the agency (or the centre) whose book is closed. Raises Denied, UnknownUnit."""
    unit, found = asked.unit, reach(by, "edition", action, on)
    if unit != NATION and scope_of(unit).unit_kind != "agency":
        raise UnknownUnit(
            f"Dữ liệu: ấn bản là của cơ quan (ví dụ 22) hoặc toàn quốc ({NATION}); “{unit}” chốt số liệu "
            "của mình, "
            "không có ấn bản riêng."
        )
    if unit != NATION and offices.unit(unit, asked.period.to) is None:
        raise UnknownUnit(
            f"Phạm vi: ngày {asked.period.to:%d/%m/%Y} không có đơn vị nào mang mã {unit}; chọn mã trong "
            "danh mục đơn vị của ngày ấy."
        )
    allowed = found.everything if unit == NATION else found.covers(unit) and by.agency == unit
    if not allowed:
        raise Denied(
            f"Quyền: ấn bản của {unit} do thủ trưởng cơ quan đó khóa và bổ sung; người khác xem và kiểm "
            "tra. Đề nghị "
            "thủ trưởng thực hiện."
        )


def check_confirms(by: Viewer, asked: Asked, on: date) -> str:
    """That an officer, or the head of an office, confirms their own figures; the agency. Raises Denied."""
    scope, found = scope_of(asked.unit), reach(by, "edition", "close", on)
    if scope.unit_kind == "agency":
        raise UnknownUnit(
            f"Dữ liệu: số liệu của cả cơ quan {asked.unit} được khóa bằng ấn bản, không chốt như một phòng."
        )
    own = asked.unit in (found.officers if scope.unit_kind == "officer" else found.offices)
    if not own:
        raise Denied(
            f"Quyền: số liệu của {asked.unit} do chính người giữ việc hoặc trưởng phòng đó chốt; không ai "
            "chốt thay. "
            "Nhắc đơn vị đó trên trang Ấn bản."
        )
    if scope.unit_kind == "office" and offices.unit(asked.unit, asked.period.to) is None:
        raise UnknownUnit(
            f"Phạm vi: ngày {asked.period.to:%d/%m/%Y} chưa có đơn vị {asked.unit}; chọn kỳ kết thúc sau "
            "ngày lập."
        )
    return scope.agency
