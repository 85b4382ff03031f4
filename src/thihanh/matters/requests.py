"""Requests for enforcement (IN-2 … IN-4): register 02, supplement, refusal, and what comes of them.

The day of a request is the day its channel makes count (D152 Đ.9.3); the clocks of the agency start with its
own receipt.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from thihanh.law import Regime, regime_on
from thihanh.law.lists import entry, listed
from thihanh.law.notation import vn
from thihanh.law.regimes import REGIMES
from thihanh.matters import before, listing, queries
from thihanh.matters.before import NewPerson
from thihanh.matters.limitation import Excluded, Limitation
from thihanh.matters.listing import Filters
from thihanh.matters.request_rows import STATES, RequestRow, may_follow, missing, request
from thihanh.matters.rules import StateRefused, check_not_future
from thihanh.offices.reach import EVERYTHING, Viewer, check_reaches, reach
from thihanh.trail.locking import hold

RETURNED = "E-3d"
"""The ending of a matter whose request was returned (D152 Đ.32.1d)."""


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request as it came in. ``on`` is the day that counts, ``received_on`` the day the agency had it.

    ``contents`` are the codes present; ``items`` numbers of the judgment's receipt; ``again_for`` the matter
    whose request was returned; ``never_refused`` a case of D152 Đ.9.7; ``next_periods``: a later period, the
    stored judgment serves (DL-08).
    """

    agency: str
    office: str
    on: date
    received_on: date
    channel: str
    requester: NewPerson
    contents: frozenset[str]
    debtor: NewPerson | None = None
    judgment_id: int | None = None
    judgment_kind: str = ""
    items: tuple[int, ...] = ()
    asks_money: bool = True
    again_for: int | None = None
    never_refused: str = ""
    next_periods: bool = False
    excluded: tuple[Excluded, ...] = ()

    @property
    def regime(self) -> Regime:
        return regime_on(self.on)

    @property
    def circumstances(self) -> frozenset[str]:
        """What makes some mandatory contents apply."""
        named = {
            "money": self.asks_money,
            "first_request": not self.next_periods,
            "arbitration": self.judgment_kind == "arbitration",
            "requested_again": self.again_for is not None,
        }
        return frozenset(name for name, holds in named.items() if holds)


@transaction.atomic
def receive(new: NewRequest, *, by: Viewer, on: date) -> int:
    """Enter a request into register 02; its id. Raises Denied, StateRefused."""
    check_reaches(by, "request", "receive", on=on, agency=new.agency, office=new.office)
    check(new, on)
    if new.again_for is not None:
        _check_again(new, by, on)
    people = [new.requester, *([new.debtor] if new.debtor else [])]
    request_id, event_id, *person_ids = before.fact_ids(2 + len(people))
    row = {
        **before.head(request_id, new.agency, new.on, on),
        "judgment_id": new.judgment_id,
        "office": new.office,
        "year": new.received_on.year,
        "number": before.next_number("matters_request", new.agency, new.received_on.year),
        "channel": new.channel,
        "requester_id": person_ids[0],
        "debtor_id": person_ids[1] if new.debtor else None,
        "again_for": new.again_for,
        "facts": _facts(new),
    }
    when = _When(new.received_on, on, by.actor)
    event = _event(event_id, new.agency, request_id, "received", when)
    before.write(
        [("matters_request", row), ("matters_request_event", event)],
        before.Heading(f"request:{request_id}", "request.received", when.day, on, when.by),
        persons=[before.person_row(i, one) for i, one in zip(person_ids, people, strict=True)],
    )
    return request_id


@transaction.atomic
def ask_supplement(
    request_id: int, *, until: date, by: str, on: date, paper: int | None = None
) -> RequestRow:
    """The notice that asks for what is missing is issued (IN-3, DL-04); rights were asked when drafted."""
    found = _locked(request_id)
    check_supplement(found, until, on)
    more = {"until": until, "paper": paper, "facts": {"asked": [one.code for one in found.missing]}}
    _write_event(found, "supplement_asked", _When(on, on, by), more)
    return request(EVERYTHING, request_id)


@transaction.atomic
def supplemented(
    request_id: int, *, supplemented_on: date, contents: frozenset[str], by: Viewer, on: date
) -> RequestRow:
    """What came in afterwards. Raises StateRefused where it brings nothing that was missing."""
    found = _opened(request_id, by, on, "supplemented")
    check_not_future(supplemented_on, on, "ngày bổ sung")
    if supplemented_on < found.received_on:
        raise StateRefused(
            f"Dữ liệu: ngày bổ sung {vn(supplemented_on)} sớm hơn ngày nhận yêu cầu {vn(found.received_on)}."
        )
    brought = contents & {one.code for one in found.missing}
    if not brought:
        raise StateRefused(
            "Dữ liệu: chưa chọn nội dung nào trong số còn thiếu; chọn nội dung đã được bổ sung."
        )
    _add(found, "supplemented", by, on, day=supplemented_on, facts={"contents": sorted(brought)})
    return request(EVERYTHING, request_id)


