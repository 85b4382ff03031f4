"""Links by which a body answers one request without an account: issued, revoked, tried, used.

A link is a token nobody guesses (160 bits) and a code of six digits told another way. Both are kept as salted
digests. Reading an address changes nothing; every try of a code is recorded, whatever became of it.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final, Literal

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.crypto import salted_hmac

from thihanh.coordination.awaiting import answerable, awaits, awaits_since
from thihanh.coordination.models import OpeningFact, ReplyLinkFact
from thihanh.dossiers.life import Dossier, clocks, nearest
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import Rows, calendar_of, locked
from thihanh.law.dated import number
from thihanh.matters.asking import Refusal
from thihanh.offices.queries import Viewer
from thihanh.offices.reach import check_reaches
from thihanh.trail.locking import hold
from thihanh.trail.operations import once, remember
from thihanh.trail.stating import Stated, ids_for, state

What = Literal["opened", "wrong", "locked", "closed", "unknown", "replied", "refused"]
WHAT: Final[Mapping[str, str]] = {
    "opened": "đã mở",
    "wrong": "nhập sai mã",
    "locked": "bị tạm khóa vì nhập sai mã nhiều lần",
    "replied": "đã gửi trả lời",
    "refused": "bị từ chối: liên kết hết hiệu lực",
    "again": "gửi lại sau khi đã trả lời, không ghi",
}
"""What is recorded of a link, in words."""
BY_LINK: Final = "link:"
_SELECTOR, _SECRET = 8, 20
_SHORTEST_REASON = 10
_UNKNOWN_SUBJECT = "reply-links"


@dataclass(frozen=True, slots=True)
class Issued:
    """A link as it is shown once, to whoever issued it: nobody can read it from the tables."""

    id: int
    token: str
    code: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the officer sees it."""

    id: int
    dossier_id: int
    issued_on: date
    issued_by: str
    expires_on: date
    void: bool

    def in_force(self, on: date) -> bool:
        """Whether it may still open, on that day."""
        return not self.void and on <= self.expires_on


