"""The committee's page and its slides: what each person finds, what never leaks, what stands while empty."""

from datetime import date

import pytest
from django.urls import reverse

from tests.builders import a_matter
from tests.cast import BAN, BINH, HOA, LAN, NGHIEP, PHO, TRUONG, Person, gather, viewer
from tests.editions import world
from tests.steering.conftest import LARGE, ON
from tests.steering.test_pages import browser, page
from tests.web.conftest import Standing
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.dossiers.queries import seen
from thihanh.matters.asking import Refusal
from thihanh.matters.operations import register_many
from thihanh.offices.policy import Denied
from thihanh.steering import delay_papers, operations
from thihanh.steering.headlines import headlines
from thihanh.steering.standing import committee_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(settings) -> None:
    settings.CLOCK = Standing(ON)


def directive(body: str, due: str, **more: object) -> int:
    raw = {
        "sort": "task",
        "title": f"Trả lời của {body}",
        "owner_body": body,
        "deliverable": "văn bản",
        "due": due,
        "evidence": "paper",
        "on": "01/07/2025",
        **more,
    }
    return open_dossier(New("directive", raw, agency="22"), by=viewer(TRUONG), on=ON)


@pytest.mark.parametrize("who", [TRUONG, PHO, NGHIEP, BAN])
@pytest.mark.parametrize("name", ["committee-page", "committee-room"])
def test_who_reads_of_the_committee_has_its_page_before_there_is_anything(db, who: Person, name: str) -> None:
    gather()
    shown = page(who, name)
    assert "chưa có ấn bản nào đã khóa sổ" in shown
    assert "chưa dựng chương trình kỳ họp nào" in shown


@pytest.mark.parametrize("who", [LAN, HOA, BINH])
def test_others_have_none(db, who: Person) -> None:
    gather()
    for name in ("committee-page", "committee-room"):
        assert browser(who).get(reverse(f"web:{name}")).status_code == 403


def test_nobody_reads_it_without_an_account(client, db) -> None:
    for name in ("committee-page", "committee-room", "effects"):
        assert client.get(reverse(f"web:{name}")).status_code == 302


def test_the_page_is_the_chair_s_first_page(meeting: int) -> None:
    assert "Phiên họp quý III" in page(BAN, "home")
    assert "Cần quyết định" in page(BAN, "home")


def test_the_agenda_stands_with_question_and_options_and_opens_within_reach(
    matters: list[int], meeting: int
) -> None:
    operations.build(meeting, by=viewer(NGHIEP), on=ON)
    chair, head = page(BAN, "committee-page"), page(TRUONG, "committee-page")
    link = reverse("web:matter", args=[matters[LARGE]])
    assert (link in chair, link in head) == (False, True)
    for words in ("Vướng mắc nào do ai tháo gỡ", "Thành lập tổ công tác liên ngành", "Đỗ Văn Ánh"):
        assert words in chair


def test_a_matter_that_is_not_briefed_is_on_no_page_of_the_chair(matters: list[int], meeting: int) -> None:
    """Two worlds that differ in one matter no rule finds read alike to the chair, delays and all."""
    operations.build(meeting, by=viewer(NGHIEP), on=ON)
    delay_papers.state_delays(meeting, by=viewer(NGHIEP), on=ON)
    shown = [page(BAN, name) for name in ("committee-page", "committee-room", "effects")]
    hidden = a_matter("77/QĐ-AN", "05/08/2025").owing(81_000_000).then("in_progress", "01/09/2025")
    register_many([hidden.held_by(LAN.code, "22.KV01").intake], by=LAN.code)
    again = [page(BAN, name) for name in ("committee-page", "committee-room", "effects")]
    assert [_bare(one) for one in shown] == [_bare(one) for one in again]
    assert not any("77/QĐ-AN" in one for one in again)


def _bare(shown: str) -> str:
    """A page without what differs from one request to the next."""
    return "\n".join(line for line in shown.splitlines() if "csrfmiddlewaretoken" not in line)


def test_days_of_delay_stand_by_body_and_name_no_matter(matters: list[int], meeting: int) -> None:
    table = delay_papers.state_delays(meeting, by=viewer(NGHIEP), on=ON)
    assert sum(one.days for one in table.lines) == table.days
    chair = page(BAN, "committee-page")
    assert "Bảng nêu trong tài liệu họp ngày 30/09/2025" in chair
    assert "/viec/" not in chair
    assert reverse("web:delays") not in chair
    assert reverse("web:delays") in page(TRUONG, "committee-page")


