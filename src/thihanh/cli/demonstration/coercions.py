"""Coercion days in the demonstration: refused by the police, done, given up at the last moment, coming."""

from collections.abc import Iterator
from datetime import date

from thihanh.cli.demo_people import OFFICE
from thihanh.cli.demonstration.cast import Cast, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.cli.demonstration.dossiers import Did, followed, opened
from thihanh.matters.steps import steps_of

_KIND = "coercion_day"
_POLICE = {"body": "police_commune", "body_name": "Công an phường Hồng Gai"}
_PLAN = {
    "method": "Đọc quyết định, vận động, kiểm kê, niêm phong rồi giao tài sản",
    "forces": "10 cảnh sát, 4 dân quân, một xe chuyên dụng",
    "roles": "Chấp hành viên chỉ huy; thư ký ghi biên bản; công an giữ trật tự",
    "cost_estimate": "15.000.000",
}
_MEASURE = "hand_over"
_VENUE = "Phường Hồng Gai, tỉnh Quảng Ninh"


def scenes(cast_: Cast) -> Iterator[Scene]:
    """Four days of one officer's matters."""
    refused = {"result": "refused", "reason": "Trùng đợt bảo vệ sự kiện của tỉnh; đề nghị chọn ngày khác"}
    agreed = {"result": "agreed", "answered_by": "Trưởng công an phường"}
    by = cast_.officer
    yield _day(
        cast_,
        date(2025, 10, 22),
        [*_letter(cast_, sep(15), date(2025, 10, 22)), Did(sep(19), by, "answer", refused)],
    )
    yield _planned(cast_, (sep(8), sep(10), sep(11)), sep(24), "done")
    yield _day(
        cast_,
        sep(25),
        [
            *_letter(cast_, sep(10), sep(25)),
            Did(sep(12), by, "answer", agreed),
            Did(sep(17), by, "dialogue", _talk("time")),
            Did(sep(24), by, "result", _result("voluntary")),
        ],
    )
    yield _planned(cast_, (sep(16), sep(18), sep(22)), date(2025, 10, 15), "")


def _day(cast_: Cast, planned: date, then: list[Did]) -> Scene:
    """Prepared as a dossier, without a plan on the matter yet."""
    yield then[0].on
    yield from followed(cast_, _opened(cast_, _matter(cast_, then[0].on), then[0].on, planned), then)


def _opened(cast_: Cast, matter: int, on: date, planned: date) -> int:
    said = {
        "matters": [str(matter)],
        "person": "Người phải thi hành án",
        "measure": _MEASURE,
        "planned_on": planned,
        "hour": "8",
        "venue": _VENUE,
        "force": "1",
        **_PLAN,
        **_POLICE,
    }
    by = cast_.officer
    return opened(_KIND, said, by=by, on=on, office=OFFICE, officer=by.officer)


def _matter(cast_: Cast, on: date) -> int:
    """A matter of the officer on which coercion is decided on that day."""
    by = cast_.officer
    said = {"measure": _MEASURE, "reason": "Người phải thi hành án không tự nguyện giao tài sản"}
    rows = cast_.rows(by, ("in_progress",), before=on)
    (matter,) = cast_.choose("coerce", rows, said, by=by, on=on)
    cast_.does("coerce", matter, said, by=by, on=on)
    return matter


def _letter(cast_: Cast, on: date, planned: date) -> list[Did]:
    said = {
        **_POLICE,
        "measure": _MEASURE,
        "result": "Đã vận động ba lần, người phải thi hành án chưa giao tài sản",
        "time": f"8 giờ ngày {planned:%d/%m/%Y}",
        "venue": _VENUE,
        "complexity": "Có người già, đông người thân",
        "forces": "Giữ trật tự, bảo vệ lối vào",
        "people": "10",
        "equipment": "Một xe chuyên dụng, hai bộ đàm",
        "budget": "15.000.000",
    }
    return [Did(on, cast_.officer, "letter", said)]


def _talk(attitude: str) -> dict[str, object]:
    return {
        "moment": "before",
        "joined": ["front", "veterans"],
        "content": "Đã gặp gia đình, giải thích quyền và nghĩa vụ",
        "attitude": attitude,
    }


def _result(outcome: str) -> dict[str, object]:
    return {
        "outcome": outcome,
        "measure": _MEASURE,
        "hour": "8",
        "persuasion": "Đã vận động lần cuối tại chỗ",
        "content": "Kiểm kê, giao tài sản xong, không có chống đối"
        if outcome == "done"
        else "Gia đình tự giao tài sản",
        "present": "21",
    }


def _planned(cast_: Cast, days: tuple[date, date, date], planned: date, outcome: str) -> Scene:
    """Opened, agreed by the police, its plan sent on the matter, approved by the head; then carried out."""
    first, answered, sent = days
    by = cast_.officer
    yield first
    matter = _matter(cast_, first)
    dossier = _opened(cast_, matter, first, planned)
    agreed = {"result": "agreed", "answered_by": "Trưởng công an phường"}
    yield from followed(
        cast_, dossier, [*_letter(cast_, first, planned), Did(answered, by, "answer", agreed)]
    )
    yield sent
    coerced = next(one.id for one in steps_of([matter])[matter] if one.code == "coerce")
    cast_.does(
        "plan_sent",
        matter,
        {
            "measure": str(coerced),
            "planned_on": planned,
            "hour": "8",
            "with_force": "1",
            "venue": _VENUE,
            "method": _PLAN["method"],
            "forces": _PLAN["forces"],
            "amount": _PLAN["cost_estimate"],
        },
        by=by,
        on=sent,
    )
    then = [
        Did(sent, by, "detail", _PLAN),
        Did(sent, by, "estimate", {"lead": "1", "participant": "12", "other_costs": "2.000.000"}),
        Did(sent, cast_.head, "approve", {"content": "Đồng ý; bảo đảm an toàn"}),
        Did(sent, by, "check", {"items": ["notice_served", "dialogue_held"]}),
    ]
    if outcome:
        then += [
            Did(sep(15), by, "notice", {"measure": _MEASURE, "time": f"8 giờ ngày {planned:%d/%m/%Y}",
                                        "venue": _VENUE, "amount": "15.000.000"}),
            Did(sep(18), by, "dialogue", _talk("refused")),
            Did(planned, by, "result", _result(outcome)),
            Did(sep(29), by, "costs", {"lead": "1", "participant": "12"}),
        ]  # fmt: skip
    yield from followed(cast_, dossier, then)
