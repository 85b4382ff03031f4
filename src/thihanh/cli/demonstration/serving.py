"""Papers reach people: the ways of service that the scenes use."""

from datetime import date, timedelta

from thihanh.cli.demonstration.cast import by_code, sep
from thihanh.cli.demonstration.director import Scene
from thihanh.documents.service import queries
from thihanh.documents.service.queries import Filters
from thihanh.documents.service.rules import Attempt, Outcome
from thihanh.offices.queries import EVERYTHING, Viewer
from thihanh.procedures import serving

_SATURDAY = 5


def _duties(paper: int, whom: str) -> list[int]:
    """The duties of a paper on everybody of a role, or on a body."""
    return [row.id for row in queries.of_paper(paper) if whom in (row.role, row.body)]


def _said(paper: int, whom: str, attempt: Attempt | None, outcome: Outcome, *, by: Viewer) -> None:
    for duty in _duties(paper, whom):
        serving.record([duty], outcome, by=by, on=outcome.on, attempt=attempt)


def handed(paper: int, whom: str, on: date, *, by: Viewer) -> None:
    """Delivered in person, signed for."""
    said = Outcome("delivered", on, f"BB giao nhận ngày {on:%d/%m}")
    _said(paper, whom, Attempt("in_person", on), said, by=by)


def refused(paper: int, whom: str, on: date, *, by: Viewer) -> None:
    """Delivered in person and refused, minutes taken before a witness."""
    said = Outcome("refused", on, f"BB từ chối nhận ngày {on:%d/%m}")
    _said(paper, whom, Attempt("in_person", on), said, by=by)


def mailed(paper: int, whom: str, days: tuple[date, date], *, by: Viewer) -> None:
    """Sent by post on the first day and signed for on the second."""
    sent, signed = days
    number = f"EB{paper:09d}VN"
    _said(paper, whom, Attempt("post", sent), Outcome("handed_over", sent, number), by=by)
    _said(paper, whom, None, Outcome("delivered", signed, number), by=by)


def returned(paper: int, whom: str, on: date, *, by: Viewer) -> None:
    """Sent by post and come back: a failed service."""
    said = Outcome("returned", on, f"EB{paper:09d}VN hoàn trả")
    _said(paper, whom, Attempt("post", on), said, by=by)


def posted(paper: int, whom: str, on: date, *, by: Viewer) -> None:
    """Nobody met at home, so posted at the commune on the same day."""
    _said(paper, whom, Attempt("in_person", on), Outcome("absent", on, f"BB ngày {on:%d/%m}"), by=by)
    said = Outcome("posted", on, f"BB niêm yết ngày {on:%d/%m}")
    _said(paper, whom, Attempt("posting", on), said, by=by)


def sent(paper: int, whom: str, on: date, *, by: Viewer) -> None:
    """Given to the post; the receipt has not come back yet."""
    said = Outcome("handed_over", on, f"EB{paper:09d}VN")
    _said(paper, whom, Attempt("post", on), said, by=by)


def rounds(clerk: Viewer) -> Scene:
    """What waits is brought round two days after issue, by the clerk or by who answers for the matter.

    Debtors are served in the scenes of their matters, or wait.
    """
    for day in (sep(day) for day in range(8, 27) if sep(day).weekday() < _SATURDAY):
        yield day
        filters = Filters(states=("waiting",), issued_to=day - timedelta(days=2))
        for row in queries.page(EVERYTHING, filters).rows:
            if row.role != "debtor":
                said = Outcome("delivered", day, f"Sổ công văn đi, ngày {day:%d/%m}")
                by = clerk if row.office == clerk.unit else by_code(row.officer)
                serving.record([row.id], said, by=by, on=day, attempt=Attempt("in_person", day))
