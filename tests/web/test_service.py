"""Tống đạt over HTTP: the lists, one addressee, a batch, results with proof, what a notice brings about."""

import io
import re
import uuid

import pytest
from PIL import Image

from tests import cast
from tests.builders import day
from tests.documents.test_service import duties, issued, jobs
from tests.web.conftest import Standing
from thihanh.documents.efile import efile
from thihanh.documents.service import queries
from thihanh.editions import operations as closing
from thihanh.editions import queries as editions
from thihanh.editions.rules import Asked
from thihanh.matters.queries import histories_of
from thihanh.offices.reach import EVERYTHING

pytestmark = pytest.mark.django_db
TODAY = day("10/03/2025")


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.CLOCK = Standing(TODAY)


@pytest.fixture
def matter(db) -> int:
    from tests.builders import a_matter
    from thihanh.matters.operations import register_many

    cast.gather()
    built = a_matter("101/QĐ-CTHADS", "03/03/2025").held_by(cast.LAN.code, cast.LAN.unit)
    built = built.owing(5_000_000).owed_to("Phạm Thị Hoa")
    (matter_id,) = register_many([built.intake], by=cast.LAN.code)
    return matter_id


@pytest.fixture
def paper(matter) -> dict[str, queries.Row]:
    return duties(issued(matter))


def key() -> str:
    return uuid.uuid4().hex


def row(one: queries.Row) -> queries.Row:
    return queries.rows(EVERYTHING, [one.id])[0]


def text(answer) -> str:
    return answer.content.decode()


def a_scan() -> io.BytesIO:
    found = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(found, "PNG")
    found.seek(0)
    found.name = "bien-ban.png"
    return found


def test_the_list_shows_what_must_reach_whom_and_by_when(paper, browse):
    shown = text(browse(cast.LAN).get("/tong-dat/"))
    assert "Đỗ Văn Ánh" in shown
    assert "Viện kiểm sát nhân dân cùng cấp" in shown
    assert "quá hạn 2 ngày làm việc" in shown
    assert re.search(r"Cần tống đạt <span[^>]*>3<", shown)
    only = text(browse(cast.LAN).get("/tong-dat/?noi-nhan=procuracy"))
    assert "Đỗ Văn Ánh" not in only
    assert "Không có văn bản nào ở mục" in text(browse(cast.HOA).get("/tong-dat/"))


@pytest.mark.parametrize("query", ["muc=khac", "loai=khac", "noi-nhan=khac", "sau=khac", "sau=2025|1"])
def test_what_cannot_be_read_in_the_address_is_said(paper, browse, query):
    answer = browse(cast.LAN).get(f"/tong-dat/?{query}")
    assert answer.status_code in (400, 404)


def test_a_batch_takes_the_first_permitted_channel_of_each_and_its_key_acts_once(paper, browse):
    lan = browse(cast.LAN)
    sent = {
        "chon": [str(one.id) for one in paper.values()],
        "channel": "",
        "day": "10/03/2025",
        "key": key(),
        "muc": "can-gui",
    }
    for _ in range(2):
        answer = lan.post("/tong-dat/gui/", sent)
        assert answer.status_code == 302
        assert answer["Location"] == "/tong-dat/?muc=can-gui"
    assert len(jobs()) == 3
    assert {row(one).state for one in paper.values()} == {"sending"}
    assert "Chờ kênh nhận" in text(lan.get("/tong-dat/?muc=dang-lam"))


def test_a_result_without_proof_changes_nothing_and_keeps_what_was_typed(paper, browse):
    lan = browse(cast.LAN)
    debtor = paper["debtor"]
    sent = {"result": "in_person:delivered", "day": "07/03/2025", "key": key()}
    answer = lan.post(f"/tong-dat/{debtor.id}/ket-qua/", sent)
    assert answer.status_code == 422
    assert "bằng chứng: biên bản giao nhận" in text(answer)
    assert "07/03/2025" in text(answer)
    assert row(debtor).state == "waiting"


def test_a_result_with_its_scan_makes_the_notice_valid_and_starts_the_voluntary_period(matter, paper, browse):
    lan = browse(cast.LAN)
    sent = {"result": "in_person:delivered", "day": "07/03/2025", "key": key(), "proof": a_scan()}
    answer = lan.post(f"/tong-dat/{paper['debtor'].id}/ket-qua/", sent, follow=True)
    shown = text(answer)
    assert "Thông báo hợp lệ từ 07/03/2025" in shown
    assert "Đã ghi thông báo hợp lệ việc 101/QĐ-CTHADS" in shown
    assert "chưa kiểm chứng với Công báo" in shown
    last = histories_of([matter])[matter][-1]
    assert (last.stage, last.on) == ("voluntary", day("07/03/2025"))
    proof = next(one for one in efile(matter) if one.title.startswith("Chứng cứ tống đạt"))
    (event,) = queries.events_of([paper["debtor"].id])[paper["debtor"].id]
    assert (event.file, event.reference) == (proof.file_id, f"bút lục {proof.no}")


