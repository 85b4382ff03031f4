"""Administrative judgments for tests: one is opened with one call and walks with a few words."""

from datetime import date

from tests.cast import LAN, TRUONG, Person, viewer
from thihanh.dossiers import queries
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.operations import New, open_dossier, take

START = date(2025, 3, 3)
JUDGMENT = {
    "judgment": "12/2025/HC-PT",
    "judgment_on": "20/02/2025",
    "court": "Tòa án nhân dân tỉnh Quảng Ninh",
    "received_on": "03/03/2025",
    "body": "ubnd_commune",
    "body_name": "Ủy ban nhân dân xã An Sinh",
    "level": "commune",
    "body_address": "thôn Tân Lập, xã An Sinh",
    "obligation": "hủy quyết định thu hồi đất, giải quyết lại hồ sơ bồi thường",
    "winner": "Quách Thị Vô Hình",
    "has_content": "on",
}
PAPERS = {"notice", "publish", "recommend", "work_session"}
SAID = {
    "assign": {"monitor": LAN.code},
    "court_confirmed": {"confirmed": "công văn"},
    "notice": {"content": "Bản án số 12/2025/HC-PT"},
    "delivered": {"obliged_received_on": "10/03/2025", "evidence": "phiếu báo phát"},
    "voluntary_done": {"done_on": "20/03/2025", "result": "đã hủy quyết định"},
    "performed": {"done_on": "20/03/2025", "result": "đã hủy quyết định"},
    "court_requested": {"requested_on": "10/03/2025"},
    "compel_received": {
        "decision": "03/2025/QĐ-BTHA",
        "decision_on": "20/03/2025",
        "decision_court": "Tòa án nhân dân tỉnh Quảng Ninh",
        "compel_received_on": "20/03/2025",
    },
    "publish": {"content": "Ủy ban nhân dân xã An Sinh", "place": "Trang thông tin của cơ quan"},
    "unpublish": {"removed_from": "Trang thông tin của cơ quan"},
    "work_session": {"with_whom": "Chủ tịch xã", "content": "đối thoại, cam kết"},
    "superior_directed": {"superior": "UBND tỉnh", "content": "yêu cầu thi hành ngay"},
    "recommend": {"fault": "late", "to_body": "UBND tỉnh", "content": "xử lý trách nhiệm"},
    "handled": {"handled_by": "UBND tỉnh", "result": "phê bình"},
    "asked_body": {"content": "báo cáo kết quả"},
    "explanation_asked": {"question": "phạm vi thửa đất"},
    "explanation_answered": {"explanation": "toàn bộ thửa đất"},
    "property_linked": {"matters": "1"},
    "reported": {"answer": "đang làm", "answerer": "Phó Chủ tịch xã"},
    "answered": {"answer": "đang làm", "answerer": "Phó Chủ tịch xã"},
    "completion_reported": {"body_done_on": "20/03/2025", "answer": "xong", "answerer": "Chủ tịch xã"},
}
DOCUMENT = {"document": "15/CV", "document_on": "03/03/2025"}
COURT = {"issuer": "Tòa án nhân dân tối cao", "reason": "xem xét theo thủ tục giám đốc thẩm"}
COURT_ACTS = {"postpone", "suspend", "resume", "annul"}


def received(on: date = START, by: Person = TRUONG, **more: object) -> int:
    """A judgment in the book of the province, held by Lan's office."""
    new = New("administrative", JUDGMENT | more, agency="22", office="22.KV01", officer=LAN.code)
    return open_dossier(new, by=viewer(by), on=on)


def walk(dossier: int, *steps: str, on: date = date(2025, 7, 1), by: Person = TRUONG, **more: object) -> None:
    """Take steps in turn on a day; ``more`` is said to the last of them."""
    for step in steps:
        said = dict(SAID.get(step, {})) | DOCUMENT | (COURT if step in COURT_ACTS else {})
        said |= more if step == steps[-1] else {}
        take(dossier, step, said, by=viewer(by), on=on, paper=1 if step in PAPERS else None)


def seen(dossier: int, by: Person = TRUONG) -> Dossier:
    """The dossier as the head reads it."""
    return queries.seen(viewer(by), dossier, date(2026, 9, 1))


def the_year() -> None:
    """Fourteen judgments, eleven done, one annulled, one postponed, one open; others stand apart."""
    for number in range(11):
        one = received(on=date(2024, 9, 2) if number < 3 else date(2025, 3, 3), **_days(number < 3))
        walk(one, "assign", "notice", "voluntary_done", on=date(2025, 4, 1))
    annulled, postponed, going = received(), received(level="province_chair"), received(level="central")
    walk(annulled, "assign", "annul", on=date(2025, 5, 5))
    walk(postponed, "assign", "notice", "delivered", "postpone", on=date(2025, 5, 5))
    walk(going, "assign", "notice", "delivered", "overdue", "compel_received", "work_session", "recommend")
    received(has_content="", obligation="")
    before = received(on=date(2024, 9, 2), **_days(True))
    walk(before, "notice", "voluntary_done", on=date(2024, 9, 20), done_on="20/09/2024")


def _days(earlier: bool) -> dict[str, str]:
    return {"judgment_on": "20/08/2024", "received_on": "02/09/2024"} if earlier else {}
