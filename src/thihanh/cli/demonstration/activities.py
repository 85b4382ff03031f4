"""Activities of the agency in the demonstration: of every kind one that lives and one that ended."""

from collections.abc import Iterator
from datetime import date

from thihanh.cli.demo_people import OFFICE
from thihanh.cli.demonstration.cast import Cast, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.cli.demonstration.dossiers import Did, lived

_OCTOBER = date(2025, 10, 15)


def scenes(cast_: Cast) -> Iterator[Scene]:
    """Dissemination, legal aid, training, mobilisation; obstacles, letters, means."""
    yield from _activities(cast_)
    yield from _papers(cast_)


def _aug(day: int) -> date:
    return date(2025, 8, day)


def _activities(cast_: Cast) -> Iterator[Scene]:
    by = cast_.registry
    talk = {"title": "Quyền của đương sự", "manner": "dialogue", "audience": "Người phải thi hành án",
            "place": "Nhà văn hóa phường Cẩm Phả"}  # fmt: skip
    yield lived(
        cast_,
        "dissemination",
        Did(_aug(26), by, "plan", {**talk, "due": sep(10)}),
        [Did(sep(10), by, "hold", {"people": "84", "copies": "120"})],
    )
    yield lived(
        cast_, "dissemination", Did(sep(17), by, "plan", {**talk, "due": sep(26), "manner": "meeting"})
    )
    aid = {"person": "Chu Thị Lành", "ground": "poor", "subject": "Chia tài sản chung để thi hành án",
           "centre": "Trung tâm trợ giúp pháp lý tỉnh"}  # fmt: skip
    answer = {"outcome": "accepted", "note": "Cử trợ giúp viên"}
    yield lived(
        cast_,
        "legal_aid",
        Did(sep(4), by, "refer", {**aid, "due": sep(19)}),
        [Did(sep(15), by, "answer", answer)],
    )
    yield lived(
        cast_, "legal_aid", Did(sep(23), by, "refer", {**aid, "person": "Phàn A Sênh", "due": _OCTOBER})
    )
    course = {"title": "Luật sửa đổi về thi hành án; kỹ năng đối thoại", "subject": "law", "days": "2"}
    people = (cast_.officer, cast_.colleague, cast_.clerk)
    yield lived(
        cast_,
        "training",
        Did(_aug(25), by, "plan", {**course, "due": sep(16)}),
        [
            *(Did(sep(16), by, "attend", {"attendee": one.officer, "mark": "attended"}) for one in people),
            Did(sep(17), by, "hold", {"result": "Đạt yêu cầu"}),
        ],
    )
    yield lived(
        cast_, "training", Did(sep(22), by, "plan", {**course, "due": _OCTOBER, "subject": "digital"})
    )
    yield _mobilised(cast_, sep(5), sep(19))
    yield _mobilised(cast_, sep(15), None)


def _mobilised(cast_: Cast, asked: date, ended: date | None) -> Scene:
    by = cast_.officer
    yield asked
    row = cast_.rows(by, ("in_progress",), before=asked)[0 if ended else 1]
    said = {
        "title": "Vận động giao nhà, trả tiền theo bản án",
        "body": "veterans" if ended else "women",
        "place": "phường Hồng Gai",
        "matters": [str(row.id)],
        "due": sep(26),
    }
    then = [Did(ended, by, "finish", {"outcome": "partly", "amount": "25.000.000"})] if ended else []
    scene = lived(cast_, "mobilisation", Did(asked, by, "ask", said), then, office=OFFICE, officer=by.officer)
    next(scene)
    yield from scene


def _papers(cast_: Cast) -> Iterator[Scene]:
    by = cast_.registry
    obstacle = {
        "title": "Xác định giá khi đương sự không cho vào nhà",
        "rule": "Khoản 2 Điều 98 Luật Thi hành án dân sự",
        "detail": "Tổ chức thẩm định giá từ chối khi không khảo sát được tài sản.",
    }
    proposed = {"proposal": "Hướng dẫn thẩm định theo hồ sơ", "body": "justice", "document": "201/THADS-NV"}
    solved = {"reason": "Đã có hướng dẫn thẩm định giá theo hồ sơ, tài liệu sẵn có."}
    yield lived(
        cast_,
        "obstacle",
        Did(sep(3), by, "record", obstacle),
        [
            Did(sep(8), by, "propose", {**proposed, "due": sep(22)}),
            Did(sep(19), by, "answer", {"answer": "Đồng ý với đề xuất", "answer_document": "88/STP-BTTP"}),
            Did(sep(23), by, "close", solved),
        ],
    )
    other = {**obstacle, "title": "Thửa đất chênh diện tích sau đo đạc lại"}
    yield lived(
        cast_,
        "obstacle",
        Did(sep(10), by, "record", other),
        [Did(sep(12), by, "propose", {**proposed, "due": sep(24)})],
    )
    report = {"title": "Báo cáo kết quả thi hành án 11 tháng", "sort": "report", "body": "party_committee"}
    yield lived(
        cast_,
        "letter",
        Did(sep(3), by, "begin", {**report, "due": sep(10)}),
        [Did(sep(9), by, "send", {"document": "310/BC-THADS"}), Did(sep(17), by, "close")],
    )
    yield lived(
        cast_,
        "letter",
        Did(
            sep(24), by, "begin", {**report, "title": "Báo cáo kết quả thi hành án năm 2025", "due": _OCTOBER}
        ),
    )
    store = {"title": "Kho vật chứng quá tải", "sort": "store", "reason": "Kho 60 m² có 214 tang vật",
             "body": "ubnd_province", "document": "287/THADS-VP"}  # fmt: skip
    yield lived(
        cast_,
        "resource",
        Did(_aug(21), by, "ask", {**store, "due": sep(12)}),
        [Did(sep(11), by, "answer", {"outcome": "partly", "answer": "Cho mượn thêm một gian kho"})],
    )
    vehicle = {**store, "title": "Xe chuyên dùng chở vật chứng", "sort": "vehicle", "due": sep(22)}
    yield lived(cast_, "resource", Did(sep(3), by, "ask", vehicle))
