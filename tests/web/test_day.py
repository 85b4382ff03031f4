"""Hôm nay: the ten with reasons, legal basis and a way to do them; nobody else's matters."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.builders import a_matter
from tests.documents.papers import a_paper
from tests.web.conftest import KV1, TODAY
from tests.web.test_promises import more
from thihanh.documents.operations import draft_many, return_back
from thihanh.matters.operations import register_many
from thihanh.procedures import catalogue
from thihanh.procedures.open_acts import BEFORE, NEXT


def text(answer) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def rows(page: str) -> list[str]:
    return re.findall(r"<tr data-href>.*?</tr>", page, flags=re.S)


def test_each_row_says_what_why_by_which_article_and_leads_to_the_act(province, browse):
    page = text(browse(cast.LAN).get("/hom-nay/"))
    late = next(row for row in rows(page) if "103/QĐ" in row)
    assert "Đ.44.1 Luật THADS 2008" in late
    assert "đã quá hạn" in late
    assert re.search(r"điểm: hạn \d+ · tiền \d+ · tuổi \d+", late)
    assert f'href="/viec/{province[2]}/lam/verify/' in late
    assert "Vì sao?" in late


def test_a_row_whose_act_waits_leads_to_the_act_to_do_first(province, browse):
    """Nothing was verified yet: a decision of no means would be refused, a verification is not."""
    built = a_matter("905/QĐ", "01/04/2025").held_by(cast.LAN.code, KV1).owing(7_000_000)
    stages = (
        built.then("assigned", "04/04/2025").then("voluntary", "08/04/2025").then("verifying", "21/04/2025")
    )
    [of] = register_many([stages.then("nothing_left", "12/05/2025").intake], by=cast.BY)
    page = text(browse(cast.LAN).get("/hom-nay/"))
    row = next(row for row in rows(page) if "905/QĐ" in row)
    assert f'href="/viec/{of}/lam/verify/' in row
    assert "/lam/no_means/" not in row


@pytest.mark.parametrize(("act", "before"), BEFORE.items())
def test_what_is_done_first_is_an_act_of_the_catalogue(act, before):
    assert {act, before} <= set(catalogue.acts())


def test_no_row_stands_without_a_legal_basis(province, browse):
    more(4)
    for person in (cast.LAN, cast.MINH, cast.HOA):
        for row in rows(text(browse(person).get("/hom-nay/"))):
            assert re.search(r'class="sub">[^<]*(Đ\.\d|Luật|Nghị định)', row), row


def test_the_summary_counts_the_reasons_of_the_rows(province, browse):
    more(6)
    page = text(browse(cast.LAN).get("/hom-nay/"))
    [said] = re.findall(r"(\d+) việc nên làm trước, xếp vì: ([^<]*)<", page)
    assert int(said[0]) == len(rows(page)) == 10
    told = {name: int(number) for name, number in re.findall(r"(hạn|tiền|tuổi) (\d+)", said[1])}
    for name, tag in (("hạn", "deadline"), ("tiền", "money"), ("tuổi", "age")):
        assert told.get(name, 0) == page.count(f"tag-{tag}"), name


def test_the_rule_is_printed_beside_the_list_with_its_numbers(province, browse):
    page = text(browse(cast.LAN).get("/hom-nay/"))
    assert "Mọi việc chưa kết thúc đứng thành một vòng" in page
    assert "chia cho 120" in page


def test_the_day_is_the_viewer_s_own_and_an_office_s_for_those_who_serve_it(province, browse):
    lan = text(browse(cast.LAN).get("/"))
    assert "104/QĐ" not in lan, "Minh's matters are not Lan's day"
    assert "chỉ tiêu 84,00%" in lan
    clerk = text(browse(cast.THU).get("/"))
    assert "104/QĐ" in clerk
    assert "202/QĐ" not in clerk, "another office"
    assert re.search(r'href="/viec/\?tinh-trang=dang"[^>]*>\d+ việc chưa kết thúc của phòng', clerk), (
        "no officer"
    )
    assert "Không có việc nào đang giữ" in text(browse(cast.KIEM).get("/hom-nay/"))
    assert browse(cast.TRI).get("/hom-nay/").status_code == 403


def test_the_page_takes_the_same_number_of_queries_with_ten_times_the_matters(province, browse):
    lan = browse(cast.LAN)
    lan.get("/hom-nay/")
    with CaptureQueriesContext(connection) as few:
        lan.get("/hom-nay/")
    more(12)
    with CaptureQueriesContext(connection) as many:
        lan.get("/hom-nay/")
    assert len(few) == len(many)
    assert len(many) <= 40, [query["sql"][:90] for query in many]


def test_an_officer_without_matters_is_told_so(province, browse):
    assert "Không có việc nào" in text(browse(cast.BINH).get("/hom-nay/"))


@pytest.mark.parametrize("stage", NEXT)
def test_the_act_that_moves_a_stage_on_is_one_of_the_catalogue(stage):
    assert NEXT[stage] in catalogue.acts()


def test_what_waits_for_one_s_own_hand_stands_above_the_ten(province, browse):
    viewer = cast.viewer
    first, second = draft_many(
        [a_paper(province[0], on=TODAY), a_paper(province[2], on=TODAY)],
        by=viewer(cast.LAN), on=TODAY, key="", submitted=True,
    )  # fmt: skip
    head = text(browse(cast.BINH).get("/hom-nay/"))
    assert "văn bản chờ kiểm tra" in head
    assert "văn bản chờ" not in text(browse(cast.LAN).get("/hom-nay/"))
    return_back([first], by=viewer(cast.BINH), on=TODAY, reason="Thiếu căn cứ của việc hoãn.", key="")
    assert "văn bản bị trả lại cho tôi" in text(browse(cast.LAN).get("/hom-nay/"))
    assert "văn bản bị trả lại" not in text(browse(cast.MINH).get("/hom-nay/"))
    assert second
