"""The Steering Committee as a dossier: its establishment, renewals, members, working rules, programmes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.dossiers.kinds import Asked, Field, Kind, Step, Values
from thihanh.dossiers.life import Dossier
from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.steering.owners import owner_name, owners

CODE: Final = "committee"
POSTS: Final = (
    Choice("chair", "Trưởng ban"),
    Choice("standing_vice", "Phó Trưởng ban thường trực"),
    Choice("vice", "Phó Trưởng ban"),
    Choice("member", "Ủy viên"),
    Choice("invited", "Thành phần mời"),
    Choice("secretary", "Tổ giúp việc"),
)
POST_LABELS: Final = {one.code: one.label for one in POSTS}
_ORDER: Final = {one.code: place for place, one in enumerate(POSTS)}
SINGLE: Final = frozenset({"chair", "standing_vice"})
"""Posts that one person holds at a time."""
VOTING: Final = frozenset({"chair", "standing_vice", "vice", "member"})
_STANDING = frozenset({"standing"})


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the committee on a day; ``key`` names the membership in forms."""

    key: str
    person: str
    title: str
    body: str
    body_name: str
    post: str
    since: date
    until: date | None

    @property
    def post_label(self) -> str:
        """The post in words."""
        return POST_LABELS[self.post]

    @property
    def body_label(self) -> str:
        """The body's name."""
        return owner_name(self.body, self.body_name)


@dataclass(frozen=True, slots=True)
class Committee:
    """The committee as it stood on a day."""

    id: int
    agency: str
    name: str
    decision: str
    decided_on: date
    decided_by: str
    members: tuple[Member, ...]
    rules: str
    papers_days: int | None
    programmes: tuple[Values, ...]

    def holder(self, post: str) -> Member | None:
        """Who holds a post; None for nobody."""
        return next((one for one in self.members if one.post == post), None)

    @property
    def voting(self) -> tuple[Member, ...]:
        """Members whose word counts in a conclusion."""
        return tuple(one for one in self.members if one.post in VOTING)


def members_on(dossier: Dossier, day: date | None) -> tuple[Member, ...]:
    """The members of a day (of all days for None), the highest post first."""
    found = [
        _member(dossier, step.id, step.values, step.on)
        for step in dossier.taken("admit")
        if day is None or step.on <= day
    ]
    if day is not None:
        found = [one for one in found if one.until is None or day < one.until]
    return tuple(sorted(found, key=lambda one: (_ORDER[one.post], one.since, int(one.key))))


def on_day(dossier: Dossier, day: date) -> Committee:
    """What the committee's dossier says of a day."""
    said = [step for step in dossier.taken("establish", "renew") if step.on <= day] or [dossier.steps[0]]
    rules = [step for step in dossier.taken("rules") if step.on <= day]
    last = said[-1].values
    decided = last["decided_on"]
    return Committee(
        id=dossier.id,
        agency=dossier.agency,
        name=str(last.get("name") or dossier.values["name"]),
        decision=str(last["decision"]),
        decided_on=decided if isinstance(decided, date) else said[-1].on,
        decided_by=str(last["decided_by"]),
        members=members_on(dossier, day),
        rules=str(rules[-1].values["decision"]) if rules else "",
        papers_days=_days(rules[-1].values) if rules else None,
        programmes=tuple(step.values for step in dossier.taken("programme") if step.on <= day),
    )


def _days(values: Values) -> int | None:
    days = values.get("papers_days")
    return days if isinstance(days, int) else None


def _member(dossier: Dossier, key: int, values: Values, since: date) -> Member:
    until = next((one.on for one in dossier.taken("release") if one.values["member"] == str(key)), None)
    return Member(
        key=str(key),
        person=str(values["person"]),
        title=str(values.get("title") or ""),
        body=str(values["body"]),
        body_name=str(values.get("body_name") or ""),
        post=str(values["post"]),
        since=since,
        until=until,
    )


def _standing_members(dossier: Dossier | None) -> Sequence[Choice]:
    if dossier is None:
        return ()
    standing = [one for one in members_on(dossier, None) if one.until is None]
    return [Choice(one.key, f"{one.post_label}: {one.person}") for one in standing]


