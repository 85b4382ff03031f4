"""What complaints, denunciations, protests and the like ask alike: channels, results, sentences of terms."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from thihanh.deadlines import Deadline, compute
from thihanh.dossiers.kinds import Asked, Value, Values
from thihanh.dossiers.life import Dossier
from thihanh.law.lists import listed
from thihanh.law.notation import vn
from thihanh.law.regimes import REGIMES, regime_on
from thihanh.matters.asking import Choice, Refusal

CHANNELS: Final = (
    Choice("in_person", "Nộp trực tiếp"),
    Choice("post", "Qua bưu chính"),
    Choice("reception", "Tại buổi tiếp công dân"),
    Choice("electronic", "Điện tử"),
    Choice("forwarded", "Cơ quan khác chuyển đến"),
)
RESULTS: Final = (
    Choice("right", "Đúng"),
    Choice("partly", "Đúng một phần"),
    Choice("wrong", "Không đúng"),
)
RIGHT: Final = frozenset({"right", "partly"})


def of_law(name: str) -> tuple[Choice, ...]:
    """The entries of a list of the law, of either regime; ``check_listed`` holds them to the day's."""
    found = {one.code: one.label for regime in REGIMES for one in listed(name, regime)}
    return tuple(Choice(code, label) for code, label in found.items())


def check_listed(name: str, code: Value, asked: Asked, field: str = "ground") -> None:
    """Raises Refusal («Pháp luật») where the law of the day does not know the entry."""
    known = {one.code for one in listed(name, regime_on(asked.on))}
    if code not in known:
        raise Refusal(
            "law",
            f"luật áp dụng ngày {vn(asked.on)} không có căn cứ này. Chọn căn cứ khác.",
            field,
        )


def check_not_before(values: Values, name: str, earliest: Value, words: str) -> None:
    """Raises Refusal where a day stands before another that must come first."""
    day = values.get(name)
    if isinstance(day, date) and isinstance(earliest, date) and day < earliest:
        raise Refusal("input", f"ngày {vn(day)} trước {words} {vn(earliest)}. Kiểm tra lại ngày.", name)


def check_not_after(values: Values, name: str, asked: Asked) -> None:
    """Raises Refusal for a day that has not come when the step is taken."""
    day = values.get(name)
    if isinstance(day, date) and day > asked.on:
        raise Refusal("input", f"ngày {vn(day)} sau ngày của bước này {vn(asked.on)}. Kiểm tra lại.", name)


def term(rule: str, from_: Value, asked: Asked, facts: Sequence[str] = ()) -> Deadline | None:
    """A term counted from a day said; None where no day was."""
    if not isinstance(from_, date):
        return None
    said: Mapping[str, bool] = dict.fromkeys(facts, True)
    return compute(rule, from_=from_, facts=said, calendar=asked.calendar)


def flags(dossier: Dossier | None, *names: str) -> tuple[str, ...]:
    """Which of these yes-or-no values hold."""
    return tuple(name for name in names if dossier is not None and dossier.last(name) is True)
