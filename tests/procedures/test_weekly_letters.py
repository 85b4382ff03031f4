"""The letters of a week go into the signing queue in one act and are sent when the head issues them."""

from datetime import date

import pytest
from tests.cast import BINH, LAN, MINH, NGHIEP, PHO, TRUONG, VAN, gather, viewer
from tests.coordination.conftest import sent
from tests.documents.papers import PIN

from thihanh.coordination import letters
from thihanh.documents import operations as documents
from thihanh.documents import queries as papers
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied
from thihanh.procedures import issuing, weekly_letters
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


def test_the_letter_is_sent_when_the_head_issues_it(office: None, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    gather(NGHIEP, PHO, VAN)
    sent()
    (paper,) = weekly_letters.draft(by=viewer(NGHIEP), on=MONDAY).values()
    documents.check([paper], by=viewer(PHO), on=MONDAY)
    documents.sign([paper], by=viewer(TRUONG), on=MONDAY, pin=PIN)
    issuing.issue([paper], by=viewer(VAN), on=MONDAY)
    (one,) = of_week("22", FRIDAY)
    assert (one.state, one.paper, one.is_due) == ("sent", paper, False)