def _check_admit(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    """One chair, one standing vice-chair at a time."""
    if dossier is None or values["post"] not in SINGLE:
        return
    holder = on_day(dossier, asked.on).holder(str(values["post"]))
    if holder is not None:
        raise Refusal(
            "state",
            f"{POST_LABELS[holder.post]} đang là {holder.person} từ {vn(holder.since)}; "
            "ghi thôi tham gia trước, rồi thêm người mới.",
            "post",
        )


def _check_decided(dossier: Dossier | None, values: Values, asked: Asked) -> None:
    decided = values["decided_on"]
    if isinstance(decided, date) and decided > asked.on:
        raise Refusal(
            "input",
            f"ngày quyết định {vn(decided)} sau ngày ghi {vn(asked.on)}; sửa một trong hai.",
            "decided_on",
        )


_DECISION = (
    Field("decision", "Số quyết định", "text", hint="Ví dụ: 1234/QĐ-UBND"),
    Field("decided_on", "Ngày quyết định", "date"),
    Field("decided_by", "Cơ quan quyết định", "text", default=lambda _: "Ủy ban nhân dân tỉnh"),
    Field("files", "Quyết định (bản quét)", "files", required=False),
)
_NAME_HINT = "Tên ghi trong quyết định, ví dụ: Ban Chỉ đạo THADS, HC"

COMMITTEE: Final = Kind(
    code=CODE,
    label="Ban Chỉ đạo",
    object="committee",
    prefix="BCD",
    group="steering",
    from_matter=False,
    states={"standing": "đang hoạt động", "dissolved": "đã giải thể"},
    ended=frozenset({"dissolved"}),
    article="J05; D152 Đ.103",
    title=lambda values: str(values["name"]),
    steps=(
        Step(
            "establish",
            "Thành lập Ban Chỉ đạo",
            "thành lập",
            to="standing",
            right="manage",
            fields=(Field("name", "Tên Ban Chỉ đạo", "text", hint=_NAME_HINT), *_DECISION),
            check=_check_decided,
            article="J05; D152 Đ.102.10",
        ),
        Step(
            "renew",
            "Kiện toàn Ban Chỉ đạo",
            "kiện toàn",
            after=_STANDING,
            right="manage",
            fields=(Field("name", "Tên mới, nếu đổi", "text", required=False, hint=_NAME_HINT), *_DECISION),
            check=_check_decided,
            article="J05; D152 Đ.102.10",
        ),
        Step(
            "admit",
            "Thêm thành viên",
            "thêm thành viên",
            after=_STANDING,
            right="manage",
            fields=(
                Field("post", "Tư cách", "choice", choices=POSTS),
                Field("body", "Cơ quan", "body", choices=owners),
                Field("body_name", "Tên cơ quan, nếu cần rõ hơn", "text", required=False),
                Field("person", "Họ và tên", "text", personal=True),
                Field("title", "Chức vụ", "text", required=False),
            ),
            check=_check_admit,
            article="J05; D152 Đ.103.2",
        ),
        Step(
            "release",
            "Thôi tham gia",
            "ghi thôi tham gia",
            after=_STANDING,
            right="manage",
            fields=(
                Field("member", "Thành viên", "choice", choices=_standing_members),
                Field("reason", "Lý do", "text"),
            ),
        ),
        Step(
            "rules",
            "Quy chế làm việc",
            "ghi quy chế",
            after=_STANDING,
            right="manage",
            fields=(
                Field("decision", "Số, ngày ban hành", "text"),
                Field(
                    "papers_days",
                    "Gửi tài liệu trước ngày họp (ngày làm việc)",
                    "number",
                    required=False,
                    hint="Để trống khi quy chế không ghi: theo thời hạn BCD-01",
                ),
                Field("content", "Nội dung chính", "long", required=False),
                Field("files", "Quy chế (bản quét)", "files", required=False),
            ),
            article="J05; D152 Đ.102.10",
        ),
        Step(
            "programme",
            "Chương trình công tác năm",
            "ghi chương trình",
            after=_STANDING,
            right="manage",
            fields=(
                Field("year", "Năm", "number"),
                Field("content", "Nội dung", "long", longest=8_000),
                Field("files", "Chương trình (bản quét)", "files", required=False),
            ),
            article="J05; D152 Đ.104",
        ),
        Step(
            "dissolve",
            "Giải thể",
            "giải thể",
            after=_STANDING,
            to="dissolved",
            right="manage",
            fields=(Field("decision", "Số, ngày quyết định", "text"), Field("reason", "Lý do", "text")),
        ),
    ),
)
