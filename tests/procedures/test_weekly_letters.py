"""The letters of a week go into the signing queue in one act and are sent when the head issues them."""

from datetime import date

import pytest
from tests.cast import BINH, LAN, MINH, TRUONG, gather, viewer
from tests.coordination.conftest import sent

from thihanh.coordination import letters
from thihanh.documents import queries as papers
from thihanh.dossiers.kinds import Refusal
from thihanh.offices.policy import Denied
from thihanh.procedures import weekly_letters
from thihanh.procedures.weekly_letters import of_week

MONDAY, FRIDAY = date(2026, 9, 14), date(2026, 9, 18)
DONG_HAI = "police_commune:cong-an-xa-dong-hai"
OTHER = {"body_name": "Công an xã Bình Khê", "content": "Nội dung kín về bà Nguyễn Thị Hòa"}


@pytest.fixture
def office(db: None) -> None:
    gather(LAN, MINH, BINH, TRUONG)


def test_one_act_puts_the_letters_of_the_week_into_the_queue(office: None) -> None:
    sent()
    letters.propose(MONDAY)
    sent(**OTHER)
    made = weekly_letters.draft(by=viewer(TRUONG), on=FRIDAY, key="one")
    assert weekly_letters.draft(by=viewer(TRUONG), on=FRIDAY, key="one") == made
    assert sorted(made) == ["police_commune:cong-an-xa-binh-khe", DONG_HAI]
    assert [one.is_due for one in of_week("22", FRIDAY)] == [False, False]
    told = {body: papers.content(paper).values for body, paper in made.items()}
    assert "YC-02/2026" not in str(told[DONG_HAI])
    assert "Nguyễn Thị Hòa" not in str(told)
    with pytest.raises(Refusal, match="không còn thư nào"):
        weekly_letters.draft(by=viewer(TRUONG), on=FRIDAY)


def test_without_anything_late_there_is_nothing_to_draft(office: None) -> None:
    with pytest.raises(Refusal, match="không còn thư nào"):
        weekly_letters.draft(by=viewer(TRUONG), on=MONDAY)


def test_who_may_not_draft_the_letters(office: None) -> None:
    sent()
    for person in (LAN, BINH):
        with pytest.raises(Denied):
            weekly_letters.draft(by=viewer(person), on=MONDAY)
