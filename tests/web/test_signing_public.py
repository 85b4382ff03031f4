"""The public check page: number, day, signer, hashes; never content, and slower for who tries codes."""

from dataclasses import replace

import pytest
from django.core.cache import cache
from django.test import Client

from tests import cast
from tests.documents.papers import PIN, a_paper
from tests.web.conftest import TODAY
from thihanh.documents import issuing, operations, queries, unsigned
from thihanh.offices.reach import EVERYTHING


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


@pytest.fixture
def code(province) -> str:
    """The code of an issued postponement."""
    (paper,) = operations.draft_many(
        [a_paper(province[0], on=TODAY)], by=cast.viewer(cast.LAN), on=TODAY, key="", submitted=True
    )
    operations.check([paper], by=cast.viewer(cast.BINH), on=TODAY)
    operations.sign([paper], by=cast.viewer(cast.TRUONG), on=TODAY, pin=PIN)
    ready = issuing.numbered(issuing.take_for_issue([paper], by=cast.viewer(cast.VAN), on=TODAY))
    issuing.mark_issued(ready, by=cast.viewer(cast.VAN), on=TODAY)
    return queries.paper(EVERYTHING, paper).code


def test_anybody_learns_number_day_and_signer_and_nothing_of_the_matter(code: str) -> None:
    text = Client().get(f"/kiem-tra/{code}/").content.decode()
    assert "01/QĐ-CTHADS" in text
    assert "30/09/2025" in text
    assert cast.TRUONG.name in text
    assert "Quyết định về việc hoãn thi hành án" in text
    for secret in ("Đỗ Văn Ánh", "ốm", "999085001234", "101/QĐ", cast.LAN.name):
        assert secret not in text
    assert Client().get(f"/kiem-tra/?ma={code.lower()}").status_code == 200


def test_a_paper_of_an_officer_is_told_to_bear_no_digital_signature(code: str, province) -> None:
    assert "của người ký và của cơ quan" in Client().get(f"/kiem-tra/{code}/").content.decode()
    new = replace(a_paper(province[1], on=TODAY), signer_kind="officer")
    (ready,) = issuing.take_own([new], by=cast.viewer(cast.LAN), on=TODAY)
    issuing.mark_issued([ready], by=cast.viewer(cast.LAN), on=TODAY)
    own = queries.paper(EVERYTHING, ready.paper_id).code
    text = Client().get(f"/kiem-tra/{own}/").content.decode()
    assert unsigned.WORDS in text
    assert "Người ký<" not in text


def test_a_wrong_code_is_answered_alike_and_then_slowed(code: str) -> None:
    client = Client()
    answers = [client.get(f"/kiem-tra/{'A' * 15}{place}/") for place in range(7)]
    assert [one.status_code for one in answers] == [200] * 5 + [429] * 2
    for one in answers[:5]:
        assert "Không có văn bản nào mang mã này" in one.content.decode()
    assert client.get(f"/kiem-tra/{code}/").status_code == 200


def test_a_paper_that_is_not_issued_has_no_code(province) -> None:
    operations.draft_many(
        [a_paper(province[0], on=TODAY)], by=cast.viewer(cast.LAN), on=TODAY, key="", submitted=True
    )
    assert queries.check("") is None
    assert Client().get("/kiem-tra/").status_code == 200


def test_codes_cannot_be_guessed(code: str) -> None:
    assert len(code) == 16
    assert set(code) <= set("23456789ABCDEFGHJKMNPQRSTVWXYZ")