@transaction.atomic
def refuse(
    request_id: int,
    *,
    ground: str,
    limits: tuple[Limitation, ...],
    by: str,
    on: date,
    paper: int | None = None,
) -> None:
    """The notice of refusal is issued (IN-4). Rights were asked when it was drafted and signed."""
    found = _locked(request_id)
    check_refusal(found, ground, on, limits)
    row = entry("request_refused", ground, found.regime)
    _write_event(found, "refused", _When(on, on, by), {"ground": ground, "paper": paper}, article=row.article)


@transaction.atomic
def accept(request_id: int, *, matter_id: int, by: str, on: date, paper: int | None = None) -> None:
    """An enforcement decision answers the request. Called inside the act that decides."""
    found = _locked(request_id)
    _check_follows(found, "accepted")
    _write_event(found, "accepted", _When(on, on, by), {"matter_id": matter_id, "paper": paper})


@transaction.atomic
def withdraw(request_id: int, *, by: Viewer, on: date) -> RequestRow:
    """The requester takes the request back before a decision."""
    found = _opened(request_id, by, on, "withdrawn")
    _add(found, "withdrawn", by, on)
    return request(EVERYTHING, request_id)


def check(new: NewRequest, on: date) -> None:
    """Raises StateRefused for a request that cannot be: days, a channel of the other law, a wrong return."""
    check_not_future(new.received_on, on, "ngày nhận yêu cầu")
    if new.on > new.received_on:
        raise StateRefused(
            f"Dữ liệu: ngày tính là ngày yêu cầu {vn(new.on)} ở sau ngày cơ quan nhận "
            f"{vn(new.received_on)}; kiểm tra lại hai ngày."
        )
    channels = {one.code: one for one in listed("request_channels", new.regime)}
    if new.channel not in channels:
        raise StateRefused(
            f"Pháp luật: cách gửi «{new.channel}» chưa có trong luật áp dụng ngày {vn(new.on)} "
            f"({new.regime}). Cách gửi được dùng: {', '.join(one.label for one in channels.values())}."
        )
    if channels[new.channel].note in ("received", "minutes") and new.on != new.received_on:
        raise StateRefused(
            "Pháp luật: nộp trực tiếp hoặc trình bày bằng lời thì ngày yêu cầu là ngày cơ quan nhận hoặc "
            f"lập biên bản ({channels[new.channel].article}); ghi hai ngày bằng nhau."
        )
    if new.never_refused and new.never_refused not in {
        one.code for one in listed("never_refused", new.regime)
    }:
        raise StateRefused(
            f"Pháp luật: trường hợp không được từ chối «{new.never_refused}» không có trong luật áp dụng "
            f"ngày {vn(new.on)} ({new.regime}); bỏ trống ô này."
        )
    if new.next_periods and new.judgment_id is None:
        raise StateRefused(
            "Dữ liệu: yêu cầu kỳ tiếp theo dùng lại bản án đã lưu; chọn bản án đó trong sổ 01."
        )
    known = {one.code for regime in REGIMES for one in listed("request_contents", regime)}
    if not new.contents <= known:
        raise StateRefused(
            "Dữ liệu: có nội dung yêu cầu không nằm trong danh mục của luật; đánh dấu lại trong danh sách."
        )
    for person in filter(None, (new.requester, new.debtor)):
        before.check_person(person)


def _check_again(new: NewRequest, by: Viewer, on: date) -> None:
    """A matter out of reach is refused as one whose request was never returned."""
    assert new.again_for is not None
    seen = listing.page(reach(by, "matter", "read", on), Filters(ids=(new.again_for,)), limit=1).rows
    history = queries.histories_of([row.id for row in seen]).get(new.again_for, ())
    last = history[-1] if history else None
    if last is None or (last.stage, last.ground) != ("other_ending", RETURNED):
        raise StateRefused(
            "Trạng thái: việc được nêu chưa kết thúc bằng việc gửi lại yêu cầu nên đây không phải yêu cầu "
            "lại. Bỏ chọn việc cũ, hoặc chọn đúng việc đã gửi lại yêu cầu."
        )
    if "means_proof" not in new.contents:
        proof = entry("request_contents", "means_proof", new.regime)
        raise StateRefused(
            "Pháp luật: yêu cầu lại sau khi được gửi lại yêu cầu phải kèm tài liệu chứng minh người phải thi "
            f"hành án đã có điều kiện ({proof.article}). Đề nghị người yêu cầu nộp tài liệu rồi ghi nhận."
        )


def check_supplement(found: RequestRow, until: date, on: date) -> None:
    """Raises StateRefused where nothing is missing, the request has ended, or the day has passed."""
    _check_follows(found, "supplement_asked")
    if not found.missing:
        raise StateRefused(
            f"Pháp luật: yêu cầu số {found.number}/{found.year} đã đủ nội dung bắt buộc nên không có gì để "
            "bổ sung. Chuyển sang đề xuất ra quyết định thi hành án."
        )
    if until < on:
        raise StateRefused(f"Dữ liệu: hạn bổ sung {vn(until)} đã qua; ghi một ngày từ {vn(on)} trở đi.")


