"""Every address × every role: the policy's answer, whatever the method, whatever is typed."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import URLPattern, reverse

from tests import cast
from tests.cast import Person
from thihanh.offices.policy import Extent, policy
from thihanh.trail.queries import entries_of
from thihanh.web.urls import urlpatterns

NEAR: dict[Extent | None, int] = {None: 0, "own": 1, "office": 2, "province": 3, "country": 4}
ROLES = tuple({one.role: one for one in reversed(cast.EVERYBODY)}.values())
"""One person of every role."""
MISSING = 999_999_999

Expected = Callable[[Person], int]


def reaches(person: Person, object_: str, action: str, distance: int = 1) -> bool:
    """Whether the person's one role goes as far as the thing stands (1 own … 4 another province)."""
    return NEAR[policy().extent(person.role, object_, action)] >= distance


def from_lan(person: Person) -> int:
    """How far a matter of Lan stands from the person."""
    if person == cast.LAN:
        return 1
    return 2 if person.unit == cast.LAN.unit else 3 if person.code[:2] == "22" else 4


def everybody(_: Person) -> int:
    return 200


def with_right(*rights: tuple[str, str]) -> Expected:
    return lambda person: 200 if all(reaches(person, *right) for right in rights) else 403


def seen(person: Person) -> int:
    return 200 if reaches(person, "matter", "read", from_lan(person)) else 404


def exported(person: Person) -> int:
    return seen(person) if reaches(person, "export", "make") else 403


def acting(action: str) -> Expected:
    def expected(person: Person) -> int:
        if seen(person) == 404:
            return 404
        return 200 if reaches(person, "matter", action, from_lan(person)) else 403

    return expected


def entry_seen(person: Person) -> int:
    return 200 if reaches(person, "trail", "read") and seen(person) == 200 else 404


def run_seen(person: Person) -> int:
    if not reaches(person, "import", "dry_run"):
        return 403
    return 200 if reaches(person, "import", "dry_run", 3) and person.code[:2] == "22" else 404


def only_posted(_: Person) -> int:
    return 404


def file_seen(person: Person) -> int:
    """The e-file goes with the matter, for who may read papers."""
    if seen(person) == 404:
        return 404
    return 200 if reaches(person, "paper", "read") else 403


def nothing_chosen(person: Person) -> int:
    return 302 if reaches(person, "paper", "read") else 404


def asks_for(missing: int, *rights: tuple[str, str]) -> Expected:
    """Who has the right is told what is missing from the address."""
    return lambda person: missing if with_right(*rights)(person) == 200 else 403


