"""The filters of the matter list: read from the address, shown as chips, written back as words."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from thihanh.law import grounds, regime_on
from thihanh.matters.listing import SORTS, Filters
from thihanh.matters.states import STAGES, VOLUNTARY
from thihanh.procedures.register_file.labels import CAUSES, JUDGMENT_KINDS, MATTER_KINDS, TAGS
from thihanh.web import format as vi
from thihanh.web.page import Names

SORT_WORDS = {
    "decided": "ngày quyết định, mới trước",
    "number": "số quyết định",
    "outstanding": "còn phải thi hành, lớn trước",
    "due": "hạn gần nhất",
    "since": "ở trạng thái lâu nhất",
}


#: In the select of stages, though no act begins it: the voluntary period that has ended by itself.
VOLUNTARY_OVER = "het-tu-nguyen"
VOLUNTARY_OVER_WORDS = "Hết thời hạn tự nguyện, chờ xác minh"


@dataclass(frozen=True)
class Chip:
    """One filter in words and the parameter that removing it clears."""

    label: str
    parameter: str


@dataclass(frozen=True)
class Choice:
    """One option of a filter's select."""

    value: str
    label: str
    chosen: bool


class Unreadable(ValueError):
    """A filter in the address that cannot be read; the message is a sentence for the reader."""


def read(query: QueryDict, on: date) -> tuple[Filters, str]:
    """The filters and the sort of a list address. Raises Unreadable."""
    sort = query.get("sap", "decided")
    if sort not in SORTS:
        raise Unreadable(f"Không có cách sắp xếp “{sort}”.")
    ground = query.get("can-cu", "")
    over = query.get("trang-thai") == VOLUNTARY_OVER
    filters = Filters(
        grounds=(ground,) if ground else (),
        text=query.get("tim", "").strip(),
        stages=() if over else _one(query, "trang-thai", STAGES),
        voluntary_over_on=on if over else None,
        office=query.get("phong", ""),
        officer=query.get("chv", ""),
        kind=_code(query, "loai", MATTER_KINDS.values()),
        judgment_kind=_code(query, "an", JUDGMENT_KINDS.values()),
        tag=_code(query, "nhan", (*TAGS.values(), *CAUSES.values())),
        ended={"dang": False, "xong": True}.get(query.get("tinh-trang", "")),
        overdue_on=on if "qua-han" in query else None,
        decided_from=_day(query, "tu"),
        decided_to=_day(query, "den"),
        outstanding_from=_amount(query, "tren"),
    )
    return filters, sort


def _one(query: QueryDict, name: str, known: Mapping[str, object]) -> tuple[str, ...]:
    code = _code(query, name, known)
    return (code,) if code else ()


def _code(query: QueryDict, name: str, known: Container[str]) -> str:
    value = query.get(name, "")
    if value and value not in known:
        raise Unreadable(f"Bộ lọc “{name}” không có giá trị “{value}”.")
    return value


def _day(query: QueryDict, name: str) -> date | None:
    try:
        text = query.get(name, "").strip()
        return vi.read_day(text) if text else None
    except ValueError as error:
        raise Unreadable(str(error)) from None


def _amount(query: QueryDict, name: str) -> int | None:
    text = query.get(name, "").strip().replace(".", "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 18:
        raise Unreadable(f"“{query[name]}” không phải là số đồng. Ghi chữ số, ví dụ 20.000.000.000.")
    return int(text)


def chips(filters: Filters, names: Names, on: date) -> list[Chip]:
    """Every filter that narrows the list, in words."""
    return [Chip(label, parameter) for label, parameter in _labels(filters, names, on)]


def _labels(filters: Filters, names: Names, on: date) -> Iterator[tuple[str, str]]:
    if filters.text:
        yield f"tìm “{filters.text}”", "tim"
    for stage in filters.stages:
        yield STAGES[stage].label, "trang-thai"
    if filters.voluntary_over_on:
        yield VOLUNTARY_OVER_WORDS, "trang-thai"
    for ground in filters.grounds:
        words = {one.code: one.label for one in grounds(regime_on(on))}
        yield f"căn cứ {ground} {words.get(ground, '')}".strip(), "can-cu"
    if filters.office:
        yield names.offices.get(filters.office, filters.office), "phong"
    if filters.officer:
        yield f"CHV {names.officers.get(filters.officer, filters.officer)}", "chv"
    if filters.kind:
        yield _label(MATTER_KINDS, filters.kind), "loai"
    if filters.judgment_kind:
        yield f"án {_label(JUDGMENT_KINDS, filters.judgment_kind).lower()}", "an"
    if filters.tag:
        yield _label({**TAGS, **CAUSES}, filters.tag), "nhan"
    if filters.ended is not None:
        yield ("đã kết thúc" if filters.ended else "chưa kết thúc"), "tinh-trang"
    if filters.overdue_on:
        yield "quá hạn", "qua-han"
    if filters.decided_from:
        yield f"quyết định từ {vi.day(filters.decided_from)}", "tu"
    if filters.decided_to:
        yield f"quyết định đến {vi.day(filters.decided_to)}", "den"
    if filters.outstanding_from:
        yield f"còn trên {vi.dong(filters.outstanding_from)}", "tren"


def _label(labels: Mapping[str, str], code: str) -> str:
    return next((label for label, known in labels.items() if known == code), code)


def stages(chosen: Filters) -> list[Choice]:
    """The stages to filter by, and the one that the clock begins after the voluntary period."""
    found = []
    for code, stage in STAGES.items():
        found.append(Choice(code, stage.label, code in chosen.stages))
        if code == VOLUNTARY:
            found.append(Choice(VOLUNTARY_OVER, VOLUNTARY_OVER_WORDS, chosen.voluntary_over_on is not None))
    return found


def choices(labels: Mapping[str, str], chosen: str) -> list[Choice]:
    """Options of a select from a list of label → code."""
    return [Choice(code, label, code == chosen) for label, code in labels.items()]


def choices_by_code(labels: Mapping[str, str], chosen: str) -> list[Choice]:
    """Options of a select from a list of code → label."""
    return [Choice(code, label, code == chosen) for code, label in labels.items()]
