"""Sổ over HTTP: every book as a page and as a workbook, in reach; the lists to the procuracy."""

import io
import uuid

import openpyxl
import pytest

from tests import cast
from tests.builders import a_matter, day
from tests.registers.test_registers import ABSENT, AS_DOSSIERS, CODES, step
from tests.web.conftest import Standing
from thihanh.documents import queries as documents
from thihanh.matters.operations import extend_horizon, register_many
from thihanh.matters.steps import steps_of
from thihanh.offices.reach import EVERYTHING

pytestmark = pytest.mark.django_db
ALL = "tu=01/01/2020"


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("code", CODES)
def test_every_register_opens_and_those_without_facts_say_which_are_missing(province, browse, code):
    head = browse(cast.TRUONG)
    shown = text(head.get(f"/so/{code}/?{ALL}"))
    assert "theo C04, chờ TT 06/2026" in shown
    assert ("chưa có nguồn ghi nhận" in shown.lower()) == (code in (*ABSENT, "13", "17"))
    book = head.get(f"/so/{code}/tai/?{ALL}")
    assert book.status_code == (404 if code in ABSENT | AS_DOSSIERS else 200)


def test_a_register_kept_as_dossiers_leads_to_their_list_whoever_may_read_them(province, browse):
    (code,) = AS_DOSSIERS
    assert 'href="/ho-so/administrative/"' in text(browse(cast.TRUONG).get(f"/so/{code}/"))
    assert "/ho-so/" not in text(browse(cast.KE).get(f"/so/{code}/")).split("<h1>")[1]


def test_the_index_names_all_and_an_unknown_one_is_not_found(province, browse):
    head = browse(cast.TRUONG)
    shown = text(head.get("/so/"))
    assert all(f">{code}<" in shown for code in CODES)
    assert head.get("/so/99/").status_code == 404