@dataclass(frozen=True, slots=True)
class Opening:
    """One use or try of a link; ``caller`` tells callers apart and names nobody."""

    link_id: int
    what: str
    at: datetime
    caller: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a try: the request where the code was right; ``link_id`` 0 where there is no link."""

    what: What
    link_id: int = 0
    dossier: Dossier | None = field(default=None, compare=False)


def issue(dossier_id: int, *, by: Viewer, on: date, key: str = "") -> Issued:
    """Issue a link for a request that waits for its answer; links issued before it end.

    Raises LookupError, Denied, Refusal; KeyReused, also where the same request comes again: a link is shown
    once.
    """
    with transaction.atomic():
        dossier = _held(dossier_id, by, on)
        if not awaits(dossier):
            raise Refusal(
                "state", f"yêu cầu {dossier.number_text} không còn chờ trả lời; không cấp liên kết."
            )
        if key and once(key, f"reply-link:{dossier_id}") is not None:
            raise Refusal("state", "liên kết đã cấp và chỉ hiện một lần; cần lại thì cấp liên kết mới.")
        issued, values = _made(dossier, by.actor, on)
        rows: Rows = [(ReplyLinkFact, values), *_ended(dossier_id, by.actor)]
        state([Stated(f"dossier:{dossier_id}", "request.link.issued", on, rows)], by=by.actor, on=on)
        if key:
            remember(key, f"reply-link:{dossier_id}", {"link": issued.id})
        return issued


@transaction.atomic
def revoke(dossier_id: int, reason: str, *, by: Viewer, on: date) -> None:
    """End the link of a request. Raises LookupError, Denied, Refusal."""
    _held(dossier_id, by, on)
    if len(reason.strip()) < _SHORTEST_REASON:
        raise Refusal("input", f"lý do thu hồi cần ít nhất {_SHORTEST_REASON} ký tự.", "reason")
    rows = _ended(dossier_id, by.actor)
    if not rows:
        raise Refusal("state", "yêu cầu không có liên kết nào đang có hiệu lực.")
    stated = Stated(f"dossier:{dossier_id}", "request.link.revoked", on, rows, reason=reason.strip())
    state([stated], by=by.actor, on=on)


def links_of(dossier_id: int) -> tuple[Link, ...]:
    """The links of a request, the last first; the caller has seen the request."""
    return tuple(_link(one) for one in _rows().filter(dossier_id=dossier_id).order_by("-id"))


def expiries(dossier_ids: Sequence[int], on: date) -> dict[int, date]:
    """Until when the link of each of these requests opens, for those that have one in force on a day."""
    links = [_link(one) for one in _rows().filter(dossier_id__in=dossier_ids).order_by("id")]
    return {one.dossier_id: one.expires_on for one in links if one.in_force(on)}


def openings_of(links: Sequence[Link]) -> tuple[Opening, ...]:
    """What was done with these links, the last first."""
    rows = OpeningFact.objects.filter(link_id__in=[one.id for one in links]).order_by("-id")
    return tuple(Opening(one.link_id or 0, one.what, one.at, one.address[:6]) for one in rows)


def try_code(token: str, code: str, *, caller: str, now: datetime, on: date) -> Tried:
    """Try a token with its code; what became of it, recorded. Nothing is raised: a refusal is kept too."""
    with transaction.atomic():
        row = _found(token)
        if row is None:
            return _told(None, Tried("unknown"), "refused", caller=caller, now=now, on=on)
        hold("reply-link", [row.id])
        link, wrong = _link(row), _wrong(row.id)
        closed = Tried("closed", link.id)
        if not link.in_force(on) or len(wrong) >= number("coordination.wrong_codes_in_all", on):
            return _told(link, closed, "refused", caller=caller, now=now, on=on)
        if is_locked(wrong, now, on):
            return _locked(link, wrong[0], caller=caller, now=now, on=on)
        if not _same(row.code_digest, _code_digest(row.salt, code)):
            return _told(link, Tried("wrong", link.id), "wrong", caller=caller, now=now, on=on)
        dossier = load([link.dossier_id])[link.dossier_id]
        if not awaits_since(dossier, link.issued_on):
            return _told(link, closed, "refused", caller=caller, now=now, on=on)
        return _told(link, Tried("opened", link.id, dossier), "opened", caller=caller, now=now, on=on)


def _locked(link: Link, since: datetime, *, caller: str, now: datetime, on: date) -> Tried:
    """A try while locked; recorded once for each lock, so that a flood of tries fills no table."""
    tried = Tried("locked", link.id)
    if OpeningFact.objects.filter(link_id=link.id, what="locked", at__gte=since).exists():
        return tried
    return _told(link, tried, "locked", caller=caller, now=now, on=on)


def _told(link: Link | None, tried: Tried, what: str, *, caller: str, now: datetime, on: date) -> Tried:
    """Record what was done with a link, or tried with none."""
    values = {
        "link_id": link.id if link else None,
        "what": what,
        "at": now.astimezone(UTC),
        "address": caller_digest(caller),
    }
    subject = f"dossier:{link.dossier_id}" if link else _UNKNOWN_SUBJECT
    stated = Stated(subject, f"request.link.{what}", on, [(OpeningFact, values)])
    state([stated], by=actor_of(link.id if link else 0), on=on)
    return tried


def actor_of(link_id: int) -> str:
    """Who acts by a link, as the record names it."""
    return f"{BY_LINK}{link_id}"


def caller_digest(address: str) -> str:
    """A keyed digest of a caller's address; without the product's key nobody tells whose it is."""
    return salted_hmac("thihanh.coordination.caller", address, algorithm="sha256").hexdigest()[:32]


def is_locked(wrong: Sequence[datetime], now: datetime, on: date) -> bool:
    """Whether the last wrong codes, newest first, lock the link at the moment."""
    most = number("coordination.wrong_codes", on)
    window = timedelta(minutes=number("coordination.lock_minutes", on))
    return len(wrong) >= most and now - wrong[0] < window and wrong[0] - wrong[most - 1] < window


def locked_now(link: Link, now: datetime, on: date) -> bool:
    """Whether a link is locked at the moment; the officer's page says so."""
    return is_locked(_wrong(link.id), now, on)


