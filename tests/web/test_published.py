"""Published figures through the pages: contradictions named, every row, series, an import with decisions."""

import io

import pytest

from tests import cast
from thihanh.targets.imported.queries import imported_rows

HEADS = "unit_vi,work_year,months,status,cases_due,cases_eligible,cases_done,cases_rate_pub,source\n"
GOOD = "Quảng Ninh,2024,12,annual,10000,7000,5950,85.00,bài báo thử\n"
ODD = "Quảng Ninh,2023,12,annual,10000,7000,5950,86.00,bài báo thử\n"
BAD = "Quảng Nin,2023,12,annual,10000,7000,5950,85.00,bài báo thử\n"


def sent(*lines: str, name: str = "so.csv") -> dict[str, object]:
    file = io.BytesIO((HEADS + "".join(lines)).encode())
    file.name = name
    return {"tep": file}


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def people(db) -> None:
    cast.gather()


def test_everybody_reads_the_contradictions_with_their_reasons(people, browse) -> None:
    shown = text(browse(cast.KE).get("/so-cong-bo/"))
    assert "gõ nhầm" in shown
    assert "bản sơ bộ" in shown
    assert "số cũ chuyển sang" in shown
    assert "/so-cong-bo/nhap/" not in shown, "an accountant brings no published rows in"
    rows = text(browse(cast.KE).get("/so-cong-bo/dong/?xem=khong-tinh"))
    assert "nguồn không in số có điều kiện" in rows
    assert browse(cast.KE).get("/so-cong-bo/dong/?xem=la").status_code == 404
    one = text(browse(cast.KE).get("/so-cong-bo/dong/P-CT-2025Y/"))
    assert "31,02%" in one


def test_the_series_show_editions_apart_breaks_and_what_is_missing(people, browse) -> None:
    nation = text(browse(cast.BAN).get("/so-cong-bo/chuoi/"))
    assert "(sơ bộ)" in nation
    assert 'data-break="từ hai nhóm sang ba nhóm"' in nation
    assert "Tồn chuyển kỳ sau, bên cạnh tỷ lệ" in nation
    province = text(browse(cast.BAN).get("/so-cong-bo/chuoi/?don-vi=52"))
    assert "63 → 34 tỉnh" in province
    assert "Bình Định" in province, "the part that has not published"
    assert browse(cast.BAN).get("/so-cong-bo/chuoi/?don-vi=99").status_code == 404


def test_a_file_is_judged_row_by_row_decided_and_written_whole(people, browse) -> None:
    head = browse(cast.NGHIEP)
    checked = head.post("/so-cong-bo/nhap/", sent(GOOD, ODD))
    run = checked["Location"]
    shown = text(head.get(run))
    assert "cần quyết định" in shown
    assert "gõ nhầm" in shown.lower()
    assert imported_rows() == ()
    refused = head.post(f"{run}ghi/", {}, follow=True)
    assert "còn chờ quyết định" in text(refused)
    assert imported_rows() == ()
    done = head.post(f"{run}ghi/", {"chon-3": "giu", "ly-do-3": "đúng như báo in"}, follow=True)
    assert "Đã ghi 2 dòng" in text(done)
    assert {one.by for one in imported_rows()} == {cast.NGHIEP.code}
    again = head.post("/so-cong-bo/nhap/", sent(GOOD), follow=True)
    assert "nhập lại không thay đổi gì" in text(again)
    twice = head.post(f"{run}ghi/", {}, follow=True)
    assert "không chờ xác nhận" in text(twice)
    series = text(head.get("/so-cong-bo/chuoi/?don-vi=22"))
    assert f"nhập bởi {cast.NGHIEP.name}" in series


def test_a_refused_row_refuses_the_file_and_names_its_cell(people, browse) -> None:
    head = browse(cast.NGHIEP)
    shown = text(head.post("/so-cong-bo/nhap/", sent(GOOD, BAD), follow=True))
    assert "so.csv!A3" in shown
    assert "Có phải “Quảng Ninh” không" in shown
    assert "Ghi các dòng" not in shown
    assert head.post("/so-cong-bo/nhap/", {}).status_code == 422
    bomb = text(
        head.post("/so-cong-bo/nhap/", sent(name="a.xlsx") | {"tep": io.BytesIO(b"PK\x03\x04x")}, follow=True)
    )
    assert "hỏng" in bomb


def test_another_s_file_is_not_there_and_a_cancelled_one_writes_nothing(people, browse) -> None:
    run = browse(cast.NGHIEP).post("/so-cong-bo/nhap/", sent(GOOD))["Location"]
    assert browse(cast.CUC).get(run).status_code == 404
    assert browse(cast.LAN).get("/so-cong-bo/nhap/").status_code == 403
    head = browse(cast.NGHIEP)
    assert "đã hủy" in text(head.post(f"{run}huy/", {}, follow=True)).lower()
    assert imported_rows() == ()
    assert head.get("/so-cong-bo/nhap/mau/").content[:2] == b"PK"


def test_an_amount_in_the_wrong_unit_is_told_and_not_drawn(people, browse) -> None:
    head = browse(cast.NGHIEP)
    heads = "unit_vi,work_year,months,status,money_due,money_eligible,money_done,source\n"
    file = io.BytesIO((heads + "Quảng Ninh,2023,12,annual,2300,1300,640000,báo\n").encode())
    file.name = "so.csv"
    run = head.post("/so-cong-bo/nhap/", {"tep": file})["Location"]
    assert "lẫn đơn vị tỷ, triệu" in text(head.get(run)).lower()
    head.post(f"{run}ghi/", {"chon-2": "giu", "ly-do-2": "giữ chữ của nguồn"})
    shown = text(head.get("/so-cong-bo/chuoi/?don-vi=22"))
    assert "640.000 (lẫn đơn vị, không vẽ)" in shown
    assert "cao nhất 640.000" not in shown


def test_hostile_words_in_a_file_stay_words(people, browse) -> None:
    head = browse(cast.NGHIEP)
    nasty = "<script>alert(1)</script>"
    run = head.post("/so-cong-bo/nhap/", sent(GOOD.replace("bài báo thử", nasty)))["Location"]
    head.post(f"{run}ghi/", {})
    [row] = imported_rows()
    for address in (run, "/so-cong-bo/", "/so-cong-bo/dong/", f"/so-cong-bo/dong/{row.row.row}/"):
        assert nasty not in text(head.get(address)), address
    assert nasty not in text(head.get("/so-cong-bo/chuoi/?don-vi=22"))
    one = text(head.get(f"/so-cong-bo/dong/{row.row.row}/"))
    assert cast.NGHIEP.name in one
    assert "so.csv · so.csv!A2" in one
