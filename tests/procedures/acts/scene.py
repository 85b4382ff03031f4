"""The office at work, in few words: who does which act on which matter on which day, and the paper's way."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests import cast
from tests.builders import a_matter, day
from tests.documents.papers import PIN

from thihanh.documents import operations as documents
from thihanh.documents.queries import moves_of
from thihanh.matters import queries
from thihanh.matters.asking import Refusal
from thihanh.matters.operations import register_many
from thihanh.offices.queries import viewer_of
from thihanh.procedures.case import Case, load_case
from thihanh.procedures.issuing import Issued, issue
from thihanh.procedures.performing import Outcome, perform, perform_one
from thihanh.trail.queries import entries_of

KV1, KV2 = "22.KV01", "22.KV02"
POSTPONED = {
    "ground": "H-c",
    "extent": "whole",
    "document_on": "18/02/2025",
    "basis": "creditor",
    "until": "20/05/2025",
}
"""What a postponement by consent is given, on a running matter."""


def a_day(text: str | date) -> date:
    """dd/mm/yyyy or a day."""
    return text if isinstance(text, date) else day(text)


def a_running_matter(number: str = "101/QĐ", decided: str = "06/01/2025") -> a_matter:
    """Lan's matter of khu vực 1, five million đồng of court fee, decided and assigned."""
    return a_matter(number, decided).owing(5_000_000).held_by(cast.LAN.code, KV1)


def register(*built: a_matter) -> list[int]:
    """The matters in the record; their ids."""
    return register_many([one.intake for one in built], by=cast.BY)


def case(matter_id: int, by: cast.Person = cast.LAN, on: str | date = "24/02/2025") -> Case:
    return load_case(matter_id, by=cast.viewer(by), on=a_day(on))


def do(
    code: str, matter_id: int, raw: Mapping[str, Any], *, by: cast.Person = cast.LAN, on: str, key: str = ""
) -> Outcome:
    """Do an act on one matter on a working day; raises its refusal."""
    return perform_one(code, matter_id, raw, by=cast.viewer(by), on=a_day(on), key=key)


def do_many(
    code: str,
    ids: list[int],
    raw: Mapping[str, Any],
    *,
    by: cast.Person = cast.LAN,
    on: str,
    key: str = "",
) -> tuple[Outcome, ...]:
    return perform(code, ids, raw, by=cast.viewer(by), on=a_day(on), key=key)


def refusal(
    code: str, matter_id: int, raw: Mapping[str, Any], *, by: cast.Person = cast.LAN, on: str
) -> Refusal:
    """The refusal of an act; fails where it is done. Nothing may be written."""
    before = len(entries_of(f"matter:{matter_id}"))
    try:
        do(code, matter_id, raw, by=by, on=on)
    except Refusal as refused:
        assert len(entries_of(f"matter:{matter_id}")) == before, "a refused act wrote something"
        return refused
    raise AssertionError(f"{code} was done")


def signed(paper_id: int, on: str) -> None:
    """Check and sign a paper: Thẩm checks, the head of the agency signs."""
    states = [move.move for move in moves_of(paper_id)]
    if states[-1] == "submitted":
        documents.check([paper_id], by=cast.viewer(cast.THAM), on=a_day(on))
    documents.sign([paper_id], by=cast.viewer(cast.TRUONG), on=a_day(on), pin=PIN)


def issued(paper_id: int, on: str, by: cast.Person = cast.VAN) -> Issued:
    """Văn thư issues a signed paper."""
    (one,) = issue([paper_id], by=cast.viewer(by), on=a_day(on))
    return one


def decide(
    code: str, matter_id: int, raw: Mapping[str, Any], *, by: cast.Person = cast.LAN, on: str
) -> Issued:
    """An act of the head from draft to issue on one day."""
    outcome = do(code, matter_id, raw, by=by, on=on)
    assert outcome.paper is not None, "the act made no paper"
    signed(outcome.paper, on)
    found = issued(outcome.paper, on)
    assert found.done, found.sentence
    return found


def stages(matter_id: int) -> list[str]:
    return [one.stage for one in queries.histories_of([matter_id])[matter_id]]


def steps(matter_id: int) -> list[str]:
    return [one.code for one in queries.steps_of([matter_id]).get(matter_id, ())]


def as_known(person: cast.Person, on: str) -> Any:
    """The viewer as the record knows the person on a day: posts, absences, those one stands in for."""
    return viewer_of(cast.account_of(person), a_day(on))
