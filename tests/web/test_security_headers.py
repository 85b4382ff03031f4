"""What the browser is told with every answer, and how the cookies are kept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import cast

ADDRESSES = ("/", "/viec/", "/thong-ke/", "/xu-huong/", "/nhap-so/", "/khong-co/", "/tai-khoan/danh-sach/")


def test_every_answer_carries_the_policy_of_content_and_its_companions(province, browse) -> None:
    head = browse(cast.TRUONG)
    for address in (*ADDRESSES, "/viec/tai-xuong/", "/nhap-so/mau-so/"):
        answer = head.get(address)
        policy = answer["Content-Security-Policy"]
        assert "unsafe" not in policy, address
        assert "http:" not in policy, address
        for part in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
            assert part in policy, (address, part)
        assert answer["X-Content-Type-Options"] == "nosniff", address
        assert answer["X-Frame-Options"] == "DENY", address
        assert answer["Referrer-Policy"] == "same-origin", address
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin", address


def test_no_page_of_a_signed_in_person_is_kept_by_a_browser_or_on_the_way(province, browse) -> None:
    lan = browse(cast.LAN)
    for address in (*ADDRESSES, f"/viec/{province[0]}/", "/viec/tai-xuong/"):
        assert "no-store" in lan.get(address)["Cache-Control"], address
        assert "private" in lan.get(address)["Cache-Control"], address


def test_the_cookies_are_out_of_reach_of_scripts_and_of_other_sites(client, db) -> None:
    cast.gather(cast.LAN)
    cast.account_of(cast.LAN, "mat-khau-cua-lan-2025")
    answer = client.post("/tai-khoan/dang-nhap/", {"login": "lan", "password": "mat-khau-cua-lan-2025"})
    assert answer.status_code == 302
    client.get("/han/")
    assert {"sessionid", "csrftoken"} <= set(client.cookies)
    for name, cookie in client.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] in ("Lax", "Strict"), name


@pytest.mark.parametrize(("demo", "wanted"), [("0", True), ("1", False)])
def test_outside_the_demonstration_cookies_need_https_and_sessions_end_idle(
    demo: str, wanted: bool, tmp_path: Path
) -> None:
    script = (
        "from django.conf import settings as s; "
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_AGE <= 900, "
        "s.SECURE_HSTS_SECONDS > 0, s.DEBUG)"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "thihanh.config.settings",
        "THIHANH_DEMO": demo,
        "THIHANH_VAR": str(tmp_path),
    }
    told = subprocess.run(
        [sys.executable, "-c", script], env=environment, check=False, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.split() == [str(wanted)] * 4 + ["False"]
