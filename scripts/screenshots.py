"""The manual's pictures: the demonstration's pages at desk and telephone width (docs/manual/pictures/).

``make screenshots`` starts the product beside a running one and ends it; ``--url`` uses one that runs.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
OUT = PROJECT / "docs" / "manual" / "pictures"
WIDTHS = (1280, 390)
READY_WITHIN = 300.0
FIRST = "~"
"""What begins so is a label of the person's own list in ``thihanh demo logins``: its page is photographed."""
PAGES = {
    "truong.thads": {
        "head": "/",
        "signing": "/trinh-ky/?muc=cho-ky",
        "watch-loop": "/bao-cao-theo-doi/",
        "powers": "/uy-quyen/",
        "form-004": "/thong-ke/?mo=22.KV01",
        "cell": "/thong-ke/o/?bieu=004.N&don-vi=22&tu=2024-10-01&den=2025-09-30&cot=6",
        "targets": "/chi-tieu/",
        "deadline": "/han/?rule=DL-19&from=2026-07-13",
        "matters": "/viec/?trang-thai=no_means&sap=due",
        "refused-file": "{refused}",
        "record": "/so-ghi/",
        "calendar": "/lich/?nam=2026",
        "law": "/phap-luat/?khac=1",
        "dossiers": "/ho-so/",
        "committee": "/ban-chi-dao/",
        "meeting": "~Phiên họp tháng 10",
        "directives": "/ban-chi-dao/nhiem-vu/",
        "delays": "/phoi-hop/",
        "staffing": "/to-chuc/",
    },
    "truong.kv1": {
        "assignment": "/phan-cong/",
        "draw": "~Một lần bốc thăm",
        "identity": "/doi-chieu/",
    },
    "truong.nghiepvu": {"delegations": "/tiep-nhan/uy-thac/"},
    "chv": {
        "officer": "/",
        "matter": "{matter}",
        "act": "~Hoãn một việc",
        "acts": "~Hoãn nhiều việc",
        "acts-preview": "{preview}",
        "efile": "~Hồ sơ điện tử",
        "chronology": "~Trình tự",
        "palette": "{palette}",
        "requests": "/ho-so/request/",
        "coercion-calendar": "/cuong-che/",
        "coercion-day": "~Một buổi cưỡng chế đã làm",
    },
    "thamtra": {
        "paper": "~Một văn bản đang chờ kiểm tra",
        "inspection": "~Cuộc kiểm tra có mẫu",
        "complaint": "~Một khiếu nại",
        "administrative": "/thi-hanh-an-hanh-chinh/",
        "liability": "/boi-thuong/",
    },
    "thuky": {
        "intake": "/tiep-nhan/",
        "service": "/tong-dat/",
        "register": "/so/03/",
        "publication-tasks": "/cong-khai/viec-phai-lam/",
    },
    "vanthu": {
        "issued": "/trinh-ky/?muc=da-phat-hanh",
        "paper-pdf": "{pdf}",
        "receptions": "/tiep-cong-dan/",
    },
    "kiemsat": {"check": "~Kiểm tra một văn bản", "public-list": "/cong-khai/", "supervision": "/kiem-sat/"},
    "banchidao": {"committee-chair": "/"},
}
PDF_WITHIN = 180.0
COLOURS = 128


def browser_path() -> str:
    """Debian's Chromium, or the one named by THIHANH_CHROMIUM."""
    found = os.environ.get("THIHANH_CHROMIUM") or shutil.which("chromium")
    if not found:
        raise SystemExit("Cần Chromium: apt-get install chromium")
    return found


