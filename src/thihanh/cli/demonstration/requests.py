"""Requests to other bodies in the demonstration: answered in time, late, reminded, escalated, silent."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from thihanh.cli.demo_people import OFFICE
from thihanh.cli.demonstration.cast import TODAY, Cast, by_code, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.cli.demonstration.dossiers import Did, Said, followed, opened, taken
from thihanh.coordination import letters, links, publishing, watching
from thihanh.dossiers.queries import Filters, within
from thihanh.law import work_year, work_year_start
from thihanh.offices import queries as offices
from thihanh.offices.queries import EVERYTHING, Viewer

_KIND = "request"
_MONDAY = sep(29)
_OFFICES = (OFFICE, OFFICE, "22.KV02", "22.KV04", "22.KV07")
_AGREED: Said = {"result": "agreed", "answered_by": "Phó Trưởng phòng"}
_REFUSED: Said = {"result": "refused", "reason": "Hồ sơ chưa được chuyển giao sau sắp xếp đơn vị hành chính"}


def _aug(day: int) -> date:
    return date(2025, 8, day)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: sent when, to whom, for what; what followed, as (day, step) pairs."""

    on: date
    body: str
    name: str
    duty: str
    content: str
    then: tuple[tuple[date, str], ...] = ()
    until: date | None = None


_LAND = "Tình trạng pháp lý thửa đất, tài sản gắn liền với đất"
_MONEY = "Số dư, giao dịch của tài khoản đứng tên người phải thi hành án"
_PLACE = "Nơi cư trú, tình trạng hôn nhân, nhân khẩu của hộ"
_WAGE = "Thu nhập hằng tháng, thời hạn hợp đồng lao động"
_HONG_GAI, _CAM_PHA = "phường Hồng Gai", "phường Cẩm Phả"
ASKED: tuple[Asked, ...] = (
    Asked(sep(3), "land_registry", "Văn phòng đăng ký đất đai, chi nhánh Hạ Long",
          "DL-23", _LAND,
          ((sep(8), "answer"), (sep(10), "close"))),
    Asked(sep(4), "land_registry", "Văn phòng đăng ký đất đai, chi nhánh Cẩm Phả",
          "DL-23", _LAND, ((sep(19), "answer"),)),
    Asked(sep(5), "land_registry", "Văn phòng đăng ký đất đai, chi nhánh Uông Bí",
          "DL-23", _LAND,
          ((sep(12), "reminder_1"), (sep(19), "reminder_2"), (sep(25), "escalate"))),
    Asked(sep(8), "land_registry", "Văn phòng đăng ký đất đai, chi nhánh Uông Bí",
          "DL-23", _LAND, ((sep(16), "reminder_1"),)),
    Asked(sep(22), "land_registry", "Văn phòng đăng ký đất đai, chi nhánh Móng Cái",
          "DL-23", _LAND),
    Asked(_aug(20), "bank", "Ngân hàng TMCP Than Đá, chi nhánh Quảng Ninh", "DL-23", _MONEY,
          ((_aug(22), "answer"), (_aug(26), "close"))),
    Asked(sep(9), "bank", "Ngân hàng TMCP Than Đá, chi nhánh Quảng Ninh", "DL-23", _MONEY,
          ((sep(12), "answer"), (sep(15), "close"))),
    Asked(sep(10), "bank", "Ngân hàng TMCP Vịnh Xanh", "DL-23", _MONEY, ((sep(22), "answer"),)),
    Asked(sep(29), "bank", "Ngân hàng TMCP Vịnh Xanh", "DL-23", _MONEY),
    Asked(sep(11), "social_insurance", "Cơ quan bảo hiểm xã hội Hạ Long", "PH-01", _WAGE,
          ((sep(15), "answer"), (sep(16), "close"))),
    Asked(sep(12), "social_insurance", "Cơ quan bảo hiểm xã hội Cẩm Phả", "PH-01", _WAGE,
          ((sep(18), "reminder_1"), (sep(24), "answer"))),
    Asked(sep(15), "employer", "Công ty cổ phần Than Giả Định", "PH-01", _WAGE, ((sep(18), "refuse"),)),
    Asked(sep(26), "employer", "Công ty TNHH Cảng Mẫu", "PH-01", _WAGE),
    Asked(sep(3), "police_commune", f"Công an {_HONG_GAI}", "DL-23", _PLACE,
          ((sep(5), "answer"), (sep(8), "close"))),
    Asked(sep(16), "police_commune", f"Công an {_CAM_PHA}", "DL-23", _PLACE, ((sep(24), "reminder_1"),)),
    Asked(sep(17), "police_commune", "Công an xã Hải Hòa", "DL-23", _PLACE, ((sep(19), "answer"),)),
    Asked(_aug(25), "ubnd_commune", f"Ủy ban nhân dân {_HONG_GAI}", "DL-23", _LAND,
          ((sep(8), "reminder_1"), (sep(11), "answer"), (sep(12), "close"))),
    Asked(sep(8), "ubnd_commune", "Ủy ban nhân dân xã Đông Mai", "DL-23", _LAND,
          ((sep(15), "reminder_1"), (sep(22), "reminder_2"))),
    Asked(sep(18), "ubnd_commune", "Ủy ban nhân dân xã Quảng Tân", "PH-34",
          "Cử người tham gia buổi xác minh, kiểm kê tài sản", until=sep(26)),
    Asked(sep(23), "agriculture_environment", "", "DL-23", _LAND, ((sep(26), "answer"),)),
    Asked(_aug(27), "agriculture_environment", "", "DL-23", _LAND,
          ((sep(9), "reminder_1"), (sep(16), "reminder_2"), (sep(23), "escalate"))),
    Asked(sep(4), "construction", "", "DL-23", "Giấy phép, hiện trạng công trình trên đất",
          ((sep(8), "answer"), (sep(9), "close"))),
    Asked(sep(9), "tax", "Thuế cơ sở Hạ Long", "DL-23", "Doanh thu, nợ thuế của hộ kinh doanh",
          ((sep(17), "withdraw"),)),
    Asked(sep(10), "prison", "Trại giam số 9 (giả định)", "PH-24", "Số tiền phạm nhân, thân nhân đã nộp",
          ((sep(17), "answer"), (sep(18), "close")), until=sep(19)),
    Asked(sep(25), "court", "Tòa án nhân dân khu vực 1", "DL-93",
          "Giải thích ranh giới thửa đất phải giao, bản án không ghi kích thước", ((sep(30), "interim"),)),
    Asked(sep(24), "vehicle_registry", "Phòng đăng ký xe", "DL-23", "Xe đứng tên người phải thi hành án"),
)  # fmt: skip
_LINKED = len(ASKED) - 1
"""The last one waits and has a link by which anybody may answer it."""
_SAID: dict[str, Said] = {
    "answer": _AGREED,
    "refuse": _REFUSED,
    "close": {"use": "Đưa vào hồ sơ xác minh"},
    "interim": {"content": "Thẩm phán đang xem lại biên bản định giá", "expected_on": date(2025, 10, 8)},
    "withdraw": {"reason": "Người phải thi hành án đã nộp đủ tiền"},
    "escalate": {"question": "Chỉ đạo cơ quan được yêu cầu trả lời trước ngày 15/10/2025"},
}


