"""What was typed into a step's form, read: dates, đồng, choices; every fault with its field. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from thihanh.deadlines.calendar import ORIGIN
from thihanh.dossiers.kinds import Field, Kind, Step, Value, Values
from thihanh.dossiers.life import Dossier
from thihanh.law.notation import dotted, vn
from thihanh.matters.asking import Refusal

Raw = Mapping[str, object]
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$|(\d{4})-(\d{2})-(\d{2})$")
_FIRST_DAY: Final = date.fromordinal(ORIGIN)
"""No step is older than the working calendar, in which every term is counted."""
_MOST_MONEY: Final = 10**16
_MANY: Final = frozenset({"many", "matters", "files"})
_IDS: Final = frozenset({"matters", "files"})


class Wrong(Exception):
    """Fields that could not be read: (name, sentence) of each."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(sentence for _, sentence in problems))
        self.problems = tuple(problems)


def read(step: Step, raw: Raw, dossier: Dossier | None) -> Values:
    """The values of a step, every field read. Raises Wrong with every fault."""
    values: dict[str, Value] = {}
    problems: list[tuple[str, str]] = []
    for field in step.fields:
        try:
            value = _read(field, raw.get(field.name), dossier)
        except Refusal as refusal:
            problems.append((field.name, refusal.sentence))
            continue
        if value or value == 0:
            values[field.name] = value
    if problems:
        raise Wrong(problems)
    return values


def day_of(raw: Raw, on: date) -> date:
    """The day of a step: as typed, else the working day; never after it. Raises Wrong."""
    try:
        day = _day(Field("on", "Ngày", "date"), str(raw.get("on") or "")) if raw.get("on") else on
    except Refusal as refusal:
        raise Wrong([("on", refusal.sentence)]) from None
    if day > on:
        raise Wrong([("on", f"Dữ liệu: ngày {vn(day)} sau ngày làm việc {vn(on)}; ghi khi việc đã diễn ra.")])
    if day < _FIRST_DAY:
        raise Wrong(
            [("on", f"Dữ liệu: ngày {vn(day)} trước {vn(_FIRST_DAY)}, ngoài lịch làm việc. Ghi lại ngày.")]
        )
    return day


def plain(value: Value) -> object:
    """A value as JSON holds it."""
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return list(value) if isinstance(value, tuple) else value


def typed(value: object) -> Value:
    """A value as it was before ``plain``."""
    if isinstance(value, Mapping):
        return date.fromisoformat(str(value["date"]))
    if isinstance(value, list):
        return tuple(value)
    if value is None or isinstance(value, (str, int, bool)):
        return value
    raise TypeError(f"no value of a dossier: {value!r}")


def choices_of(field: Field, dossier: Dossier | None) -> tuple[tuple[str, str], ...]:
    """What a field offers: (code, words)."""
    offered = field.choices(dossier) if callable(field.choices) else field.choices
    return tuple((one.code, one.label) for one in offered)


def tag_words(kind: Kind, tag: str) -> str:
    """A tag as people read it: what the opening form calls that choice, else the tag itself."""
    offered = (choices_of(one, None) for one in kind.opening.fields if one.kind in ("choice", "many"))
    return next((label for choices in offered for code, label in choices if code == tag), tag)


def words(field: Field, value: Value, dossier: Dossier | None = None) -> str:
    """A value as people read it; names of officers, units and bodies are the caller's to give."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return vn(value)
    if isinstance(value, int):
        return f"{dotted(value)} đồng" if field.kind == "money" else dotted(value)
    labels = dict(choices_of(field, dossier)) if field.choices else {}
    if isinstance(value, tuple):
        return ", ".join(labels.get(str(one), str(one)) for one in value)
    return labels.get(str(value), str(value or ""))


def _read(field: Field, given: object, dossier: Dossier | None) -> Value:
    if field.kind == "bool":
        return given in (True, "1", "on", "true", "co")
    if field.kind in _MANY:
        return _many(field, given, dossier)
    text = given.strip() if isinstance(given, str) else ("" if given is None else str(given))
    if isinstance(given, date):
        text = given.isoformat()
    if not text:
        if field.required:
            raise Refusal("input", f"«{field.label}» chưa điền. Điền rồi gửi lại.", field.name)
        return None
    if field.kind == "date":
        return _day(field, text)
    if field.kind in ("money", "number", "dossier", "paper"):
        return _whole(field, text)
    if field.choices:
        return _one_of(field, text, dossier)
    if len(text) > field.longest:
        raise Refusal(
            "input",
            f"«{field.label}» dài {dotted(len(text))} ký tự, tối đa {dotted(field.longest)}. Rút gọn.",
            field.name,
        )
    return text


def _many(field: Field, given: object, dossier: Dossier | None) -> Value:
    if isinstance(given, (list, tuple)):
        items = [str(one).strip() for one in given]
    else:
        items = [part.strip() for part in re.split(r"[,;\s]+", str(given or ""))]
    items = list(dict.fromkeys(one for one in items if one))
    if not items and field.required:
        raise Refusal("input", f"«{field.label}» chưa chọn mục nào. Chọn ít nhất một.", field.name)
    if field.kind in _IDS:
        return tuple(_whole(field, one) for one in items)
    return tuple(_one_of(field, one, dossier) for one in items)


def _one_of(field: Field, text: str, dossier: Dossier | None) -> str:
    if field.choices and text not in dict(choices_of(field, dossier)):
        raise Refusal("input", f"«{field.label}» không có lựa chọn «{text[:60]}». Chọn lại.", field.name)
    return text


def _day(field: Field, text: str) -> date:
    found = _DAY.match(text)
    try:
        if not found:
            raise ValueError
        day, month, year = (found[1], found[2], found[3]) if found[3] else (found[6], found[5], found[4])
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Refusal(
            "input", f"«{field.label}» là «{text[:40]}», không phải ngày. Viết ngày/tháng/năm.", field.name
        ) from None


def _whole(field: Field, text: str) -> int:
    digits = re.sub(r"[.\s]|đồng$|đ$", "", text)
    if not re.fullmatch(r"-?\d+", digits):
        raise Refusal(
            "input",
            f"«{field.label}» là «{text[:40]}», không phải số nguyên. Viết như 1.234.567.",
            field.name,
        )
    number = int(digits)
    if not 0 <= number <= _MOST_MONEY:
        raise Refusal("input", f"«{field.label}» ngoài khoảng nhận được. Kiểm tra lại số.", field.name)
    return number
