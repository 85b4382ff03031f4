"""Thư hằng tuần: to each body what it alone owes and is late with; proposed on Monday, a paper of the head.

A letter says of a request only what the request itself told the body: number and day, duty, last day, days
late, the office that asked, and until when the reply link it was given still opens. Nothing late, no letter.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db import transaction

from thihanh.coordination.bodies import body, catalogue, named, today_of
from thihanh.coordination.duties import duty
from thihanh.coordination.links import expiries
from thihanh.coordination.requests import CODE as REQUEST
from thihanh.coordination.requests import WAITING
from thihanh.dossiers import queries
from thihanh.dossiers.kinds import Asked, Field, Kind, Step, Values
from thihanh.dossiers.life import Dossier, placed
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import New, open_as
from thihanh.dossiers.queries import Filters, Row
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.offices import queries as offices
from thihanh.offices.queries import Reach
from thihanh.trail.locking import hold_named

CODE: Final = "overdue_letter"
PAPER: Final = "CV-THU-TUAN-PH"
ACTOR: Final = "coordination.weekly"
_LONGEST: Final = 200_000
_MOST: Final = 200_000


@dataclass(frozen=True, slots=True)
class Item:
    """A request that a body owes and is late with, as its letter says it."""

    dossier_id: int
    number_text: str
    sent_on: date
    duty: str
    due: date
    days: int
    office: str
    link_until: date | None

    @property
    def words(self) -> str:
        """The line of the letter."""
        link = (
            f"; phiếu trả lời đã gửi còn dùng đến hết ngày {vn(self.link_until)}" if self.link_until else ""
        )
        return (
            f"Yêu cầu số {self.number_text} ngày {vn(self.sent_on)}, {self.duty[:1].lower()}{self.duty[1:]}: "
            f"hạn trả lời {vn(self.due)}, quá hạn {self.days} ngày{link}."
        )


@dataclass(frozen=True, slots=True)
class Letter:
    """A body's letter of a week; ``dossier`` is None while nobody proposed it."""

    body: str
    name: str
    items: tuple[Item, ...]
    dossier: Dossier | None = None

    @property
    def code(self) -> str:
        """The body of the catalogue."""
        return self.body.partition(":")[0]

    @property
    def content(self) -> str:
        """What the letter says: its items numbered under the office that asked, the longest waiting first."""
        offices = dict.fromkeys(one.office for one in self.items)
        lines, no = [], 0
        for office in offices:
            lines.append(f"{office} yêu cầu:")
            for one in self.items:
                if one.office == office:
                    no += 1
                    lines.append(f"{no}. {one.words}")
        return "\n".join(lines)

    @property
    def unlinked(self) -> tuple[int, ...]:
        """The requests of which no reply link is in force."""
        return tuple(one.dossier_id for one in self.items if one.link_until is None)

    @property
    def can_be_sent(self) -> bool:
        """Whether there is anything to say, and a body to say it to (not: one of many took over)."""
        return bool(self.items and self.body)


