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
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
OUT = PROJECT / "docs" / "manual" / "pictures"
WIDTHS = (1280, 390)
READY_WITHIN = 300.0
PAGES = {
    "truong.thads": {
        "head": "/",
        "form-004": "/thong-ke/?mo=22.KV01",
        "cell": "/thong-ke/o/?bieu=004.N&don-vi=22&tu=2024-10-01&den=2025-09-30&cot=6",
        "targets": "/chi-tieu/",
        "deadline": "/han/?rule=DL-19&from=2026-07-13",
        "matters": "/viec/?trang-thai=no_means&sap=due",
        "refused-file": "{refused}",
        "record": "/so-ghi/",
        "calendar": "/lich/?nam=2026",
        "law": "/phap-luat/?khac=1",
    },
    "chv": {"officer": "/", "matter": "{matter}"},
    "banchidao": {"committee-chair": "/"},
}


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


def logins() -> dict[str, str]:
    """User name → password of the demonstration."""
    command = [str(Path(sys.executable).with_name("thihanh")), "demo", "logins", "--json"]
    answer = subprocess.run(command, capture_output=True, check=True, text=True, cwd=PROJECT)
    return {row["username"]: row["password"] for row in json.loads(answer.stdout)["logins"]}


def photograph(browser: Browser, url: str, username: str, password: str) -> None:
    """Every page of one person at every width."""
    for width in WIDTHS:
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
        page = context.new_page()
        page.goto(f"{url}/tai-khoan/dang-nhap/")
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", password)
        page.click("main button[type=submit]")
        page.wait_for_url(f"{url}/")
        for name, address in PAGES[username].items():
            if address == "{refused}":
                page.goto(f"{url}/nhap-so/")
                page.click("tr:has-text('Chưa nhập được') th a")
            elif address == "{matter}":
                page.goto(f"{url}/")
                page.click("main tbody th a")
            else:
                page.goto(url + address)
            page.wait_for_load_state("networkidle")
            page.screenshot(
                path=OUT / f"{name}-{width}.png", full_page=True, clip=clipped(page.evaluate(HEIGHT), width)
            )
            sys.stdout.write(f"docs/manual/pictures/{name}-{width}.png\n")
        context.close()


HEIGHT = "document.documentElement.scrollHeight"


def clipped(height: int, width: int) -> dict[str, float]:
    """At most a screen and a half: a picture, not a scroll."""
    return {"x": 0, "y": 0, "width": width, "height": min(height, 1400 if width > 600 else 1700)}


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="", help="address of a demonstration that runs")
    given = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    with served(given.url.rstrip("/")) as url, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path(), args=["--no-sandbox"])
        known = logins()
        for username in PAGES:
            photograph(browser, url, username, known[username])
        browser.close()


if __name__ == "__main__":
    main()
