"""A commune answers on a phone of 390 px in a handful of steps, with script off and on, by form and photo."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests import cast
from tests.documents.hostile_files import jpeg
from tests.web.conftest import Standing
from thihanh.coordination import links
from thihanh.dossiers import queries
from thihanh.dossiers.operations import New, open_dossier

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
TODAY = date(2026, 9, 7)
ASKED = {
    "body": "ubnd_commune",
    "body_name": "Ủy ban nhân dân xã Đông Hải",
    "duty": "PH-03",
    "content": "Niêm yết quyết định thi hành án tại trụ sở, báo kết quả kèm ảnh biên bản niêm yết",
    "received_on": "07/09/2026",
}
MOST_STEPS = 6
"""Code, open, result, text, photo, send."""


class Phone:
    """A page that counts what a person does on it."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps = page, 0

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)
        self.steps += 1

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()
        self.steps += 1

    def choose(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()
        self.steps += 1

    def photo(self, file: Path) -> None:
        self.page.get_by_label("Ảnh hoặc tệp PDF").set_input_files(file)
        self.steps += 1

    def fits(self) -> bool:
        """Whether nothing stands beyond the edge of the screen."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("script", [False, True], ids=["script off", "script on"])
def test_a_commune_answers_on_a_phone(
    one_browser: Browser,
    live_server: Any,
    settings: Any,
    tmp_path: Path,
    script: bool,
) -> None:
    settings.CLOCK, settings.MEDIA_ROOT = Standing(TODAY), tmp_path
    cast.gather()
    lan = cast.viewer(cast.LAN)
    dossier = open_dossier(New("request", ASKED, "22", "22.KV01", cast.LAN.code), by=lan, on=TODAY)
    one = links.issue(dossier, by=lan, on=TODAY)
    (tmp_path / "niem-yet.jpg").write_bytes(jpeg(800, 600))
    context = one_browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=script, locale="vi-VN"
    )
    phone = Phone(context.new_page())
    phone.page.goto(f"{live_server.url}/tra-loi/{one.token}/")
    phone.fill("Mã 6 số", one.code)
    phone.press("Mở yêu cầu")
    text = phone.page.inner_text("body")
    for words in ("Niêm yết quyết định thi hành án tại trụ sở", "Nghị định 152/2026/NĐ-CP", "07/09/2026"):
        assert words in text
    if script:  # what the page's own policy lets a script ask is asked of the browser, not of the page
        assert phone.fits()
    phone.choose("Đã thực hiện")
    phone.fill("Việc đã làm, ngày làm", "Đã niêm yết từ 8 giờ ngày 07/09/2026")
    phone.photo(tmp_path / "niem-yet.jpg")
    phone.press("Gửi trả lời")
    done = phone.page.inner_text("body")
    assert "Đã nhận trả lời" in done
    assert "YC-01/2026" in done
    assert phone.steps <= MOST_STEPS
    answered = queries.seen(lan, dossier, TODAY)
    (answer,) = answered.taken("answer")
    assert (answered.state, answer.values["content"]) == ("answered", "Đã niêm yết từ 8 giờ ngày 07/09/2026")
    assert answer.values["files"]
    assert context.cookies() == []
    context.close()
