"""The palette: matters, people, officers and pages by a few letters; nothing out of reach, nothing hinted."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import cast
from tests.builders import a_matter
from tests.web.conftest import KV1, KV2, TODAY, named
from thihanh.dossiers.operations import New, open_dossier
from thihanh.dossiers.queries import numbers_of
from thihanh.matters.operations import register_many
from thihanh.web.page import ENTRIES

REQUEST = {
    "body": "bank",
    "body_name": "Ngân hàng TMCP Than Đá",
    "duty": "DL-23",
    "content": "Số dư tài khoản",
    "received_on": f"{TODAY:%d/%m/%Y}",
}


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


def test_signs_alone_ask_for_nothing(province, browse):
    lan = browse(cast.LAN)
    for text in ("';--", "///", "…"):
        assert "Không thấy" in asked(lan, text), text
        assert "0 việc" in lan.get("/viec/", {"tim": text}).content.decode(), text


def a_request(matter: int, by: cast.Person) -> int:
    new = New("request", REQUEST, agency="22", office=KV1, officer=cast.LAN.code, matters=(matter,))
    return open_dossier(new, by=cast.viewer(by), on=TODAY)


def test_a_dossier_is_found_by_its_number_and_by_its_words(province, browse):
    lan = browse(cast.LAN)
    asked_of = a_request(province[0], cast.LAN)
    number = numbers_of([asked_of])[asked_of]
    for text in (number, number.lower(), "ngan hang than"):
        assert f'href="/ho-so/{asked_of}/"' in asked(lan, text), text
    for stranger in (cast.HOA, cast.TRI):
        assert "/ho-so/" not in asked(browse(stranger), number)


def test_a_kind_of_dossier_is_found_by_its_name_where_it_may_be_read(province, browse):
    assert 'href="/ho-so/complaint/"' in asked(browse(cast.TRUONG), "khieu nai")
    assert "/ho-so/complaint/" not in asked(browse(cast.TRI), "khieu nai")


def test_many_dossiers_that_fit_lead_to_the_list_of_them(province, browse):
    for _ in range(6):
        a_request(province[0], cast.LAN)
    assert "/ho-so/request/?tim=ngan+hang+than" in asked(browse(cast.LAN), "ngan hang than")


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


def test_groups_stand_in_the_order_of_the_work_the_system_itself_last():
    assert list(dict.fromkeys(entry.group for entry in ENTRIES)) == [
        *("Hôm nay", "Việc", "Văn bản", "Phối hợp, chỉ đạo"),
        *("Sổ sách", "Số liệu", "Tra cứu", "Hệ thống"),
    ]


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
