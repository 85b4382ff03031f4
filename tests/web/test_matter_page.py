"""The page of a matter: the next step in words, terms explained, acts offered and refused, links, papers."""

import re
from datetime import date
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.builders import a_matter
from tests.web.conftest import KV1, KV2
from tests.web.test_doing import key_of
from thihanh.matters.intake import Intake, Link, Step
from thihanh.matters.operations import register_many
from thihanh.procedures import catalogue
from thihanh.procedures.catalogue import HEADINGS

SOME_DAY = date(2025, 9, 1)


def text(answer) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def next_step(page: str) -> str:
    [found] = re.findall(r"Bước tiếp theo:</strong>(.*?)</p>", page, flags=re.S)
    return found.strip()


def matter(*, officer: cast.Person = cast.LAN, office: str = KV1, number: str = "901/QĐ") -> int:
    built = a_matter(number, "01/08/2025").held_by(officer.code, office).owing(7_000_000)
    intake = (
        built.then("assigned", "04/08/2025").then("voluntary", "08/08/2025").then("verifying", "19/08/2025")
    )
    return register_many([intake.intake], by=cast.BY)[0]


def with_steps(of: int, number: int, first: date = SOME_DAY) -> None:
    steps = tuple(
        Step(on=first, code="verify_request_sent", known_on=first, counterpart=f"Ngân hàng {n}", ordinal=n)
        for n in range(number)
    )
    register_many([Intake(matter_id=of, steps=steps)], by=cast.BY)


def test_the_next_step_names_the_act_its_last_day_and_the_reason(province, browse):
    of = matter()
    page = text(browse(cast.LAN).get(f"/viec/{of}/"))
    said = next_step(page)
    assert said.startswith("xác minh lần đầu")
    assert "28/08/2025" in said
    assert "quá hạn" in said
    assert "hết thời hạn tự nguyện là 18/08/2025" in said
    assert "10 ngày (Đ.44.1 Luật THADS 2008)" in said
    assert f'href="/viec/{of}/lam/verify/"' in page


def test_an_act_that_waits_says_why_and_offers_the_one_to_do_first(province, browse):
    built = a_matter("902/QĐ", "01/04/2025").held_by(cast.LAN.code, KV1).owing(7_000_000)
    stages = (
        built.then("assigned", "04/04/2025").then("voluntary", "08/04/2025").then("verifying", "21/04/2025")
    )
    [of] = register_many([stages.then("nothing_left", "12/05/2025").intake], by=cast.BY)
    page = text(browse(cast.LAN).get(f"/viec/{of}/"))
    assert "Hiện chưa làm được: Trạng thái: " in next_step(page)
    assert f'<a class="btn btn-primary" href="/viec/{of}/lam/verify/">' in page
    refused = browse(cast.LAN).get(f"/viec/{of}/lam/no_means/")
    assert refused.status_code == 403
    assert "<h1>Bước này chưa làm được</h1>" in unescape(refused.content.decode())
    assert f'href="/viec/{of}/#han"' in refused.content.decode(), "the way back to the matter"


def test_the_first_day_of_a_later_step_offers_no_act_before_it(province, browse):
    built = a_matter("903/QĐ", "01/04/2025").held_by(cast.LAN.code, KV1).owing(7_000_000)
    stages = (
        built.then("assigned", "04/04/2025").then("voluntary", "08/04/2025").then("verifying", "21/04/2025")
    )
    [of] = register_many([stages.then("no_means", "12/05/2025", ground="N-1").intake], by=cast.BY)
    page = text(browse(cast.LAN).get(f"/viec/{of}/"))
    assert "từ ngày này mới làm được" in page
    duties = page[page.index('id="han"') : page.index("Tác nghiệp khác")]
    assert "/lam/to_register/" not in duties
    assert f"/viec/{of}/lam/verify/" in duties, "what recurs is answered by the next act of the stage"


def test_a_matter_paid_in_full_is_brought_to_its_end(province, browse):
    of = matter(number="906/QĐ")
    lan = browse(cast.LAN)
    page = text(lan.get(f"/viec/{of}/lam/collected/"))
    sent = {"on": "29/09/2025", "obligation": "1", "amount": "7.000.000", "gui": "1", "key": key_of(page)}
    page = text(lan.post(f"/viec/{of}/lam/collected/", sent, follow=True))
    assert next_step(page).startswith("không còn khoản tiền nào phải thi hành")
    assert f'<a class="btn btn-primary" href="/viec/{of}/lam/done/">' in page
    form = text(lan.get(f"/viec/{of}/lam/done/"))
    assert "không phải là tiền đã thực hiện" not in form, "there is nothing but money"


