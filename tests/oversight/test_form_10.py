"""Form 10: sessions, conclusions, protests, recommendations, remedies; every count equals a list."""

from datetime import date
from typing import Any

from tests.cast import BINH, PHO, THAM, TRUONG, viewer
from tests.oversight.test_inspections import CONCLUSION, ON, assigned, concluded, inspection, matters, noted
from thihanh.dossiers import queries
from thihanh.dossiers.operations import New, open_dossier, take, take_back
from thihanh.dossiers.queries import Filters
from thihanh.offices.queries import reach
from thihanh.statistics.book import oversight
from thihanh.statistics.book.asking import Asked
from thihanh.statistics.book.queries import book
from thihanh.statistics.period import month_period

__all__ = ["matters"]
YEAR = month_period(2026, 12)
"""The work year 2026: 01/10/2025 to 30/09/2026."""


def cells(form: str, row: str, known_on: date | None = None) -> dict[str, int]:
    found = book("22", YEAR, reach=reach(viewer(TRUONG), "figure", "drill", YEAR.to), known_on=known_on)
    filled = found.form(form, "22")
    return {column.code: filled.count(row, column.code) for column in filled.form.columns}


def session(who: str) -> int:
    new = New("oversight_session", {"title": "Giám sát", "who": who, "unit": "22.KV01"}, agency="22")
    return open_dossier(new, by=viewer(TRUONG), on=ON)


def protest(form: str, number: str) -> int:
    said: dict[str, Any] = {
        "form": form,
        "level": "region",
        "procuracy": "Viện kiểm sát nhân dân khu vực 1",
        "number": number,
        "issued_on": "27/02/2026",
        "received_on": "02/03/2026",
        "subject": "quyết định kê biên",
        "demands": "Hủy quyết định",
    }
    return open_dossier(New("protest", said, agency="22"), by=viewer(TRUONG), on=ON)


def test_form_10_counts_what_the_lists_hold(matters: list[int]) -> None:
    looked, other = inspection(), inspection(title="Cuộc khác")
    first = noted(looked, matters[:1])
    noted(looked, matters[1:2])
    concluded(looked)
    assigned(first)
    take(first, "remedied", {"done": "Đã làm", "document": "1/BC"}, by=viewer(BINH), on=ON)
    take(first, "verify", {"result": "done"}, by=viewer(THAM), on=ON)
    heard = session("council")
    take(heard, "conclude", {"document": "2/KL", "content": "Kiến nghị"}, by=viewer(TRUONG), on=ON)
    session("procuracy")
    session("front")
    protest("protest", "1/KN")
    protest("recommendation", "2/KN")
    assert cells("10/TK-THA", "internal") == {
        "sessions": 2,
        "conclusions": 1,
        "protests": 0,
        "recommendations": 1,
        "remedied": 1,
    }
    assert cells("10/TK-THA", "council") == {
        "sessions": 1,
        "conclusions": 1,
        "protests": 0,
        "recommendations": 0,
        "remedied": 0,
    }
    told = cells("10/TK-THA", "procuracy")
    assert (told["sessions"], told["protests"], told["recommendations"]) == (1, 1, 1)
    assert cells("04/TKLN-THADS", "procuracy")["protests"] == 1

    def listed(kind: str, *groups: str) -> int:
        rows = [queries.page(viewer(PHO), Filters(kinds=(kind,), group=one), ON).total for one in groups]
        return sum(rows)

    assert listed("inspection", "opened", "concluded") == cells("10/TK-THA", "internal")["sessions"]
    assert listed("finding", "verified") == cells("10/TK-THA", "internal")["remedied"]
    take(other, "conclude", CONCLUSION, by=viewer(TRUONG), on=ON, paper=3)
    assert cells("10/TK-THA", "internal")["conclusions"] == 2
    take_back(heard, "ghi nhầm cuộc giám sát", by=viewer(TRUONG), on=ON)
    assert cells("10/TK-THA", "council")["conclusions"] == 0


def test_what_was_not_known_is_not_counted(matters: list[int]) -> None:
    inspection()
    assert oversight.rows(Asked("22", YEAR, known_on=date(2026, 3, 1))) == []
    assert [row[5:7] for row in oversight.rows(Asked("22", YEAR))] == [("internal", "sessions")]
