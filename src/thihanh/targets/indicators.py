"""The list of indicators an agency is measured by: the default as data, or a version of the agency's own."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Literal, cast

from django.db import transaction

from thihanh.offices.reach import Viewer, check_reaches
from thihanh.offices.rules import Refused
from thihanh.targets.models import VersionFact, live
from thihanh.targets.recording import lock
from thihanh.trail.stating import Stated, state

Kind = Literal["numeric", "yes_no"]
Better = Literal["higher", "lower"]
KIND = "indicators"
FORMULAS: Mapping[str, str] = {
    "cases.rate": "số việc giải quyết xong ÷ số việc có điều kiện × 100",
    "money.rate": "số tiền giải quyết xong ÷ số tiền có điều kiện × 100",
    "carry.reduction": "(việc kỳ trước chuyển sang − việc chuyển kỳ sau) ÷ việc kỳ trước chuyển sang × 100",
    "corruption.money_rate": "tiền xong ÷ tiền có điều kiện của việc tham nhũng, kinh tế × 100",
    "credit.money_rate": "tiền xong ÷ tiền có điều kiện của việc tín dụng, ngân hàng × 100",
    "long.count": "số việc có điều kiện quá một năm cộng số việc trên 20 tỷ đồng quá ba năm, ngày cuối kỳ",
    "timeliness.DL-07": "số quyết định ra đúng hạn ÷ số quyết định đến hạn trong kỳ × 100",
}
"""What the figures of the register answer, in words; a list may use these and no others."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One slot: numeric with a formula, or yes/no with evidence.

    ``standing`` is a target in hundredths that every unit has without a decision; ``missing`` says which room
    will record the facts, "" where one does.
    """

    place: int
    code: str
    name: str
    short: str
    kind: Kind
    formula: str
    unit: str
    better: Better
    core: bool
    standing: int | None
    owner: str
    missing: str
    mark: str
    basis: str

    @property
    def words(self) -> str:
        """The formula in words, or where the result comes from."""
        return FORMULAS.get(self.formula, self.missing or "kết quả ghi kèm chứng cứ")

    @property
    def is_rate(self) -> bool:
        """Whether the target is a percent."""
        return self.kind == "numeric" and self.unit == "%"


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """A list in force from a day on; ``agency`` "" for the default."""

    agency: str
    label: str
    since: date
    mark: str
    basis: str
    slots: tuple[Indicator, ...]

    @property
    def assignable(self) -> tuple[Indicator, ...]:
        """The slots that take a number as a target."""
        return tuple(one for one in self.slots if one.kind == "numeric")


def _slot(place: int, data: Mapping[str, Any]) -> Indicator:
    return Indicator(
        place=place,
        code=data["code"],
        name=data["name"],
        short=data.get("short", data["name"]),
        kind=cast("Kind", data["kind"]),
        formula=data.get("formula", ""),
        unit=data.get("unit", ""),
        better=cast("Better", data.get("better", "higher")),
        core=bool(data.get("core", False)),
        standing=int(data["standing"]) * 100 if data.get("standing") else None,
        owner=data.get("owner", ""),
        missing=data.get("missing", ""),
        mark=data.get("mark", "K"),
        basis=data.get("basis", ""),
    )


def default_text() -> str:
    """The default list as its file says it: the start of an agency's own version."""
    return resources.files("thihanh.targets").joinpath("data", "indicators.toml").read_text("utf-8")


@cache
def default_content() -> dict[str, Any]:
    """The default list as its file holds it."""
    return tomllib.loads(default_text())


def _list(agency: str, since: date, content: Mapping[str, Any]) -> IndicatorList:
    slots = tuple(_slot(place, data) for place, data in enumerate(content["slot"], 1))
    return IndicatorList(agency, content["label"], since, content["mark"], content["basis"], slots)


def default_list() -> IndicatorList:
    """The default list [K], for every agency without a version of its own."""
    return _list("", date.min, default_content())


def indicators(agency: str, on: date) -> IndicatorList:
    """The list of an agency on a day: its own latest version, else the default [K]."""
    fact = (
        live(VersionFact.objects.filter(agency=agency, kind=KIND, since__lte=on))
        .order_by("since", "id")
        .last()
    )
    return _list(agency, fact.since, fact.content) if fact else default_list()


def versions(agency: str) -> tuple[IndicatorList, ...]:
    """Every version an agency ever stated, the latest first."""
    facts = live(VersionFact.objects.filter(agency=agency, kind=KIND)).order_by("-since", "-id")
    return tuple(_list(agency, fact.since, fact.content) for fact in facts)


@transaction.atomic
def state_list(content: Mapping[str, Any], *, since: date, number: str, by: Viewer, on: date) -> int:
    """State a version of the viewer's agency; the id of its entry. Raises Denied, Refused."""
    check_reaches(by, "target", "assign", on=on, agency=by.agency)
    lock()
    _check(content, number)
    values: dict[str, object] = {
        "agency": by.agency,
        "kind": KIND,
        "since": since,
        "number": number.strip(),
        "content": dict(content),
    }
    stated = Stated(f"target:{by.agency}", "target.indicators", since, [(VersionFact, values)])
    return state([stated], by=by.actor, on=on)[0]


def _check(content: Mapping[str, Any], number: str) -> None:
    slots = content.get("slot", [])
    if not isinstance(slots, list) or not all(isinstance(data, dict) for data in slots):
        raise Refused("Dữ liệu: mỗi chỉ tiêu là một bảng [[slot]]. Sửa theo tệp mẫu.")
    codes = [data.get("code", "") for data in slots]
    if not number.strip():
        raise Refused("Dữ liệu: ghi số, ngày văn bản ban hành bộ chỉ tiêu.")
    if not slots or not all(codes):
        raise Refused("Dữ liệu: bộ chỉ tiêu cần ít nhất một chỉ tiêu và mỗi chỉ tiêu có mã.")
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise Refused(f"Dữ liệu: chỉ tiêu «{twice[0]}» có hai lần trong danh sách. Bỏ một dòng.")
    for data in slots:
        if data.get("kind") not in ("numeric", "yes_no"):
            raise Refused(f"Dữ liệu: chỉ tiêu «{data['code']}» phải là số hoặc đạt/không đạt.")
        if (formula := data.get("formula", "")) and formula not in FORMULAS:
            known = ", ".join(FORMULAS)
            raise Refused(
                f"Dữ liệu: không có công thức «{formula}» của chỉ tiêu «{data['code']}»; có {known}."
            )
    try:
        _list("", date.min, content)
    except (KeyError, TypeError, ValueError) as broken:
        raise Refused(f"Dữ liệu: bộ chỉ tiêu thiếu hoặc sai phần {broken}. Sửa theo tệp mẫu.") from None