GET: dict[str, Expected] = {
    "home": everybody,
    "today": with_right(("matter", "read")),
    "agenda": with_right(("matter", "read")),
    "agenda-address": only_posted,
    "agenda-feed": only_posted,
    "search": everybody,
    "palette": everybody,
    "keys": everybody,
    "matters": with_right(("matter", "read")),
    "choose": asks_for(400, ("matter", "read")),
    "list-view": only_posted,
    "identity": with_right(("person", "match")),
    "watch-loop": with_right(("watchlist", "read")),
    "assignment": with_right(("matter", "assign")),
    "assignment-transfer": asks_for(400, ("matter", "assign")),
    "draw-commit": only_posted,
    "draw": asks_for(404, ("matter", "assign")),
    "draw-file": asks_for(404, ("matter", "assign")),
    "kin": with_right(("matter", "assign")),
    "matters-workbook": with_right(("matter", "read"), ("export", "make")),
    "matter": seen,
    "chronology": seen,
    "chronology-document": exported,
    "do": acting("act"),
    "do-many": asks_for(400, ("matter", "act")),
    "bound": seen,
    "stage": acting("correct"),
    "statistics": with_right(("statistics", "read")),
    "statistics-workbook": with_right(("statistics", "read"), ("export", "make")),
    "movements": with_right(("figure", "read")),
    "drill": with_right(("figure", "drill")),
    **dict.fromkeys(("book", "book-checks", "book-form", "book-compare"), with_right(("statistics", "read"))),
    "book-cell": with_right(("statistics", "read"), ("figure", "drill")),
    **dict.fromkeys(("book-workbook", "book-pdf"), with_right(("statistics", "read"), ("export", "make"))),
    "book-list": with_right(("statistics", "read"), ("figure", "drill"), ("export", "make")),
    **dict.fromkeys(("two-readings", "two-definitions", "audit", "alerts"), with_right(("figure", "read"))),
    **dict.fromkeys(("reading-matters", "audit-matters"), with_right(("figure", "drill"))),
    **{"dashboard": everybody, "meeting": everybody, "alert-end": only_posted},
    "targets": with_right(("target", "read")),
    "target-card": with_right(("target", "read")),
    "target-forecast": with_right(("target", "read")),
    "target-decisions": with_right(("target", "read")),
    "target-withdraw": only_posted,
    "target-ranking": with_right(("target", "read")),
    "target-scoring": with_right(("target", "read")),
    **dict.fromkeys(("reports", "report-progress"), with_right(("report", "read"))),
    **dict.fromkeys(
        ("report", "report-number", "report-file", "report-part", "report-check"),
        asks_for(404, ("report", "read")),
    ),
    **dict.fromkeys(("editions", "edition-check"), with_right(("edition", "read"))),
    **dict.fromkeys(
        ("edition", "edition-cell", "edition-file", "edition-restated"), asks_for(404, ("edition", "read"))
    ),
    **dict.fromkeys(("edition-confirm", "edition-close", "edition-sign"), only_posted),
    "trends": with_right(("figure", "read")),
    "watch": with_right(("figure", "drill")),
    "intake": with_right(("request", "read")),
    "intake-delegations": with_right(("request", "read")),
    "intake-new-judgment": with_right(("request", "receive")),
    "intake-judgment": asks_for(404, ("request", "read")),
    "intake-judgment-act": only_posted,
    "intake-new-request": with_right(("request", "receive")),
    "intake-request": asks_for(404, ("request", "read")),
    "intake-request-act": only_posted,
    "signing": with_right(("paper", "read")),
    "signing-many": nothing_chosen,
    "paper-pdfs": with_right(("paper", "read")),
    **dict.fromkeys(("paper", "paper-edit", "paper-move", "paper-file", "paper-again"), only_posted),
    **dict.fromkeys(("paper-progress", "paper-sheet"), only_posted),
    "efile": file_seen,
    "efile-file": lambda person: 404 if file_seen(person) == 200 else file_seen(person),
    "efile-bundle": lambda person: 404 if file_seen(person) == 200 else file_seen(person),
    "efile-progress": file_seen,
    "paper-templates": with_right(("template", "read")),
    "paper-template": asks_for(404, ("template", "read")),
    **dict.fromkeys(("paper-template-sample", "paper-template-sheet"), asks_for(404, ("template", "read"))),
    "paper-template-source": with_right(("template", "read")),
    "powers": with_right(("power", "read")),
    **dict.fromkeys(("power-grant", "power-end", "leave", "leave-cancel"), only_posted),
    "check": everybody,
    "check-paper": everybody,
    "service": with_right(("service", "read")),
    "service-start": only_posted,
    "service-one": asks_for(404, ("service", "read")),
    "service-record": only_posted,
    "registers": with_right(("register", "read")),
    "register": with_right(("register", "read")),
    "register-workbook": with_right(("register", "read"), ("export", "make")),
    "procuracy-ended": with_right(("register", "read")),
    "procuracy-ended-workbook": with_right(("register", "read"), ("export", "make")),
    "procuracy-sent": with_right(("register", "read")),
    "public-list": everybody,
    "publication-check": with_right(("register", "read")),
    "publication-cover": acting("act"),
    **dict.fromkeys(("published", "published-rows", "published-series"), everybody),
    "published-row": only_posted,
    "published-import": with_right(("published", "import")),
    "published-template": with_right(("published", "import")),
    "published-run": asks_for(404, ("published", "import")),
    "published-apply": only_posted,
    "published-cancel": only_posted,
    "imports": with_right(("import", "dry_run")),
    "headings": with_right(("import", "dry_run")),
    "import-template": with_right(("import", "dry_run")),
    "import-progress": run_seen,
    "import": run_seen,
    "import-apply": only_posted,
    "import-cancel": only_posted,
    "import-errors": run_seen,
    "deadline": everybody,
    "calendar": with_right(("calendar", "read")),
    "calendar-override": with_right(("calendar", "override")),
    "calendar-change": asks_for(404, ("calendar", "override")),
    "calendar-accept": only_posted,
    "calendar-progress": asks_for(404, ("calendar", "override")),
    "law": with_right(("law", "read")),
    "record": with_right(("trail", "verify")),
    "record-check": only_posted,
    "entry": entry_seen,
    "access": with_right(("access_matrix", "read")),
    "accounts": with_right(("account", "read")),
}
"""What a GET answers; an address without a line here fails the test below."""

