"""Every address × every role: the policy's answer, whatever the method, whatever is typed."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.web.addresses import COOKIELESS, GET, MISSING, NAMES, OF_ONE_THING, OPEN, POSTS, PUBLIC, ROLES
from thihanh.trail.queries import entries_of
from thihanh.web.urls import urlpatterns

pytestmark = pytest.mark.lengthy


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.CHECK_RATES = {"check": "9999/m/ip", "check_wrong": "9999/m/ip"}


def a_run(agency: str = "22", by: str = cast.TRUONG.code) -> int:
    """A refused file of a province with its error workbook, written past the import."""
    (Path(settings.MEDIA_ROOT) / "so.loi.xlsx").write_bytes(b"PK")
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO procedures_import_run (sha256, file_name, stored, agency, by, "on", state, '
            "sentence, counts, problems, errors, warnings, cancel_requested) VALUES (%s, 'so-cua-tinh.xlsx', "
            "'so.xlsx', %s, %s, '2025-09-30', 'refused', 'Tệp có 1 lỗi.', '{}', '[]', 1, 0, false) "
            "RETURNING id",
            [f"{agency:0>64}", agency, by],
        )
        return int(cursor.fetchone()[0])


def first_fact(matter: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id) FROM matters_stage WHERE matter_id = %s", [matter])
        return int(cursor.fetchone()[0])


def addresses(matter: int, run: int) -> dict[str, str]:
    """Every address of the resolver, with things of officer Lan in Quảng Ninh where one is named."""
    given = {
        "matter": [matter],
        "chronology": [matter],
        "chronology-document": [matter],
        "do": [matter, "collected"],
        "do-many": ["collected"],
        "bound": [matter],
        "stage": [matter, first_fact(matter)],
        "import": [run],
        "import-apply": [run],
        "import-cancel": [run],
        "import-errors": [run],
        "import-progress": [run],
        "watch": ["lon-va-lau"],
        **{key: [MISSING] for key in OF_ONE_THING},
        **{key: ["khong-co"] for key in ("dossiers", "dossiers-workbook", "dossier-open")},
        "dossier-step": [MISSING, "khong-co"],
        "dossier-file": [MISSING, MISSING],
        "sample-file": [MISSING, MISSING],
        "published-row": ["P-khong-co"],
        "intake-judgment-act": [MISSING, "de-xuat"],
        "intake-request-act": [MISSING, "tu-choi"],
        "signing-many": ["ky"],
        "edition-file": [MISSING, "thia"],
        "report-progress": ["khong-co"],
        "report-file": [MISSING, "pdf"],
        "report-part": [MISSING, "ket-qua"],
        "paper-move": [MISSING, "ky"],
        "paper-file": [MISSING, "docx"],
        **{key: [MISSING, 0] for key in ("paper-template-sample", "paper-template-sheet")},
        "paper-template-source": ["quyet-dinh"],
        **{key: [matter] for key in ("efile", "efile-bundle", "efile-progress")},
        "efile-file": [matter, MISSING],
        "check-paper": ["A2345678B2345678"],
        "reply": ["A2345678B2345678A2345678B2345678A23456"],
        "publication-cover": [matter],
        "register": ["03"],
        "register-workbook": ["03"],
        "book-list": ["b"],
        "entry": [entries_of(f"matter:{matter}")[0].id],
    }
    asked = {
        "drill": "?cot=1",
        "book-cell": "?dong=total&cot=due",
        "reading-matters": "?buoc=now",
        "audit-matters": "?kieu=flip",
    }
    return {name: reverse(f"web:{name}", args=given.get(name, [])) + asked.get(name, "") for name in NAMES}


def rows_of_every_table() -> dict[str, int]:
    """How many rows every table has, sessions left out."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name != "django_session"]
        counts = ", ".join(f'(SELECT count(*) FROM "{name}")' for name in tables)
        cursor.execute(f"SELECT {counts}")
        return dict(zip(tables, cursor.fetchone(), strict=True))


def test_every_address_has_an_expectation_for_every_role() -> None:
    assert len(NAMES) == len(urlpatterns), "an address without a name is an address without an expectation"
    assert set(NAMES) == set(GET)
    assert set(NAMES) >= POSTS
    assert len(ROLES) == len({one.role for one in cast.EVERYBODY})


@pytest.mark.parametrize("person", [*ROLES, cast.MINH, cast.HOA, cast.XUAN], ids=lambda one: one.username)
def test_every_address_answers_every_role_as_the_policy_says(province, browse, person) -> None:
    client, wrong = browse(person), []
    for name, address in addresses(province[2], a_run()).items():
        answer = client.get(address)
        if name == "import-errors" and answer.status_code == 200:
            assert answer["Content-Disposition"].startswith("attachment")
        if answer.status_code != GET[name](person):
            wrong.append((name, person.role, person.username, answer.status_code, GET[name](person)))
        if answer.status_code == 403:
            said = answer.content.decode()
            assert "Quyền:" in said or "Phạm vi" in said, (name, person.role)
    assert wrong == []


def test_nobody_opens_an_address_without_logging_in(province, client) -> None:
    asked = addresses(province[2], a_run())
    before = rows_of_every_table()
    for name, address in asked.items():
        for send in (client.get, client.post):
            answer = send(address)
            if name in OPEN:
                assert answer.status_code == (200 if send == client.get else 404), name
                continue
            if name in PUBLIC:
                assert answer.status_code == 404, (name, send)
                continue
            assert answer.status_code == 302, (name, send)
            assert answer["Location"].startswith("/tai-khoan/dang-nhap/"), name
    assert rows_of_every_table() == before


