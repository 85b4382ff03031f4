"""The palette: matters, people, officers and pages by a few letters; nothing out of reach, nothing hinted."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import cast
from tests.builders import a_matter
from tests.web.conftest import KV1, KV2, named
from thihanh.matters.operations import register_many
from thihanh.web.page import ENTRIES


def asked(client, text: str, **more) -> str:
    return client.get("/lenh/", {"q": text}, **more).content.decode()


def held(number: str, debtor: str, officer: cast.Person, office: str) -> int:
    built = a_matter(number, "03/03/2025").held_by(officer.code, office).owing(5_000_000)
    return register_many([named(built.intake, debtor)], by=cast.BY)[0]


def test_a_name_is_found_without_diacritics_and_with_its_last_word_unfinished(province, browse):
    lan = browse(cast.LAN)
    for text in ("nguyen thi hoa", "Nguyễn Thị Hòa", "hoa nguyen", "nguyen thi h", "NGUYEN THI HO"):
        assert "Nguyễn Thị Hòa" in asked(lan, text), text
    assert f"/viec/{province[0]}/" in asked(lan, "nguyen thi hoa")


def test_a_number_opens_its_matter_and_a_page_is_found_by_a_few_letters(province, browse):
    lan = browse(cast.LAN)
    assert f"/viec/{province[2]}/" in asked(lan, "103")
    assert 'href="/thong-ke/"' in asked(lan, "thong k")
    assert 'href="/lich/"' in asked(lan, "lich")


def test_what_is_out_of_reach_changes_not_one_letter_of_the_answer(province, browse):
    lan = browse(cast.LAN)
    texts = ("quach", "quach thi", "777", "dang thi", "minh", "khu vuc")
    before = [asked(lan, text) for text in texts]
    held("777/QĐ", "Quách Thị Khuyên", cast.HOA, KV2)
    assert [asked(lan, text) for text in texts] == before
    held("778/QĐ", "Quách Thị Khuyên", cast.LAN, KV1)
    assert "Quách Thị Khuyên" in asked(lan, "quach thi")


def test_an_officer_is_offered_only_where_his_matters_may_be_seen(province, browse):
    assert "chv=22.0011" not in asked(browse(cast.LAN), "dang thi hoa")
    assert "chv=22.0011" in asked(browse(cast.TRUONG), "dang thi hoa")
    assert "chv=" not in asked(browse(cast.TRI), "dang thi hoa")


def test_an_act_is_offered_for_the_open_matter_and_for_many_elsewhere(province, browse):
    lan = browse(cast.LAN)
    on_page = asked(lan, "hoan thi hanh", headers={"HX-Current-URL": f"http://x/viec/{province[0]}/"})
    assert f"/viec/{province[0]}/lam/postpone/" in on_page
    assert "/lam/" not in asked(lan, "hoan thi hanh")
    assert "/lam/" not in asked(
        browse(cast.THU), "hoan thi hanh", headers={"HX-Current-URL": f"http://x/viec/{province[0]}/"}
    ), "a clerk does not postpone"


@pytest.mark.parametrize("person", [cast.TRI, cast.BAN, cast.CUC], ids=["administrator", "chair", "centre"])
def test_who_may_see_no_matter_finds_pages_only(province, browse, person):
    said = asked(browse(person), "nguyen thi hoa")
    assert "Hòa" not in said
    assert "Không thấy" in said


def test_no_answer_is_said_in_words_and_an_empty_question_shows_the_pages(province, browse):
    lan = browse(cast.LAN)
    assert "Không thấy “xyzt”" in asked(lan, "xyzt")
    assert 'data-go="v"' in asked(lan, "")


def test_a_common_name_takes_as_many_queries_as_a_rare_one(province, browse):
    lan = browse(cast.LAN)
    asked(lan, "do van")
    counts = set()
    for text in ("do van", "nguyen thi hoa", "xyzt qq"):
        with CaptureQueriesContext(connection) as queries:
            asked(lan, text)
        counts.add(len(queries))
    assert len(counts) == 1


def test_every_page_of_the_navigation_is_there_under_a_key_of_its_own():
    keys = [entry.key for entry in ENTRIES if entry.key]
    assert len(keys) == len(set(keys)) > 30
    assert all(len(key) == 1 and key.isascii() and key.isalnum() for key in keys)
    for entry in ENTRIES:
        assert reverse(f"web:{entry.name}").startswith("/")


@pytest.mark.parametrize("person", cast.EVERYBODY, ids=lambda one: one.username)
def test_the_navigation_offers_exactly_what_the_policy_opens(province, browse, person):
    client = browse(person)
    shown = set(re.findall(r'href="([^"]+)" data-go=', client.get("/").content.decode()))
    for entry in ENTRIES:
        address = reverse(f"web:{entry.name}")
        if address in shown:
            page = client.get(address).content.decode()
            marked = re.findall(
                r'<li><a href="([^"]+)" aria-current="page">',
                page.split("nav-small")[1].split("</details>")[0],
            )
            assert marked == [address], (person.username, address)
        elif entry.right is not None:
            assert client.get(address).status_code in (200, 403), (person.username, address)
