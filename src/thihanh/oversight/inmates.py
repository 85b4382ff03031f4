"""Parties who serve a prison term: where, until when, as a prison answered. Read with their matter."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from thihanh.coordination.bodies import body as body_of
from thihanh.law.notation import vn
from thihanh.matters.asking import Refusal
from thihanh.matters.listing import condition
from thihanh.matters.standing import in_force
from thihanh.offices.queries import Viewer
from thihanh.offices.reach import Reach, check_reaches
from thihanh.oversight.models import CustodyFact
from thihanh.trail.locking import hold
from thihanh.trail.stating import Stated, state

TAG = "cause:prisoner"
"""The tag of a matter whose debtor serves a prison term (``prison_over_2_years`` of the law's clocks)."""

PAGE = 30


@dataclass(frozen=True, slots=True)
class Answer:
    """What a prison answered about a party: where, until when, or released."""

    body: str
    answered_on: date
    place: str = ""
    ends_on: date | None = None
    released: bool = False
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Inmate:
    """A party of a matter who serves a term, or whose matter says so and no prison has answered yet."""

    matter_id: int
    number: str
    office: str
    officer: str
    outstanding: int
    person_id: int
    name: str
    answer: Answer | None

    def ended(self, on: date) -> bool:
        """Whether the term told is over: the party is to be asked about again."""
        return self.answer is not None and self.answer.ends_on is not None and self.answer.ends_on < on


@transaction.atomic
def state_custody(matter_id: int, person_id: int, answer: Answer, *, by: Viewer, on: date) -> None:
    """Record what a prison answered about a party. Raises LookupError, Denied, Refusal."""
    hold("matter", [matter_id])
    party = _party(matter_id, person_id)
    if party is None:
        raise LookupError(person_id)
    agency, office, officer = party
    check_reaches(by, "matter", "act", on=on, agency=agency, office=office, officer=officer)
    _check(answer, on)
    row: dict[str, object] = {
        "matter_id": matter_id,
        "person_id": person_id,
        "body": answer.body,
        "answered_on": answer.answered_on,
        "reference": answer.reference.strip()[:120],
        "salt": secrets.token_hex(16),
        "place": answer.place.strip()[:200],
        "ends_on": answer.ends_on,
        "released": answer.released,
    }
    stated = Stated(f"matter:{matter_id}", "custody.answered", answer.answered_on, [(CustodyFact, row)])
    state([stated], by=by.actor, on=on)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many serve a term, for how many a prison answered, how many terms told are over."""

    people: int
    told: int
    ended: int


def inmates(reach: Reach, *, office: str = "", start: int = 0, limit: int = PAGE) -> tuple[Inmate, ...]:
    """The debtors in the reach who serve a term, soonest end first, those not answered for last."""
    text, values = _asked(reach, office)
    ordered = f"{text} ORDER BY t.ends_on NULLS LAST, c.matter_id, n.id LIMIT %s OFFSET %s"
    with connection.cursor() as cursor:
        cursor.execute(ordered, [*values, limit, start])
        return tuple(_inmate(row) for row in cursor.fetchall())


def counted(reach: Reach, on: date, *, office: str = "") -> Counted:
    """How many there are in all; one statement."""
    text, values = _asked(reach, office)
    whole = f"SELECT count(*), count(body), count(*) FILTER (WHERE ends_on < %s) FROM ({text}) i"
    with connection.cursor() as cursor:
        cursor.execute(whole, [on, *values])
        found: Sequence[int] = cursor.fetchone()
        return Counted(*found)


def _asked(reach: Reach, office: str) -> tuple[str, list[Any]]:
    where, values = condition(reach)
    text = _INMATES.format(where=where, office="c.office = %s" if office else "TRUE")
    return text, [TAG, *values, *([office] if office else [])]


def of_party(matter_id: int, person_id: int) -> tuple[Answer, ...]:
    """Every answer about a party, oldest first; the caller has asked whether the matter may be seen."""
    rows = CustodyFact.objects.filter(matter_id=matter_id, person_id=person_id).order_by("id")
    return tuple(_answer(row.__dict__) for row in rows)


_INMATES = f"""
WITH told AS (
  SELECT DISTINCT ON (k.matter_id, k.person_id) k.* FROM oversight_custody k
  ORDER BY k.matter_id, k.person_id, k.id DESC
)
SELECT c.matter_id, c.number, c.office, c.officer, c.outstanding, n.id, n.name,
  t.body, t.answered_on, t.place, t.ends_on, t.released, t.reference
FROM matters_current c
JOIN matters_party p ON p.matter_id = c.matter_id AND p.role = 'debtor' AND {in_force("matters_party", "p")}
JOIN matters_person n ON n.id = p.person_id AND n.kind = 'person'
LEFT JOIN told t ON t.matter_id = c.matter_id AND t.person_id = p.person_id
WHERE NOT c.ended AND ((c.tags @> ARRAY[%s] AND t.id IS NULL) OR (t.id IS NOT NULL AND NOT t.released))
  AND {{where}} AND {{office}}"""


_OWN = ("matter_id", "number", "office", "officer", "outstanding", "person_id", "name")
_TOLD = ("body", "answered_on", "place", "ends_on", "released", "reference")


def _inmate(row: Sequence[Any]) -> Inmate:
    told = dict(zip(_TOLD, row[len(_OWN) :], strict=True))
    answer = _answer(told) if told["body"] is not None else None
    own: Mapping[str, Any] = dict(zip(_OWN, row[: len(_OWN)], strict=True))
    return Inmate(**own, answer=answer)


def _answer(told: Mapping[str, Any]) -> Answer:
    return Answer(**{name: told[name] for name in _TOLD})


def _party(matter_id: int, person_id: int) -> tuple[str, str, str] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.agency, c.office, c.officer FROM matters_current c JOIN matters_party p "
            f"ON p.matter_id = c.matter_id AND {in_force('matters_party', 'p')} "
            "WHERE c.matter_id = %s AND p.person_id = %s LIMIT 1",
            [matter_id, person_id],
        )
        found: tuple[str, str, str] | None = cursor.fetchone()
        return found


def _check(answer: Answer, on: date) -> None:
    if body_of(answer.body).kind != "prison":
        raise Refusal("input", "cơ quan trả lời phải là trại giam, trại tạm giam. Chọn lại.", "body")
    if answer.answered_on > on:
        raise Refusal("input", f"ngày trả lời {vn(answer.answered_on)} sau ngày làm việc.", "answered_on")
    if not answer.released and not answer.place.strip():
        raise Refusal("input", "ghi nơi chấp hành án, hoặc đã ra trại.", "place")
