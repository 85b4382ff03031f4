"""What is out of reach answers as what does not exist; a log-in that is half done opens nothing."""

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse

from tests import cast
from tests.web.addresses import MISSING, NAMES
from tests.web.test_security_addresses import a_run, addresses, first_fact, rows_of_every_table
from thihanh.offices.sessions import ENROLMENT
from thihanh.trail.queries import entries_of

CHANCE = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|\b[0-9a-f]{32}\b|\d{2}:\d{2}(:\d{2})?')
PASSWORD = "mat-khau-cua-lan-2025"


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


def answer(client: Client, method: str, address: str, *numbers: int) -> tuple[int, str, str]:
    """Status, place sent to and text, chance and the number asked for taken out."""
    got = getattr(client, method)(address.format(*numbers))
    text = CHANCE.sub("", got.content.decode() + got.headers.get("Location", ""))
    for number in numbers:
        text = text.replace(f"/{number}/", "/N/")
    return got.status_code, got.headers.get("Content-Type", ""), text


def entry_of(subject: str) -> int:
    return entries_of(subject)[0].id


ONE_MATTER = ("/viec/{}/", "/viec/{}/lam/verify/", "/viec/{}/trang-thai/1/")
ONE_RUN = ("/nhap-so/{}/", "/nhap-so/{}/ghi/", "/nhap-so/{}/huy/", "/nhap-so/{}/o-loi/")


STRANGERS = (cast.HOA, cast.XUAN, cast.BAN, cast.CUC, cast.TRI)


@pytest.mark.parametrize("person", STRANGERS, ids=lambda one: one.username)
def test_a_matter_out_of_reach_answers_as_none(province, browse, person) -> None:
    client, matter = browse(person), province[2]
    entry, before = entry_of(f"matter:{matter}"), rows_of_every_table()
    for method in ("get", "post"):
        for address in ONE_MATTER:
            assert answer(client, method, address, matter) == answer(client, method, address, MISSING)
        there = answer(client, method, "/so-ghi/muc/{}/", entry)
        assert there == answer(client, method, "/so-ghi/muc/{}/", MISSING)
        assert there[0] == 404
        fact = f"/viec/{matter}/trang-thai/{{}}/"
        assert answer(client, method, fact, first_fact(matter)) == answer(client, method, fact, MISSING)
    assert rows_of_every_table() == before


def test_a_file_of_another_province_answers_as_none(province, browse) -> None:
    head, run = browse(cast.TRUONG), a_run("44", cast.XUAN.code)
    before = rows_of_every_table()
    for method in ("get", "post"):
        for address in ONE_RUN:
            there = answer(head, method, address, run)
            assert there == answer(head, method, address, MISSING)
            assert there[0] == 404
    assert "so-cua-tinh.xlsx" not in head.get("/nhap-so/").content.decode()
    assert rows_of_every_table() == before


def test_a_stage_of_another_matter_is_not_corrected_through_one_s_own(province, browse) -> None:
    lan, mine, hers = browse(cast.LAN), province[2], province[6]
    address = f"/viec/{mine}/trang-thai/{{}}/"
    sent = {"day": "27/01/2025", "stage": "verifying", "reason": "ghi nhầm ngày so với biên bản"}
    for fact in (first_fact(hers), first_fact(province[0])):
        got = lan.post(address.format(fact), sent)
        assert got.status_code == 404
        assert answer(lan, "get", address, fact) == answer(lan, "get", address, MISSING)
    assert len(entries_of(f"matter:{hers}")) == 1


def test_an_entry_about_people_of_another_province_answers_as_none(province, browse) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM trail_entry WHERE subject = 'officer:44.0001'")
        entry = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('session_replication_role', 'replica', true)")
        cursor.execute("UPDATE trail_entry SET actor = '44.0100' WHERE id = %s", [entry])
        cursor.execute("SELECT set_config('session_replication_role', 'origin', true)")
    for person in (cast.TRUONG, cast.KIEM, cast.TRI, cast.LAN):
        client = browse(person)
        there = answer(client, "get", "/so-ghi/muc/{}/", entry)
        assert there == answer(client, "get", "/so-ghi/muc/{}/", MISSING), person.role
        assert there[0] == 404


FIGURES = (
    *("/thong-ke/?don-vi={}", "/thong-ke/o/?cot=1&don-vi={}", "/thong-ke/tai-xuong/?don-vi={}"),
    *("/xu-huong/?don-vi={}", "/thong-ke/ngoai-bieu/?don-vi={}", "/theo-doi/lon-va-lau/?don-vi={}"),
    "/chi-tieu/?don-vi={}",
)


@pytest.mark.parametrize("address", FIGURES)
def test_a_unit_out_of_reach_answers_as_one_that_does_not_exist(province, browse, address) -> None:
    for person, units in (
        (cast.LAN, ("22.KV02", "22.KV99")),
        (cast.LAN, ("22.0011", "22.9999")),
        (cast.BINH, ("22.KV02/22.0011", "22.KV99/22.9999")),
        (cast.TRUONG, ("44", "99")),
        (cast.TRUONG, ("44.KV01", "99.KV01")),
    ):
        client = browse(person)
        either = "|".join(map(re.escape, units))
        there, nowhere = (client.get(address.format(unit)) for unit in units)
        assert there.status_code == nowhere.status_code
        assert re.sub(either, "U", said(there)) == re.sub(either, "U", said(nowhere)), (person.role, units)