POSTS = {
    "published-import", "published-apply", "published-cancel",
    "stage", "imports", "headings", "import-apply", "import-cancel", "calendar-override",
    "calendar-accept", "bound", "intake-delegations",
    "record-check", "agenda-address", "do", "do-many", "list-view", "assignment-transfer", "draw-commit",
    "intake-new-judgment", "intake-judgment-act", "intake-new-request", "intake-request-act",
    "signing-many", "paper-pdfs", "paper-edit", "paper-move", "paper-again", "efile", "efile-bundle",
    "paper-templates", "paper-template", "power-grant", "power-end", "leave", "leave-cancel",
    "service-start", "service-record", "procuracy-ended", "publication-cover", "draw", "kin", "identity",
    "reports", "report-part", "report-check", "target-decisions", "target-withdraw", "target-card", "target-scoring", "alerts", "alert-end",
    "edition-confirm", "edition-close", "edition-sign", "edition-restated", "edition-check",
}  # fmt: skip
"""Addresses that take a form."""

PUBLIC = {"agenda-feed"}
"""Addresses that ask for no log-in but for a secret; without it they are not there."""

OPEN = {"public-list", "check", "check-paper"}
"""Pages for anybody; they take no form."""

NAMES = tuple(str(pattern.name) for pattern in urlpatterns if isinstance(pattern, URLPattern))


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
        **{key: [MISSING] for key in ("calendar-change", "calendar-accept", "calendar-progress")},
        "draw": [MISSING],
        **{key: [MISSING] for key in ("published-run", "published-apply", "published-cancel")},
        "published-row": ["P-khong-co"],
        "intake-judgment": [MISSING],
        "intake-request": [MISSING],
        "intake-judgment-act": [MISSING, "de-xuat"],
        "intake-request-act": [MISSING, "tu-choi"],
        "signing-many": ["ky"],
        **{
            key: [MISSING]
            for key in (
                "paper",
                "paper-edit",
                "paper-again",
                "paper-progress",
                "paper-sheet",
                "paper-template",
            )
        },
        **{key: [MISSING] for key in ("power-end", "leave-cancel", "target-withdraw", "alert-end")},
        **{key: [MISSING] for key in ("report", "report-number", "report-check")},
        **{key: [MISSING] for key in ("edition", "edition-cell", "edition-sign", "edition-restated")},
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
        "service-one": [MISSING],
        "publication-cover": [matter],
        "service-record": [MISSING],
        "register": ["03"],
        "register-workbook": ["03"],
        "draw-file": [MISSING],
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


def test_every_address_answers_every_role_as_the_policy_says(province, browse) -> None:
    run = a_run()
    asked = addresses(province[2], run)
    before, wrong = None, []
    for person in (*ROLES, cast.MINH, cast.HOA, cast.XUAN):
        client = browse(person)
        before = before or rows_of_every_table()
        for name, address in asked.items():
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
        for method in ("post", "put", "patch", "delete"):
            answer = getattr(strict, method)(address)
            assert answer.status_code == (403 if method == "post" else 405), (name, method)
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
