"""Who may sign in the head's stead: dated phân công, thừa lệnh, ủy quyền, and the signature block each gives.

The head answers for what is signed so (L25 Đ.22). A power names kinds of papers and days; outside of them
nothing is signed, and the refusal names the power and its days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from thihanh.law.notation import vn
from thihanh.offices.facts import lock, state
from thihanh.offices.models import PowerFact, live
from thihanh.offices.policy import Denied
from thihanh.offices.queries import agency_of, names_of, post_on, posts_of, unit
from thihanh.offices.reach import Reach, Viewer, check_reaches, reach
from thihanh.offices.rows import PostRow
from thihanh.offices.rules import Refused
from thihanh.offices.states import ROLES
from thihanh.trail.operations import once, remember
from thihanh.trail.stating import Stated

ALL = "*"
LONGEST_DOCUMENT = 120


@dataclass(frozen=True)
class PowerKind:
    """A way of signing in another's stead: its prefix, whose posts may hold it, whether it must end."""

    code: str
    label: str
    prefix: str
    holders: frozenset[str]
    must_end: bool
    article: str
    mark: str


KINDS: dict[str, PowerKind] = {
    one.code: one
    for one in (
        PowerKind(
            "assign",
            "Phân công ký thay",
            "KT.",
            frozenset({"province_deputy"}),
            False,
            "L25 Đ.22.3; NĐ 30/2020 Đ.13.1",
            "K",
        ),
        PowerKind(
            "order",
            "Giao ký thừa lệnh",
            "TL.",
            frozenset({"nv_head", "office_head"}),
            False,
            "L25 Đ.22; NĐ 30/2020 Đ.13.4",
            "K",
        ),
        PowerKind(
            "authorise",
            "Ủy quyền ký",
            "TUQ.",
            frozenset({"nv_head", "office_head"}),
            True,
            "L25 Đ.22, 23.2; NĐ 30/2020 Đ.13.3",
            "K",
        ),
    )
}


@dataclass(frozen=True)
class PowerRow:
    """A power as it stands; ``last_day`` None where no end is set."""

    id: int
    holder: str
    holder_name: str
    agency: str
    office: str
    kind: str
    groups: tuple[str, ...]
    first_day: date
    last_day: date | None
    document: str
    reason: str

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def covers(self, office: str, group: str) -> bool:
        """Whether papers of this kind from this office are meant."""
        return self.office in ("", office) and (ALL in self.groups or group in self.groups)

    @property
    def words(self) -> str:
        """How a sentence names the power: its kind, its document, its days."""
        until = f"đến {vn(self.last_day)}" if self.last_day else "chưa định ngày hết"
        label = KINDS[self.kind].label
        return f"{label[0].lower()}{label[1:]} theo {self.document} (từ {vn(self.first_day)} {until})"


@dataclass(frozen=True)
class SigningBlock:
    """What stands above a name: the prefix, the lines in capitals, the name; and the power behind it."""

    prefix: str
    lines: tuple[str, ...]
    name: str
    power_id: int | None = None


@dataclass(frozen=True)
class NewPower:
    """A power to be granted."""

    holder: str
    kind: str
    groups: tuple[str, ...]
    first_day: date
    last_day: date | None
    document: str
    office: str = ""


def signing_block(
    officer: str, *, agency: str, office: str, on: date, group: str, what: str = ""
) -> SigningBlock:
    """The block under which this officer signs a head's paper that day.

    ``group`` is the paper's kind, ``what`` its words for a refusal. Raises Denied, naming the power that
    does not cover it.
    """
    head = next(
        (row for row in posts_of(officer, on) if row.role == "province_head" and row.unit == agency), None
    )
    if head is not None:
        return SigningBlock("", (_capitals(head.title),), head.name)
    held = tuple(row for row in powers_of(officer, on=None) if row.agency == agency)
    for row in held:
        post = _post_for(row.kind, officer, on, agency)
        if post is not None and row.holds(on) and row.covers(office, group):
            kind = KINDS[row.kind]
            above = _capitals(ROLES["province_head"].title(on))
            return SigningBlock(
                kind.prefix, (f"{kind.prefix} {above}", _capitals(_titled(post, on))), post.name, row.id
            )
    raise Denied(_why_not(officer, held, on=on, office=office, group=group, what=what or group))


def may_sign_some(viewer: Viewer, on: date) -> bool:
    """Whether papers may wait for this viewer to sign: as the head, or under a power that holds that day."""
    return "province_head" in viewer.roles or bool(powers_of(viewer.officer, on=on))


def own_block(officer: str, on: date) -> SigningBlock:
    """The block of an officer who signs in his own name (biên bản, thông báo of the officer)."""
    post = post_on(officer, on) or next(iter(posts_of(officer, on)), None)
    if post is None:
        raise Denied(
            f"Quyền: {officer} không giữ chức vụ nào ngày {vn(on)} nên không ký được văn bản. "
            "Hãy kiểm tra việc bổ nhiệm."
        )
    title = ROLES["officer"].title(on) if post.role == "officer" else _titled(post, on)
    return SigningBlock("", (_capitals(title),), post.name)