def enter(client: Client, name: str, password: str) -> Any:
    sent = {"login": name, "password": password}
    return client.post("/tai-khoan/dang-nhap/", sent, REMOTE_ADDR="203.0.113.9")


def said(got: Any) -> str:
    return CHANCE.sub("", got.content.decode())


def test_a_name_without_an_account_is_answered_like_a_wrong_password(db, monkeypatch) -> None:
    cast.gather(cast.LAN)
    cast.account_of(cast.LAN, PASSWORD)
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *given: hashed.append("once") or encode(self, *given)
    )
    answers: dict[str, list[tuple[int, str, int]]] = {"lan": [], "lam": []}
    for name, told in answers.items():
        for n in range(8):
            before = len(hashed)
            got = enter(Client(), name, f"doan-{n}")
            told.append((got.status_code, said(got).replace(f'"{name}"', '"ten"'), len(hashed) - before))
    assert answers["lan"] == answers["lam"]
    assert [hashes for _, _, hashes in answers["lan"]] == [1] * 5 + [0] * 3, "slowed guesses cost nothing"
    assert "Hãy đợi một phút" in answers["lan"][-1][1]


def test_a_closed_account_is_not_told_from_a_wrong_password(db) -> None:
    from thihanh.offices.accounts import close_account

    cast.gather(cast.LAN)
    cast.account_of(cast.LAN, PASSWORD)
    close_account(username="lan", reason="Nghỉ hưu", by=cast.BY, on=cast.IN_POST_SINCE)
    wrong, unknown = enter(Client(), "lan", "doan-1"), enter(Client(), "lam", "doan-1")
    assert said(wrong).replace('"lan"', '"ten"') == said(unknown).replace('"lam"', '"ten"')
    right = Client()
    enter(right, "lan", PASSWORD)
    assert right.get("/").status_code == 302


def test_after_log_out_the_old_session_opens_nothing(db, client) -> None:
    cast.gather(cast.LAN)
    cast.account_of(cast.LAN, PASSWORD)
    enter(client, "lan", PASSWORD)
    kept_key = client.cookies["sessionid"].value
    assert client.get("/lich/").status_code == 200
    client.get("/tai-khoan/dang-xuat/")
    assert client.get("/lich/").status_code == 200, "a GET signs nobody out"
    client.post("/tai-khoan/dang-xuat/")
    thief = Client()
    thief.cookies["sessionid"] = kept_key
    assert thief.get("/lich/").status_code == 302


def test_a_weak_password_is_not_taken(db, client) -> None:
    cast.gather(cast.LAN)
    cast.account_of(cast.LAN, PASSWORD)
    enter(client, "lan", PASSWORD)
    for weak in ("ngan-thoi", "lan", "1q2w3e4r5t6y", "password1234"):
        got = client.post(
            "/tai-khoan/doi-mat-khau/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
        )
        assert got.status_code == 200, weak
    again = Client()
    assert enter(again, "lan", PASSWORD).status_code == 302


def test_log_in_sends_nobody_to_another_site(db) -> None:
    cast.gather(cast.LAN)
    cast.account_of(cast.LAN, PASSWORD)
    for target in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"):
        sent = {"login": "lan", "password": PASSWORD, "next": target}
        got = Client().post(f"/tai-khoan/dang-nhap/?next={target}", sent)
        assert got.status_code == 302
        assert "evil" not in got["Location"]
        assert "javascript" not in got["Location"]


def test_behind_a_proxy_of_one_s_own_the_caller_is_who_the_proxy_says(db, settings) -> None:
    from thihanh.offices.adapter import network

    forwarded = {"X-Forwarded-For": "6.6.6.6, 203.0.113.9"}
    request = RequestFactory(REMOTE_ADDR="127.0.0.1").get("/", headers=forwarded)
    assert network(request) == "127.0.0.0/24", "a header that anybody may write is not believed"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert network(request) == "203.0.113.0/24"


def account_addresses() -> list[str]:
    found = get_resolver("thihanh.offices.account_urls").reverse_dict
    names = {name for name in found if isinstance(name, str)}
    return sorted(reverse(name) for name in names)


@pytest.mark.parametrize("enrolled", [False, True], ids=["not yet set up", "not given"])
def test_outside_the_demonstration_no_address_opens_without_the_second_factor(
    province, settings, enrolled: bool
) -> None:
    settings.DEMO = False
    user = get_user_model().objects.get(pk=cast.account_of(cast.TRUONG))
    if enrolled:
        TOTP.activate(user, generate_totp_secret())
    asked = [*addresses(province[2], a_run()).values(), *account_addresses()]
    assert len(asked) > len(NAMES) + 10
    open_ = {reverse(name) for name in ENROLMENT}
    wanted = reverse("account_login") if enrolled else reverse("mfa_activate_totp")
    before, client = rows_of_every_table(), Client()
    client.force_login(user)
    for address in asked:
        for method in ("get", "post"):
            if enrolled:
                client.force_login(user)
            elif address in open_:
                continue
            got = getattr(client, method)(address)
            assert (got.status_code, got.headers.get("Location")) == (302, wanted), (method, address)
    after = rows_of_every_table()
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"trail_entry", "trail_seal", "trail_head"}, "only the signing out itself is recorded"
