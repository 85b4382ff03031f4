"""What the state of the record allows: appointments, absences, a unit's own days, accounts.

Refusals say "Trạng thái: …" and what to do next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from thihanh.offices.models import OfficerFact, PostFact
from thihanh.offices.states import RANKS, ROLES


class Refused(ValueError):
    """The act does not fit what stands in the record; ``sentence`` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Appointment:
    """A person holds a role at a unit from the first to the last day, both included.

    Without a last day the post goes on; an end already in the record is then left as it is.
    """

    code: str
    name: str
    unit: str
    role: str
    first_day: date
    last_day: date | None = None
    rank: str = ""
    source: str = ""


@dataclass(frozen=True)
class Change:
    """A row to be written: a post's or a name's change point; ``replaces_id`` names the row it replaces."""

    on: date
    unit: str = ""
    role: str = ""
    rank: str = ""
    ended: bool = False
    name: str = ""
    replaces_id: int | None = None
    id: int | None = None
    source: str = ""


@dataclass
class Career:
    """What the record says of one person, and what is to be added to it."""

    code: str
    names: list[Change] = field(default_factory=list)
    posts: list[Change] = field(default_factory=list)
    added_names: list[Change] = field(default_factory=list)
    added_posts: list[Change] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Nothing of this person stands in the record yet."""
        return all(change.id is None for change in self.names)

    def apply(self, one: Appointment) -> None:
        """Add what the appointment says beyond the record; nothing where it says the same."""
        self._name(one)
        line = [change for change in self.posts if (change.unit, change.role) == (one.unit, one.role)]
        start = Change(one.first_day, one.unit, one.role, one.rank, source=one.source)
        self._post(start, [c for c in line if not c.ended and c.on == one.first_day], one)
        if one.last_day is not None:
            end = replace(start, on=one.last_day + timedelta(days=1), ended=True)
            self._post(end, _end_of_stay(line, one.first_day), one)

    def _name(self, one: Appointment) -> None:
        known = [change for change in self.names if change.on <= one.first_day]
        last = max(known, key=lambda change: change.on, default=None)
        if last is not None and last.name == one.name:
            return
        same_day = last if last is not None and last.on == one.first_day else None
        change = Change(one.first_day, name=one.name, source=one.source)
        self._add(self.names, self.added_names, change, same_day, one)

    def _post(self, change: Change, same: Sequence[Change], one: Appointment) -> None:
        before = same[0] if same else None
        if before is not None and (before.on, before.rank, before.ended) == (
            change.on,
            change.rank,
            change.ended,
        ):
            return
        self._add(self.posts, self.added_posts, change, before, one)

    @staticmethod
    def _add(
        line: list[Change], added: list[Change], change: Change, before: Change | None, one: Appointment
    ) -> None:
        if before is not None:
            if before.id is None:
                raise Refused(
                    f"Trạng thái: hai dòng về cán bộ {one.code} từ ngày {one.first_day:%d/%m/%Y} trái nhau. "
                    "Hãy giữ lại một dòng."
                )
            line.remove(before)
            change = replace(change, replaces_id=before.id)
        line.append(change)
        added.append(change)


def _end_of_stay(line: Iterable[Change], first_day: date) -> list[Change]:
    """The end of the stay that began on the day: the first end after it with no new beginning between."""
    later = sorted((c for c in line if c.on > first_day), key=lambda c: (c.on, not c.ended))
    return later[:1] if later and later[0].ended else []


def careers(names: Iterable[OfficerFact], posts: Iterable[PostFact]) -> dict[str, Career]:
    """The record of several people, from their standing facts."""
    found: dict[str, Career] = {}
    for named in names:
        change = Change(named.on, name=named.name, id=named.id)
        found.setdefault(named.code, Career(named.code)).names.append(change)
    for post in posts:
        change = Change(post.on, post.unit, post.role, post.rank, post.ended, id=post.id)
        found.setdefault(post.officer, Career(post.officer)).posts.append(change)
    return found


def check_may_appoint(one: Appointment, unit_exists: bool) -> None:
    """Raises Refused where the role, rank, unit or days of the appointment cannot be."""
    if one.role not in ROLES:
        raise Refused(f"Trạng thái: không có chức vụ «{one.role}». Hãy chọn một chức vụ trong danh sách.")
    if one.rank and one.rank not in RANKS:
        raise Refused(f"Trạng thái: không có ngạch «{one.rank}»; chỉ có {', '.join(RANKS.values())}.")
    if not one.code.strip() or not one.name.strip():
        raise Refused("Trạng thái: cán bộ phải có mã và họ tên.")
    if one.last_day is not None and one.last_day < one.first_day:
        raise Refused(
            f"Trạng thái: {one.name} thôi giữ chức vụ ngày {one.last_day:%d/%m/%Y}, trước ngày bắt đầu "
            f"{one.first_day:%d/%m/%Y}. Hãy kiểm tra lại hai ngày."
        )
    if not unit_exists:
        raise Refused(
            f"Trạng thái: ngày {one.first_day:%d/%m/%Y} không có đơn vị mã «{one.unit}». "
            "Hãy kiểm tra mã đơn vị hoặc ngày bắt đầu."
        )


@dataclass(frozen=True)
class Leave:
    """An absence about to be recorded, with what the record says about those concerned."""

    officer: str
    first_day: date
    last_day: date
    replacement: str
    officer_in_post: bool
    replacement_fits: bool
    overlaps: bool
    replacement_away: bool


def check_may_leave(leave: Leave) -> None:
    """Raises Refused where the absence or its replacement cannot be."""
    if leave.last_day < leave.first_day:
        raise Refused("Trạng thái: ngày cuối vắng mặt đứng trước ngày đầu. Hãy kiểm tra lại hai ngày.")
    if not leave.officer_in_post:
        raise Refused(
            f"Trạng thái: {leave.officer} không giữ chức vụ nào ngày {leave.first_day:%d/%m/%Y}. "
            "Hãy kiểm tra mã cán bộ và ngày."
        )
    if leave.overlaps:
        raise Refused(
            f"Trạng thái: {leave.officer} đã có một đợt vắng mặt trùng những ngày này. "
            "Hãy sửa hoặc hủy đợt đó trước."
        )
    if leave.replacement == leave.officer:
        raise Refused("Trạng thái: người vắng mặt không thể tự thay mình. Hãy chọn người khác.")
    if leave.replacement and not leave.replacement_fits:
        raise Refused(
            f"Trạng thái: {leave.replacement} không giữ chức vụ thay được trong suốt những ngày này "
            "(thay chấp hành viên phải là chấp hành viên). Hãy chọn người khác."
        )
    if leave.replacement_away:
        raise Refused(
            f"Trạng thái: {leave.replacement} cũng vắng mặt trong những ngày này. Hãy chọn người khác."
        )