def test_a_file_that_is_no_scan_is_refused_and_nothing_is_recorded(matter, paper, browse):
    bad = io.BytesIO(b"<script>alert(1)</script>")
    bad.name = "bien-ban.png"
    sent = {"result": "in_person:delivered", "day": "07/03/2025", "key": key(), "proof": bad}
    answer = browse(cast.LAN).post(f"/tong-dat/{paper['debtor'].id}/ket-qua/", sent)
    assert answer.status_code == 422
    assert row(paper["debtor"]).state == "waiting"
    assert not [one for one in efile(matter) if one.title.startswith("Chứng cứ")]


def test_a_channel_the_law_does_not_permit_is_refused_in_the_words_of_the_law(paper, browse):
    lan = browse(cast.LAN)
    sent = {"chon": [paper["debtor"].id], "channel": "email", "day": "10/03/2025", "key": key()}
    answer = lan.post("/tong-dat/gui/", sent)
    assert answer.status_code == 422
    assert "Pháp luật: quyết định thi hành án không được gửi qua «Thư điện tử»" in text(answer)
    assert row(paper["debtor"]).state == "waiting"


def test_who_may_not_record_sees_no_form_and_is_refused(paper, browse):
    debtor = paper["debtor"]
    for person, expected in ((cast.MINH, 403), (cast.TAM, 403), (cast.HOA, 404), (cast.CUC, 403)):
        client = browse(person)
        assert client.post(
            "/tong-dat/gui/", {"chon": [debtor.id], "channel": "in_person", "day": "10/03/2025", "key": key()}
        ).status_code in (expected, 404), person.username
        seen = client.get(f"/tong-dat/{debtor.id}/")
        if seen.status_code == 200:
            assert "Giao cho kênh" not in text(seen), person.username
    assert row(debtor).state == "waiting"
    assert "Giao cho kênh" in text(browse(cast.VAN).get(f"/tong-dat/{debtor.id}/"))


def test_without_the_pages_key_nothing_is_recorded(paper, browse):
    lan = browse(cast.LAN)
    answer = lan.post(
        "/tong-dat/gui/", {"chon": [paper["debtor"].id], "channel": "in_person", "day": "10/03/2025"}
    )
    assert "không có mã của trang" in text(answer)
    assert row(paper["debtor"]).state == "waiting"


def test_a_batch_takes_the_page_or_the_whole_filter_in_words(paper, browse):
    lan = browse(cast.LAN)
    assert "dòng trên trang này" in text(lan.get("/tong-dat/"))
    waiting = len(queries.page(EVERYTHING, queries.Filters(states=("waiting",))).rows)
    sent = {"pham-vi": "tat-ca", "muc": "can-gui", "bo-loc": "noi-nhan=-", "channel": "", "key": "whole"}
    lan.post("/tong-dat/gui/", sent)
    left = queries.page(EVERYTHING, queries.Filters(states=("waiting",))).rows
    assert 0 < len(left) < waiting
    assert all(row.body for row in left), "the filter took the parties alone"
    for unreadable in ({**sent, "muc": "x", "key": "a"}, {**sent, "bo-loc": "loai=x", "key": "b"}):
        assert "chưa chọn dòng nào" in text(lan.post("/tong-dat/gui/", unreadable, follow=True))


def test_a_notice_that_starts_a_period_already_closed_is_told(matter, paper, browse, settings):
    on = day("10/04/2025")
    settings.CLOCK = Standing(on)
    asked = Asked("22", 2025, 6)
    late = editions.waiting("22", asked.period, on)
    row = closing.close(
        Asked("22", 2025, 6, "final", late, tuple(range(1, 6))), by=cast.viewer(cast.TRUONG), on=on
    )
    sent = {"result": "in_person:delivered", "day": "07/03/2025", "key": key(), "proof": a_scan()}
    shown = text(browse(cast.LAN).post(f"/tong-dat/{paper['debtor'].id}/ket-qua/", sent, follow=True))
    assert f"đã khóa bằng ấn bản chính thức số {row.id}" in shown
    sent = {"result": "in_person:delivered", "day": "08/04/2025", "key": key(), "proof": a_scan()}
    shown = text(browse(cast.LAN).post(f"/tong-dat/{paper['creditor'].id}/ket-qua/", sent, follow=True))
    assert "đã khóa bằng ấn bản" not in shown
