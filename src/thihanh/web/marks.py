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
    return mark_safe(
        f'<span class="due due-{kind}">{_ICONS[kind]}<time datetime="{value.isoformat()}">'
        f"{vi.moment(value)}</time> · {words}</span>"
    )