def check_refusal(found: RequestRow, ground: str, on: date, limits: tuple[Limitation, ...] = ()) -> None:
    """Raises StateRefused unless the ground is the law's of that day and this request may be refused on it.

    ``limits`` are the limitation periods of what is asked for: the ground of limitation needs all expired.
    """
    _check_follows(found, "refused")
    grounds = {one.code: one for one in listed("request_refused", found.regime)}
    if ground not in grounds:
        raise StateRefused(
            f"Pháp luật: căn cứ từ chối «{ground}» không có trong luật áp dụng ngày {vn(found.on)} "
            f"({found.regime}). Căn cứ được dùng: {', '.join(grounds)}."
        )
    never = "requested_again" if found.again_for is not None else found.never_refused
    if never and never in {one.code for one in listed("never_refused", found.regime)}:
        case = entry("never_refused", never, found.regime)
        raise StateRefused(
            f"Pháp luật: không được từ chối yêu cầu này vì thuộc trường hợp «{case.label}» ({case.article}). "
            "Chuyển sang đề xuất ra quyết định thi hành án."
        )
    if grounds[ground].note == "limitation" and (not limits or not all(one.expired for one in limits)):
        sentence = next((one.sentence for one in limits if not one.expired), "Chưa tính được thời hiệu.")
        raise StateRefused(
            f"Pháp luật: chưa đủ căn cứ từ chối vì hết thời hiệu. {sentence} Chọn căn cứ khác, hoặc nhận "
            "yêu cầu."
        )
    if grounds[ground].note == "incomplete":
        _check_was_asked(found, on)


def _check_was_asked(found: RequestRow, on: date) -> None:
    asked = found.event("supplement_asked")
    if asked is None or not found.missing:
        raise StateRefused(
            "Pháp luật: chỉ từ chối vì thiếu nội dung khi đã đề nghị bổ sung mà vẫn thiếu. Gửi thông báo đề "
            "nghị bổ sung trước."
        )
    if asked.until is not None and on <= asked.until:
        raise StateRefused(
            f"Pháp luật: hạn bổ sung đến hết ngày {vn(asked.until)} chưa qua nên chưa từ chối được. Đợi hết "
            "hạn, hoặc ghi nội dung đã bổ sung."
        )


def _opened(request_id: int, by: Viewer, on: date, event: str) -> RequestRow:
    found = _locked(request_id)
    check_reaches(by, "request", "receive", on=on, agency=found.agency, office=found.office)
    _check_follows(found, event)
    return found


def _locked(request_id: int) -> RequestRow:
    hold("request", [request_id])
    return request(EVERYTHING, request_id)


def _check_follows(found: RequestRow, event: str) -> None:
    if may_follow(found.state, event):
        return
    last = found.events[-1].on if found.events else found.received_on
    raise StateRefused(
        f"Trạng thái: yêu cầu số {found.number}/{found.year} đang «{STATES[found.state]}» từ {vn(last)} nên "
        f"không thể ghi «{STATES[event]}». Mở lại yêu cầu để xem các bước còn làm được."
    )


def _add(
    found: RequestRow, event: str, by: Viewer, on: date, *, day: date | None = None, **more: Any
) -> None:
    _write_event(found, event, _When(day or on, on, by.actor), more)


@dataclass(frozen=True, slots=True)
class _When:
    """The day of an event, the day it was entered, who entered it."""

    day: date
    known_on: date
    by: str


def _write_event(
    found: RequestRow, event: str, when: _When, more: Mapping[str, Any], *, article: str = ""
) -> None:
    row = {**_event(before.fact_ids(1)[0], found.agency, found.id, event, when), **more}
    heading = before.Heading(
        subject=f"request:{found.id}",
        act=f"request.{event}",
        on=when.day,
        known_on=when.known_on,
        by=when.by,
        ground=str(more.get("ground", "")),
        article=article,
    )
    before.write([("matters_request_event", row)], heading)


def _event(fact_id: int, agency: str, request_id: int, event: str, when: _When) -> dict[str, Any]:
    return {
        **before.head(fact_id, agency, when.day, when.known_on),
        "request_id": request_id,
        "event": event,
        "ground": "",
        "until": None,
        "paper": None,
        "matter_id": None,
        "facts": {},
    }


def _facts(new: NewRequest) -> dict[str, object]:
    return {
        "received_on": new.received_on.isoformat(),
        "contents": sorted(new.contents),
        "circumstances": sorted(new.circumstances),
        "items": list(new.items),
        "never_refused": new.never_refused,
        "next_periods": new.next_periods,
        "excluded": [
            [one.from_.isoformat(), one.to.isoformat() if one.to else "", one.cause] for one in new.excluded
        ],
    }


def lacking(new: NewRequest) -> tuple[str, ...]:
    """The labels of the mandatory contents that a request not yet entered lacks."""
    return tuple(one.label for one in missing(new.contents, new.circumstances, new.regime))
