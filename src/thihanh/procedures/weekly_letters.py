"""The letters of a week into the signing queue, all in one act; the sheets by which a body answers them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from thihanh.coordination import letters, links
from thihanh.coordination.letters import Letter
from thihanh.coordination.links import Issued
from thihanh.documents import queries as papers
from thihanh.matters.asking import Refusal
from thihanh.offices.queries import Viewer
from thihanh.offices.reach import check_reaches
from thihanh.procedures.proceedings import SUBJECT, perform
from thihanh.trail.locking import hold_named
from thihanh.trail.operations import once, remember
from thihanh.trail.payloads import canonical


@dataclass(frozen=True, slots=True)
class Standing:
    """A letter of the week and where it stands: ``paper`` is the one on its way, "" for ``state`` none."""

    letter: Letter
    state: str
    paper: int | None

    @property
    def is_due(self) -> bool:
        """Whether it is still to be put into the queue."""
        return self.state in ("", "proposed") and self.paper is None and self.letter.can_be_sent


def of_week(agency: str, on: date) -> tuple[Standing, ...]:
    """The letters of the week with their papers."""
    return tuple(_standing(one, agency) for one in letters.of_week(agency, on))


def draft(*, by: Viewer, on: date, key: str = "") -> Mapping[str, int]:
    """Put every letter of the week that is due into the queue, or none; the papers by body.

    Raises Denied, Refusal, KeyReused.
    """
    agency = by.agency
    check_reaches(by, "coordination", "letter", on=on, agency=agency)
    asked = {"agency": agency, "week": letters.monday(on).isoformat(), "by": by.actor}
    digest = hashlib.sha256(canonical(asked).encode()).hexdigest()
    with transaction.atomic():
        if key and (before := once(key, digest)) is not None:
            return dict(before["papers"])
        hold_named(letters.lock_of(agency))
        due = [one.letter for one in of_week(agency, on) if one.is_due]
        if not due:
            raise Refusal("state", "tuần này không còn thư nào phải lập; xem lại danh sách.")
        opened = letters.open_proposals(due, agency, actor=by.actor, on=on)
        made: dict[str, int] = {}
        for one in due:
            number = one.dossier.id if one.dossier else opened[one.body]
            outcome = perform(number, "send", {"content": one.content}, by=by, on=on)
            assert outcome.paper is not None
            made[one.body] = outcome.paper
        if key:
            remember(key, digest, {"papers": made})
        return made


def sheets(body: str, *, by: Viewer, on: date, key: str) -> Mapping[int, Issued]:
    """Issue a reply link for every late item of a body's letter that has none in force; by dossier.

    Raises Denied, Refusal, KeyReused. A link is shown once, so a key that comes again is refused.
    """
    agency = by.agency
    check_reaches(by, "coordination", "letter", on=on, agency=agency)
    with transaction.atomic():
        hold_named(letters.lock_of(agency))
        found = next(
            (one for one in letters.of_week(agency, on) if one.body == body and one.can_be_sent), None
        )
        if found is None:
            raise Refusal("state", "tuần này cơ quan đó không còn yêu cầu nào quá hạn; xem lại danh sách.")
        wanted = found.unlinked
        if not wanted:
            raise Refusal(
                "state",
                "mọi yêu cầu của thư này đã có phiếu trả lời còn dùng được; "
                "mất phiếu thì cấp lại ở từng yêu cầu.",
            )
        return {one: links.issue(one, by=by, on=on, key=f"{key}:{one}") for one in wanted}


def _standing(one: Letter, agency: str) -> Standing:
    if one.dossier is None:
        return Standing(one, "", None)
    under_way = papers.of_act(f"{SUBJECT}{one.dossier.id}", agency)
    issued = one.dossier.steps[-1].paper_id
    return Standing(one, one.dossier.state, under_way[0].id if under_way else issued)
