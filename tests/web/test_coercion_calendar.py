"""The calendar of coercion days, a day's costs, the check-list, the chair's decision, in the browser."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests import cast
from tests.coordination.coercions import LETTER, OPENED, SAID
from tests.web.conftest import TODAY
from thihanh.dossiers import operations
from thihanh.dossiers.loading import load
from thihanh.dossiers.operations import New

Browse = Callable[[cast.Person], Client]
MONTH = "/cuong-che/?thang=2025-10"
DAY = f"{TODAY:%d/%m/%Y}"
LATER = date(2025, 10, 14)
_FRESH = r'name="(?:csrfmiddlewaretoken|key)" value="\w+"|"X-CSRFToken": ?"\w+"'


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def opened(matter: int, person: cast.Person = cast.LAN, **more: object) -> int:
    raw = {name: value for name, value in (OPENED | {"planned_on": "14/10/2025"} | more).items() if value}
    new = New("coercion_day", raw | {"matters": [matter]}, "22", person.unit, person.code)
    return operations.open_dossier(new, by=cast.viewer(person), on=TODAY)


def disputed(matter: int) -> int:
    number = opened(matter)
    dossier = operations.locked(number)
    said = {"actor": cast.LAN.code, "unit": cast.LAN.unit, "on": TODAY}
    operations.take_as(dossier, dossier.kind.step("letter"), LETTER, paper=1, **said)
    raw = {"result": "refused", "reason": "Trùng đợt bảo vệ lễ hội"}
    operations.take(number, "answer", raw, by=cast.viewer(cast.LAN), on=TODAY)
    return number


def text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def keyed(client: Client, address: str) -> dict[str, str]:
    found = re.search(r'name="key" value="([^"]+)"', text(client.get(address)))
    assert found, address
    return {"key": found[1], "gui": "1", "on": DAY}


def test_an_empty_month_says_so(province, browse: Browse) -> None:
    page = text(browse(cast.LAN).get(MONTH))
    assert "Không có buổi cưỡng chế nào trong tháng" in page
    assert "Tải Excel" not in page


def test_the_month_shows_its_days_with_force_marked_and_links(province, browse: Browse) -> None:
    number = opened(province[0])
    quiet = opened(province[0], planned_on="15/10/2025", force="", venue="Xã Quảng La")
    cancelled = opened(province[0], planned_on="16/10/2025")
    operations.take(cancelled, "cancel", {"reason": "Nhầm"}, by=cast.viewer(cast.LAN), on=TODAY)
    page = text(browse(cast.LAN).get(MONTH))
    assert "2 buổi</strong>, 1 có huy động lực lượng" in page
    assert f'id="buoi-{number}"' in page
    assert f"/ho-so/{quiet}/" in page
    assert f"buoi-{cancelled}" not in page
    assert f'<a href="/ho-so/{number}/" class="ahead with-force">' in page
    assert f"buoi-{cancelled}" in text(browse(cast.LAN).get(f"{MONTH}&trang-thai=cancelled"))
    assert f"buoi-{number}" not in text(browse(cast.LAN).get("/cuong-che/?thang=2025-11"))


def test_the_coming_thirty_days_stand_first_over_the_end_of_the_month(province, browse: Browse) -> None:
    number = opened(province[0])
    page = text(browse(cast.LAN).get("/cuong-che/"))
    assert "1 buổi</strong> từ nay đến 30/10/2025, 1 có huy động lực lượng" in page
    assert page.index("30 ngày tới") < page.index(f'id="buoi-{number}"') < page.index("<h2>Tháng 09/2025")
    assert "14/10/2025, 8 giờ" in page
    assert f"/ho-so/{number}/check/" in page
    assert "kiểm tra 0/" in page
    assert '<span class="day-number">1/10</span>' in page, "the last week is whole"
    assert "30 ngày tới" not in text(browse(cast.LAN).get("/cuong-che/?thang=2025-11"))
    assert f"/ho-so/{number}/check/" not in text(browse(cast.KIEM).get("/cuong-che/")), "who only reads"


def test_only_a_day_that_passed_without_a_result_is_told_in_red(province, browse: Browse) -> None:
    willing, silent = opened(province[0]), opened(province[0])
    lan = cast.viewer(cast.LAN)
    dossier, raw = operations.locked(willing), SAID["result"] | {"outcome": "voluntary"}
    operations.take_as(dossier, dossier.kind.step("result"), raw, actor=lan.actor, unit="22", on=LATER)
    page = text(browse(cast.LAN).get(MONTH))
    for number, look in ((willing, "voluntary"), (silent, "ahead")):
        assert f'<a href="/ho-so/{number}/" class="{look} with-force">' in page
    assert "tự nguyện vào phút cuối" in page
    assert "chưa ghi kết quả</span>" not in page
    raw = {**OPENED, "planned_on": "22/09/2025", "matters": [province[0]]}
    new = New("coercion_day", raw, "22", cast.LAN.unit, cast.LAN.code)
    past = operations.open_dossier(new, by=lan, on=date(2025, 9, 15))
    page = text(browse(cast.LAN).get("/cuong-che/"))
    assert f'<a href="/ho-so/{past}/" class="untold with-force">' in page
    assert "qua ngày, chưa ghi kết quả</span>" in page


def test_a_moved_day_stands_on_its_new_day_only(province, browse: Browse) -> None:
    number = opened(province[0])
    raw = {"planned_on": "05/11/2025", "hour": "9", "reason": "Mưa bão"}
    operations.take(number, "move", raw, by=cast.viewer(cast.LAN), on=TODAY)
    lan = browse(cast.LAN)
    assert f"buoi-{number}" not in text(lan.get(MONTH))
    assert f"buoi-{number}" in text(lan.get("/cuong-che/?thang=2025-11"))


def test_closed_days_are_shaded_with_the_reason(province, browse: Browse) -> None:
    page = text(browse(cast.LAN).get("/cuong-che/?thang=2027-01"))
    assert 'class="partly" title="15 ngày trước và sau Tết Nguyên đán (' in page
    assert "(chỉ khi huy động lực lượng)" in page
    old = text(browse(cast.LAN).get("/cuong-che/?thang=2026-02"))
    assert 'class="closed" title="15 ngày trước và sau Tết Nguyên đán (' in old
    assert "Tết Nguyên đán" not in text(browse(cast.LAN).get(MONTH))


@pytest.mark.parametrize("asked", ["thang=2025-13", "thang=x", "thang=9999-12", "thang=0001-01", "phong=no"])
def test_what_cannot_be_read_shows_the_working_month(asked: str, province, browse: Browse) -> None:
    assert "<h2>Tháng 09/2025</h2>" in text(browse(cast.LAN).get(f"/cuong-che/?{asked}"))


def test_the_page_of_another_office_is_the_same_with_and_without_it(province, browse: Browse) -> None:
    addresses = (MONTH, f"{MONTH}&phong=22.KV02", "/ho-so/coercion_day/", "/ho-so/")
    hoa = browse(cast.HOA)
    before = [re.sub(_FRESH, "", text(hoa.get(one))) for one in addresses]
    number = disputed(province[0])
    opened(province[0], planned_on="16/10/2025")
    assert [re.sub(_FRESH, "", text(hoa.get(one))) for one in addresses] == before
    for page in (f"/cuong-che/{number}/chi-phi/", f"/ho-so/{number}/", f"/ho-so/{number}/lien-ket/"):
        assert hoa.get(page).status_code == 404
    assert f"buoi-{number}" in text(browse(cast.TRUONG).get(MONTH))


def test_the_workbook_has_the_rows_of_the_screen(province, browse: Browse) -> None:
    opened(province[0])
    answer = browse(cast.TRUONG).get("/cuong-che/tai/?thang=2025-10")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        said = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    for part in ("Lịch cưỡng chế tháng 10/2025", "CC-01/2025", "Phường Hồng Gai", "có huy động"):
        assert part in said
    assert "Trần Văn Thử" not in said


def test_costs_of_the_old_law_say_that_the_tariff_is_not_known(province, browse: Browse) -> None:
    number = opened(province[0])
    lan = browse(cast.LAN)
    assert "Chưa dự trù, chưa kê chi phí nào" in text(lan.get(f"/cuong-che/{number}/chi-phi/"))
    raw = {"lead": "1", "other_costs": "2.000.000"}
    operations.take(number, "estimate", raw, by=cast.viewer(cast.LAN), on=TODAY)
    page = text(lan.get(f"/cuong-che/{number}/chi-phi/"))
    for part in ("Thông tư 200/2016/TT-BTC chưa được tìm thấy", "chưa phải quyết toán", "2.000.000 đồng"):
        assert part in page
    later = opened(province[0], planned_on="03/08/2026")
    operations.take(later, "estimate", raw, by=cast.viewer(cast.LAN), on=TODAY)
    page = text(lan.get(f"/cuong-che/{later}/chi-phi/"))
    for part in ("1.000.000 đồng", "3.000.000 đồng", "Đ.84.2 Nghị định 152/2026/NĐ-CP"):
        assert part in page


def test_the_check_list_is_ticked_without_a_script_and_kept(province, browse: Browse) -> None:
    number = opened(province[0])
    lan, address = browse(cast.LAN), f"/ho-so/{number}/check/"
    form = keyed(lan, address) | {"items": ["camera", "means"]}
    assert lan.post(address, form).status_code == 302
    page = text(lan.get(address))
    for code in ("camera", "means"):
        assert re.search(rf'value="{code}" checked', page), code
    assert not re.search(r'value="frail" checked', page)


def test_a_forbidden_hour_is_refused_on_the_form(province, browse: Browse) -> None:
    number = opened(province[0])
    lan, address = browse(cast.LAN), f"/ho-so/{number}/move/"
    form = keyed(lan, address) | {"planned_on": "18/10/2025", "hour": "8", "reason": "Đổi"}
    answer = lan.post(address, form)
    assert answer.status_code == 422
    assert "18/10/2025 là nghỉ hằng tuần" in answer.content.decode()


def test_the_chair_decides_in_the_browser_and_nobody_else_is_offered_it(province, browse: Browse) -> None:
    number = disputed(province[0])
    address = f"/ho-so/{number}/decide/"
    for person in (cast.LAN, cast.BINH, cast.NGHIEP, cast.TRUONG):
        client = browse(person)
        assert address not in text(client.get(f"/ho-so/{number}/"))
        assert client.get(address).status_code == 403
        assert client.post(address, {"ruling": "proceed", "content": "x", "key": "k"}).status_code == 403
    chair = browse(cast.BAN)
    assert address in text(chair.get(f"/ho-so/{number}/"))
    form = keyed(chair, address) | {"ruling": "proceed", "content": "Công an bảo vệ theo kế hoạch"}
    assert chair.post(address, form).status_code == 302
    found = load([number])[number]
    assert (found.state, found.steps[-1].actor, found.steps[-1].on) == ("agreed", cast.BAN.name, TODAY)
    assert date(2025, 10, 14) == found.last("planned_on")


def test_a_plan_is_not_offered_as_a_step(province, browse: Browse) -> None:
    number = opened(province[0])
    lan = browse(cast.LAN)
    page = text(lan.get(f"/ho-so/{number}/"))
    assert f"/ho-so/{number}/plan/" not in page
    answer = lan.post(
        f"/ho-so/{number}/plan/",
        {"key": "k1", "on": DAY, "planned_on": "14/10/2025", "hour": "8", "venue": "X"},
    )
    assert answer.status_code == 422
    assert "bằng tác nghiệp trên việc" in answer.content.decode()
