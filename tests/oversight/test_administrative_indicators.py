"""HC-I1 to HC-I6: 14 of 14 monitored, 11 of 14 done; silence in days; warnings; what the public reads."""

from datetime import date

import pytest

from tests.cast import HOA, LAN, MINH, TRUONG, viewer
from tests.oversight.judgments import received, seen, the_year, walk
from thihanh.dossiers.queries import terms
from thihanh.oversight.administrative_contents import contents
from thihanh.oversight.administrative_indicators import age
from thihanh.oversight.administrative_queries import limits, of_viewer, published
from thihanh.oversight.administrative_silence import Silence, contact
from thihanh.statistics.book.administrative import FORM, rows
from thihanh.statistics.book.asking import Asked
from thihanh.statistics.numbers import rate
from thihanh.statistics.period import month_period

pytestmark = pytest.mark.usefixtures("office")
ON = date(2025, 9, 30)
TO_DECISION = ("assign", "notice", "delivered", "overdue", "compel_received")


def test_fourteen_of_fourteen_are_monitored_and_eleven_are_done() -> None:
    the_year()
    found = of_viewer(viewer(TRUONG), ON)
    total, monitored, done = (found.number(name) for name in ("total", "monitored", "done"))
    assert (total, monitored, done) == (14, 14, 11)
    assert (str(rate(monitored, total)), str(rate(done, total))) == ("100,00%", "78,57%")
    assert found.number("no_content") == 1
    received()
    assert of_viewer(viewer(TRUONG), ON).number("unmonitored") == 1


def test_the_figures_are_those_of_form_12_which_is_counted_in_the_database() -> None:
    the_year()
    found = of_viewer(viewer(TRUONG), ON)
    of_form: dict[str, set[int]] = {}
    for form, _, dossier, _, _, _, column, _ in rows(Asked("22", month_period(2025, 12))):
        assert form == FORM
        of_form.setdefault(column, set()).add(-dossier)
    assert {name: set(found.figures[name]) for name in of_form} == of_form


def test_figures_hold_what_the_viewer_may_read() -> None:
    the_year()
    assert of_viewer(viewer(LAN), ON).number("total") == 14
    assert of_viewer(viewer(HOA), ON).figures == {}


def silent(dossier: int, on: date) -> Silence | None:
    own = [one for one in terms("22") if one.dossier_id == dossier]
    return contact(seen(dossier), own, on).silence


def test_silence_is_shown_in_days_and_asking_again_does_not_hide_it() -> None:
    one = received()
    walk(one, "notice", "delivered")
    assert silent(one, ON) is None
    walk(one, "overdue", "compel_received", "recommend", on=date(2025, 7, 1))
    assert silent(one, date(2025, 7, 4)) == Silence(date(2025, 7, 1), 3, True)
    walk(one, "asked_body", on=date(2025, 8, 1))
    assert silent(one, ON) == Silence(date(2025, 7, 1), 91, True)
    walk(one, "answered", on=date(2025, 9, 1))
    assert silent(one, ON) is None


def test_a_work_session_ends_silence_and_what_is_owed_in_writing_stays_owed() -> None:
    one = received()
    walk(one, "notice", "delivered", "overdue", "compel_received", "asked_body", on=date(2025, 7, 1))
    walk(one, "work_session", on=date(2025, 7, 15), absent="on")
    assert silent(one, ON) == Silence(date(2025, 7, 1), 91, True)
    walk(one, "work_session", on=date(2025, 8, 1))
    own = [term for term in terms("22") if term.dossier_id == one]
    after = contact(seen(one), own, ON)
    assert (after.silence, after.in_session, after.heard and after.heard.on) == (None, True, date(2025, 8, 1))
    assert [term.rule for term in after.owed] == ["HC-06", "HC-13"]
    assert contact(seen(one), own, date(2025, 7, 31)).silence == Silence(date(2025, 7, 1), 30, True)


def test_asked_again_after_a_session_silence_begins_anew_and_is_not_late_at_once() -> None:
    one = received()
    walk(one, "notice", "delivered", "overdue", "compel_received", "work_session", on=date(2025, 7, 1))
    walk(one, "recommend", on=date(2025, 9, 25))
    assert silent(one, ON) == Silence(date(2025, 9, 25), 5, False)
    walk(one, "answered", on=date(2025, 9, 29))
    own = [term for term in terms("22") if term.dossier_id == one]
    answered = contact(seen(one), own, ON)
    assert (answered.silence, answered.in_session) == (None, False)


