"""What was said in an act's values, by type: the value, or nothing where it was left blank."""

from collections.abc import Mapping
from datetime import date

from thihanh.law.notation import vn
from thihanh.matters.asking import Refusal
from thihanh.procedures.act import Values
from thihanh.procedures.case import Case


def text(values: Values, name: str) -> str:
    """A text or the code of a choice; "" where blank."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def number(values: Values, name: str) -> int | None:
    """A whole number: an amount in đồng, the number of a party or of an obligation."""
    value = values.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def flag(values: Values, name: str) -> bool:
    """A yes; blank is no."""
    return values.get(name) is True


def day(values: Values, name: str) -> date | None:
    """A day."""
    value = values.get(name)
    return value if isinstance(value, date) else None


def numbers(values: Values, name: str) -> tuple[int, ...]:
    """The numbers of several obligations."""
    value = values.get(name)
    return tuple(one for one in value if isinstance(one, int)) if isinstance(value, tuple) else ()


def codes(values: Values, name: str) -> tuple[str, ...]:
    """The codes of several choices."""
    value = values.get(name)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, tuple) else ()


def persons(values: Values, name: str) -> tuple[Mapping[str, str], ...]:
    """People of a form's rows."""
    value = values.get(name)
    if not isinstance(value, tuple):
        return ()
    return tuple(one for one in value if isinstance(one, Mapping))


def need_day(case: Case, values: Values, name: str, what: str) -> date:
    """The day a paper or event bears. Raises Refusal: not stated, after the act, or before the judgment."""
    found = day(values, name)
    if found is None:
        raise Refusal("input", f"cần ghi {what}; mở giấy tờ và ghi đúng ngày trên đó.", name)
    if found > case.day(values):
        raise Refusal(
            "law",
            f"{what} {vn(found)} ở sau ngày {vn(case.day(values))} của việc đang làm; căn cứ phải có trước. "
            "Ghi đúng ngày, hoặc đợi đến khi có giấy tờ.",
            name,
        )
    if found < case.matter.judgment_on:
        raise Refusal(
            "law",
            f"{what} {vn(found)} sớm hơn ngày bản án {vn(case.matter.judgment_on)}; kiểm tra lại ngày.",
            name,
        )
    return found
