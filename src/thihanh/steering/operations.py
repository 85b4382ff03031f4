"""What the secretariat does with a meeting: plan it, build its agenda, change it by hand, settle it."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db import transaction

from thihanh.dossiers.life import Dossier
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import New, calendar_of, locked, open_dossier, take
from thihanh.dossiers.values import Raw, day_of
from thihanh.editions import cutting
from thihanh.editions.body import CutName
from thihanh.law.notation import read_day
from thihanh.matters.asking import Refusal
from thihanh.offices.queries import Viewer
from thihanh.offices.reach import check_reaches
from thihanh.steering import agendas, building, meetings
from thihanh.steering.agenda import Item, digest, plain
from thihanh.steering.agenda_rules import rules
from thihanh.steering.agendas import Built
from thihanh.steering.building import Made, Rebuilt
from thihanh.steering.models import AgendaFact, EditFact, ItemFact
from thihanh.steering.standing import committee_on
from thihanh.trail.stating import Stated, ids_for, state

_SHORTEST_REASON: Final = 10
_MOST_TEXT: Final = 2_000


def plan_meeting(raw: Raw, *, by: Viewer, on: date, key: str = "") -> int:
    """Open a meeting; the last day for its papers follows the committee's working rules where they name one.

    Raises Denied, Refusal, Wrong, KeyReused.
    """
    agency = by.agency
    committee = committee_on(agency, day_of(raw, on))
    held = read_day(str(raw.get("planned_on") or ""))
    said = dict(raw)
    if committee and held and not raw.get("papers_on"):
        said["papers_on"] = meetings.papers_day(committee, held, calendar_of(agency, on))
    about = (committee.id,) if committee else ()
    new = New(meetings.CODE, said, agency=agency, dossiers=about)
    return open_dossier(new, by=by, on=on, key=key)


def build(meeting_id: int, *, by: Viewer, on: date) -> Built:
    """Build the agenda from the rules under a new cut of the record; no transaction is open.

    Raises LookupError, Denied, Refusal, ``trail.outside.OutsideFileError``.
    """
    meeting = _meeting(meeting_id)
    _check_prepares(meeting, by, on)
    name = cutting.make(on)
    made = building.make(meeting.agency, name, rules())
    with transaction.atomic():
        _check_prepares(locked(meeting_id), by, on)
        return _keep(meeting, name, made, by=by, on=on)


def rebuild(meeting_id: int) -> Rebuilt:
    """The agenda built again from the record; the caller has asked whether the meeting may be seen.

    Raises LookupError where none was built, ``cutting.CutGone``.
    """
    found = agendas.built(meeting_id)
    if found is None:
        raise LookupError(meeting_id)
    return building.again(_meeting(meeting_id).agency, found)


def settle(meeting_id: int, *, by: Viewer, on: date) -> int:
    """Settle the agenda as it stands now. Raises LookupError, Denied, Refusal."""
    return take(meeting_id, "agenda", {"digest": agendas.digest_now(meeting_id)}, by=by, on=on)


def add_item(meeting_id: int, said: Mapping[str, str], *, by: Viewer, on: date) -> str:
    """Add an item of one's own: ``title``, ``question``, ``options`` one a line, ``reason``. Its key."""
    title, reason = _text(said, "title"), _reason(said.get("reason", ""))
    content = {"title": title, **_words(said), "matters": []}
    key = f"own:{secrets.token_hex(4)}"
    _edit(meeting_id, "add", key, content, by=by, on=on, reason=reason)
    return key


def drop_item(meeting_id: int, key: str, reason: str, *, by: Viewer, on: date) -> None:
    """Leave an item out, with the reason; it stays readable."""
    _edit(meeting_id, "drop", key, {}, by=by, on=on, reason=_reason(reason))


def restore_item(meeting_id: int, key: str, *, by: Viewer, on: date) -> None:
    """Take an item that was left out up again."""
    _edit(meeting_id, "restore", key, {}, by=by, on=on)


def word_item(meeting_id: int, key: str, said: Mapping[str, str], *, by: Viewer, on: date) -> None:
    """Say the question and the options of an item in other words."""
    _edit(meeting_id, "words", key, _words(said), by=by, on=on)


def order_items(meeting_id: int, keys: Sequence[str], *, by: Viewer, on: date) -> None:
    """Put the items in this order; those not named follow as they stood."""
    _edit(meeting_id, "order", "", {"keys": list(keys)}, by=by, on=on)


