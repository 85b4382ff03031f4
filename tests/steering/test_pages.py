"""The committee's pages: what each person finds there, and what the agenda's forms do and refuse."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import BAN, LAN, NGHIEP, PHO, TRUONG, Person, account_of, viewer
from tests.steering.conftest import LARGE, ON
from tests.web.conftest import Standing
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.offices.models import Account
from thihanh.steering import agendas, operations
from thihanh.trail.models import Entry
from thihanh.web.words import act

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    settings.CLOCK = Standing(ON)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(pk=account_of(person, on=ON)))
    return client


def page(person: Person, name: str, *args: object) -> str:
    answer = browser(person).get(reverse(f"web:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_members_stand_with_post_body_and_day(committee: int) -> None:
    shown = page(BAN, "committee-members")
    for words in (
        "Ban Chỉ đạo THADS, HC",
        "15/QĐ-UBND",
        "Giàng A Công",
        "Công an tỉnh, thành phố",
        "06/01/2025",
    ):
        assert words in shown
    assert "Thêm thành viên" not in shown
    assert "Thêm thành viên" in page(TRUONG, "committee-members")


def test_before_there_is_a_committee_the_page_says_what_to_do(matters: list[int]) -> None:
    assert "chưa có quyết định thành lập" in page(NGHIEP, "committee-members")


def test_the_chair_reads_the_brief_and_opens_no_matter(matters: list[int], meeting: int) -> None:
    operations.build(meeting, by=viewer(NGHIEP), on=ON)
    chair, deputy = (page(who, "committee-meeting", meeting) for who in (BAN, PHO))
    link = reverse("web:matter", args=[matters[LARGE]])
    assert (link in chair, link in deputy) == (False, True)
    assert "Đỗ Văn Ánh" in chair
    assert "25.000.000.000 đồng" in chair
    assert ("Bỏ mục này" in chair, "Bỏ mục này" in deputy) == (False, True)


def test_the_agenda_is_built_changed_and_settled_by_its_forms(meeting: int) -> None:
    client, address = browser(NGHIEP), reverse("web:committee-agenda", args=[meeting])
    assert client.post(address, {"lam": "dung"}).status_code == 302
    built = agendas.built(meeting)
    assert built is not None
    first, second, *_ = (one.key for one in built.items)
    assert client.post(address, {"lam": "xuong", "muc": first}).status_code == 302
    found = agendas.agenda(meeting)
    assert found is not None
    assert [one.key for one in found.items][:2] == [second, first]
    refused = client.post(address, {"lam": "bo", "muc": first, "reason": "ngắn"})
    assert (refused.status_code, "lý do cần ít nhất" in refused.content.decode()) == (400, True)
    told = client.post(address, {"lam": "dung-lai"}, follow=True).content.decode()
    assert "giống hệt bản đã lưu" in told
    assert "đổi chỗ" in told
    assert client.post(address, {"lam": "chot"}).status_code == 302
    assert client.post(address, {"lam": "len", "muc": first}).status_code == 400


def test_why_an_item_is_there_is_said_in_words(meeting: int) -> None:
    operations.build(meeting, by=viewer(NGHIEP), on=ON)
    shown = page(NGHIEP, "committee-meeting", meeting)
    for words in ("sổ ghi «Chính quyền chưa phối hợp cưỡng chế»", "sổ ghi «Dư luận quan tâm»", "quá 3 năm"):
        assert words in shown
    assert "authority_not_supporting" not in shown


def test_quarters_without_a_regular_meeting_are_named(meeting: int) -> None:
    shown = page(BAN, "committee-members")
    assert shown.count("không có phiên định kỳ") == 2, "quarters I and II went by"
    assert 'Quý 3: <span class="muted">chưa lập phiên định kỳ</span>' in shown, "planned for October"


@pytest.mark.parametrize(("who", "status"), [(BAN, 400), (LAN, 404)])
def test_who_does_not_prepare_changes_nothing(meeting: int, who: Person, status: int) -> None:
    answer = browser(who).post(reverse("web:committee-agenda", args=[meeting]), {"lam": "dung"})
    assert answer.status_code == status
    assert agendas.built(meeting) is None


def test_an_unknown_deed_or_another_dossier_is_not_there(meeting: int, committee: int) -> None:
    client = browser(NGHIEP)
    assert client.post(reverse("web:committee-agenda", args=[meeting]), {"lam": "xoa"}).status_code == 404
    assert client.get(reverse("web:committee-meeting", args=[committee])).status_code == 404


def test_two_days_for_papers_have_each_its_name_and_its_why(matters: list[int], committee: int) -> None:
    own = {"decision": "Quyết định số 40/QĐ-BCĐ", "papers_days": "5"}
    take(committee, "rules", own, by=viewer(TRUONG), on=date(2025, 1, 7))
    planned = {"title": "Phiên họp quý IV", "form": "quarterly", "planned_on": "14/10/2025"}
    shown = page(NGHIEP, "committee-meeting", operations.plan_meeting(planned, by=viewer(NGHIEP), on=ON))
    own_day, legal = shown.index("chậm nhất theo quy chế"), shown.index("chậm nhất theo pháp luật")
    assert own_day < legal
    for words in ("07/10/2025", "Quyết định số 40/QĐ-BCĐ: gửi tài liệu trước ngày họp 5 ngày làm việc"):
        assert words in shown[own_day:legal]
    assert "13/10, 10/10, 09/10, 08/10, 07/10" in shown[own_day:legal]
    assert "09/10/2025" in shown[legal:]
    assert "Thông tư liên tịch 05/2016" in shown[legal:]


def test_the_board_stands_by_body_and_day(matters: list[int]) -> None:
    for body, due in (("land_registry", "20/10/2025"), ("police_province", "10/10/2025")):
        raw = {
            "sort": "letter",
            "title": f"Trả lời của {body}",
            "owner_body": body,
            "deliverable": "văn bản",
            "due": due,
            "evidence": "paper",
        }
        open_dossier(New("directive", raw, agency="22"), by=viewer(TRUONG), on=ON)
    shown = page(BAN, "directive-board")
    assert shown.index("Công an tỉnh, thành phố") < shown.index("Trả lời của police_province")
    assert "20/10/2025" in shown
    assert "Giao nhiệm vụ" in shown
    assert "Giao nhiệm vụ" not in page(NGHIEP, "directive-board")


def test_a_refused_attempt_to_close_one_s_own_is_kept_in_the_record(matters: list[int]) -> None:
    raw = {
        "sort": "task",
        "title": "Việc của phó",
        "owner_body": "agency",
        "owner_officer": PHO.code,
        "deliverable": "văn bản",
        "due": "20/10/2025",
        "evidence": "paper",
    }
    number = open_dossier(New("directive", raw, agency="22", officer=PHO.code), by=viewer(TRUONG), on=ON)
    client, address = browser(PHO), reverse("web:dossier-step", args=[number, "close"])
    sent = {"key": "k1", "evidence_kind": "paper", "evidence_paper": "1/QĐ"}
    told = client.post(address, sent)
    assert "phải do người khác làm" in told.content.decode()
    kept = Entry.objects.get(act="directive.close.refused")
    assert (kept.subject, kept.actor) == (f"dossier:{number}", PHO.code)
    assert "phải do người khác làm" in kept.payload
    assert act(kept.act) == "Nhiệm vụ, chỉ đạo: bị từ chối bước xác nhận hoàn thành"
    client.post(address, {"key": "k2"})
    assert Entry.objects.filter(act="directive.close.refused").count() == 2
