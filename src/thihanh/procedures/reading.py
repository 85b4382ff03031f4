"""What was typed for an act, as values: each field by its kind, each problem beside its field.

Doors hand in text as typed (a form, an option of the command line); values already typed are taken as they
are. A field left blank is its default where it has one, else None.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thihanh import law
from thihanh.law.notation import read_day
from thihanh.law.regimes import SHORT
from thihanh.matters import queries as matters
from thihanh.matters.asking import Choice, Refusal
from thihanh.offices import queries as offices
from thihanh.offices.reference import provinces_on
from thihanh.procedures.act import Act, Field, Value, Values
from thihanh.procedures.case import Case
from thihanh.procedures.judging import grounds_of

Raw = Mapping[str, Any]
PERSON_PARTS = ("name", "id_number", "birth_year", "address")
_LONGEST = {"text": 300, "long": 4_000}
_MOST_DIGITS = 18  # of a bigint
_YES = frozenset({"1", "on", "true", "yes", "co", "có"})
_NO = frozenset({"0", "off", "false", "no", "khong", "không"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """The values of an act's fields, and what is wrong with them: (field, sentence)."""

    values: Values
    problems: tuple[tuple[str, str], ...] = ()

    def check(self) -> Values:
        """The values; raises Refusal («Dữ liệu») with the first problem."""
        for name, sentence in self.problems:
            raise Refusal("input", sentence, name)
        return self.values


def fields_of(act: Act, case: Case, day: date | None = None) -> tuple[Field, ...]:
    """The fields of an act's form: its day (none for a paper: it counts from issue), ground, its own."""
    own: list[Field] = []
    if act.signer != "head":
        own.append(Field("on", "Ngày", "date", hint="Ngày/tháng/năm", default=lambda case: case.on))
    if act.ground:
        regime = law.regime_on(day or case.on)
        choices = tuple(Choice(one.code, f"{one.code} · {one.label}") for one in grounds_of(act, regime))
        own.append(Field("ground", "Căn cứ", "choice", choices=choices, hint=f"Theo {SHORT[regime]}"))
    return (*own, *act.fields)


def choices_of(field: Field, case: Case) -> Sequence[Choice]:
    """What a field offers on this case."""
    return field.choices(case) if callable(field.choices) else field.choices


def parse(act: Act, case: Case, raw: Raw) -> Parsed:
    """The values of the act's fields on this case. Names that the act does not know are problems too."""
    values: dict[str, Value] = {}
    problems: list[tuple[str, str]] = []
    fields = fields_of(act, case)
    known = {field.name for field in fields}
    persons = {f"{field.name}.{part}" for field in fields if field.kind == "persons" for part in PERSON_PARTS}
    for name in raw:
        if name not in known | persons:
            problems.append((name, f"«{act.label}» không có trường «{name}»; bỏ trường này rồi gửi lại."))
    for field in fields:
        try:
            values[field.name] = _read(act, field, case, raw)
        except ValueError as error:
            problems.append((field.name, str(error)))
    return Parsed(values, tuple(problems))


def _read(act: Act, field: Field, case: Case, raw: Raw) -> Value:
    given = raw.get(field.name)
    if field.kind == "persons":
        return _persons(field, raw)
    if isinstance(given, str):
        given = given.strip()
    if given is None or given in ("", [], ()):
        blank = field.default(case) if field.default and field.name not in raw else None
        if blank is None and field.kind == "bool":
            return False
        if blank is None and field.required:
            raise ValueError(f"Cần ghi «{field.label}» để {act.verb}.")
        return blank
    return _KINDS[field.kind](given, replace(field, choices=_offered(act, field, case)), case)


def _offered(act: Act, field: Field, case: Case) -> tuple[Choice, ...]:
    """The answers a field takes; a ground of either law is read, so that the law itself can refuse it."""
    if field.name == "ground" and act.ground:
        regimes: tuple[law.Regime, ...] = ("R08", "R25")
        return tuple(Choice(one.code, one.label) for regime in regimes for one in grounds_of(act, regime))
    return tuple(choices_of(field, case))