@pytest.mark.parametrize("who", [BAN, LAN, HOA])
def test_who_does_not_prepare_states_no_delays(matters: list[int], meeting: int, who: Person) -> None:
    with pytest.raises((Denied, LookupError)):
        delay_papers.state_delays(meeting, by=viewer(who), on=ON)
    assert delay_papers.stated(meeting) is None


def test_a_table_does_not_move_once_the_meeting_is_held(matters: list[int], meeting: int) -> None:
    operations.build(meeting, by=viewer(NGHIEP), on=ON)
    operations.settle(meeting, by=viewer(NGHIEP), on=ON)
    client = browser(NGHIEP)
    address = reverse("web:committee-delays", args=[meeting])
    assert client.post(address).status_code == 302
    before = delay_papers.stated(meeting)
    assert before is not None
    take(meeting, "hold", {"present": _members()}, by=viewer(NGHIEP), on=date(2025, 10, 7))
    with pytest.raises(Refusal, match="đã họp"):
        delay_papers.state_delays(meeting, by=viewer(NGHIEP), on=date(2025, 10, 8))
    assert delay_papers.stated(meeting) == before


def _members() -> list[str]:
    found = committee_on("22", ON)
    return [one.key for one in found.members[:2]] if found else []


def test_directives_stand_by_body_the_late_ones_first(matters: list[int], committee: int) -> None:
    directive("land_registry", "20/10/2025")
    directive("police_province", "10/09/2025")
    shown = page(BAN, "committee-page")
    part = shown[shown.index('id="nhiem-vu"') :]
    assert part.index("Công an tỉnh") < part.index("đăng ký đất đai")
    assert '<span class="is-late">1</span>' in part


def test_slides_hold_a_place_to_note_and_record_nothing(matters: list[int], meeting: int) -> None:
    operations.build(meeting, by=viewer(NGHIEP), on=ON)
    chair = page(BAN, "committee-room")
    assert chair.count("data-note=") >= 4
    assert "<form" not in chair
    assert "Đưa vào dự thảo biên bản" not in page(NGHIEP, "committee-room")


def test_notes_open_the_minutes_form_and_nothing_is_written(matters: list[int], meeting: int) -> None:
    operations.build(meeting, by=viewer(NGHIEP), on=ON)
    operations.settle(meeting, by=viewer(NGHIEP), on=ON)
    take(meeting, "hold", {"present": _members()}, by=viewer(NGHIEP), on=ON)
    assert "Đưa vào dự thảo biên bản" in page(NGHIEP, "committee-room")
    address = reverse("web:dossier-step", args=[meeting, "minutes"])
    answer = browser(NGHIEP).post(address, {"xem": "1", "content": "1. Việc lớn: giao phòng nghiệp vụ"})
    assert "giao phòng nghiệp vụ" in answer.content.decode()
    assert seen(viewer(NGHIEP), meeting, ON).state == "held"


@pytest.fixture
def editions(transactional_db) -> None:
    """Two closed periods."""
    gather()
    world.matters()
    world.closed(11, "preliminary", date(2025, 9, 2))
    world.closed(12, "preliminary", date(2025, 10, 1))


def test_figures_come_from_the_newest_edition_against_the_one_before(editions) -> None:
    found = headlines(viewer(BAN), date(2025, 10, 2))
    assert found.edition is not None
    assert found.before is not None
    assert (found.edition.month, found.before.month) == (12, 11)
    cases = found.rates[0]
    assert (cases.side, cases.resolved, cases.eligible) == ("cases", 1, 4)
    why = cases.why
    assert why.by_volume + why.by_mix + why.by_performance == why.result
    assert why.mix.hundredths + why.performance.hundredths == cases.change.hundredths


def test_a_directive_s_effect_says_too_few_and_opens_within_reach(matters: list[int], committee: int) -> None:
    number = directive("land_registry", "20/10/2025", matters=str(matters[LARGE]))
    chair, head = page(BAN, "directive-effect", number), page(TRUONG, "directive-effect", number)
    assert "Quá ít việc để kết luận" in chair
    assert "Quá ít việc để kết luận" in head
    assert f"/viec/{matters[LARGE]}/" not in chair
    assert browser(HOA).get(reverse("web:directive-effect", args=[number])).status_code in (403, 404)
