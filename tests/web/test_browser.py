"""In a real browser: no accessibility violation, nothing blocked, nothing sideways, keys that work."""

import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from playwright.sync_api import Browser, Page

from tests import cast
from tests.web.conftest import named, scene
from thihanh.matters.operations import register_many

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HEAD_PAGES = (
    "/",
    "/viec/",
    "/viec/?trang-thai=voluntary&phong=22.KV01",
    "/viec/{matter}/",
    "/thong-ke/?mo=22.KV01",
    "/thong-ke/o/?bieu=004.N&don-vi=22&cot=1&tu=2024-10-01&den=2025-09-30",
    "/thong-ke/ngoai-bieu/",
    "/chi-tieu/",
    "/xu-huong/",
    "/theo-doi/lon-va-lau/",
    "/nhap-so/",
    "/han/?rule=DL-19&from=2026-07-13",
    "/lich/?nam=2026",
    "/lich/ngay-rieng/",
    "/phap-luat/?khac=1",
    "/so-ghi/",
    "/quyen/?vai=tat-ca",
    "/tai-khoan/danh-sach/",
    "/tim/?q=hoa",
    "/phim-tat/",
    "/khong-co/",
)
OFFICER_PAGES = (
    "/",
    "/viec/{matter}/",
    "/viec/{matter}/trinh-tu/",
    "/lich-viec/?thang=2025-10",
    "/lich-viec/?thang=2025-02",
    "/viec/{matter}/lam/postpone/",
    "/viec/{matter}/lam/succeed/",
    "/viec/lam-nhieu/collected/?chon={matter}",
    "/nhap-so/",
)
WIDTHS = (1280, 640, 390)
"""A desk, the same desk at 200 %, a telephone."""
ON_ITS_WAY = "[hx-trigger=load], .htmx-request"
"""The parts that a page asks for by itself."""


@pytest.fixture
def matters(transactional_db) -> list[int]:
    cast.gather()
    intakes = scene()
    intakes[2] = named(intakes[2], "Nguyễn Thị Hòa")
    return register_many(intakes, by=cast.BY)


@pytest.fixture
def open_as(matters, browse, live_server, one_browser: Browser) -> Iterator:
    """Opens a page of the live server as a person of the cast, and collects what the browser blocks."""
    blocked: list[str] = []
    contexts = []

    def start(person: cast.Person, width: int = 1280) -> Page:
        context = one_browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
        contexts.append(context)
        key = browse(person).cookies[django_settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": "sessionid", "value": key, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: blocked.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                blocked.append(f"{page.url}: {message.text}")
                if "Content Security Policy" in message.text
                else None
            ),
        )
        return page

    start.blocked = blocked  # type: ignore[attr-defined] # -- what the tests read at the end
    yield start
    for context in contexts:
        context.close()


