"""The agency itself in the demonstration: establishment, reception days, violations, answers of prisons."""

from collections.abc import Iterator
from datetime import date

from thihanh.cli.demo_people import OFFICE
from thihanh.cli.demonstration.cast import FIRST_DAY, Cast, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.cli.demonstration.dossiers import Did, Said, lived
from thihanh.offices.queries import reach
from thihanh.oversight.inmates import Answer, inmates, state_custody
from thihanh.oversight.staffing import establish

_ESTABLISHED = (
    ("22", "province_head", 1),
    ("22", "province_deputy", 3),
    ("22", "examiner", 4),
    (OFFICE, "office_head", 1),
    (OFFICE, "officer", 9),
    (OFFICE, "clerk", 6),
    ("22.KV02", "officer", 7),
    ("22.KV03", "officer", 6),
)
_MOST_ASKED = 5_000
_ANSWERS = (
    Answer("prison", sep(10), "Trại giam số 5", date(2026, 11, 20), reference="812/TG5-GDHN"),
    Answer("prison", sep(9), "Trại giam Quảng Ninh", sep(20), reference="640/TGQN"),
    Answer("prison", sep(11), released=True, reference="655/TGQN"),
)


def _aug(day: int) -> date:
    return date(2025, 8, day)


def scenes(cast_: Cast) -> Iterator[Scene]:
    """Posts given, reception days with their book, violations of officials, what prisons answered."""
    yield _establishment(cast_)
    yield _prisons(cast_)
    yield from _receptions(cast_)
    yield _violation(cast_, sep(18), ())
    measured = {"measure": "review", "document": "15/TB-THADS"}
    yield _violation(cast_, _aug(21), (Did(sep(10), cast_.head, "measure", measured),))


def _establishment(cast_: Cast) -> Scene:
    yield FIRST_DAY
    for unit, role, posts in _ESTABLISHED:
        establish(
            unit_code=unit,
            role=role,
            posts_given=posts,
            document="Quyết định số 512/QĐ-CQLTHADS ngày 30/6/2025",
            since=date(2025, 7, 1),
            by=cast_.head,
            on=FIRST_DAY,
        )


def _prisons(cast_: Cast) -> Scene:
    """Three debtors of the officer: one in prison until next year, one whose term is over, one released."""
    yield sep(12)
    officer = cast_.officer
    found = inmates(reach(officer, "matter", "read", sep(12)), limit=_MOST_ASKED)
    own = [one for one in found if one.officer == officer.officer and one.answer is None]
    for one, answer in zip(own, _ANSWERS, strict=False):
        state_custody(one.matter_id, one.person_id, answer, by=officer, on=sep(12))


def _visit(who: str, about: str, said: str, answer: str = "", people: int = 1) -> Said:
    return {
        "visitor": who,
        "people": str(people),
        "matters_told": "1",
        "about": about,
        "said": said,
        "answer": answer,
    }


def _receptions(cast_: Cast) -> Iterator[Scene]:
    """The head's days of August (ended) and September (its book open), the coming one, a regular day."""
    leader = {"form": "leader", "received_by": cast_.head.officer, "place": "Phòng tiếp công dân, tầng 1"}
    clerk, head = cast_.registry, cast_.head
    concluded = {"content": "Trả lời đương sự trong 15 ngày.", "units": "Phòng thi hành án khu vực 1"}
    yield lived(
        cast_,
        "reception",
        Did(FIRST_DAY, clerk, "plan", {**leader, "held_on": _aug(20)}),
        [
            Did(_aug(20), clerk, "visit", _visit("Thân Thị Mơ", "question", "Thủ tục nhận tiền", "Đã rõ")),
            Did(_aug(20), clerk, "visit", _visit("Ngọ Thị Sen", "complaint", "Kê biên nhà ở", "Nhận đơn")),
            Did(_aug(22), cast_.department, "conclude", concluded),
            Did(_aug(25), clerk, "close"),
        ],
    )  # fmt: skip
    yield lived(
        cast_,
        "reception",
        Did(sep(8), clerk, "plan", {**leader, "held_on": sep(22)}),
        [
            Did(
                sep(22),
                clerk,
                "visit",
                _visit("Lục Văn Tình", "petition", "Đề nghị đẩy nhanh bán đấu giá", people=3),
            ),
            Did(
                sep(22),
                clerk,
                "visit",
                _visit("Chẩu Thị Xa", "question", "Hỏi việc hoãn thi hành án", "Đã giải thích"),
            ),
            Did(
                sep(22),
                clerk,
                "visit",
                _visit("Ma Văn Tới", "complaint", "Phí thi hành án", "Hướng dẫn gửi đơn"),
            ),
        ],
    )
    yield lived(
        cast_,
        "reception",
        Did(sep(29), head, "plan", {**leader, "held_on": date(2025, 10, 20), "online": "1"}),
    )
    regular = {"form": "regular", "held_on": sep(11), "place": "Phòng tiếp công dân, tầng 1"}
    yield lived(cast_, "reception", Did(sep(10), clerk, "plan", regular), [Did(sep(11), clerk, "nobody")])


def _violation(cast_: Cast, on: date, then: tuple[Did, ...]) -> Scene:
    said = {
        "official": cast_.colleague.officer,
        "what": "Chậm gửi quyết định cho Viện kiểm sát hai lần trong quý.",
        "sort": "neglect",
        "source": "procuracy",
        "due": sep(25),
    }
    closing = {
        "head": cast_.office_head.officer,
        "responsibility": "review",
        "reason": "Chưa đôn đốc việc gửi văn bản hằng tuần.",
    }
    ends = [Did(then[-1].on, cast_.head, "answer_for", closing)] if then else []
    return lived(cast_, "violation", Did(on, cast_.head, "record", said), [*then, *ends])
