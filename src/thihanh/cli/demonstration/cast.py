"""Who acts in the demonstration, and how: people by user name or code, matters by number, papers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from thihanh.cli.demo_people import OFFICE, OFFICER_USERNAME, PIN
from thihanh.documents import operations as papers
from thihanh.matters import listing
from thihanh.matters.listing import Filters, MatterRow
from thihanh.offices import queries as offices
from thihanh.offices.queries import EVERYTHING, Viewer, agency_of
from thihanh.procedures import catalogue
from thihanh.procedures.issuing import issue
from thihanh.procedures.judging import Judged
from thihanh.procedures.performing import Outcome, judge_all, perform_one
from thihanh.procedures.reading import Raw

UNIT = "22"
FIRST_DAY, TODAY = date(2025, 8, 18), date(2025, 9, 30)
"""Of the weeks that are played; the demonstration stands still on the last."""


def sep(day: int) -> date:
    """A day of the month in which the demonstration plays."""
    return date(2025, 9, day)


def by_name(username: str) -> Viewer:
    """Somebody with a log-in."""
    return offices.viewer_named(username, TODAY)


def by_code(officer: str) -> Viewer:
    """An officer of the register, with or without a log-in."""
    post = offices.post_on(officer, TODAY)
    if post is None:
        raise LookupError(f"{officer} holds no post on {TODAY}")
    return Viewer(0, officer, post.name, (post.role,), post.unit, agency_of(post.unit))


@dataclass
class Cast:
    """The people of the office that the demonstration shows, and what they have taken up so far."""

    head: Viewer = field(default_factory=lambda: by_name("truong.thads"))
    deputy: Viewer = field(default_factory=lambda: by_name("pho.thads"))
    department: Viewer = field(default_factory=lambda: by_name("truong.nghiepvu"))
    office_head: Viewer = field(default_factory=lambda: by_name("truong.kv1"))
    examiner: Viewer = field(default_factory=lambda: by_name("thamtra"))
    clerk: Viewer = field(default_factory=lambda: by_name("thuky"))
    registry: Viewer = field(default_factory=lambda: by_name("vanthu"))
    officer: Viewer = field(default_factory=lambda: by_name(OFFICER_USERNAME))
    used: set[int] = field(default_factory=set)

    @property
    def colleague(self) -> Viewer:
        """Another officer of the same office; the officer himself where he is alone."""
        others = [one.code for one in offices.officers(OFFICE, TODAY) if one.code != self.officer.officer]
        return by_code(others[0]) if others else self.officer

    # Matters.

    def matter(self, number: str, decided_on: date) -> int:
        """The matter of a number and day."""
        rows = listing.page(EVERYTHING, Filters(text=number), limit=50).rows
        return next(row.id for row in rows if (row.number, row.decided_on) == (number, decided_on))

    def rows(self, holder: Viewer, stages: Sequence[str], *, before: date, kind: str = "") -> list[MatterRow]:
        """Open matters of somebody in these stages since before a day, the youngest first, none used yet."""
        filters = Filters(officer=holder.officer, stages=tuple(stages), kind=kind, ended=False)
        found = listing.every(EVERYTHING, filters)
        fresh = [row for row in found if row.id not in self.used and row.stage_since < before]
        return sorted(fresh, key=lambda row: (row.decided_on, row.number), reverse=True)

    def choose(
        self, code: str, rows: Sequence[MatterRow], raw: Raw, *, by: Viewer, on: date, most: int = 1
    ) -> list[int]:
        """The first of the matters on which the act may be done; they are used from now on."""
        act = catalogue.act(code)
        found: list[int] = []
        for start in range(0, len(rows), 20):
            ids = [row.id for row in rows[start : start + 20]]
            judged = judge_all(act, ids, raw, by=by, on=on)
            found += [key for key, (_, one) in judged.items() if isinstance(one, Judged)]
            if len(found) >= most:
                break
        self.used |= set(found[:most])
        return found[:most]

    # Acts and papers.

    def does(self, code: str, matter: int, raw: Raw, *, by: Viewer, on: date) -> Outcome:
        """An act on one matter, as through its page."""
        own = {} if catalogue.act(code).signer == "head" else {"on": on}
        return perform_one(code, matter, {**own, **raw}, by=by, on=on)

    def proposes(self, code: str, matter: int, raw: Raw, *, by: Viewer, on: date) -> int:
        """An act of the head goes into the queue; its paper."""
        paper = self.does(code, matter, raw, by=by, on=on).paper
        assert paper is not None
        return paper

    def checks(self, papers_: Sequence[int], on: date, *, by: Viewer | None = None) -> None:
        """The examiner, or who else, passes papers on."""
        papers.check(papers_, by=by or self.examiner, on=on)

    def signs(self, papers_: Sequence[int], on: date, *, by: Viewer | None = None) -> None:
        """The head, or who holds a power, signs papers that were checked."""
        papers.sign(papers_, by=by or self.head, on=on, pin=PIN)

    def issues(self, papers_: Sequence[int], on: date) -> list[int]:
        """The registry issues signed papers; their matters. Raises ValueError with a refusal."""
        answers = issue(papers_, by=self.registry, on=on)
        for answer in answers:
            if not answer.done:
                raise ValueError(answer.sentence)
        return [answer.matter_id or 0 for answer in answers]

    def through(
        self, papers_: Sequence[int], days: tuple[date, date], *, signer: Viewer | None = None
    ) -> Iterator[date]:
        """Checked on the first day, signed and issued on the second: to be played with ``yield from``."""
        checked, issued = days
        yield checked
        self.checks(papers_, checked)
        yield issued
        self.signs(papers_, issued, by=signer)
        self.issues(papers_, issued)
