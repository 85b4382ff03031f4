"""Small pieces of a page that carry meaning by word, shape and colour: an icon, a date with its distance."""

from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from thihanh.deadlines import Calendar
from thihanh.web import format as vi

_SHAPES = {"late": "alert-triangle", "soon": "clock", "calm": "calendar", "done": "check"}


def icon(name: str) -> SafeString:
    """An outline from the sprite; decorative, a word always stands beside it."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


_ICONS = {kind: icon(name) for kind, name in _SHAPES.items()}


def due(value: date | datetime, on: date, calendar: Calendar, done: bool = False) -> SafeString:
    """A date with its distance, its colour and its shape."""
    last = value.date() if isinstance(value, datetime) else value
    kind = "done" if done else vi.urgency(last, on)
    words = "đã xong" if done else vi.distance(last, on, calendar.is_working)
    return _marked(value, kind, words)


def due_in_days(value: date, on: date) -> SafeString:
    """The same with the bare number of days by the calendar, for a column whose heading says the unit."""
    gap = (value - on).days
    words = f"còn {vi.grouped(gap)}" if gap > 0 else f"quá hạn {vi.grouped(-gap)}" if gap else "hôm nay"
    return _marked(value, vi.urgency(value, on), words)


def _marked(value: date | datetime, kind: str, words: str) -> SafeString:
    return mark_safe(
        f'<span class="due due-{kind}">{_ICONS[kind]}<time datetime="{value.isoformat()}">'
        f"{vi.moment(value)}</time> · {words}</span>"
    )
