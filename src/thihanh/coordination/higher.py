"""Where the law names another body to turn to once one is late: a court that does not explain (RF-50)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.coordination.bodies import named
from thihanh.coordination.duties import Duty, duties, duty
from thihanh.coordination.requests import CODE, WAITING
from thihanh.deadlines import Calendar
from thihanh.dossiers.life import Dossier, clocks, nearest
from thihanh.dossiers.loading import load
from thihanh.dossiers.queries import of_dossiers
from thihanh.law.notation import vn

RF_50: Final = "RF-50"
"""The mark of a late explanation that nobody took to the court above."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The request to the body above: its duty and body, and what it begins with."""

    duty: str
    body: str
    content: str
    late: str


def turn(dossier: Dossier, calendar: Calendar, on: date) -> Turn | None:
    """What is to be asked above on a day; None while the body has time, or where none stands above it."""
    if dossier.kind.code != CODE or dossier.state not in WAITING:
        return None
    asked, term = duty(str(dossier.values["duty"])), nearest(clocks(dossier, calendar))
    if not is_named(asked, on) or term is None or term.due is None or on <= term.due:
        return None
    whom = named(str(dossier.values["body"]), str(dossier.values.get("body_name") or ""))
    content = (
        f"{whom} chưa trả lời yêu cầu số {dossier.number_text} ngày {vn(dossier.opened_on)} về việc "
        f"{asked.asks}, quá hạn từ ngày {vn(term.due)}. Kiến nghị {duty(asked.next).asks}."
    )
    (above,) = duty(asked.next).bodies
    return Turn(asked.next, above, content, asked.late)


def is_named(asked: Duty, on: date) -> bool:
    """Whether the law of the day names a body above for the duty (Đ.22.2d of the law of 2025)."""
    return bool(asked.next) and duty(asked.next).variant(on).on(on) is not None


def turned(dossier_ids: Collection[int]) -> frozenset[int]:
    """Those of the requests that were taken to the body above already."""
    later = of_dossiers(tuple(dossier_ids), (CODE,))
    found = load({one for many in later.values() for one in many})
    return frozenset(
        earlier
        for earlier, many in later.items()
        if any(found[one].values["duty"] in _above() for one in many)
    )


def _above() -> frozenset[str]:
    return frozenset(one.next for one in duties().values() if one.next)
