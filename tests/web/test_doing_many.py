"""One act on many matters: each is previewed, one confirmation does those that can be done."""

import pytest

from tests import cast
from tests.builders import a_matter
from tests.procedures.acts.scene import KV1, register, steps
from tests.web.test_acts import text
from tests.web.test_doing import key_of
from thihanh.documents.queries import content, papers_of
from thihanh.trail.queries import entries_of

SENT = {"on": "29/09/2025", "amount": "5.000", "gui": "1"}


@pytest.fixture
def address(province) -> str:
    """The first three matters of Lan: running, done, in verification."""
    return f"/viec/lam-nhieu/collected/?chon={','.join(map(str, province[:3]))}"


def test_the_preview_says_what_each_matter_gets_and_writes_nothing(province, browse, address):
    page = text(browse(cast.LAN).post(address, {**SENT, "buoc": "xem"}))
    assert "<strong>2</strong> việc làm được" in page
    assert "Thu được 5.000 đồng ở khoản 1, ngày 29/09/2025." in page
    refused = page[page.index('<h2 class="mt-4">Không làm được</h2>') :]
    assert "Trạng thái: việc này đã kết thúc" in refused, "one reason for all matters that share it"
    assert ">102/QĐ</a>" in refused
    assert page.index("Thu được 5.000 đồng") < page.index("Trạng thái: việc này"), (
        "what is written comes first"
    )
    assert [len(entries_of(f"matter:{one}")) for one in province[:3]] == [1, 1, 1]


def test_one_confirmation_does_those_that_can_be_done(province, browse, address):
    lan = browse(cast.LAN)
    key = key_of(text(lan.post(address, {**SENT, "buoc": "xem"})))
    for _ in range(2):
        page = text(lan.post(address, {**SENT, "buoc": "ghi", "key": key}))
        assert "Đã ghi 2 việc" in page
        assert "1 việc giữ nguyên" in page
    assert [steps(one) for one in province[:3]] == [["collected"], [], ["collected"]]


def test_what_is_left_blank_is_taken_from_each_matter(province, browse, address):
    page = text(browse(cast.LAN).get(address))
    assert "Thu được 1.200.000.000 đồng" in page
    assert "Thu được 600.000 đồng" in page


def test_refunds_are_put_into_the_queue_in_one_go(province, browse):
    lan = browse(cast.LAN)
    ids = register(
        *(
            a_matter(f"30{n}/QĐ", "06/01/2025")
            .owing(300_000 + n, kind="property_return")
            .held_by(cast.LAN.code, KV1)
            for n in range(3)
        )
    )
    address = f"/viec/lam-nhieu/refund/?chon={','.join(map(str, [*ids, province[2]]))}"
    first = text(lan.get(address))
    assert "Khi văn bản được phát hành: ghi «Hoàn trả tiền, tài sản»" in first
    assert "số tiền 300.002 đồng" in first
    assert 'name="amount" value=""' in first, "what differs from matter to matter is not filled in for all"
    page = text(lan.post(address, {"buoc": "ghi", "key": key_of(first), "amount": "", "gui": "1"}))
    assert "Đã trình ký 3 việc" in page
    assert "việc 103/QĐ không có gì để hoàn trả" in page
    assert [content(one.id).inputs["amount"] for matter in ids for one in papers_of(matter)] == [
        300_000,
        300_001,
        300_002,
    ]
    assert [steps(one) for one in ids] == [[], [], []]


def test_a_selection_of_nothing_says_so(province, browse):
    answer = browse(cast.LAN).get("/viec/lam-nhieu/collected/")
    assert answer.status_code == 400
    assert "Chưa chọn việc nào" in text(answer)