def _check_week(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    week = values["week"]
    assert isinstance(week, date)
    if week != monday(week):
        raise Refusal("input", f"ngày {vn(week)} không phải thứ Hai. Ghi ngày thứ Hai của tuần.", "week")
    found = body(str(values["body"]))
    if not found.stands(asked.on):
        raise Refusal("law", f"ngày {vn(asked.on)} không có {found.name}. Chọn lại cơ quan.", "body")
    if found.place != bool(values.get("body_name")):
        raise Refusal("input", "ghi tên cơ quan khi có ở nhiều nơi, bỏ trống khi chỉ có một.", "body_name")


LETTER: Final = Kind(
    code=CODE,
    label="thư hằng tuần về trả lời quá hạn",
    object="coordination",
    prefix="TQH",
    group="coordination",
    states={"proposed": "đề nghị lập", "sent": "đã phát hành", "dropped": "không gửi"},
    ended=frozenset({"sent", "dropped"}),
    steps=(
        Step(
            "propose",
            "Đề nghị lập thư",
            "đề nghị",
            to="proposed",
            right="letter",
            fields=(
                Field(
                    "body",
                    "Cơ quan",
                    "body",
                    choices=lambda dossier: [Choice(one.code, one.name) for one in catalogue().values()],
                ),
                Field("body_name", "Tên cơ quan nhận", "text", required=False),
                Field("week", "Tuần từ thứ Hai ngày", "date"),
            ),
            check=_check_week,
        ),
        Step(
            "send",
            "Trình ký thư",
            "trình ký",
            after=frozenset({"proposed"}),
            to="sent",
            right="letter",
            fields=(Field("content", "Các yêu cầu quá hạn", "long", longest=_LONGEST),),
            paper=PAPER,
            signer="head",
            mark="I",
        ),
        Step(
            "drop",
            "Không gửi tuần này",
            "bỏ",
            after=frozenset({"proposed"}),
            to="dropped",
            right="letter",
            fields=(Field("reason", "Lý do", "long"),),
        ),
    ),
    title=lambda values: (
        f"{named(str(values['body']), str(values.get('body_name') or ''))}: tuần {_said(values)}"
    ),
    body="body",
    names_body=True,
    note="Mỗi cơ quan một thư một tuần, chỉ nêu yêu cầu của chính cơ quan đó.",
    from_matter=False,
)


def _said(values: Values) -> str:
    week = values.get("week")
    return vn(week) if isinstance(week, date) else ""


def monday(on: date) -> date:
    """The Monday of a day's week."""
    return on - timedelta(days=on.weekday())


def of_week(agency: str, on: date) -> tuple[Letter, ...]:
    """The letters of the week of a day: who is late on it, and who was proposed; by name."""
    owed = _owed(agency, on)
    known = _proposed(agency, on)
    names = {code: one[0] for code, one in owed.items()} | {code: _named(one) for code, one in known.items()}
    made = [
        Letter(code, names[code], owed[code][1] if code in owed else (), known.get(code)) for code in names
    ]
    return tuple(sorted(made, key=lambda one: (one.name, one.body)))


def open_proposals(letters: Collection[Letter], agency: str, *, actor: str, on: date) -> dict[str, int]:
    """Open the dossiers of letters that have none, in the caller's transaction; the new ids by body."""
    wanted = [one for one in letters if one.dossier is None and one.can_be_sent]
    ids = open_as([_new(one, agency, on) for one in wanted], actor=actor, unit=agency, on=on)
    return {one.body: number for one, number in zip(wanted, ids, strict=True)}


def propose(on: date) -> int:
    """On Monday: propose the letters of the week, once each; how many are new."""
    made = 0
    late = queries.within(Reach(everything=True), Filters(kinds=(REQUEST,), group="late"), on, limit=_MOST)
    for agency in sorted({one.agency for one in late}):
        with transaction.atomic():
            hold_named(lock_of(agency))
            made += len(open_proposals(of_week(agency, on), agency, actor=ACTOR, on=on))
    return made


def lock_of(agency: str) -> str:
    """The name of the lock under which an agency's letters of a week are made."""
    return f"thihanh.coordination.letters:{agency}"


def _new(one: Letter, agency: str, on: date) -> New:
    raw = {"body": one.code, "week": monday(on).isoformat()}
    if body(one.code).place:
        raw["body_name"] = one.name
    return New(CODE, raw, agency)


def _owed(agency: str, on: date) -> dict[str, tuple[str, tuple[Item, ...]]]:
    """By the body that owes today: its name and what it is late with, the oldest last day first."""
    scope = Reach(agencies=frozenset({agency}))
    rows = [
        one
        for one in queries.within(scope, Filters(kinds=(REQUEST,), group="late"), on, limit=_MOST)
        if one.state in WAITING
    ]
    dossiers = load([one.id for one in rows])
    until = expiries([one.id for one in rows], on)
    units = {one.code: one.name for one in offices.units(on, agency)}
    grouped: dict[str, list[Item]] = defaultdict(list)
    names: dict[str, str] = {}
    for row in rows:
        code, name = _addressee(dossiers[row.id], on)
        names[code] = name
        grouped[code].append(_item(row, dossiers[row.id], units, until, on))
    return {code: (names[code], tuple(found)) for code, found in grouped.items()}


def _item(row: Row, dossier: Dossier, units: Mapping[str, str], until: Mapping[int, date], on: date) -> Item:
    assert row.next_due is not None
    label = duty(str(dossier.values["duty"])).label
    days = (on - row.next_due).days
    return Item(
        row.id,
        row.number_text,
        row.opened_on,
        label,
        row.next_due,
        days,
        units.get(row.office, row.office),
        until.get(row.id),
    )


def _addressee(dossier: Dossier, on: date) -> tuple[str, str]:
    """Whom a letter of today goes to for a request of then: the body, or the one that took over.

    Code "" where one of many took over and nobody knows which.
    """
    code, name = str(dossier.values["body"]), str(dossier.values.get("body_name") or "")
    now = today_of(code, on)
    if now.code == code:
        return placed(code, name), named(code, name)
    return ("", "Chưa rõ cơ quan tiếp nhận") if now.place else (now.code, now.name)


def _proposed(agency: str, on: date) -> dict[str, Dossier]:
    """The letters of the week that were proposed, by body."""
    scope = Reach(agencies=frozenset({agency}))
    first = monday(on)
    rows = queries.within(scope, Filters(kinds=(CODE,)), on, order="opened", limit=_MOST_A_WEEK)
    found = load([one.id for one in rows if first <= one.opened_on <= on])
    return {one.body: one for one in found.values() if one.values["week"] == first}


_MOST_A_WEEK: Final = 2_000


def _named(one: Dossier) -> str:
    return named(str(one.values["body"]), str(one.values.get("body_name") or ""))
