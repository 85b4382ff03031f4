"""Who states a fact for a closed period is told which edition holds it, before and after."""

import io

import pytest

from tests import cast
from tests.builders import day
from tests.procedures.acts.scene import stages
from tests.web.test_acts import text
from tests.web.test_doing import key_of
from thihanh.editions import operations, queries
from thihanh.editions.late_facts import closed_over, sentence_for
from thihanh.editions.rows import EditionRow
from thihanh.editions.rules import Asked
from thihanh.synthetic.generator import generate
from thihanh.synthetic.workbook import write

SENT = {"obligation": "1", "amount": "5.000.000", "gui": "1"}
LATE, IN_TIME = "20/08/2025", "29/09/2025"
SAID = "đã khóa bằng ấn bản chính thức số {}"


@pytest.fixture
def edition(province, settings, tmp_path) -> EditionRow:
    """The eleven months to 31/08/2025, closed on 08/09/2025."""
    settings.MEDIA_ROOT = tmp_path
    on = day("08/09/2025")
    late = queries.waiting("22", Asked("22", 2025, 11).period, on)
    return operations.close(
        Asked("22", 2025, 11, "final", late, tuple(range(1, 11))), by=cast.viewer(cast.TRUONG), on=on
    )


def test_only_days_inside_a_closed_period_are_late(edition):
    found = closed_over("22", day("31/08/2025"))
    assert found is not None
    assert (found.edition, found.month, found.later) == (edition.id, 11, 0)
    assert closed_over("22", day("05/03/2021")) is not None, "what was true before is carried into the year"
    assert closed_over("22", day("01/09/2025")) is None
    assert closed_over("44", day("31/08/2025")) is None
    assert sentence_for("22", None) == ""


def test_an_act_says_it_on_the_preview_and_when_done(province, edition, browse):
    lan, address = browse(cast.LAN), f"/viec/{province[0]}/lam/collected/"
    key = key_of(text(lan.get(address)))
    said = SAID.format(edition.id)
    shown = text(lan.post(address, SENT | {"on": LATE, "key": key, "xem": "1"})).partition('id="xem-truoc"')[
        2
    ]
    assert said in shown
    assert "ấn bản giữ nguyên" in shown
    assert "báo cáo bổ sung" in shown
    lan.post(address, SENT | {"on": LATE, "key": key})
    assert said in text(lan.get(f"/viec/{province[0]}/"))
    lan.post(address, SENT | {"on": IN_TIME, "key": "k2"})
    assert said not in text(lan.get(f"/viec/{province[0]}/"))


def test_a_paper_of_the_head_is_never_late_before_it_is_issued(province, edition, browse):
    sent = {"ground": "H-c", "extent": "whole", "basis": "agreement", "document_on": LATE}
    sent |= {"until": "30/12/2025", "key": "k1", "xem": "1", "gui": "1"}
    page = text(browse(cast.LAN).post(f"/viec/{province[0]}/lam/postpone/", sent))
    assert "Khi văn bản được phát hành" in page
    assert "đã khóa bằng ấn bản" not in page


def test_many_matters_are_told_once(province, edition, browse):
    lan = browse(cast.LAN)
    address = f"/viec/lam-nhieu/collected/?chon={province[0]},{province[2]}"
    sent = SENT | {"on": LATE, "amount": "5.000"}
    first = text(lan.post(address, {**sent, "buoc": "xem"}))
    assert first.count(SAID.format(edition.id)) == 1
    done = text(lan.post(address, {**sent, "buoc": "ghi", "key": key_of(first)}))
    assert "Đã ghi 2 việc" in done
    assert done.count(SAID.format(edition.id)) == 1


def test_a_corrected_stage_of_a_closed_period_is_told(province, edition, browse):
    head, matter = browse(cast.TRUONG), province[3]
    assert stages(matter)[-1] == "in_progress"
    page = text(head.get(f"/viec/{matter}/"))
    address = next(part for part in page.split('"') if "/sua-trang-thai/" in part or "/trang-thai/" in part)
    answer = head.post(
        address,
        {"day": "12/04/2025", "stage": "in_progress", "reason": "Ghi nhầm ngày trên quyết định."},
    )
    assert answer.status_code == 302
    assert SAID.format(edition.id) in text(head.get(f"/viec/{matter}/"))


def test_a_register_file_is_told_before_and_after(edition, browse, tmp_path):
    path = tmp_path / "so.xlsx"
    write(generate("22", 2025, scale=0.001), path)
    head = browse(cast.TRUONG)
    file = io.BytesIO(path.read_bytes())
    file.name = "so.xlsx"
    address = head.post("/nhap-so/", {"tep": file})["Location"]
    assert SAID.format(edition.id) in text(head.get(address))
    head.post(f"{address}ghi/", {})
    page = text(head.get(address))
    assert "Đã nhập" in page
    assert SAID.format(edition.id) in page