def powers_of(officer: str, *, on: date | None) -> tuple[PowerRow, ...]:
    """The powers somebody holds on the day, or has ever held where no day is given; the latest first."""
    rows = _rows(Q(holder=officer))
    return tuple(row for row in rows if on is None or row.holds(on))


def powers(reach_: Reach) -> tuple[PowerRow, ...]:
    """Every power in reach, also ended ones; the latest first. A power is where its holder's unit is."""
    if reach_.everything:
        return _rows(Q())
    inside = Q(agency__in=reach_.agencies) | Q(office__in=reach_.offices) | Q(holder__in=reach_.officers)
    agencies = {unit.partition(".")[0] for unit in reach_.offices}
    return _rows(inside | Q(agency__in=agencies, office=""))


def grant(new: NewPower, *, by: Viewer, on: date, key: str = "") -> int:
    """Grant a power; its id. Raises Denied, Refused, KeyReused."""
    return grant_many([new], by=by, on=on, key=key)[0]


@transaction.atomic
def grant_many(rows: Sequence[NewPower], *, by: Viewer, on: date, key: str = "") -> tuple[int, ...]:
    """Grant powers, one entry per holder's power; nothing where one of them cannot be. Once for one key."""
    asked = repr((by.actor, tuple(rows)))
    if key and (before := once(key, asked)) is not None:
        return tuple(before["powers"])
    lock()
    check_reaches(by, "power", "grant", on=on, agency=by.agency)
    statements = []
    for new in rows:
        post = _check_grant(new, by, on)
        agency = agency_of(post.unit)
        check_reaches(by, "power", "grant", on=on, agency=agency, office=new.office)
        values: dict[str, object] = {
            "holder": new.holder,
            "agency": agency,
            "office": new.office,
            "kind": new.kind,
            "groups": list(new.groups),
            "first_day": new.first_day,
            "last_day": new.last_day,
            "document": new.document.strip(),
        }
        statements.append(
            Stated(
                f"officer:{new.holder}",
                "office.power_granted",
                new.first_day,
                [(PowerFact, values)],
                article=KINDS[new.kind].article.partition(";")[0],
            )
        )
    entries = state(statements, by=by.actor, on=on)
    found = dict(PowerFact.objects.filter(entry_id__in=entries).values_list("entry_id", "id"))
    ids = tuple(found[entry] for entry in entries)
    if key:
        remember(key, asked, {"powers": ids})
    return ids


@transaction.atomic
def end(power: int, *, last_day: date, reason: str, by: Viewer, on: date) -> None:
    """End a power after a day, not before today: what was signed under it stays signed.

    Raises LookupError out of reach, Denied, Refused.
    """
    lock()
    seen = reach(by, "power", "read", on)
    fact = PowerFact.objects.filter(id=power).first()
    if fact is None or not _may_see(fact, seen):
        raise LookupError("Không tìm thấy quyền ký này trong phạm vi được xem.")
    if not live(PowerFact.objects.filter(id=power)).exists():
        raise Refused("Trạng thái: quyền ký này đã được sửa hoặc chấm dứt. Hãy mở lại danh sách.")
    check_reaches(by, "power", "grant", on=on, agency=fact.agency, office=fact.office)
    if last_day < on or last_day < fact.first_day:
        raise Refused(
            f"Trạng thái: ngày hết {vn(last_day)} đã qua hoặc trước ngày bắt đầu; văn bản đã ký không mất "
            f"hiệu lực vì thế. Chọn từ ngày {vn(max(on, fact.first_day))} trở đi."
        )
    if fact.last_day is not None and fact.last_day <= last_day:
        raise Refused(f"Trạng thái: quyền ký này đã hết ngày {vn(fact.last_day)}, không cần chấm dứt thêm.")
    if len(reason.strip()) < _SHORTEST_REASON:
        raise Refused("Dữ liệu: ghi lý do chấm dứt quyền ký, ít nhất 10 ký tự.")
    values: dict[str, object] = {
        "holder": fact.holder,
        "agency": fact.agency,
        "office": fact.office,
        "kind": fact.kind,
        "groups": list(fact.groups),
        "first_day": fact.first_day,
        "last_day": last_day,
        "document": fact.document,
        "reason": reason.strip(),
        "replaces_id": fact.id,
    }
    statement = Stated(f"officer:{fact.holder}", "office.power_ended", last_day, [(PowerFact, values)])
    state([statement], by=by.actor, on=on)


_SHORTEST_REASON = 10


