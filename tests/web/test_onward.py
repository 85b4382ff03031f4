"""A court late with its explanation: the page of the request leads to the court above, once (RF-50)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from tests import cast
from tests.web.conftest import Standing
from thihanh.coordination import watching
from thihanh.dossiers import queries
from thihanh.dossiers.operations import New, open_dossier

Browse = Callable[[cast.Person], Client]
TODAY = date(2026, 11, 20)
"""Under the law of 2025; before it no article names the court above."""
EXPLAIN = {
    "body": "court",
    "body_name": "Tòa án nhân dân khu vực 3",
    "duty": "DL-93",
    "content": "Giải thích phần ranh giới thửa đất phải giao",
}


@pytest.fixture(autouse=True)
def clock(settings) -> None:
    settings.CLOCK = Standing(TODAY)


def asked(matter: int, on: date, **more: object) -> int:
    raw = EXPLAIN | {"received_on": f"{on:%d/%m/%Y}"} | more
    new = New("request", raw, "22", "22.KV01", cast.LAN.code, matters=(matter,))
    return open_dossier(new, by=cast.viewer(cast.LAN), on=on)


def page(browse: Browse, number: int) -> str:
    return browse(cast.LAN).get(f"/ho-so/{number}/").content.decode()


@pytest.mark.parametrize(
    ("days", "facts", "shown"),
    [(31, [], True), (30, [], False), (45, ["complex"], False), (46, ["complex"], True)],
)
def test_the_way_above_opens_when_the_term_is_over(
    province, browse: Browse, days: int, facts: list[str], shown: bool
) -> None:
    number = asked(province[0], TODAY - timedelta(days=days), facts=facts)
    assert ("Lập kiến nghị" in page(browse, number)) == shown


def test_the_law_before_names_no_court_above(province, browse: Browse, settings) -> None:
    settings.CLOCK = Standing(date(2026, 6, 19))
    number = asked(province[0], date(2026, 5, 4))
    assert "quá hạn" in page(browse, number)
    assert "Lập kiến nghị" not in page(browse, number)


def test_the_form_is_filled_in_and_ends_the_mark(province, browse: Browse) -> None:
    number = asked(province[0], TODAY - timedelta(days=60))
    watching.propose(TODAY)
    board = browse(cast.LAN).get("/phoi-hop/don-doc/").content.decode()
    assert "Kiến nghị cơ quan cấp trên" in board
    address = "/ho-so/request/moi/?duty=PH-20&amp;body=court_higher"
    assert address in board
    assert address in page(browse, number)
    row = queries.page(cast.viewer(cast.LAN), queries.Filters(ids=(number,)), TODAY).rows[0]
    link = page(browse, number).partition('<a href="/ho-so/request/moi/?')[2].partition('"')[0]
    form = browse(cast.LAN).get("/ho-so/request/moi/?" + link.replace("&amp;", "&")).content.decode()
    for words in (f'value="{row.number_text}"', "Tòa án nhân dân khu vực 3 chưa trả lời yêu cầu số"):
        assert words in form, words
    asked(
        province[0],
        TODAY,
        duty="PH-20",
        body="court_higher",
        body_name="Tòa án nhân dân tỉnh",
        earlier=str(number),
    )
    assert "Lập kiến nghị" not in page(browse, number)
    board = browse(cast.LAN).get("/phoi-hop/don-doc/").content.decode()
    assert "Kiến nghị cơ quan cấp trên" not in board