def test_no_form_is_taken_without_its_token_or_from_another_site(province, browse) -> None:
    asked = addresses(province[2], a_run())
    head = browse(cast.TRUONG)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = head.cookies
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', strict.get("/nhap-so/").content.decode())
    assert token
    before = rows_of_every_table()
    for name, address in asked.items():
        posted = 404 if name in COOKIELESS else 403
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(strict, method)(address)
            assert answer.status_code == (posted if method == "post" else 405), (name, method)
        if name in COOKIELESS:
            continue
        foreign = strict.post(
            address, {"csrfmiddlewaretoken": token[1]}, headers={"Origin": "https://evil.example"}
        )
        assert foreign.status_code == 403, name
        assert "Phiên làm việc đã đổi" in foreign.content.decode(), name
    assert rows_of_every_table() == before
    taken = strict.post("/nhap-so/", {"csrfmiddlewaretoken": token[1]})
    assert taken.status_code == 422, "with its token the same form is taken"


@pytest.mark.parametrize("method", ["head", "options", "put", "patch", "delete"])
def test_no_other_method_writes_or_breaks(province, browse, method: str) -> None:
    asked = addresses(province[2], a_run())
    head = browse(cast.TRUONG)
    before = rows_of_every_table()
    for name, address in asked.items():
        assert getattr(head, method)(address).status_code < 500, name
    assert rows_of_every_table() == before


def test_an_empty_form_writes_nothing_anywhere(province, browse) -> None:
    asked = addresses(province[2], a_run())
    for person in (cast.LAN, cast.BINH):
        client = browse(person)
        before = rows_of_every_table()
        for name, address in asked.items():
            answer = client.post(address)
            assert answer.status_code in (200, 302, 400, 403, 404, 422), (name, answer.status_code)
        assert rows_of_every_table() == before, person.role


NASTY = (
    "²",
    "-1",
    "0",
    "9" * 40,
    "\x00",
    "'",
    "<b>",
    "2025-13-45",
    "9999-12-31",
    "0001-01-01",
)
PARAMETERS = {
    "/viec/": (
        "sau",
        "tim",
        "tu",
        "den",
        "tren",
        "sap",
        "trang-thai",
        "can-cu",
        "phong",
        "chv",
        "loai",
        "an",
    ),
    "/viec/lam-nhieu/collected/": ("pham-vi", "chon", "trang", "tim"),
    "/viec/tai-xuong/": ("tim", "tren", "phong"),
    "/viec/chon/": ("lam", "pham-vi", "chon", "trang", "tim", "tren"),
    "/doi-chieu/": ("sau",),
    "/tiep-nhan/": ("ca-nam",),
    "/tiep-nhan/yeu-cau/moi/": ("ban-an",),
    "/bao-cao/": ("dang-lap",),
    "/bao-cao-theo-doi/": ("don-vi", "thieu", "trang"),
    "/phan-cong/": ("phong",),
    "/phan-cong/giao/": ("pham-vi", "chon", "trang", "officer", "tren"),
    "/phan-cong/than-thich/": ("phong",),
    "/tim/": ("q",),
    "/lenh/": ("q",),
    "/lich-viec/": ("thang",),
    "/lich-viec.ics": ("ma",),
    "/thong-ke/": ("bieu", "don-vi", "tu", "den", "ky", "nam", "phien-ban", "ghi-nhan-den", "dv-tien", "mo"),
    "/thong-ke/tai-xuong/": ("bieu", "don-vi", "nam"),
    "/thong-ke/ngoai-bieu/": ("don-vi",),
    "/thong-ke/o/": ("cot", "trang", "don-vi", "ghi-nhan-den"),
    "/chi-tieu/": ("don-vi", "nam", "thang"),
    "/xu-huong/": ("don-vi",),
    "/theo-doi/lon-va-lau/": ("don-vi", "trang"),
    "/han/": ("rule", "from", "event", "regime", "fact", "so.x"),
    "/lich/": ("nam",),
    "/quyen/": ("vai",),
    "/": ("mo",),
    "/nhap-so/tieu-de/": ("heading", "column"),
    "/lich/ngay-rieng/": ("day",),
}
VALID = {
    "/thong-ke/o/": "cot=1",
    "/han/": "rule=DL-19&from=2025-09-01",
    "/viec/": "sap=due",
    "/viec/chon/": "lam=phan-cong",
}


def test_whatever_is_typed_into_an_address_is_answered_in_words(province, browse) -> None:
    head = browse(cast.TRUONG)
    head.raise_request_exception = False
    run = a_run()
    asked = {**PARAMETERS, f"/nhap-so/{run}/": ("trang", "muc")}
    broken = []
    for address, names in asked.items():
        for name in names:
            for value in NASTY:
                rest = VALID.get(address, "")
                rest = "" if rest.startswith(f"{name}=") else f"&{rest}"
                answer = head.get(f"{address}?{name}={quote(value)}{rest}")
                if answer.status_code >= 500:
                    broken.append((address, name, value))
                if "html" in answer["Content-Type"]:
                    assert "<b>" not in answer.content.decode(), (address, name)
    assert broken == []


def test_a_number_beyond_every_id_is_not_found(province, browse) -> None:
    head = browse(cast.TRUONG)
    head.raise_request_exception = False
    for number in (0, MISSING, 2**31, 2**63, 10**40):
        for name in ("matter", "chronology", "import", "import-errors", "entry"):
            assert head.get(reverse(f"web:{name}", args=[number])).status_code == 404, (name, number)
        assert head.get(reverse("web:stage", args=[province[2], number])).status_code == 404
    assert head.get("/nhap-so/tien-do/%00/").status_code < 500


def test_a_wrong_filter_of_the_workbook_is_said_back_as_text(province, browse) -> None:
    answer = browse(cast.TRUONG).get("/viec/tai-xuong/?tren=<b>")
    assert answer.status_code == 400
    assert "<b>" not in answer.content.decode()
