"""Promises of every page: a constant number of queries, no English numbers, nothing inline."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import cast
from tests.web.conftest import scene
from tests.web.test_pages import ADDRESSES
from thihanh.matters.operations import register_many

ENGLISH = re.compile(r"(?<![\d.,/:-])\d{1,3}(?:,\d{3})+(?![\d,])|\d\.\d+\s?%|\b(?:Jan|Feb|Mon|Tue)\b")


def visible(answer) -> str:
    """The words of a page without its marks, scripts and addresses."""
    page = re.sub(r"<(svg|script)\b.*?</\1>", " ", answer.content.decode(), flags=re.S)
    return re.sub(r"<[^>]+>", " ", page)


def more(times: int) -> None:
    """The scene again under other numbers."""
    copies = []
    for n in range(times):
        for one in scene():
            new = replace(one.new, number=f"{n}{one.new.number}")
            copies.append(replace(one, new=replace(new, judgment=replace(new.judgment, number=f"{n}/BA"))))
    register_many(copies, by=cast.BY)


@pytest.mark.parametrize("address", ["/viec/", "/thong-ke/?mo=22.KV01", "/", "/theo-doi/lon-va-lau/"])
def test_ten_times_the_matters_take_the_same_number_of_queries(province, browse, address):
    head = browse(cast.TRUONG)
    head.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        head.get(address)
    more(10)
    with CaptureQueriesContext(connection) as many:
        head.get(address)
    assert len(few) == len(many)
    assert len(many) <= 50, [(query["sql"] or "")[:90] for query in many]


def test_one_matter_s_page_takes_the_same_number_of_queries_whatever_its_history(province, browse):
    lan = browse(cast.LAN)
    lan.get(f"/viec/{province[0]}/")
    counts = set()
    for matter in province[:3]:
        with CaptureQueriesContext(connection) as queries:
            lan.get(f"/viec/{matter}/")
        counts.add(len(queries))
    assert len(counts) == 1


@pytest.mark.parametrize("person", [cast.TRUONG, cast.LAN], ids=["head", "officer"])
def test_no_page_shows_a_number_in_english_dress(province, browse, person):
    client = browse(person)
    for address in [*ADDRESSES, f"/viec/{province[0]}/"]:
        found = ENGLISH.search(visible(client.get(address)))
        assert found is None, (address, found and found.group())


def test_the_sweep_for_english_numbers_would_find_one():
    for bad in ("8,284", "1,284,500,000 đồng", "56.62%"):
        assert ENGLISH.search(bad), bad
    for good in ("8.284", "56,62%", "12,5", "22/07/2026", "1,5 và 2,25"):
        assert not ENGLISH.search(good), good


def test_no_page_carries_a_script_or_a_style_of_its_own(province, browse):
    head = browse(cast.TRUONG)
    for address in [*ADDRESSES, f"/viec/{province[0]}/"]:
        page = head.get(address).content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), address
        assert "<style" not in page, address
        assert not re.search(r"<[^>]+\son\w+=", page), address
        assert not re.search(r"<[^>]+\sstyle=", page), address


def test_the_policy_of_content_allows_nothing_inline_and_no_framing(province, browse):
    policy = browse(cast.LAN).get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