def scenes(cast_: Cast) -> Iterator[Scene]:
    """Every request, and the Monday on which letters about late ones are proposed."""
    people = [next(iter(offices.officers(unit, sep(3)))).code for unit in _OFFICES]
    for place, one in enumerate(ASKED):
        by = cast_.officer if place == _LINKED else by_code(people[place % len(people)])
        yield _asked(cast_, one, by, is_linked=place == _LINKED)
    yield _monday(cast_)
    yield _published(cast_)


def _asked(cast_: Cast, one: Asked, by: Viewer, *, is_linked: bool) -> Scene:
    yield one.on
    said: dict[str, object] = {
        "body": one.body,
        "body_name": one.name,
        "duty": one.duty,
        "content": one.content,
        "received_on": one.on,
        "asked_by": one.until,
    }
    rows = cast_.rows(by, ("in_progress", "voluntary", "verifying"), before=one.on)
    said["matters"] = [str(row.id) for row in rows[one.on.day % 7 :][:1]]
    dossier = opened(_KIND, said, by=by, on=one.on, office=by.unit, officer=by.officer)
    if is_linked:
        _keep_link(dossier, by, one.on)
    then = [
        Did(day, by, "answer" if step == "refuse" else step, _SAID.get(step, {})) for day, step in one.then
    ]
    yield from followed(cast_, dossier, then)


def _monday(cast_: Cast) -> Scene:
    """What the night's work proposes; the letter of one body goes out, that of another is left."""
    yield _MONDAY
    watching.propose(_MONDAY)
    letters.propose(_MONDAY)
    rows = within(EVERYTHING, Filters(kinds=(letters.CODE,)), _MONDAY)
    by = cast_.department
    known = {one.dossier.id: one for one in letters.of_week(by.agency, _MONDAY) if one.dossier}
    for row in rows[:1]:
        taken(cast_, row.id, Did(_MONDAY, by, "send", {"content": known[row.id].content}))
    for row in rows[1:2]:
        taken(cast_, row.id, Did(_MONDAY, by, "drop", {"reason": "Đã làm việc trực tiếp trong tuần"}))


def _published(cast_: Cast) -> Scene:
    """The head publishes how the bodies answered in the work year."""
    yield TODAY
    since = work_year_start(work_year(TODAY))
    table = publishing.prepared(cast_.head.agency, since=since, until=TODAY, on=TODAY)
    publishing.publish(table, digest=table.digest, by=cast_.head, on=TODAY)


def _file() -> Path:
    return Path(settings.VAR_DIR) / "demo" / "reply-link.json"


def _keep_link(dossier: int, by: Viewer, on: date) -> None:
    """A link is shown once; the demonstration keeps this one to print it with the log-ins."""
    link = links.issue(dossier, by=by, on=on)
    _file().parent.mkdir(parents=True, exist_ok=True)
    _file().write_text(json.dumps({"path": f"/tra-loi/{link.token}/", "code": link.code}), encoding="utf-8")


def reply_link() -> tuple[str, str] | None:
    """Where the body answers, and its code; None where the demonstration holds none."""
    if not _file().exists():
        return None
    kept = json.loads(_file().read_text(encoding="utf-8"))
    return kept["path"], kept["code"]
