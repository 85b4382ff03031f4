"""Administrative judgments in the demonstration: done, silent, with a decision to compel, published."""

from collections.abc import Iterator
from datetime import date

from thihanh.cli.demonstration.cast import Cast, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.cli.demonstration.dossiers import Did, Said, lived

_KIND = "administrative"
_COURT = "Tòa án nhân dân tỉnh Quảng Ninh"
_COMMUNES = ("An Sinh", "Đông Mai", "Hải Sơn", "Kỳ Thượng", "Quảng Tân")
_OBLIGED = (
    "Hủy quyết định thu hồi đất; lập lại phương án bồi thường, hỗ trợ, tái định cư",
    "Cấp giấy chứng nhận quyền sử dụng đất theo hồ sơ đã nộp",
    "Giải quyết khiếu nại về xử phạt vi phạm hành chính, ra quyết định mới",
    "Hủy quyết định cưỡng chế; khôi phục tình trạng ban đầu của thửa đất",
    "Ban hành quyết định giải quyết chế độ theo đúng thời gian công tác",
)
_WINNERS = ("Khổng Văn Dư", "Ninh Thị Lựu", "Ứng Văn Sở", "Lỗ Thị Mận", "Tiêu Văn Ngọ", "Giáp Thị Quế")
_DOC = {"document": "112/UBND-NC", "document_on": sep(15)}


def scenes(cast_: Cast) -> Iterator[Scene]:
    """Six judgments, each in another state."""
    yield _voluntary(cast_)
    yield _closed(cast_)
    yield _silent(cast_)
    yield _running(cast_)
    yield _recommended(cast_)
    yield _young(cast_)


def _received(cast_: Cast, place: int, judged: date, received: date, **more: object) -> Did:
    commune = _COMMUNES[place % len(_COMMUNES)]
    said = {
        "judgment": f"{11 + place}/2025/HC-PT",
        "judgment_on": judged,
        "court": _COURT,
        "received_on": received,
        "body": "ubnd_commune",
        "body_name": f"Ủy ban nhân dân xã {commune}",
        "level": "commune",
        "body_address": f"Trung tâm xã {commune}, tỉnh Quảng Ninh",
        "obligation": _OBLIGED[place % len(_OBLIGED)],
        "winner": _WINNERS[place],
        "has_content": "1",
    }
    return Did(max(received, date(2025, 8, 18)), cast_.registry, "receive", said | more)


def _noticed(cast_: Cast, on: date) -> list[Did]:
    return [
        Did(on, cast_.head, "assign", {"monitor": cast_.examiner.officer}),
        Did(on, cast_.department, "notice", {"content": _notice()}),
    ]


def _notice() -> str:
    return "Thời hạn tự nguyện thi hành án là 30 ngày từ ngày nhận bản án; hết thời hạn phải báo cáo kết quả."


def _delivered(cast_: Cast, on: date, received: date) -> Did:
    said = {"obliged_received_on": received, "evidence": "Phiếu báo phát của bưu điện"}
    return Did(on, cast_.examiner, "delivered", said)


def _lived(cast_: Cast, first: Did, *then: Did) -> Scene:
    return lived(cast_, _KIND, first, then)


def _voluntary(cast_: Cast) -> Scene:
    """Carried out by itself within the thirty days."""
    done = {"done_on": sep(12), "result": "Đã ban hành quyết định hủy và lập lại phương án", "told": "1"}
    return _lived(
        cast_,
        _received(cast_, 0, date(2025, 7, 30), date(2025, 8, 18)),
        *_noticed(cast_, date(2025, 8, 20)),
        _delivered(cast_, date(2025, 8, 25), date(2025, 8, 22)),
        Did(sep(15), cast_.examiner, "voluntary_done", done),
    )


def _closed(cast_: Cast) -> Scene:
    """Done and closed."""
    done = {"done_on": sep(5), "result": "Đã cấp giấy chứng nhận", "told": "1"}
    return _lived(
        cast_,
        _received(cast_, 1, date(2025, 7, 24), date(2025, 8, 18)),
        *_noticed(cast_, date(2025, 8, 21)),
        _delivered(cast_, date(2025, 8, 26), date(2025, 8, 23)),
        Did(sep(9), cast_.examiner, "voluntary_done", done),
        Did(sep(16), cast_.examiner, "close", {"archived": "Hộp 3, số 12/2025"}),
    )


