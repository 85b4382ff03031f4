"""Whose days they were: matters that wait, on us and on the answers of others, within a reach."""

from datetime import date

import pytest

from tests.builders import a_matter
from tests.cast import BINH, HOA, LAN, MINH, TRUONG, gather, viewer
from tests.coordination.conftest import ASKED
from thihanh.coordination.delay import OURS
from thihanh.coordination.delays import answer_times, by_body, delays, names_of
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.matters.models import Current
from thihanh.matters.operations import register_many
from thihanh.offices.queries import reach

SENT, UNTIL = date(2026, 9, 7), date(2026, 9, 30)
POLICE = "police_commune:cong-an-xa-dong-hai"
pytestmark = pytest.mark.django_db


@pytest.fixture
def matters() -> tuple[int, int]:
    """Two matters of Lan and one of Hoa (another office); the first of Lan's has no term that has run out."""
    gather(LAN, MINH, BINH, HOA, TRUONG)
    made = [
        a_matter(f"{n}/QĐ", "05/01/2026")
        .owing(1_000_000)
        .then("in_progress", "01/02/2026")
        .held_by(code, office)
        for n, code, office in ((1, LAN.code, "22.KV01"), (2, LAN.code, "22.KV01"), (3, HOA.code, "22.KV02"))
    ]
    first, second, third = register_many([one.intake for one in made], by=TRUONG.code)
    Current.objects.filter(matter_id__in=[second, third]).update(next_due=date(2026, 9, 10))
    Current.objects.filter(matter_id=first).update(next_due=None)
    return first, second


def asked(matter: int, **more: str) -> int:
    raw = {**ASKED, "received_on": "07/09/2026", **more}
    new = New("request", raw, agency="22", office="22.KV01", officer=LAN.code, matters=(matter,))
    return open_dossier(new, by=viewer(LAN), on=SENT)


def test_days_past_the_answer_are_the_bodys_and_the_rest_is_ours(matters: tuple[int, int]) -> None:
    first, second = matters
    asked(first)
    late = asked(second)
    take(late, "answer", {"result": "agreed", "on": "14/09/2026"}, by=viewer(LAN), on=date(2026, 9, 14))
    found = delays(reach(viewer(LAN), "matter", "read", UNTIL), since=SENT, until=UNTIL)
    assert {one.matter_id: (one.shared.days, dict(one.shared.parts)) for one in found.matters} == {
        first: (20, {POLICE: 20}),
        second: (20, {POLICE: 3, OURS: 17}),
    }
    assert [(line.body, line.days, line.matters) for line in by_body(found.matters)] == [
        (POLICE, 23, 2),
        (OURS, 17, 1),
    ]
    assert sum(line.days for line in by_body(found.matters)) == found.whole.days == 40
    assert names_of([POLICE]) == {POLICE: "Công an xã Đông Hải"}


def test_a_matter_out_of_reach_adds_no_day(matters: tuple[int, int]) -> None:
    of_the_office = delays(reach(viewer(BINH), "matter", "read", UNTIL), since=SENT, until=UNTIL)
    of_the_province = delays(reach(viewer(TRUONG), "matter", "read", UNTIL), since=SENT, until=UNTIL)
    assert (of_the_office.whole.days, of_the_province.whole.days) == (20, 40)
    assert set(of_the_province.by_office()) == {"22.KV01", "22.KV02"}


def test_a_withdrawn_request_delays_nobody_any_more(matters: tuple[int, int]) -> None:
    withdrawn = asked(matters[0])
    take(withdrawn, "withdraw", {"reason": "Gửi nhầm cơ quan"}, by=viewer(LAN), on=SENT)
    found = delays(reach(viewer(LAN), "matter", "read", UNTIL), since=SENT, until=UNTIL)
    assert OURS in found.whole.parts
    assert POLICE not in found.whole.parts


def test_two_bodies_of_one_name_are_told_apart(matters: tuple[int, int]) -> None:
    for body, code in (("tax", "tax"), ("social_insurance", "social_insurance")):
        asked(matters[0], body=body, duty="DL-23", body_name="Cơ sở 1", content=f"Thông tin về {code}")
    names = names_of(["tax:co-so-1", "social_insurance:co-so-1"])
    assert len(set(names.values())) == 2
    assert all(one.startswith("Cơ sở 1 (") for one in names.values())


def test_answers_are_in_time_late_silent_or_waiting() -> None:
    def on(number: int) -> date:
        return date(2026, 9, number)

    rows = [
        ("bank", (on(1), on(4), on(3))),
        ("bank", (on(1), on(4), on(9))),
        ("bank", (on(1), on(4), None)),
        ("bank", (on(29), on(30), None)),
    ]
    (found,) = answer_times(rows, UNTIL)
    assert (found.asked, found.in_time, found.late, found.silent, found.days) == (4, 1, 1, 1, (2, 8))
    assert (found.median, found.within(90)) == (2, 8)
