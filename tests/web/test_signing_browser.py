"""Trình ký in a real browser: the pages at a desk and on a telephone; the head signs many with one PIN."""

import pytest

from tests import cast
from tests.documents.papers import PIN, a_paper
from tests.web.conftest import TODAY
from tests.web.test_browser import matters, open_as, troubles
from thihanh.documents import operations, queries
from thihanh.offices import powers
from thihanh.offices.powers import NewPower
from thihanh.offices.reach import EVERYTHING

__all__ = ["matters", "open_as"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def papers(matters, settings, tmp_path) -> tuple[int, ...]:
    """Three postponements that Bình has checked."""
    settings.MEDIA_ROOT = tmp_path
    new = [a_paper(matter, on=TODAY) for matter in matters[:3]]
    ids = operations.draft_many(new, by=cast.viewer(cast.LAN), on=TODAY, key="", submitted=True)
    grant = NewPower(cast.PHO.code, "assign", ("*",), TODAY, None, "05/PC-THADS ngày 01/09/2025")
    powers.grant(grant, by=cast.viewer(cast.TRUONG), on=TODAY)
    return operations.check(ids, by=cast.viewer(cast.BINH), on=TODAY)


def test_the_pages_of_papers_have_no_violation_and_run_sideways_nowhere(
    open_as, live_server, matters, papers
) -> None:
    page = open_as(cast.TRUONG)
    found: list[str] = []
    for address in (
        "/trinh-ky/",
        "/trinh-ky/?muc=da-phat-hanh",
        f"/trinh-ky/{papers[0]}/",
        f"/trinh-ky/nhieu/ky/?chon={papers[0]}&chon={papers[1]}",
        f"/trinh-ky/nhieu/tra-lai/?chon={papers[0]}",
        f"/viec/{matters[0]}/ho-so/",
        "/mau-van-ban/",
        "/uy-quyen/",
        "/kiem-tra/",
        "/kiem-tra/KHONGCOMANAYDAU/",
    ):
        found += troubles(page, live_server.url, address)
    assert found == []
    assert open_as.blocked == []


def test_the_head_signs_three_papers_on_a_telephone_with_one_pin(open_as, live_server, papers) -> None:
    page = open_as(cast.TRUONG, 390)
    page.goto(live_server.url + "/trinh-ky/")
    assert "Chờ ký" in page.inner_text("[aria-current=page] >> nth=-1")
    page.check("#ca-trang")
    page.click(".deeds button >> nth=0")
    page.wait_for_url("**/trinh-ky/nhieu/ky/**")
    assert page.locator("input[name=chon]:checked").count() == 3
    page.fill("#pin", PIN)
    page.click("main form .btn-primary")
    page.wait_for_url("**/trinh-ky/?muc=*")
    assert "Đã ký 3 văn bản" in page.inner_text("main")
    assert {row.state for row in queries.papers(EVERYTHING, papers)} == {"signed"}
