"""Form 12 and form 006.N from recorded judgments: 14 monitored, 11 done; what is apart and unknown."""

from datetime import date

import pytest

from tests.cast import LAN, TRUONG, viewer
from tests.oversight.judgments import received, the_year, walk
from thihanh.dossiers.operations import take_back
from thihanh.offices.queries import reach
from thihanh.statistics.book import administrative
from thihanh.statistics.book.asking import Asked
from thihanh.statistics.book.queries import book
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.control.running import run
from thihanh.statistics.period import month_period
from thihanh.trail.models import Entry

pytestmark = pytest.mark.usefixtures("office")
YEAR = month_period(2025, 12)
"""The work year 2025: 01/10/2024 to 30/09/2025."""


@pytest.fixture
def office(db: None) -> None:
    from tests.cast import gather

    gather(on=date(2024, 1, 2))


def the_book(known_on: date | None = None) -> Book:
    return book("22", YEAR, reach=reach(viewer(TRUONG), "figure", "drill", YEAR.to), known_on=known_on)


def cells(found: Book, form: str, row: str = "total") -> dict[str, int]:
    filled = found.form(form, "22")
    return {column.code: filled.count(row, column.code) for column in filled.form.columns}


def test_fourteen_monitored_eleven_done() -> None:
    the_year()
    found = the_book()
    assert cells(found, "12/TK-THA") == {
        "total": 14,
        "carried_in": 3,
        "new": 11,
        "cancelled": 1,
        "postponed": 1,
        "done": 11,
        "in_progress": 1,
        "no_content": 1,
        "notices": 13,
        "sessions": 1,
        "compelled": 1,
        "responsibility": 1,
    }
    national = cells(found, "006.N")
    assert national == {k: v for k, v in cells(found, "12/TK-THA").items() if k in national}
    assert national["total"] == sum(
        national[one] for one in ("cancelled", "postponed", "done", "in_progress")
    )
    rows = {
        row: cells(found, "12/TK-THA", row)["total"] for row in ("central", "province", "commune", "other")
    }
    assert rows == {"central": 1, "province": 1, "commune": 12, "other": 0}


def test_the_agreed_form_of_the_three_sectors_is_the_same() -> None:
    the_year()
    found = the_book()
    assert cells(found, "03/TKLN-THADS") == cells(found, "12/TK-THA")


def test_the_control_rules_of_administrative_judgments_run() -> None:
    the_year()
    answers = {one.rule: one for one in run(the_book()) if one.rule in ("R16", "R17", "R23")}
    assert {rule: one.verdict for rule, one in answers.items()} == dict.fromkeys(
        ("R16", "R17", "R23"), "holds"
    )


def test_what_was_not_known_or_was_taken_back_is_not_counted() -> None:
    one = received()
    walk(one, "notice", "voluntary_done", on=date(2025, 4, 1))
    asked = Asked("22", YEAR, known_on=date(2025, 3, 31))
    assert [row[6] for row in administrative.rows(asked)] == ["new", "in_progress"]
    take_back(one, "ghi nhầm hồ sơ khác", by=viewer(TRUONG), on=date(2025, 4, 2))
    assert cells(the_book(), "12/TK-THA")["done"] == 0
    assert cells(the_book(date(2025, 4, 1)), "12/TK-THA")["done"] == 1


def test_it_is_counted_where_it_is_held() -> None:
    received()
    found = the_book().form("12/TK-THA", f"22.KV01/{LAN.code}")
    assert found.count("commune", "total") == 1
    asked = Asked("22", YEAR)
    assert {row[2] < 0 for row in administrative.rows(asked)} == {True}


def test_an_edition_counts_what_its_cut_holds() -> None:
    one = received()
    last = Entry.objects.order_by("-id").values_list("id", flat=True)[0]
    walk(one, "notice", "voluntary_done", on=date(2025, 4, 1))
    cut = Asked("22", YEAR, known_on=YEAR.to, inside=f"{{[1,{last}]}}")
    assert [row[6] for row in administrative.rows(cut)] == ["new", "in_progress"]
    assert [row[6] for row in administrative.national_rows(cut)] == ["new", "in_progress"]
