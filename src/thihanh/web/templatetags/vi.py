"""Tags and filters of every page: Vietnamese numbers and dates, icons, "vì sao" links."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import cast
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from thihanh.deadlines import Deadline
from thihanh.documents import states as papers
from thihanh.law.citations import cite
from thihanh.law.marks import MARK_MEANINGS, Mark
from thihanh.law.regimes import SHORT, Regime
from thihanh.law.terms import KIND_NAMES, UNIT_NAMES
from thihanh.statistics.numbers import Absent, Growth, Percent, Points
from thihanh.statistics.result import FormResult
from thihanh.web import format as vi
from thihanh.web import marks, words

register = template.Library()
_BRACKETED = re.compile(r"\[(S-secondary|S|K|I)\]")

register.filter("dem", vi.count)
register.filter("dong", vi.dong)
register.filter("ty", vi.billions)
register.filter("so_tien", vi.amount)
register.filter("phan_tram", vi.percent)
register.filter("diem", vi.points)
register.filter("ngay", vi.day)
register.filter("luc", vi.moment)
register.filter("thu", vi.weekday)


@register.filter
def luat(regime: Regime) -> str:
    """``R08`` → ``Luật 2008``."""
    return SHORT[regime]


@register.filter
def viec(value: int | None) -> str:
    """``6627`` → ``6.627 việc``."""
    return f"{vi.count(value)} việc"


@register.filter
def co_dau(value: int) -> str:
    """A whole difference with its sign."""
    return vi.signed(value)


register.simple_tag(marks.icon, name="icon")
register.simple_tag(marks.due, name="due")


@register.simple_tag
def why(
    rule: str,
    from_: date | datetime,
    facts: Iterable[tuple[str, bool]] = (),
    regime: str = "",
    words: str = "Vì sao?",
) -> SafeString:
    """The link that opens a deadline's explanation."""
    asked = [("rule", rule), ("from", from_.isoformat()), *(("fact", name) for name, true in facts if true)]
    if regime:
        asked.append(("regime", regime))
    address = f"{reverse('web:deadline')}?{urlencode(asked)}"
    return format_html('<a class="why" href="{}">{}</a>', address, words)


@register.filter
def mark(value: str) -> SafeString:
    """A source's mark with its meaning on hover and for screen readers."""
    meaning = MARK_MEANINGS[cast("Mark", value)]
    shown = "S dẫn" if value == "S-secondary" else value
    return format_html('<abbr class="mark mark-{}" title="{}">{}</abbr>', value.lower(), meaning, shown)


@register.filter
def ghi_dau(text: object) -> SafeString:
    """A sentence whose "[I]", "[K]" become the marks with their meanings."""
    parts = _BRACKETED.split(str(text))
    shown = ((mark(part) if place % 2 else part,) for place, part in enumerate(parts))
    return format_html_join("", "{}", shown)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: object) -> str:
    """The page's address with some parameters changed; an empty value removes the parameter."""
    values = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            values.pop(name, None)
        else:
            values[name] = str(value)
    return f"?{values.urlencode()}"


@register.simple_tag(takes_context=True)
def query_without(context: template.Context, *names: str) -> str:
    """The page's address without some parameters."""
    values = context["request"].GET.copy()
    for name in names:
        values.pop(name, None)
    return f"?{values.urlencode()}"


@register.filter
def moc(name: str) -> str:
    """The Vietnamese name of a clock of a rule."""
    return words.step(name)


@register.filter
def trich_dan(reference: str) -> str:
    """An article in the notation of the code as it is printed; what is none is shown as it stands."""
    try:
        return cite(reference)
    except KeyError:
        return reference


@register.filter
def so_luong(answer: Deadline) -> str:
    """The number of a term as the law writes it: ``09 ngày``."""
    if answer.number is None or answer.unit is None:
        return KIND_NAMES[answer.kind]
    return f"{answer.number:02d} {UNIT_NAMES[answer.unit]}"


@register.filter
def bo_dau_muc(text: str) -> str:
    """A step's sentence without the word that already stands as its heading."""
    head, sign, rest = text.partition(": ")
    if sign and head in ("Bắt đầu", "Sự kiện", "Pháp luật áp dụng"):
        return rest
    return text.removeprefix("Nối tiếp ")


@register.simple_tag
def sum_of(*amounts: int) -> str:
    """Several whole amounts added up."""
    return vi.count(sum(amounts))


@register.filter
def tinh_trang(state: str) -> str:
    """The state of a paper in words."""
    return papers.label(state)


@register.filter
def hanh_dong(code: str) -> str:
    """An act of the record in words."""
    return words.act(code)


@register.simple_tag(takes_context=True)
def toggle(context: template.Context, name: str, value: str) -> str:
    """The page's address with one value of a repeated parameter added, or removed where it stands."""
    values = context["request"].GET.copy()
    chosen = values.getlist(name)
    values.setlist(name, [one for one in chosen if one != value] if value in chosen else [*chosen, value])
    return f"?{values.urlencode()}"


@register.filter
def so(value: object) -> SafeString | str:
    """A rate or a difference as it writes itself; a dash that says why where there is none."""
    if isinstance(value, Absent):
        return format_html('<span title="{}">{}</span>', value.reason, vi.NONE)
    return str(value).replace("-", vi.MINUS) if isinstance(value, Percent | Points | Growth) else str(value)


@register.filter
def tho(value: object) -> str:
    """A rate as scripts read it; empty where there is none."""
    return f"{value.hundredths / 100:.2f}" if isinstance(value, Percent) else ""


@register.filter
def vuot(value: object) -> SafeString | str:
    """A difference in points without its unit: the unit stands in the heading."""
    if value is None:
        return vi.NONE
    written = so(value)
    return written if isinstance(value, Absent) else str(written).removesuffix(" điểm %")


@register.simple_tag
def o(form: FormResult, code: str) -> SafeString | str:
    """A cell of a form by its column's code: matters, billions of đồng, or a rate."""
    value = form.figures[code]
    if not isinstance(value, int):
        return so(value)
    return vi.grouped(Decimal(value) / vi.BILLION, 1) if form.form.of == "money" else vi.count(value)


@register.filter
def nguon(text: str) -> str:
    """Where a published row was found, in Vietnamese."""
    for said, meant in words.SOURCE_PHRASES:
        text = text.replace(said, meant)
    return text


@register.filter
def gon(name: str) -> str:
    """A unit's name short enough for a drawing."""
    return name.removeprefix("Phòng THADS ").removeprefix("Phòng ")


@register.filter
def ho_so(subject: str) -> str:
    """The subject of an entry in words: ``việc 12443``."""
    return words.subject(subject)