def _silent(cast_: Cast) -> Scene:
    """The thirty days are over, nobody reported, no decision to compel yet."""
    asked: Said = {"content": "Báo cáo kết quả tự nguyện thi hành, nêu rõ việc chưa làm", **_DOC}
    return _lived(
        cast_,
        _received(cast_, 2, date(2025, 7, 18), date(2025, 8, 18)),
        *_noticed(cast_, date(2025, 8, 22)),
        _delivered(cast_, date(2025, 8, 27), date(2025, 8, 6)),
        Did(sep(8), cast_.examiner, "overdue"),
        Did(sep(15), cast_.examiner, "asked_body", asked),
    )


def _running(cast_: Cast) -> Scene:
    """Within the voluntary period; the commune chairman, so the notice came late."""
    return _lived(
        cast_,
        _received(cast_, 3, date(2025, 8, 12), sep(4)),
        *_noticed(cast_, sep(16)),
        _delivered(cast_, sep(19), sep(17)),
    )


def _recommended(cast_: Cast) -> Scene:
    """A decision to compel (HC-S6 and on): published, worked with, recommended to the superior."""
    province = {
        "body": "ubnd_province",
        "body_name": "Chủ tịch Ủy ban nhân dân tỉnh",
        "level": "province_chair",
        "body_address": "Phường Hồng Gai, tỉnh Quảng Ninh",
    }
    compelled = {
        "decision": "03/2025/QĐ-BTHA",
        "decision_on": date(2025, 8, 29),
        "decision_court": _COURT,
        "compel_received_on": sep(4),
    }
    published = {
        "content": "Quyết định buộc thi hành án hành chính số 03/2025/QĐ-BTHA của Tòa án nhân dân tỉnh",
        "place": "Trang thông tin điện tử Thi hành án dân sự tỉnh",
        "national": "1",
    }
    session = {
        "with_whom": "Chánh Văn phòng Ủy ban nhân dân tỉnh, được ủy quyền",
        "content": "Đã nghe báo cáo vướng mắc về quỹ đất tái định cư; thống nhất các bước thi hành.",
        "commitment": "Ban hành quyết định giải quyết trước ngày 15/10/2025",
    }
    recommended = {
        "fault": "late",
        "to_body": "Bộ trưởng Bộ Nội vụ",
        "content": "Xem xét trách nhiệm người đứng đầu do chậm thi hành bản án đã có quyết định buộc.",
    }
    return _lived(
        cast_,
        _received(cast_, 4, date(2025, 5, 20), date(2025, 6, 16), **province),
        *_noticed(cast_, date(2025, 8, 19)),
        _delivered(cast_, date(2025, 8, 20), date(2025, 6, 20)),
        Did(date(2025, 8, 20), cast_.examiner, "overdue"),
        Did(date(2025, 8, 25), cast_.examiner, "court_requested", {"requested_on": date(2025, 8, 22)}),
        Did(sep(4), cast_.examiner, "compel_received", compelled),
        Did(sep(8), cast_.department, "publish", published),
        Did(sep(16), cast_.examiner, "work_session", session),
        Did(sep(25), cast_.department, "recommend", recommended),
    )


def _young(cast_: Cast) -> Scene:
    """HC-S5: overdue, the winner has asked the court for a decision to compel; it is awaited, late."""
    answer = {"answer": "Đã gửi đơn yêu cầu Tòa án ra quyết định buộc thi hành"}
    return _lived(
        cast_,
        _received(cast_, 5, date(2025, 7, 14), date(2025, 8, 18)),
        *_noticed(cast_, date(2025, 8, 22)),
        _delivered(cast_, date(2025, 8, 26), date(2025, 8, 5)),
        Did(sep(5), cast_.examiner, "overdue"),
        Did(sep(9), cast_.examiner, "winner_asked", answer),
        Did(sep(17), cast_.examiner, "court_requested", {"requested_on": sep(16)}),
    )
