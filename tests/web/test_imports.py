"""A register file through the pages: checked, seen at its cells, confirmed, written once."""

import io

import pytest
from django.db import connection

from tests import cast
from thihanh.jobs import worker
from thihanh.matters.listing import Filters
from thihanh.matters.queries import page
from thihanh.offices.reach import EVERYTHING
from thihanh.synthetic.generator import generate
from thihanh.synthetic.workbook import write
from thihanh.web import imports


@pytest.fixture(scope="module")
def register(tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("so") / "so.xlsx"
    write(generate("22", 2025, scale=0.005), path)
    return path.read_bytes()


def sent(content: bytes, name: str = "so-thu-ly.xlsx") -> dict[str, object]:
    file = io.BytesIO(content)
    file.name = name
    return {"tep": file}


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.django_db(transaction=True)
def test_a_file_is_checked_then_confirmed_and_the_same_file_changes_nothing(browse, register, kept):
    cast.gather()
    head = browse(cast.TRUONG)
    checked = head.post("/nhap-so/", sent(register))
    assert checked.status_code == 302
    shown = text(head.get(checked["Location"]))
    assert "Đã kiểm tra, chờ xác nhận" in shown
    assert page(EVERYTHING, Filters()).total == 0, "the dry run writes nothing"
    done = head.post(f"{checked['Location']}ghi/", {})
    assert done.status_code == 302
    assert "Đã nhập" in text(head.get(checked["Location"]))
    assert page(EVERYTHING, Filters()).total > 0
    again = head.post("/nhap-so/", sent(register))
    assert "nhập lại không thay đổi gì" in text(head.get(again["Location"]))


@pytest.mark.django_db(transaction=True)
def test_what_is_not_a_workbook_gets_its_sentence_and_its_errors_back(browse, kept):
    cast.gather()
    head = browse(cast.TRUONG)
    assert head.post("/nhap-so/", {}).status_code == 422
    refused = head.post("/nhap-so/", sent(b"not a workbook", "so.xlsx"))
    shown = text(head.get(refused["Location"]))
    assert "Chưa nhập được" in shown
    assert "Ghi vào sổ</button>" not in shown
    errors = head.get(f"{refused['Location']}o-loi/")
    assert "attachment" in errors["Content-Disposition"]
    assert errors.content[:2] == b"PK"


def test_an_examiner_may_check_a_file_but_not_confirm_it(db, browse, register, kept):
    cast.gather()
    examiner = browse(cast.THAM)
    checked = examiner.post("/nhap-so/", {"tep": sent(register)["tep"]})
    assert "Ghi vào sổ</button>" not in text(examiner.get(checked["Location"]))
    refused = examiner.post(f"{checked['Location']}ghi/")
    assert refused.status_code == 403
    assert "ai được làm" in text(refused)


def test_the_empty_register_can_be_downloaded(db, browse):
    cast.gather()
    answer = browse(cast.TRUONG).get("/nhap-so/mau-so/")
    assert answer.content[:2] == b"PK"
    assert "so-thu-ly-mau.xlsx" in answer["Content-Disposition"]


@pytest.mark.django_db(transaction=True)
def test_a_large_file_is_checked_and_written_in_the_background(browse, register, kept, monkeypatch):
    monkeypatch.setattr(imports, "AT_ONCE_BYTES", 0)
    monkeypatch.setattr(imports, "AT_ONCE_FACTS", 0)
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)  # the worker's thread keeps none open
    cast.gather()
    head = browse(cast.TRUONG)
    address = head.post("/nhap-so/", sent(register))["Location"]
    telling = f"/nhap-so/tien-do/{address.split('/')[-2]}/"
    shown = text(head.get(address))
    assert "Đang kiểm tra" in shown
    assert "Đang chờ đến lượt" in shown
    assert "Ghi vào sổ</button>" not in shown
    assert "HX-Refresh" not in head.get(telling)
    worker.run(until_idle=True)
    assert head.get(telling)["HX-Refresh"] == "true"
    assert "Đã kiểm tra, chờ xác nhận" in text(head.get(address))
    assert head.post(f"{address}ghi/", {}).status_code == 302
    assert "Ghi vào sổ</button>" not in text(head.get(address)), "confirmed once, it only waits"
    assert page(EVERYTHING, Filters()).total == 0
    worker.run(until_idle=True)
    assert "Đã nhập" in text(head.get(address))
    assert page(EVERYTHING, Filters()).total > 0


@pytest.mark.django_db(transaction=True)
def test_a_file_dropped_while_it_waits_is_never_written(browse, register, kept, monkeypatch):
    monkeypatch.setattr(imports, "AT_ONCE_BYTES", 0)
    monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)  # the worker's thread keeps none open
    cast.gather()
    head = browse(cast.TRUONG)
    address = head.post("/nhap-so/", sent(register))["Location"]
    assert browse(cast.LAN).get(f"/nhap-so/tien-do/{address.split('/')[-2]}/").status_code == 403
    head.post(f"{address}huy/")
    worker.run(until_idle=True)
    assert "Đã hủy" in text(head.get(address))
    assert page(EVERYTHING, Filters()).total == 0