def _date(given: Any, field: Field, case: Case) -> Value:
    if isinstance(given, date):
        return given
    if found := read_day(str(given)):
        return found
    raise ValueError(
        f"«{given}» ở «{field.label}» không phải là một ngày. Ghi ngày/tháng/năm, ví dụ 30/09/2025."
    )


def _whole(given: Any, field: Field, what: str) -> int:
    if isinstance(given, int) and not isinstance(given, bool):
        return given
    digits = str(given).replace(".", "").replace(" ", "")
    if not digits.isdecimal() or len(digits) > _MOST_DIGITS:
        raise ValueError(f"«{given}» ở «{field.label}» không phải là {what}.")
    return int(digits)


def _money(given: Any, field: Field, case: Case) -> Value:
    amount = _whole(given, field, "số đồng. Ghi chữ số, ví dụ 1.284.500.000")
    if amount <= 0:
        raise ValueError(f"«{field.label}» phải lớn hơn 0 đồng.")
    return amount


def _number(given: Any, field: Field, case: Case) -> Value:
    return _whole(given, field, "một số nguyên không âm")


def _text(given: Any, field: Field, case: Case) -> Value:
    said = str(given) if field.kind == "long" else " ".join(str(given).split())
    longest = _LONGEST[field.kind]
    if len(said) > longest:
        raise ValueError(f"«{field.label}» dài {len(said)} ký tự, tối đa {longest}. Hãy rút gọn.")
    _check_readable(said, field)
    return said


def _check_readable(said: str, field: Field) -> None:
    """Raises ValueError for the one sign that no database keeps; a page refuses it at the door."""
    if "\x00" in said:
        raise ValueError(f"«{field.label}» có ký tự không đọc được (NUL); bỏ ký tự đó rồi gửi lại.")


def _bool(given: Any, field: Field, case: Case) -> Value:
    if isinstance(given, bool):
        return given
    word = str(given).casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise ValueError(f"«{given}» ở «{field.label}» không phải là có hoặc không.")


def _choice(given: Any, field: Field, case: Case) -> Value:
    code = str(given)
    codes = list(dict.fromkeys(one.code for one in _static(field)))  # both laws name most of their grounds
    if code not in codes:
        raise ValueError(
            f"«{code}» không phải là giá trị của «{field.label}»; chọn một trong: {', '.join(codes)}."
        )
    return code


def _many(given: Any, field: Field, case: Case) -> Value:
    return tuple(str(_choice(one, field, case)) for one in _items(given))


def _party(given: Any, field: Field, case: Case) -> Value:
    no = _whole(given, field, "số thứ tự của đương sự")
    allowed = {one.code for one in _static(field)} or {str(one.no) for one in case.parties}
    if str(no) not in allowed:
        raise ValueError(
            f"Việc {case.number} không có đương sự số {no} cho «{field.label}»; chọn lại đương sự."
        )
    return no


def _obligation(given: Any, field: Field, case: Case) -> Value:
    no = _whole(given, field, "số thứ tự của khoản")
    allowed = {one.code for one in _static(field)} or {str(one.no) for one in case.obligations}
    if str(no) not in allowed and case.obligation(no) is not None:
        raise ValueError(
            f"Khoản {no} của việc {case.number} không còn để chọn ở «{field.label}»: đã thi hành, đã giải "
            "quyết xong hoặc không thuộc loại này. Chọn khoản khác."
        )
    if str(no) not in allowed:
        raise ValueError(f"Việc {case.number} không có khoản số {no} cho «{field.label}»; chọn lại khoản.")
    return no


def _obligations(given: Any, field: Field, case: Case) -> Value:
    nos = tuple(_obligation(one, field, case) for one in _items(given))
    return tuple(sorted({no for no in nos if isinstance(no, int)}))


def _agency(given: Any, field: Field, case: Case) -> Value:
    code = str(given)
    if code not in {one.code for one in provinces_on(case.on)}:
        raise ValueError(
            f"«{code}» không phải là mã cơ quan THADS cấp tỉnh; chọn một cơ quan trong danh sách."
        )
    return code