def known(token: str) -> Link | None:
    """The link of a token, in force or not; None for no such token. Nothing is recorded."""
    row = _found(token)
    return _link(row) if row else None


def known_by_id(link_id: int) -> Link | None:
    """The link of an id that a pass holds; None for none."""
    row = _rows().filter(id=link_id).first()
    return _link(row) if row else None


def told(link: Link, what: str, *, caller: str, now: datetime, on: date) -> None:
    """Record what was done with a link, in the running transaction."""
    _told(link, Tried("refused", link.id), what, caller=caller, now=now, on=on)


def _wrong(link_id: int) -> list[datetime]:
    """When wrong codes were tried, newest first."""
    found = OpeningFact.objects.filter(link_id=link_id, what="wrong").order_by("-id")
    return list(found.values_list("at", flat=True))


def _held(dossier_id: int, by: Viewer, on: date) -> Dossier:
    dossier = locked(dossier_id)
    found = answerable(dossier)
    if found is None:
        raise LookupError(dossier_id)
    where = {"agency": dossier.agency, "office": dossier.office, "officer": dossier.officer}
    check_reaches(by, dossier.kind.object, found.right, on=on, **where)
    return dossier


def _made(dossier: Dossier, actor: str, on: date) -> tuple[Issued, dict[str, object]]:
    """A new link, and its row."""
    selector = _text(secrets.token_bytes(_SELECTOR))
    secret = _text(secrets.token_bytes(_SECRET))
    code, salt = f"{secrets.randbelow(10**6):06d}", secrets.token_hex(16)
    (number_,) = ids_for(ReplyLinkFact)
    expires = _expiry(dossier, on)
    values: dict[str, object] = {
        "id": number_,
        "dossier_id": dossier.id,
        "selector": selector,
        "salt": salt,
        "token_digest": _token_digest(salt, secret),
        "code_digest": _code_digest(salt, code),
        "expires_on": expires,
        "issued_by": actor,
    }
    return Issued(number_, selector + secret, code, expires), values


def _expiry(dossier: Dossier, on: date) -> date:
    running = nearest(clocks(dossier, calendar_of(dossier.office or dossier.agency, on)))
    if running is None or running.due is None:
        return on + timedelta(days=number("coordination.link_days_without_due", on))
    return max(running.due, on) + timedelta(days=number("coordination.link_days_after_due", on))


def _ended(dossier_id: int, actor: str) -> Rows:
    """Rows that end every link of the request that stands."""
    return [
        (
            ReplyLinkFact,
            {"dossier_id": dossier_id, "replaces_id": one.id, "void": True, "issued_by": actor},
        )
        for one in links_of(dossier_id)
        if not one.void
    ]


def _found(token: str) -> ReplyLinkFact | None:
    """The row of a token; a token of another secret is compared all the same."""
    cut = len(_text(bytes(_SELECTOR)))
    row = _rows().filter(selector=token[:cut]).first() if token.isascii() else None
    salt = row.salt if row else ""
    same = _same(row.token_digest if row else "", _token_digest(salt, token[cut:]))
    return row if row and same else None


def _rows() -> QuerySet[ReplyLinkFact]:
    """Links as issued, each with whether a later row ended it."""
    ended = ReplyLinkFact.objects.filter(replaces_id=OuterRef("id"), void=True)
    return ReplyLinkFact.objects.filter(void=False).annotate(ended=Exists(ended))


def _link(row: ReplyLinkFact) -> Link:
    assert row.expires_on is not None
    ended = bool(getattr(row, "ended", False))
    return Link(row.id, row.dossier_id, row.known_on, row.issued_by, row.expires_on, ended)


def _text(random: bytes) -> str:
    return base64.urlsafe_b64encode(random).decode().rstrip("=")


def _token_digest(salt: str, secret: str) -> str:
    return hashlib.sha256(f"{salt}:{secret}".encode()).hexdigest()


def _code_digest(salt: str, code: str) -> str:
    """Six digits are soon tried, so the digest is keyed: the tables alone do not tell the code."""
    return salted_hmac("thihanh.coordination.code", f"{salt}:{code}", algorithm="sha256").hexdigest()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one, other)
