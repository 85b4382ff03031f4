"""All rules on one book: pure, for a live book and for one read back from a file alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from thihanh.statistics.book.shapes import Book
from thihanh.statistics.control import between, over_time, within
from thihanh.statistics.control.findings import Answer, Check, Finding, NotApplicable, apart, findings_of
from thihanh.statistics.control.rules import rules
from thihanh.statistics.numbers import Absent, Percent, Points


@dataclass(frozen=True, slots=True)
class Beat:
    """A beat as it is to be shown: what it is of, the rounded rate, the target, the beat in points."""

    unit: str
    what: str
    rate: Percent
    target: Percent
    beat: Points


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a book and is checked with it.

    ``last_year`` is the book of the same period a year before, where it is not the one given as ``before``;
    ``received`` the matters received by delegation over the nation, ``on_the_way`` those sent and not yet
    received.
    """

    beats: Sequence[Beat] = field(default=())
    last_year: Book | None = None
    received: int | None = None
    on_the_way: int = 0


_NOTHING = Beside()


def _delegations(book: Book, beside: Beside) -> Answer:
    """R15: over the nation, what was entrusted out was received elsewhere or is on its way."""
    if book.units[0].kind != "nation":
        return NotApplicable("Chỉ so trên số liệu toàn quốc.")
    if beside.received is None:
        return NotApplicable("Chưa nêu số việc nhận ủy thác trong kỳ và danh sách đang chuyển.")
    sent = book.form("01/TK-THA").count("total", "delegated")
    what = "việc ủy thác đi và việc đã nhận + đang chuyển"
    return [Check(book.unit, apart(what, sent, beside.received + beside.on_the_way), "01/TK-THA", "total")]


def _beats(beside: Beside) -> Answer:
    """R24: a beat is the rounded rate less the target."""
    if not beside.beats:
        return NotApplicable("Không có số vượt chỉ tiêu kèm theo bộ biểu.")
    return [
        Check(
            one.unit,
            ""
            if one.beat == one.rate - one.target
            else f"{one.what}: vượt {one.beat} không phải {one.rate} − {one.target} "
            f"({one.rate - one.target}).",
        )
        for one in beside.beats
    ]


def run(
    book: Book,
    *,
    before: Book | None = None,
    earlier: Sequence[Book] = (),
    lists: Mapping[str, int | Absent] | None = None,
    beside: Beside = _NOTHING,
) -> tuple[Finding, ...]:
    """The findings of R01–R26 on a book, in the order of the rules.

    ``before`` is the twelve-month book of the year before, ``earlier`` books of earlier periods of the year,
    ``lists`` the row counts of the attached lists by code. A rule that cannot be applied says why.
    """
    known = rules()
    last_year = beside.last_year or before
    answers: dict[str, Answer] = {
        **{rule: within.equal(book, rule) for rule in within.EQUATIONS},
        "R08": within.rates(book),
        "R09": between.sums_of_units(book, "01/TK-THA", "04/TK-THA"),
        "R10": between.sums_of_units(book, "02/TK-THA", "05/TK-THA"),
        "R11": between.state_budget(book),
        "R12": over_time.turn_of_year(book, before),
        "R13": over_time.cumulative(book, earlier),
        "R14": over_time.same_opening(book, earlier),
        "R15": _delegations(book, beside),
        "R16": within.administrative(book),
        "R17": within.monitored(book),
        "R18": over_time.eligible_share(known["R18"], book, earlier),
        "R19": over_time.result_jump(known["R19"], book, earlier),
        "R20": over_time.year_on_year(known["R20"], book, last_year),
        "R21": between.lists(book, lists),
        "R22": between.same(book, "01/TKLN-THADS", "01/TK-THA"),
        "R23": between.same(book, "03/TKLN-THADS", "12/TK-THA"),
        "R24": _beats(beside),
        "R25": within.complaints(book),
        "R26": within.coercion(book),
    }
    return tuple(
        finding for rule in known.values() for finding in findings_of(rule, answers[rule.id], book.unit)
    )
