"""The act that asks for information is the request to the other body; its answer is the request's answer."""

from datetime import date, datetime

import pytest
from tests.cast import LAN, viewer
from tests.procedures.acts.test_verifying import TODAY, case, do, matter, open_requests, refusal

from thihanh.coordination import links, replying
from thihanh.dossiers import queries
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.queries import Filters

__all__ = ["matter"]
DAY = date(2025, 2, 24)
ASKED = {
    "holder": "commune",
    "counterpart": "Công an xã Đông Hải",
    "party": "2",
    "contents": "residence",
    "content": "Nơi cư trú",
    "on": "23/01/2025",
}


def request_of(number: int) -> Dossier:
    (row,) = queries.page(viewer(LAN), Filters(matter=number, kinds=("request",)), DAY).rows
    return queries.seen(viewer(LAN), row.id, DAY)


def test_one_act_sends_the_request_with_its_paper_and_another_answers_it(matter: int) -> None:
    do("verify_request_sent", matter, ASKED, on=TODAY)
    sent = request_of(matter)
    assert (sent.body, sent.values["duty"], sent.state) == (
        "police_commune:cong-an-xa-dong-hai",
        "DL-23",
        "waiting",
    )
    assert (sent.opened_on, sent.officer) == (date(2025, 1, 23), LAN.code)
    assert sent.steps[0].paper_id == case(matter).steps[-1].paper
    (choice,) = open_requests(case(matter))
    do("verify_answer", matter, {"request": choice.code, "refused": "1", "reason": "không quản lý"}, on=TODAY)
    (answer,) = request_of(matter).taken("answer")
    assert (answer.values["result"], answer.values["reason"]) == ("refused", "không quản lý")


def test_what_the_body_answered_by_its_link_is_closed_by_the_act(matter: int) -> None:
    do("verify_request_sent", matter, ASKED, on=TODAY)
    one = links.issue(request_of(matter).id, by=viewer(LAN), on=DAY)
    now = datetime.fromisoformat("2025-01-24T09:00:00+07:00")
    replying.reply(one.id, {"result": "agreed", "content": "Thôn Ba"}, caller="-", now=now, on=DAY)
    (choice,) = open_requests(case(matter))
    do("verify_answer", matter, {"request": choice.code}, on=TODAY)
    found = request_of(matter)
    assert (found.state, len(found.taken("answer"))) == ("done", 1)


@pytest.mark.parametrize(
    ("holder", "body"), [("bank", "bank"), ("land", "land_registry"), ("other", "other")]
)
def test_the_holder_of_information_is_a_body_of_the_catalogue(matter: int, holder: str, body: str) -> None:
    do("verify_request_sent", matter, ASKED | {"holder": holder, "counterpart": "Nơi giữ"}, on=TODAY)
    assert request_of(matter).body.partition(":")[0] == body


def test_an_act_refused_opens_no_request(matter: int) -> None:
    assert refusal("verify_request_sent", matter, ASKED | {"party": "1"}, on=TODAY)
    assert queries.page(viewer(LAN), Filters(matter=matter), DAY).total == 0