def test_parties_who_agreed_are_not_coerced_next(province, browse):
    built = a_matter("904/QĐ", "01/04/2025").held_by(cast.LAN.code, KV1).owing(7_000_000)
    stages = (
        built.then("assigned", "04/04/2025").then("voluntary", "08/04/2025").then("verifying", "21/04/2025")
    )
    [of] = register_many([stages.then("in_progress", "12/05/2025").intake], by=cast.BY)
    settled = Step(on=SOME_DAY, code="settlement", known_on=SOME_DAY)
    register_many([Intake(matter_id=of, steps=(settled,))], by=cast.BY)
    page = text(browse(cast.LAN).get(f"/viec/{of}/"))
    assert "đương sự đã thỏa thuận" in next_step(page)
    assert f'<a class="btn btn-primary" href="/viec/{of}/lam/settlement_broken/">' in page


def test_an_ended_matter_has_no_next_step_and_says_when_it_ended(province, browse):
    assert "việc đã kết thúc «Thi hành xong» ngày 10/02/2025" in next_step(
        text(browse(cast.LAN).get(f"/viec/{province[1]}/"))
    )


def test_an_ended_matter_names_the_duty_that_outlives_it(province, browse):
    built = a_matter("905/QĐ", "01/08/2025").held_by(cast.LAN.code, cast.LAN.unit).owing(4_000_000)
    [of] = register_many([built.then("terminated", "29/09/2025", ground="C-2").intake], by=cast.BY)
    ended = Step(on=date(2025, 9, 29), code="terminate", known_on=date(2025, 9, 29))
    register_many([Intake(matter_id=of, steps=(ended,))], by=cast.BY)
    said = next_step(text(browse(cast.LAN).get(f"/viec/{of}/")))
    assert "việc đã kết thúc «Đình chỉ» ngày 29/09/2025; còn gửi quyết định cho Viện kiểm sát" in said


def test_each_term_tells_how_it_was_counted(province, browse):
    page = text(browse(cast.LAN).get(f"/viec/{matter()}/"))
    because = re.findall(r"<details class=\"more because\">.*?</details>", page, flags=re.S)
    assert because
    assert "18/08/2025" in because[0]
    assert "khoản 1 Điều 44 Luật THADS 2008" in because[0]


def test_acts_that_cannot_be_done_say_why_and_those_of_others_are_counted(province, browse):
    page = text(browse(cast.LAN).get(f"/viec/{matter()}/"))
    assert "làm được bây giờ" in page
    assert "Trạng thái: " in page
    assert "thuộc quyền người khác" in page


def test_who_may_only_read_is_offered_no_act(province, browse):
    page = text(browse(cast.KIEM).get(f"/viec/{matter()}/"))
    assert "/lam/" not in page
    assert "Bước tiếp theo" in page


def test_one_act_is_one_event_with_all_it_did(province, browse):
    of = matter()
    with_steps(of, 2)
    page = text(browse(cast.LAN).get(f"/viec/{of}/"))
    assert page.count("Yêu cầu cung cấp thông tin</strong>") == 2
    assert "Ngân hàng 1" in page


def test_a_linked_matter_out_of_reach_is_not_named(province, browse):
    of, near = matter(), matter(number="902/QĐ")
    far = matter(officer=cast.HOA, office=KV2, number="903/QĐ")
    links = tuple(Link(SOME_DAY, other, "same_judgment", SOME_DAY) for other in (near, far))
    register_many([Intake(matter_id=of, links=links)], by=cast.BY)
    page = text(browse(cast.LAN).get(f"/viec/{of}/"))
    assert "902/QĐ" in page
    assert "903/QĐ" not in page
    assert "một việc ngoài phạm vi được xem" in page
    assert "903/QĐ" in text(browse(cast.TRUONG).get(f"/viec/{of}/"))


def test_sixty_events_take_as_many_queries_as_six(province, browse):
    few, many = matter(), matter(number="902/QĐ")
    with_steps(few, 1)
    with_steps(many, 60)
    lan = browse(cast.LAN)
    lan.get(f"/viec/{few}/")
    counts = []
    for one in (few, many):
        with CaptureQueriesContext(connection) as queries:
            lan.get(f"/viec/{one}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 45


def test_the_acts_stand_under_the_headings_of_their_work_in_the_order_of_a_matter(province, browse):
    page = text(browse(cast.LAN).get(f"/viec/{matter()}/"))
    menu = page[page.index('class="act-groups"') : page.index("tác nghiệp chưa làm được")]
    headings = re.findall(r"<h3>(.*?)</h3>", menu)
    assert len(headings) > 1
    assert headings == [one for one in HEADINGS.values() if one in headings]
    for heading, group in zip(headings, re.split(r"<h3>.*?</h3>", menu)[1:], strict=True):
        codes = re.findall(r"/lam/(\w+)/", group)
        assert codes
        assert all(catalogue.headings()[code] == heading for code in codes)