def _may_see(fact: PowerFact, seen: Reach) -> bool:
    """As ``powers`` lists them: one for the whole agency is seen in each of its offices."""
    everywhere = not fact.office and fact.agency in {agency_of(unit) for unit in seen.offices}
    return everywhere or seen.covers(fact.agency, fact.office or None, fact.holder)


def _check_grant(new: NewPower, by: Viewer, on: date) -> PostRow:
    kind = KINDS.get(new.kind)
    if kind is None:
        raise Refused(f"Dữ liệu: không có cách giao quyền ký «{new.kind}». Hãy chọn trong danh sách.")
    if new.holder == by.officer:
        raise Refused("Quyền: không ai tự giao quyền ký cho mình. Hãy để Trưởng THADS giao.")
    post = _post_for(new.kind, new.holder, max(new.first_day, on), by.agency)
    if post is None:
        wanted = ", ".join(ROLES[role].title(on) for role in sorted(kind.holders))
        raise Refused(
            f"Pháp luật: «{kind.label}» chỉ giao cho người giữ chức vụ {wanted} vào ngày "
            f"{vn(new.first_day)}. "
            "Hãy chọn người khác hoặc cách giao khác."
        )
    if new.office and (agency_of(new.office) != by.agency or unit(new.office, on) is None):
        raise Refused("Dữ liệu: đơn vị của văn bản không thuộc cơ quan này. Hãy chọn trong danh sách.")
    if not new.groups:
        raise Refused("Dữ liệu: chọn ít nhất một loại văn bản được ký, hoặc chọn tất cả.")
    if not 0 < len(new.document.strip()) <= LONGEST_DOCUMENT:
        raise Refused("Dữ liệu: ghi số, ngày văn bản phân công hoặc ủy quyền (tối đa 120 ký tự).")
    if kind.must_end and new.last_day is None:
        raise Refused("Pháp luật: ủy quyền ký phải có thời hạn nhất định. Hãy ghi ngày hết ủy quyền.")
    if new.last_day is not None and new.last_day < new.first_day:
        raise Refused("Dữ liệu: ngày hết đứng trước ngày bắt đầu. Hãy kiểm tra lại hai ngày.")
    return post


def _post_for(kind: str, officer: str, on: date, agency: str) -> PostRow | None:
    """The post in the agency by which somebody may hold a power of this kind that day."""
    return next(
        (
            row
            for row in posts_of(officer, on)
            if row.role in KINDS[kind].holders and agency_of(row.unit) == agency
        ),
        None,
    )


def _why_not(officer: str, held: Sequence[PowerRow], *, on: date, office: str, group: str, what: str) -> str:
    posts = posts_of(officer, on)
    who = f"{posts[0].title} {posts[0].name}" if posts else officer
    head = ROLES["province_head"].title(on)
    next_ = f"Hãy trình {head} ký, hoặc đề nghị {head} giao quyền ký."
    meant = [row for row in held if row.covers(office, group)]
    if not held:
        return f"Quyền: {who} chưa được phân công hoặc ủy quyền ký {what}. {next_}"
    if not meant:
        other = "; ".join(dict.fromkeys(row.words for row in held[:2]))
        return f"Quyền: {other} của {who} không gồm {what} của đơn vị này. {next_}"
    row = meant[0]
    if row.first_day > on:
        return f"Quyền: {row.words} của {who} chưa bắt đầu vào ngày {vn(on)}, không ký được {what}. {next_}"
    if not row.holds(on):
        return f"Quyền: {row.words} của {who} đã hết vào ngày {vn(on)}, không ký được {what}. {next_}"
    return (
        f"Quyền: {who} không còn giữ chức vụ của {row.words} vào ngày {vn(on)}, không ký được {what}. {next_}"
    )


def _rows(condition: Q) -> tuple[PowerRow, ...]:
    facts = list(live(PowerFact.objects.filter(condition)).order_by("-first_day", "-id"))
    names = names_of({fact.holder for fact in facts}, max((f.first_day for f in facts), default=date.min))
    rows = [
        PowerRow(
            id=fact.id,
            holder=fact.holder,
            holder_name=names.get(fact.holder, fact.holder),
            agency=fact.agency,
            office=fact.office,
            kind=fact.kind,
            groups=tuple(fact.groups),
            first_day=fact.first_day,
            last_day=fact.last_day,
            document=fact.document,
            reason=fact.reason,
        )
        for fact in facts
    ]
    return tuple(rows)


def _titled(post: PostRow, on: date) -> str:
    """The head of an office by the office's own name: Trưởng phòng THADS khu vực 1."""
    place = unit(post.unit, on)
    if post.role not in ("nv_head", "office_head") or place is None or not place.name.startswith("Phòng "):
        return post.title
    return f"Trưởng {place.name}"


def _capitals(title: str) -> str:
    """A post in capitals as a paper bears it, the agency's name written out."""
    return title.replace("THADS", "thi hành án dân sự").upper()