def test_the_workbook_has_the_lines_of_the_page_with_unit_and_cut_off(province, browse):
    head = browse(cast.TRUONG)
    book = openpyxl.load_workbook(io.BytesIO(head.get(f"/so/03/tai/?{ALL}").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert "Sổ thụ lý thi hành án dân sự" in rows[1][0]
    assert "Đơn vị tính: đồng" in rows[2][0]
    assert "Dữ liệu đến" in rows[3][0]
    heads = next(row for row in rows if row[0] == "STT")
    assert heads[1] == "Số quyết định thi hành án"
    lines = rows[rows.index(heads) + 1 : -1]
    assert len(lines) == len(province)
    assert [line[0] for line in lines] == list(range(1, len(province) + 1))
    assert all(line[1] in text(head.get(f"/so/03/?{ALL}")) for line in lines)
    assert "Nguyễn Thị Hòa" in {line[6] for line in lines}


def test_a_register_shows_only_what_is_in_reach(province, browse):
    assert "201/QĐ" not in text(browse(cast.LAN).get(f"/so/03/?{ALL}"))
    assert "201/QĐ" in text(browse(cast.HOA).get(f"/so/03/?{ALL}"))
    assert "201/QĐ" in text(browse(cast.KIEM).get(f"/so/03/?{ALL}"))
    assert browse(cast.CUC).get("/so/03/").status_code == 403


@pytest.mark.parametrize("query", ["tu=x", "quyen=khac", "sau=khac", "sau=2025-01-01|x"])
def test_what_cannot_be_read_is_said(province, browse, query):
    answer = browse(cast.TRUONG).get(f"/so/03/?{query}")
    assert answer.status_code == 400
    assert "Bộ lọc không đọc được" in text(answer)


# To the procuracy.


@pytest.fixture
def october(province, settings) -> int:
    """A matter that ended in October 2026, seen in November."""
    settings.CLOCK = Standing(day("03/11/2026"))
    extend_horizon(work_year=2027)
    built = a_matter("900/QĐ", "06/07/2026").held_by(cast.LAN.code, cast.LAN.unit).owing(4_000_000)
    built = built.then("in_progress", "20/08/2026").paying(4_000_000, "10/10/2026").then("done", "10/10/2026")
    return register_many([built.intake], by=cast.BY)[0]


def test_the_list_of_a_month_marks_its_matters_once(october, browse):
    lan = browse(cast.LAN)
    address = "/so/gui-vien-kiem-sat/ket-thuc/?thang=2026-10"
    shown = text(lan.get(address))
    assert "900/QĐ" in shown
    assert "chưa ghi" in shown
    sent = {"lam": "ghi", "key": uuid.uuid4().hex}
    for _ in range(2):
        assert lan.post(address, sent).status_code == 302
    (step_,) = steps_of([october])[october]
    assert (step_.code, step_.facts["month"]) == ("listed_to_procuracy", "2026-10")
    assert "03/11/2026" in text(lan.get(address))
    book = openpyxl.load_workbook(io.BytesIO(lan.get(f"{address.replace('?', 'tai/?')}").content))
    assert "900/QĐ" in {cell for row in book.active.iter_rows(values_only=True) for cell in row}


def test_an_end_entered_late_stands_in_the_next_list_until_it_is_listed(october, browse):
    lan = browse(cast.LAN)
    address = "/so/gui-vien-kiem-sat/ket-thuc/?thang=2026-11"
    assert "900/QĐ" in text(lan.get(address))
    step(october, "listed_to_procuracy", "03/11/2026", facts={"month": "2026-10"})
    assert "900/QĐ" not in text(lan.get(address))


def test_the_list_goes_into_the_signing_queue_as_a_paper(october, browse):
    lan = browse(cast.LAN)
    address = "/so/gui-vien-kiem-sat/ket-thuc/?thang=2026-10"
    sent = {"lam": "trinh", "key": uuid.uuid4().hex}
    for _ in range(2):
        assert lan.post(address, sent).status_code == 302
    (paper,) = documents.queue(EVERYTHING, ["submitted"]).rows
    assert (paper.kind, paper.matter_id) == ("DS-KET-THUC", None)
    content = documents.content(paper.id)
    assert content.values["rows"][0]["text"].startswith("900/QĐ")


def test_the_decisions_sent_say_what_is_late(province, browse, settings):
    from tests.documents.test_service import issued

    settings.CLOCK = Standing(day("20/03/2025"))
    issued(province[2], "QD-HOAN", day("10/03/2025"))
    shown = text(browse(cast.LAN).get("/so/gui-vien-kiem-sat/quyet-dinh/?thang=2025-03"))
    assert "Quyết định về việc hoãn thi hành án" in shown
    assert "1 quá hạn chưa gửi" in shown
    assert browse(cast.LAN).get("/so/gui-vien-kiem-sat/quyet-dinh/?thang=2025-03&tai=1").status_code == 200


@pytest.mark.parametrize("month", ["2026-13", "x", "<b>"])
def test_a_month_that_is_none_is_said(province, browse, month):
    for page in ("ket-thuc/", "quyet-dinh/", "ket-thuc/tai/"):
        answer = browse(cast.TRUONG).get(f"/so/gui-vien-kiem-sat/{page}", {"thang": month})
        assert answer.status_code == 400
        assert "<b>" not in text(answer)


def test_a_month_before_the_duty_says_since_when_it_is_owed_and_marks_nothing(province, browse):
    shown = text(browse(cast.LAN).get("/so/gui-vien-kiem-sat/ket-thuc/?thang=2025-09"))
    assert "nghĩa vụ gửi danh sách hằng tháng có từ 01/07/2026" in shown
    assert "chưa ghi" not in shown


def test_a_long_list_comes_in_pages(october, browse, monkeypatch):
    monkeypatch.setattr("thihanh.web.procuracy.PER_PAGE", 1)
    address = "/so/gui-vien-kiem-sat/ket-thuc/?thang=2026-10"
    built = a_matter("901/QĐ", "06/07/2026").held_by(cast.LAN.code, cast.LAN.unit).owing(4_000_000)
    built = built.then("in_progress", "20/08/2026").paying(4_000_000, "12/10/2026").then("done", "12/10/2026")
    register_many([built.intake], by=cast.BY)
    first, second = (text(browse(cast.LAN).get(address + more)) for more in ("", "&sau=1"))
    assert ("900/QĐ" in first, "901/QĐ" in first, 'rel="next"' in first) == (True, False, True)
    assert ("900/QĐ" in second, "901/QĐ" in second, 'rel="prev"' in second) == (False, True, True)
    assert "900/QĐ" in text(browse(cast.LAN).get(f"{address}&sau=50")), "past the end it begins anew"
    assert browse(cast.LAN).get(f"{address}&sau=x").status_code == 400


def test_both_lists_to_the_procuracy_stand_under_one_word_of_the_navigation(province, browse):
    for tab in ("ket-thuc", "quyet-dinh"):
        shown = text(browse(cast.LAN).get(f"/so/gui-vien-kiem-sat/{tab}/"))
        assert '<a href="/so/gui-vien-kiem-sat/ket-thuc/" aria-current="page">Gửi Viện kiểm sát</a>' in shown