def test_a_request_is_not_late_before_its_term_has_run_out() -> None:
    one = received()
    walk(one, "notice", "delivered", "reported", "overdue", "asked_body", on=date(2025, 7, 1))
    assert silent(one, date(2025, 7, 8)) == Silence(date(2025, 7, 1), 7, False)
    assert silent(one, date(2025, 7, 9)) == Silence(date(2025, 7, 1), 8, True)


def test_open_ones_stand_silent_first_then_by_age() -> None:
    quiet, old, young = received(), received(on=date(2025, 3, 1), **_first()), received()
    walk(quiet, "notice", "delivered", "overdue")
    assert [one.dossier.id for one in of_viewer(viewer(TRUONG), ON).open] == [quiet, old, young]


def _first() -> dict[str, str]:
    return {"judgment_on": "20/02/2025", "received_on": "01/03/2025"}


def test_open_decisions_are_told_by_body_and_age() -> None:
    one = received()
    walk(one, *TO_DECISION)
    found = of_viewer(viewer(TRUONG), ON)
    assert found.figures["open.commune.1"] == (one,)
    assert [age(date(2025, 3, 20), date(*day), (6, 12, 36)) for day in ((2025, 9, 19), (2025, 9, 20))] == [
        0,
        1,
    ]


def test_the_conditions_of_rf_58_are_warned_of() -> None:
    fresh = received()
    unnoticed = of_viewer(viewer(TRUONG), ON).figures
    assert unnoticed["warning.notice"] == (fresh,)
    walk(fresh, *TO_DECISION)
    found = of_viewer(viewer(TRUONG), ON).figures
    told = {name for name in found if name.startswith("warning.")}
    assert told == {"warning.session", "warning.publish", "warning.directive", "warning.recommend"}
    walk(fresh, "work_session", "publish", "superior_directed", "recommend")
    assert not [name for name in of_viewer(viewer(TRUONG), ON).figures if name.startswith("warning.")]


def test_time_is_kept_or_not() -> None:
    early, late = received(), received()
    walk(early, "notice", on=date(2025, 3, 10))
    walk(late, "notice", on=date(2025, 3, 11))
    walk(early, "explanation_asked", "explanation_answered", "asked_body", "answered", on=date(2025, 3, 12))
    found = of_viewer(viewer(TRUONG), ON).figures
    assert (found["notice.in_time"], found["notice.late"]) == ((early,), (late,))
    assert (found["asked"], found["explained"], found["answer.in_time"]) == ((early,),) * 3


def test_the_public_reads_a_decision_until_it_is_performed() -> None:
    one = received()
    walk(one, *TO_DECISION)
    assert published(ON, "22") == ()
    walk(one, "publish", on=date(2025, 7, 2))
    (row,) = published(ON, "22")
    assert (row.name, row.decision, row.since) == (
        "Ủy ban nhân dân xã An Sinh",
        "03/2025/QĐ-BTHA",
        date(2025, 7, 2),
    )
    assert "Quách" not in str(row)
    assert published(date(2025, 7, 1), "22") == ()
    assert published(ON, "44") == ()
    walk(one, "performed", on=date(2025, 7, 3))
    assert published(ON, "22") == ()


def test_the_file_says_what_it_lacks() -> None:
    one = received()
    assert [item.label for item in contents(seen(one)) if item.missing] == []
    walk(one, *TO_DECISION)
    lacking = [item.label for item in contents(seen(one)) if item.missing]
    assert lacking == [
        "Thông báo kết quả thi hành án",
        "Biên bản làm việc",
        "Văn bản chỉ đạo của cơ quan cấp trên",
        "Văn bản công khai, gỡ công khai",
    ]
    walk(one, "work_session")
    assert "Biên bản làm việc" not in [item.label for item in contents(seen(one)) if item.missing]


def test_the_thresholds_are_dated_data() -> None:
    assert limits(ON).recommend_within == 3
    assert limits(ON).ages == (6, 12, 36)


def test_an_officer_counts_those_of_the_whole_office() -> None:
    received()
    assert of_viewer(viewer(MINH), ON).number("total") == 1