def move_item(meeting_id: int, key: str, step: int, *, by: Viewer, on: date) -> None:
    """Move an item up (-1) or down (1)."""
    found = agendas.agenda(meeting_id)
    keys = [one.key for one in found.items] if found else []
    if key not in keys:
        raise _unknown(key)
    place = keys.index(key)
    to = min(len(keys) - 1, max(0, place + step))
    keys.insert(to, keys.pop(place))
    order_items(meeting_id, keys, by=by, on=on)


def _edit(
    meeting_id: int,
    verb: str,
    key: str,
    content: Mapping[str, Any],
    *,
    by: Viewer,
    on: date,
    reason: str = "",
) -> None:
    with transaction.atomic():
        meeting = locked(meeting_id)
        _check_prepares(meeting, by, on)
        found = agendas.agenda(meeting_id)
        if found is None:
            raise Refusal("state", "chương trình chưa được dựng; dựng chương trình rồi sửa.")
        known = {one.key for one in found.items} | {one.item.key for one in found.dropped}
        if key and verb != "add" and key not in known:
            raise _unknown(key)
        values = {
            "meeting_id": meeting_id,
            "verb": verb,
            "key": key,
            "content": dict(content),
            "reason": reason,
            "actor": by.actor,
        }
        act = f"meeting.agenda.{verb}"
        stated = Stated(f"dossier:{meeting_id}", act, on, [(EditFact, values)], reason=reason)
        state([stated], by=by.actor, on=on)


def _keep(meeting: Dossier, name: CutName, made: Made, *, by: Viewer, on: date) -> Built:
    (agenda_id,) = ids_for(AgendaFact)
    head = {
        "id": agenda_id,
        "meeting_id": meeting.id,
        "as_of": name.known_on,
        "anchor": name.anchor,
        "root": name.root,
        "rules": rules().text,
        "found": made.found,
        "digest": digest(made.items),
    }
    names = building.parties_of(made.items)
    lines = [
        (ItemFact, _item_row(meeting.id, agenda_id, no, one, names.get(one.key, "")))
        for no, one in enumerate(made.items, 1)
    ]
    stated = Stated(f"dossier:{meeting.id}", "meeting.agenda.built", on, [(AgendaFact, head), *lines])
    state([stated], by=by.actor, on=on)
    found = agendas.built(meeting.id)
    assert found is not None
    return found


def _item_row(meeting_id: int, agenda_id: int, no: int, item: Item, parties: str) -> dict[str, object]:
    return {
        "meeting_id": meeting_id,
        "agenda_id": agenda_id,
        "no": no,
        "key": item.key,
        "content": plain(item),
        "parties": parties,
        "salt": secrets.token_hex(16),
    }


def _meeting(meeting_id: int) -> Dossier:
    found = load([meeting_id])[meeting_id]
    if found.kind is not meetings.MEETING:
        raise LookupError(meeting_id)
    return found


def _check_prepares(meeting: Dossier, by: Viewer, on: date) -> None:
    """Raises Denied, and Refusal once the agenda is settled."""
    check_reaches(by, "committee", "prepare", on=on, agency=meeting.agency)
    if meeting.state != "planned":
        raise Refusal(
            "state",
            f"kỳ họp {meeting.number_text} đang «{meeting.kind.states[meeting.state]}», chương trình không "
            "sửa được nữa; mở lại chương trình trước khi họp nếu cần.",
        )


def _words(said: Mapping[str, str]) -> dict[str, object]:
    options = [line.strip() for line in said.get("options", "").splitlines() if line.strip()]
    if len(options) < 2:
        raise Refusal("input", "cần ít nhất hai phương án, mỗi phương án một dòng.", "options")
    return {"question": _text(said, "question"), "options": options}


def _text(said: Mapping[str, str], name: str) -> str:
    text = said.get(name, "").strip()
    if not text or len(text) > _MOST_TEXT:
        raise Refusal("input", f"nội dung chưa ghi, hoặc dài quá {_MOST_TEXT} ký tự; ghi lại.", name)
    return text


def _reason(text: str) -> str:
    if len(text.strip()) < _SHORTEST_REASON:
        raise Refusal("input", f"lý do cần ít nhất {_SHORTEST_REASON} ký tự; ghi rõ hơn.", "reason")
    return text.strip()


def _unknown(key: str) -> Refusal:
    return Refusal("input", f"chương trình không có mục «{key[:60]}»; mở lại trang rồi chọn.", "key")
