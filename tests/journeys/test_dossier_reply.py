"""A request from the officer's page to a phone of the commune and back: link, code, photo, one answer."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.cast import LAN
from tests.documents.hostile_files import jpeg
from tests.journeys.desk import Desk
from tests.journeys.stage import sound
from tests.journeys.test_reply_on_a_phone import Phone

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_STEPS = 12
ASKED = {
    "body": "ubnd_commune",
    "body_name": "Ủy ban nhân dân xã Đông Hải",
    "duty": "PH-03",
    "content": "Niêm yết quyết định thi hành án tại trụ sở, báo kết quả kèm ảnh biên bản",
    "received_on": "07/09/2026",
    "nguoi_giu": LAN.code,
    "don_vi": "22.KV01",
}
SAID = "Đã niêm yết từ 8 giờ ngày 07/09/2026"


def printed(desk: Desk, dossier: int) -> tuple[str, str]:
    """The path and the code of a new link, as the sheet to be printed shows them once."""
    desk.opens(LAN, f"/ho-so/{dossier}/")
    desk.follows("Liên kết trả lời không cần tài khoản")
    desk.page.get_by_role("button", name="Cấp liên kết").click()
    desk.page.locator(".reply-sheet").wait_for()
    address = desk.text(".reply-sheet code")
    return address[address.index("/tra-loi/") :], desk.text(".reply-sheet .reply-code")


@pytest.mark.parametrize("script", [False, True], ids=["script off", "script on"])
def test_a_request_goes_to_a_phone_and_comes_back(
    desk: Desk, one_browser: Browser, live_server: Any, tmp_path: Path, script: bool
) -> None:
    desk.on("07/09/2026")
    dossier = desk.opens_dossier(LAN, "request", **ASKED)
    path, code = printed(desk, dossier)
    assert re.fullmatch(r"\d{3} \d{3}", code)
    assert code not in desk.opens(LAN, f"/ho-so/{dossier}/lien-ket/")  # shown once

    (tmp_path / "niem-yet.jpg").write_bytes(jpeg(800, 600))
    context = one_browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=script, locale="vi-VN"
    )
    phone = Phone(context.new_page())
    for _ in range(2):  # opening consumes nothing: a scanner of mail has been there before
        phone.page.goto(f"{live_server.url}{path}")
    phone.fill("Mã 6 số", code)
    phone.press("Mở yêu cầu")
    assert ASKED["content"] in phone.page.inner_text("main")
    phone.choose("Đã thực hiện")
    phone.fill("Việc đã làm, ngày làm", SAID)
    phone.photo(tmp_path / "niem-yet.jpg")
    phone.press("Gửi trả lời")
    assert "Đã nhận trả lời" in phone.page.inner_text("main")
    assert phone.steps <= MOST_STEPS
    if script:  # the page's own policy bars what a test asks of a page without script
        assert phone.fits()
    phone.page.reload()  # the same form is sent once more
    phone.page.goto(f"{live_server.url}{path}")
    phone.fill("Mã 6 số", code)
    phone.press("Mở yêu cầu")
    assert "Chưa mở được" in phone.page.inner_text("main")
    context.close()

    found = desk.opens(LAN, f"/ho-so/{dossier}/")
    assert found.count(SAID) == 1
    assert "niem-yet.jpg" in found
    assert desk.state(LAN, dossier) == "Đã trả lời"
    assert sound(desk)