def problems(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    return [
        f"{page.url} {one['id']}: {node['html'][:160]}"
        for one in found.response["violations"]
        for node in one["nodes"][:3]
    ]


def troubles(page: Page, url: str, address: str) -> list[str]:
    """What is wrong with a page at every width: it runs sideways, or breaks a rule of access."""
    found: list[str] = []
    page.goto(url + address)
    page.wait_for_selector(ON_ITS_WAY, state="detached")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if sideways(page):
            found.append(f"{address} runs sideways at {width}")
        if width != WIDTHS[1]:
            found += problems(page)
    return found


def sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize(
    ("person", "pages"),
    [(cast.TRUONG, HEAD_PAGES), (cast.LAN, OFFICER_PAGES), (cast.BAN, ("/",)), (cast.TRI, ("/",))],
    ids=["head", "officer", "chair", "administrator"],
)
def test_no_page_has_a_violation_runs_sideways_or_meets_the_policy(
    open_as, live_server, matters, person, pages
):
    page = open_as(person)
    found: list[str] = []
    for address in pages:
        found += troubles(page, live_server.url, address.format(matter=matters[2]))
    assert found == []
    assert open_as.blocked == []


def test_lan_works_by_keyboard_alone_and_typing_telex_fires_no_key(open_as, live_server, matters):
    page = open_as(cast.LAN)
    page.goto(live_server.url + "/")
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_url("**/viec/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("tr[aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/viec/*/")
    page.keyboard.press("/")
    page.keyboard.type("gv?jkt nguyeenx thij")
    assert page.input_value("#lenh-o") == "gv?jkt nguyeenx thij"
    page.fill("#lenh-o", "nguyen thi hoa")
    page.wait_for_selector("#lenh-thay .hit:has-text('103/QĐ')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/viec/{matters[2]}/")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "lenh-o"
    page.keyboard.press("Escape")
    assert not page.is_visible("#lenh")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.wait_for_url("**/phim-tat/")


def test_the_palette_is_worked_by_arrows_alone_and_holds_the_focus(open_as, live_server, matters):
    page = open_as(cast.LAN)
    page.goto(live_server.url + "/viec/")
    page.keyboard.press("/")
    chosen = "#lenh-thay [aria-selected=true]"
    page.keyboard.press("ArrowDown")
    first = page.inner_text(chosen)
    page.keyboard.press("ArrowDown")
    assert page.inner_text(chosen) != first
    page.keyboard.press("ArrowUp")
    assert page.inner_text(chosen) == first
    assert problems(page) == []
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('#lenh')"
        )
    page.focus("#lenh-o")
    page.keyboard.type("xyztqq")
    page.wait_for_selector("#lenh-thay [role=status]")
    assert "Không thấy “xyztqq”" in page.inner_text("#lenh-thay")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim/?q=xyztqq")
    assert open_as.blocked == []


def test_a_word_typed_faster_than_its_answer_opens_no_older_answer(open_as, live_server, matters):
    page = open_as(cast.LAN)
    page.goto(live_server.url + "/viec/")
    page.keyboard.press("Control+k")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("103")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim/?q=103")
    assert "103/QĐ" in page.inner_text("main")


def test_the_day_is_worked_by_keys(open_as, live_server, matters):
    page = open_as(cast.LAN)
    page.goto(live_server.url + "/viec/")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url("**/hom-nay/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/viec/*/lam/*/")
    page.go_back()
    page.keyboard.press("e")
    page.wait_for_url("**/viec/?tinh-trang=dang**")
    assert f"chv={cast.LAN.code}" in page.url


def test_lan_records_a_verification_and_a_mistake_keeps_what_was_typed(open_as, live_server, matters):
    page = open_as(cast.LAN, 390)
    page.goto(f"{live_server.url}/viec/{matters[2]}/lam/verify/")
    page.select_option("#means", "written")
    page.fill("#content", "có thu nhập ổn định tại công ty")
    page.select_option("#result", "in_progress")
    page.fill("#on", "31/13/2025")
    page.click("button:has-text('Xác minh điều kiện thi hành án')")
    assert "không phải là một ngày" in page.inner_text("[data-error-summary]")
    assert page.evaluate("document.activeElement.hasAttribute('data-error-summary')")
    assert page.input_value("#content") == "có thu nhập ổn định tại công ty"
    page.fill("#on", "29/09/2025")
    page.click("button:has-text('Xác minh điều kiện thi hành án')")
    page.wait_for_selector("text=Đã ghi kết quả xác minh việc 103/QĐ, ngày 29/09/2025")
    assert not sideways(page)


def test_a_cell_opens_beside_the_form_and_a_chart_becomes_its_table(open_as, live_server, matters):
    page = open_as(cast.TRUONG)
    page.goto(live_server.url + "/thong-ke/")
    page.click(".depth-0 td:nth-of-type(1) a")
    page.wait_for_selector("#ngan-keo[open] tfoot")
    assert "8 việc" in page.inner_text("#ngan-keo")
    assert problems(page) == []
    page.keyboard.press("Escape")
    page.goto(live_server.url + "/xu-huong/")
    page.wait_for_selector(".chart.drawn canvas")
    page.keyboard.press("t")
    page.wait_for_selector(".chart.as-table")
    assert "Thực hiện" in page.inner_text(".chart.as-table")
    assert open_as.blocked == []


def test_the_form_prints_on_paper_without_navigation(open_as, live_server, matters):
    page = open_as(cast.TRUONG)
    page.goto(live_server.url + "/thong-ke/")
    page.emulate_media(media="print")
    assert not page.is_visible("nav")
    assert not page.is_visible(".find")
    assert page.is_visible(".form-table")
    assert page.is_visible("footer")
    assert page.pdf(prefer_css_page_size=True)[:5] == b"%PDF-"
