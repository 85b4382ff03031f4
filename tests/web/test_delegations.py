"""Ủy thác đến over HTTP: who sees it, what waits, the decision sent once, wrong days said."""

import uuid

import pytest
from django.test import Client

from tests import cast
from tests.builders import a_matter
from tests.web.conftest import TODAY, Standing
from thihanh.documents.queries import before_matters
from thihanh.matters.intake import Step
from thihanh.matters.operations import register_many
from thihanh.offices.reach import EVERYTHING

pytestmark = pytest.mark.django_db
PAGE = "/tiep-nhan/uy-thac/"


@pytest.fixture
def sender(db, settings) -> int:
    """A matter of Quảng Trị, delegated whole to Quảng Ninh."""
    settings.CLOCK = Standing(TODAY)
    cast.gather()
    built = a_matter("51/QĐ-CTHADS", "02/06/2025", agency="44").held_by(cast.XUAN.code, "44.KV01")
    built = built.owing(7_000_000).then("in_progress", "20/06/2025")
    facts = {"extent": "whole"}
    step = Step(TODAY, "delegate", TODAY, obligation=1, amount=7_000_000, counterpart="22", facts=facts)
    return register_many([built._with(steps=(step,)).intake], by=cast.BY)[0]


def sent(client: Client, sender: int, on: str) -> str:
    said = {"viec": str(sender), "received_on": on, "key": uuid.uuid4().hex}
    answer = client.post(PAGE, said, follow=True)
    return f"{answer.status_code} {answer.content.decode()}"


def test_what_was_delegated_here_waits_with_its_sum_and_is_told_on_the_intake(sender, browse) -> None:
    thu = browse(cast.THU)
    assert "Ủy thác đến (1)" in thu.get("/tiep-nhan/").content.decode()
    page = thu.get(PAGE).content.decode()
    assert "51/QĐ-CTHADS" in page
    assert "7.000.000" in page
    assert "Không có việc nào nơi khác ủy thác đến" in browse(cast.XUAN).get(PAGE).content.decode()


def test_the_receiving_decision_goes_to_signature_and_is_not_offered_twice(sender, browse) -> None:
    thu = browse(cast.THU)
    assert "Đã trình ký quyết định nhận ủy thác" in sent(thu, sender, "30/09/2025")
    assert "đang trình: Chờ kiểm tra" in thu.get(PAGE).content.decode()
    assert len(before_matters(EVERYTHING, ("receive_delegation",))) == 1


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("31/13/2025", "không phải"),
        ("29/09/2025", "sớm hơn ngày ủy thác"),
        ("01/10/2025", "sau ngày làm việc"),
    ],
)
def test_a_day_that_cannot_be_is_said_and_nothing_is_sent(sender, browse, on, said) -> None:
    answer = sent(browse(cast.THU), sender, on)
    assert answer.startswith("422")
    assert said in answer
    assert before_matters(EVERYTHING, ("receive_delegation",)) == ()


def test_who_does_not_receive_sends_nothing_and_a_form_of_ones_own_neither(sender, browse) -> None:
    assert sent(browse(cast.LAN), sender, "30/09/2025").startswith("403")
    answer = browse(cast.THU).post(PAGE, {"viec": sender, "received_on": "30/09/2025"})
    assert answer.status_code == 422
    assert "chờ cơ quan nhận" in sent(browse(cast.THU), 999_999, "30/09/2025")