@contextmanager
def served(url: str) -> Iterator[str]:
    """The address of the demonstration; started here, and ended, where none is given."""
    if url:
        yield url
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "THIHANH_PORT": str(port)}
    process = subprocess.Popen([sys.executable, "-m", "thihanh.config.serve"], env=environment, cwd=PROJECT)
    try:
        wait(f"http://127.0.0.1:{port}/tai-khoan/dang-nhap/", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Until the page answers; ends with a sentence when it never will."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(1)
    raise SystemExit("Bản trình diễn không khởi động được; xem các dòng trên.")


@dataclass(frozen=True)
class Person:
    """Somebody of the demonstration: how he logs in, and the pages that he should see first, by label."""

    username: str
    password: str
    first: dict[str, str]


def people() -> dict[str, Person]:
    """Everybody of the demonstration by user name."""
    command = [str(Path(sys.executable).with_name("thihanh")), "demo", "logins", "--json"]
    answer = subprocess.run(command, capture_output=True, check=True, text=True, cwd=PROJECT)
    return {
        row["username"]: Person(
            row["username"], row["password"], {link["label"]: link["path"] for link in row["try"]}
        )
        for row in json.loads(answer.stdout)["logins"]
    }


def photograph(browser: Browser, url: str, person: Person) -> None:
    """Every page of one person at every width."""
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
        page = context.new_page()
        page.goto(f"{url}/tai-khoan/dang-nhap/")
        page.fill("input[name=login]", person.username)
        page.fill("input[name=password]", person.password)
        page.click("main button[type=submit]")
        page.wait_for_url(f"{url}/")
        for name, address in PAGES[person.username].items():
            path = OUT / f"{name}-{width}.png"
            if address == "{pdf}":
                if width == WIDTHS[0]:
                    printed(page, url, path)
                continue
            _open(page, url, person, address)
            page.wait_for_load_state("networkidle")
            if address == "{palette}":
                page.screenshot(path=path)
            else:
                clip = clipped(page.evaluate(HEIGHT), width)
                page.screenshot(path=path, full_page=True, clip=clip)
            kept(path)
        context.close()


def _open(page: Page, url: str, person: Person, address: str) -> None:
    """An address, a page of the person's own list, or one that is found by a click or a key."""
    if address.startswith(FIRST):
        address = next(path for label, path in person.first.items() if label.startswith(address[1:]))
    if address == "{refused}":
        page.goto(f"{url}/nhap-so/")
        page.click("tr:has-text('Chưa nhập được') th a")
    elif address == "{matter}":
        page.goto(f"{url}/")
        page.locator("main tbody a[href^='/viec/']:not([href*='/lam/'])").first.click()
    elif address == "{palette}":
        page.goto(f"{url}/")
        page.keyboard.press("Control+k")
        page.keyboard.type("hoan", delay=30)
        page.wait_for_timeout(800)
    elif address == "{preview}":
        _open(page, url, person, "~Hoãn nhiều việc")
        page.select_option("select[name=ground]", "H-a")
        page.fill("input[name=document_on]", "22/09/2025")
        page.click("button[value=xem]")
    else:
        page.goto(url + address)


def printed(page: Page, url: str, path: Path) -> None:
    """The first sheet of the PDF of a signed decision; left out where poppler is not installed."""
    if shutil.which("pdftoppm") is None:
        sys.stdout.write("pdftoppm (poppler-utils) is not installed: no picture of a PDF\n")
        return
    page.goto(f"{url}/trinh-ky/?muc=da-phat-hanh")
    decision = page.locator("main tbody a[href^='/trinh-ky/']", has_text="Quyết định đình chỉ").first
    paper = (decision.get_attribute("href") or "").strip("/").split("/")[-1]
    until = time.monotonic() + PDF_WITHIN
    answer = page.request.get(f"{url}/van-ban/{paper}/tai/pdf/")
    while not answer.body().startswith(b"%PDF") and time.monotonic() < until:
        time.sleep(3)
        answer = page.request.get(f"{url}/van-ban/{paper}/tai/pdf/")
    if not answer.body().startswith(b"%PDF"):
        sys.stdout.write("the PDF is not made yet: no picture of it\n")
        return
    command = ["pdftoppm", "-png", "-r", "90", "-singlefile", "-", str(path.with_suffix(""))]
    subprocess.run(command, input=answer.body(), check=True)
    kept(path)


def kept(path: Path) -> None:
    """The picture in few colours: a page of text needs no more, and a clone stays small."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    sys.stdout.write(f"{path.relative_to(PROJECT)}\n")


HEIGHT = "document.documentElement.scrollHeight"


def clipped(height: int, width: int) -> FloatRect:
    """At most a screen and a half: a picture, not a scroll."""
    return {"x": 0, "y": 0, "width": width, "height": min(height, 1400 if width > 600 else 1700)}


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="", help="address of a demonstration that runs")
    parser.add_argument("--only", nargs="*", help="user names whose pages are taken, else everybody's")
    given = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    with served(given.url.rstrip("/")) as url, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        known = people()
        for username in given.only or PAGES:
            photograph(browser, url, known[username])
        browser.close()


if __name__ == "__main__":
    main()