def _officer(given: Any, field: Field, case: Case) -> Value:
    code = str(given)
    if code not in {one.code for one in offices.officers(case.agency, case.on)}:
        raise ValueError(
            f"«{code}» không phải là chấp hành viên đang giữ chức vụ của cơ quan ngày {case.on:%d/%m/%Y}; "
            "chọn lại chấp hành viên."
        )
    return code


def _matter(given: Any, field: Field, case: Case) -> Value:
    """A matter by id or by its number, inside what the viewer may read."""
    reach = offices.reach(case.by, "matter", "read", case.on)
    if isinstance(given, int) or str(given).isdecimal():
        rows = matters.page(reach, matters.Filters(ids=(int(given),)), limit=1).rows
    else:
        found = matters.page(reach, matters.Filters(text=str(given)), limit=50).rows
        rows = tuple(row for row in found if row.number == str(given))
    if len(rows) != 1:
        raise ValueError(f"«{given}» ở «{field.label}» không chỉ đúng một việc trong phạm vi được xem.")
    return rows[0].id


def _items(given: Any) -> Sequence[Any]:
    return str(given).replace(";", ",").split(",") if isinstance(given, str) else tuple(given)


def _static(field: Field) -> tuple[Choice, ...]:
    return tuple(field.choices) if not callable(field.choices) else ()


def _persons(field: Field, raw: Raw) -> Value:
    """People of a form's rows (``field.name``, ``field.id_number`` …), or lines «tên | số | năm | nơi»."""
    given = raw.get(field.name)
    if isinstance(given, str):
        rows = [line.split("|") for line in given.replace(";", "\n").splitlines() if line.strip()]
    elif given is not None:
        rows = [[str(one.get(part, "")) for part in PERSON_PARTS] for one in given]
    else:
        columns = [_column(raw, f"{field.name}.{part}") for part in PERSON_PARTS]
        rows = [list(row) for row in zip(*columns, strict=False)]
    found = []
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row] + [""] * (len(PERSON_PARTS) - len(row))
        if not any(cells):
            continue
        _check_readable("".join(cells), field)
        if not cells[0]:
            raise ValueError(f"Mỗi người ở «{field.label}» cần có họ tên; bỏ trống cả dòng nếu không có ai.")
        if cells[2] and not (cells[2].isdecimal() and len(cells[2]) == 4):
            raise ValueError(f"Năm sinh «{cells[2]}» ở «{field.label}» phải có bốn chữ số.")
        found.append(dict(zip(PERSON_PARTS, cells, strict=False)))
    if not found and field.required:
        raise ValueError(f"Cần ghi ít nhất một người ở «{field.label}».")
    return tuple(found)


def _column(raw: Raw, name: str) -> Sequence[str]:
    found = raw.get(name, ())
    return [found] if isinstance(found, str) else list(found)


_KINDS: Mapping[str, Callable[[Any, Field, Case], Value]] = {
    "date": _date,
    "money": _money,
    "number": _number,
    "text": _text,
    "long": _text,
    "bool": _bool,
    "choice": _choice,
    "many": _many,
    "party": _party,
    "obligation": _obligation,
    "obligations": _obligations,
    "agency": _agency,
    "officer": _officer,
    "matter": _matter,
}


def plain(values: Values) -> dict[str, object]:
    """The values as plain JSON, to be kept with a paper; ``typed`` is its inverse."""
    return {name: _plain(value) for name, value in values.items() if value is not None}


def _plain(value: Value) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [dict(one) if isinstance(one, Mapping) else one for one in value]
    return value


def typed(act: Act, kept: Mapping[str, Any]) -> Values:
    """The values of an act as they were kept with its paper."""
    kinds = {field.name: field.kind for field in act.fields}
    return {name: _typed(kinds.get(name, ""), value) for name, value in kept.items()}


def _typed(kind: str, value: Any) -> Value:
    if kind == "date":
        return date.fromisoformat(value)
    kept: Value = tuple(value) if isinstance(value, list) else value
    return kept
