"""By a link the obliged authority answers and a body of the committee reports: that, and nothing else."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from tests import cast
from tests.oversight.judgments import received, walk
from tests.oversight.judgments import seen as judgment
from tests.web.conftest import TODAY
from thihanh.coordination import links
from thihanh.coordination.awaiting import answerable
from thihanh.coordination.links import Issued
from thihanh.dossiers.kinds import kinds
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import New, open_dossier
from thihanh.matters.asking import Refusal
from thihanh.oversight.administrative_silence import contact

Browse = Callable[[cast.Person], Client]
DONE = {"buoc": "gui", "result": "agreed", "content": "Đã hủy quyết định thu hồi đất"}
LETTER = {
    "sort": "letter",
    "title": "Trả lời các yêu cầu còn tồn",
    "owner_body": "agriculture_environment",
    "deliverable": "văn bản trả lời",
    "due": "20/10/2025",
    "evidence": "paper",
}


@pytest.fixture(autouse=True)
def office(db: None, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    cast.gather(on=date(2024, 1, 2))
    cache.clear()


def asked_judgment() -> int:
    one = received()
    walk(one, "notice", "delivered", "overdue", "recommend")
    return one


def directive(**more: str) -> int:
    return open_dossier(New("directive", LETTER | more, agency="22"), by=cast.viewer(cast.TRUONG), on=TODAY)


def issued(dossier: int) -> Issued:
    return links.issue(dossier, by=cast.viewer(cast.TRUONG), on=TODAY)


def opened(client: Client, one: Issued) -> tuple[str, dict[str, str]]:
    page = client.post(f"/tra-loi/{one.token}/", {"code": one.code}).content.decode()
    found = re.search(r'name="pass" value="([^"]+)"', page)
    assert found, page
    return page, {"pass": found[1]}


def test_every_kind_that_says_a_body_may_act_has_its_link() -> None:
    for kind in kinds():
        for step in kind.steps:
            assert not step.outside or kind.code in {"request", "coercion_day", "administrative", "directive"}
    assert answerable(load([directive()]).popitem()[1])


def test_the_obliged_authority_answers_and_its_silence_ends(client: Client) -> None:
    number = asked_judgment()
    one = issued(number)
    page, passed = opened(client, one)
    term = ("<strong>08/07/2025</strong>", "Nghị định 71/2016", "Chưa xong: lý do")
    for words in ("Trả lời yêu cầu, kiến nghị", "12/2025/HC-PT", "xử lý trách nhiệm", *term):
        assert words in page, words
    assert "Quách Thị Vô Hình" not in page
    told = client.post(f"/tra-loi/{one.token}/", passed | DONE).content.decode()
    assert "Đã nhận trả lời" in told
    last = judgment(number).steps[-1]
    assert (last.step, last.actor) == ("answered", f"link:{one.id}")
    assert last.values["answer"] == "Đã thực hiện xong.\nĐã hủy quyết định thu hồi đất"
    assert contact(judgment(number), (), TODAY).silence is None
    assert judgment(number).state == "recommended", "an answer closes nothing"


def test_in_the_voluntary_period_it_reports(client: Client) -> None:
    number = received()
    walk(number, "notice", "delivered", on=date(2025, 9, 1))
    one = issued(number)
    late = {"buoc": "gui", "result": "refused", "reason": "chờ hội đồng định giá, xong trước 15/10"}
    assert "Đã nhận" in client.post(f"/tra-loi/{one.token}/", opened(client, one)[1] | late).content.decode()
    assert judgment(number).steps[-1].step == "reported"


@pytest.mark.parametrize("step", ["performed", "close", "recommend"])
def test_it_edits_nothing_of_the_monitor(client: Client, step: str) -> None:
    number = asked_judgment()
    one = issued(number)
    before = len(judgment(number).steps)
    passed = opened(client, one)[1]
    client.post(f"/tra-loi/{one.token}/", passed | DONE | {"step": step, "buoc": "gui"})
    client.post(f"/ho-so/{number}/{step}/", passed | DONE)
    assert [one.step for one in judgment(number).steps[before:]] == ["answered"]


def test_not_done_without_a_reason_is_refused(client: Client) -> None:
    number = asked_judgment()
    one = issued(number)
    passed = opened(client, one)[1]
    told = client.post(f"/tra-loi/{one.token}/", passed | {"buoc": "gui", "result": "refused"})
    assert (told.status_code, "phải nêu lý do" in told.content.decode()) == (422, True)
    assert judgment(number).steps[-1].step == "recommend"


def test_a_body_of_the_committee_reports_and_does_not_close(client: Client) -> None:
    number = directive()
    one = issued(number)
    page, passed = opened(client, one)
    for words in ("Trả lời các yêu cầu còn tồn", "văn bản trả lời", "20/10/2025", "Sở Nông nghiệp"):
        assert words in page, words
    client.post(f"/tra-loi/{one.token}/", passed | DONE | {"answered_by": "Phó Giám đốc"})
    found = load([number])[number]
    assert (found.state, found.steps[-1].actor) == ("reported", f"link:{one.id}")
    assert "Người báo cáo: Phó Giám đốc" in str(found.steps[-1].values["result"])


def test_our_own_directive_has_no_link_and_officers_issue_none(browse: Browse) -> None:
    with pytest.raises(Refusal, match="không còn chờ trả lời"):
        issued(directive(owner_body="agency"))
    number = directive()
    page = browse(cast.TRUONG).get(f"/ho-so/{number}/").content.decode()
    assert "Liên kết để cơ quan chủ trì báo cáo" in page
    assert "Cấp liên kết" in browse(cast.TRUONG).get(f"/ho-so/{number}/lien-ket/").content.decode()
    assert "Cấp liên kết" not in browse(cast.NGHIEP).get(f"/ho-so/{number}/lien-ket/").content.decode()
