"""Nothing that a viewer may not reach can be told from anything a viewer can open.

The world is read twice, with and without a hidden life (``tests.journeys.hidden``): every page, list, count,
search, export, figure, fragment and error must be the same. What differs is a leak, whatever it is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings as product
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from pytest_django.plugin import DjangoDbBlocker

from tests import cast
from tests.builders import day
from tests.documents.hostile_files import png
from tests.documents.papers import PIN, a_paper
from tests.journeys import hidden
from tests.journeys.crawl import Seen, crawl, read, seen, send
from tests.journeys.hidden import (
    FAR_AWAY,
    NEXT_DOOR,
    TODAY,
    Crew,
    Life,
    a_hidden_matter,
    a_visible_life,
    lived,
)
from tests.journeys.probes import Probe, missing_numbers, numbers_of, probes
from tests.journeys.starts import STARTS
from tests.web.addresses import GET, NAMES
from tests.web.test_security_addresses import rows_of_every_table
from thihanh.documents import efile, issuing, operations
from thihanh.documents.efile import Sent
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.law.lists import listed
from thihanh.matters import receipts, requests
from thihanh.matters.before import NewPerson
from thihanh.matters.intake import NewJudgment
from thihanh.matters.operations import register_many
from thihanh.matters.receipts import Item, NewReceipt
from thihanh.matters.requests import NewRequest
from thihanh.offices import powers
from thihanh.offices.models import Account
from thihanh.offices.reach import Reach
from thihanh.steering import delay_papers
from thihanh.steering import operations as steering

pytestmark = [pytest.mark.django_db, pytest.mark.lengthy]
World = tuple[int, int, Life, dict[str, dict[str, Seen]]]


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The visible world, once for all viewers: two matters of khu vực 1 with papers, a scan, a plan, and a
    whole life there, so that everything that may be hidden is there to be seen as well."""
    patch = pytest.MonkeyPatch()
    patch.setenv("THIHANH_TODAY", TODAY.isoformat())
    patch.setattr(product, "MEDIA_ROOT", tmp_path_factory.mktemp("files"))
    patch.setattr(product, "VAR_DIR", tmp_path_factory.mktemp("var"))
    hidden.make_keys()
    whole = transaction.atomic()
    whole._from_testcase = True  # as TestCase has it: an anchor, else outermost, may be made inside
    with django_db_blocker.unblock(), whole:
        cast.gather(*cast.EVERYBODY, *hidden.MORE, on=TODAY)
        for person in (*cast.EVERYBODY, *hidden.MORE):
            cast.account_of(person, on=TODAY)
        yield _visible()
        transaction.set_rollback(True)
    patch.undo()


@pytest.fixture
def world(built: World) -> World:
    """The same world for every test; what a test adds is undone."""
    cache.clear()
    return built


def _visible() -> World:
    mine = Crew(cast.LAN, cast.BINH, cast.TRUONG, cast.VAN, cast.THU, cast.BINH)
    other = Crew(cast.MINH, cast.BINH, cast.TRUONG, cast.VAN, cast.THU, cast.BINH)
    built = [a_hidden_matter(mine, "1").intake, a_hidden_matter(other, "2").intake]
    ids = register_many(built, by=cast.LAN.code)
    register_many([a_visible_life(ids[0])], by=cast.LAN.code)
    made = [replace(a_paper(ids[0], on=TODAY), title=f"Quyết định hoãn lần {n}") for n in (1, 2, 3)]
    _received()
    papers = operations.draft_many(made, by=cast.viewer(cast.LAN), on=TODAY, key="", submitted=True)
    operations.check(papers[:2], by=cast.viewer(cast.BINH), on=TODAY)
    operations.sign(papers[:1], by=cast.viewer(cast.TRUONG), on=TODAY, pin=PIN)
    registry = cast.viewer(cast.VAN)
    ready = issuing.numbered(issuing.take_for_issue(papers[:1], by=registry, on=TODAY))
    issuing.mark_issued(ready, by=registry, on=TODAY)
    scan = Sent("don.png", png(20, 30), "Đơn xin hoãn của đương sự", TODAY)
    efile.receive(ids[0], scan, by=cast.viewer(cast.LAN), on=TODAY)
    power = powers.NewPower(cast.PHO.code, "assign", ("*",), TODAY, None, "05/PC-THADS")
    powers.grant(power, by=cast.viewer(cast.TRUONG), on=TODAY)
    _convened(ids)
    return ids[0], ids[1], lived(mine, visible=ids[1], number="555"), {}


def _convened(matters: list[int]) -> None:
    """The committee with a meeting, its agenda and table of delay, and a directive, to be told from."""
    head, prepares = cast.viewer(cast.TRUONG), cast.viewer(cast.NGHIEP)
    founded = {"name": "Ban Chỉ đạo", "decision": "15/QĐ-UBND", "decided_on": "06/01/2025"}
    founded |= {"decided_by": "Ủy ban nhân dân tỉnh"}
    committee = open_dossier(New("committee", founded, agency="22"), by=head, on=TODAY)
    chair = {"post": "chair", "body": "ubnd_province", "person": "Lò Văn Trưởng Ban"}
    take(committee, "admit", chair, by=head, on=TODAY)
    planned = {"title": "Phiên họp quý IV", "form": "quarterly", "planned_on": "28/10/2025"}
    meeting = steering.plan_meeting(planned, by=prepares, on=TODAY)
    assert steering.build(meeting, by=prepares, on=TODAY).items
    steering.move_item(meeting, f"matter:{matters[0]}", 1, by=prepares, on=TODAY)
    delay_papers.state_delays(meeting, by=prepares, on=TODAY)
    given = {
        "sort": "task",
        "title": "Thi hành dứt điểm",
        "owner_body": "agency",
        "matters": [str(one) for one in matters],
        "deliverable": "báo cáo",
        "due": "31/10/2025",
        "evidence": "paper",
    }
    open_dossier(New("directive", given, agency="22", dossiers=(meeting,)), by=head, on=TODAY)


def _received() -> None:
    """The judgment of the first matter in register 01 of khu vực 1, and a request for what else it orders."""
    by = cast.viewer(cast.THU)
    new = NewReceipt(
        agency="22",
        office="22.KV01",
        judgment=NewJudgment("1/QĐ-CTHADS/BA", day("07/12/2020"), "TAND khu vực 1", "civil"),
        on=day("26/09/2025"),
        channel="court_post",
        effective_on=day("01/09/2025"),
        persons=(NewPerson("Đỗ Văn Ánh", id_number=hidden.NUMBER), NewPerson("Lê Thị Mai")),
        items=(
            Item(1, "court_fee", amount=300_000, debtors=(0,), ex_officio=True),
            Item(2, "debt", amount=50_000_000, debtors=(0,), creditors=(1,)),
        ),
    )
    receipts.register(new, by=by, on=TODAY)
    (row,) = receipts.receipts(Reach(offices=frozenset({"22.KV01"})))
    asked = NewRequest(
        agency="22",
        office="22.KV01",
        on=day("25/09/2025"),
        received_on=day("29/09/2025"),
        channel="post",
        requester=NewPerson("Lê Thị Mai"),
        contents=frozenset(one.code for one in listed("request_contents", "R08")),
        judgment_id=row.judgment_id,
        items=(2,),
    )
    requests.receive(asked, by=by, on=TODAY)


def _browser(person: cast.Person) -> Client:
    client = Client()
    client.force_login(Account.objects.get(username=person.username))
    return client


OFFICE_BOUND = (cast.LAN, cast.BINH, cast.THU, cast.TAM)
PROVINCE_BOUND = (cast.TRUONG, cast.VAN, cast.KIEM, cast.NGHIEP, cast.THAM, cast.PHO, cast.KE)
CASES = (
    *((person, NEXT_DOOR) for person in OFFICE_BOUND),
    *((person, FAR_AWAY) for person in PROVINCE_BOUND),
    (cast.CUC, NEXT_DOOR),
    (cast.BAN, FAR_AWAY),  # of his own province he reads coercion days: what else changes is held below
    (cast.TRI, FAR_AWAY),  # who checks the record of his own province counts its acts
)
SHORT = (cast.LAN, cast.BINH, cast.TRUONG, cast.CUC)
JUDGMENT = {
    "number": "777/2025/DS-ST", "made_on": "01/08/2025", "court": "TAND khu vực 7", "kind": "civil",
    "on": "26/09/2025", "channel": "court_post", "effective_on": "01/09/2025",
    "person.name": ["Ai Đó"], "person.kind": ["person"], "person.id_number": [hidden.NUMBER],
    "person.birth_year": [""], "person.address": [""], "item.kind": ["court_fee"], "item.content": [""],
    "item.amount": ["300.000"], "item.debtors": ["1"], "item.creditors": [""], "item.own": [""],
    "item.joint": [""], "item.exhibit": [""], "item.collateral": [""], "item.periods": [""],
}  # fmt: skip


def typed(matter: int) -> tuple[tuple[str, Mapping[str, object]], ...]:
    """Forms with what somebody may know by hearsay: a number of a decision, of a judgment, of a person."""
    return (
        (f"/viec/{matter}/lam/delegate/", {"key": "k2", "other": "777/QĐ-CTHADS"}),
        (f"/viec/{matter}/lam/amend/", {"key": "k3", "paper": "777", "decision": "777/QĐ-CTHADS"}),
        ("/phan-cong/giao/?pham-vi=tat-ca&tim=777", {"key": "k4", "officer": "22.0002", "reason": "Chuyển"}),
        ("/viec/lam-nhieu/collected/?pham-vi=tat-ca&tim=777", {"buoc": "ghi", "key": "k5"}),
        ("/viec/bo-loc/", {"ten": "Của bà Vô Hình", "bo-loc": f"tim={quote(hidden.NAME)}"}),
        ("/phan-cong/boc-tham/", {"phong": "22.KV01", "key": "k6"}),
        ("/phan-cong/boc-tham/", {"phong": "22.KV02", "key": "k6"}),
        ("/uy-quyen/giao/", {"officer": cast.BINH.code, "kind": "order", "groups": ["QD-HOAN"],
                             "starts": "30/09/2025", "basis": "9/GL", "office": "22.KV01", "key": "k7"}),
        ("/uy-quyen/vang-mat/", {"officer": cast.LAN.code, "first_day": "01/10/2025",
                                 "last_day": "02/10/2025", "reason": "Nghỉ phép năm", "key": "k8"}),
        ("/trinh-ky/pdf/", {"chon": ["777"], "key": "k9"}),
        ("/lich/ngay-rieng/", {"day": "06/10/2025", "working": "0", "reason": "Bão", "basis": "777/QĐ"}),
        ("/so-ghi/kiem-tra/", {}),
    )  # fmt: skip


def before_the_life(person: cast.Person, world: World) -> dict[str, Seen]:
    """All of it without the hidden life; the world is one for the module, so that one reading does."""
    read_before = world[3]
    if person.username not in read_before:
        read_before[person.username] = everything(_browser(person), world)
    return dict(read_before[person.username])


def everything(browser: Client, world: World) -> dict[str, Seen]:
    """All that the viewer can read, and the answers to forms about what is seen and to what can be typed.

    Nothing stays written.
    """
    cache.clear()
    found = crawl(browser, (*STARTS, f"/viec/{world[0]}/", f"/viec/{world[0]}/trinh-tu/"))
    for one in probes(numbers_of(world[2]), world[0]):
        if one.method == "GET":
            found[one.address] = read(browser, one.address)
        else:
            found[one.name] = sent(browser, one.address, one.values)
    for place, (address, values) in enumerate(typed(world[0])):
        found[f"POST {address} {place}"] = sent(browser, address, values)
    found["feed"] = feed(browser)
    return found


def feed(browser: Client) -> Seen:
    """The calendar behind a secret address, read by somebody without a log-in."""
    with transaction.atomic():
        told = send(browser, "/lich-viec/dia-chi/", {"lam": "mo"})
        secret = re.search(r"lich-viec\.ics\?ma=([\w-]+)", told.text)
        got = read(Client(), f"/lich-viec.ics?ma={secret[1]}") if secret else told
        transaction.set_rollback(True)
    return got


def sent(browser: Client, address: str, values: Mapping[str, object]) -> Seen:
    """The answer to a form that stays unwritten; of one that was taken without new numbers and seeds."""
    with transaction.atomic():
        answer = browser.post(address, values, follow=True)
        got = seen(answer)
        transaction.set_rollback(True)
    return Seen(got.status, _NEW.sub("N", got.text)) if answer.redirect_chain else got


_NEW = re.compile(r"\b[0-9a-f]{64}\b|\d+")


@pytest.mark.parametrize(
    ("person", "crew"),
    [
        pytest.param(*case, id=case[0].username, marks=() if case[0] in SHORT else pytest.mark.slow)
        for case in CASES
    ],
)
def test_the_world_looks_the_same_with_and_without_the_hidden_life(
    world: World, person: cast.Person, crew: Crew
) -> None:
    browser, before = _browser(person), before_the_life(person, world)
    lived(crew, visible=world[0])
    after = everything(browser, world)

    assert opened(person) - {named(address) for address, one in before.items() if one.status == 200} == set()
    assert list(after) == list(before)
    assert [address for address, one in before.items() if after[address] != one] == []


@pytest.mark.slow
def test_the_chair_learns_of_a_matter_of_his_province_by_its_coercion_day_alone(world: World) -> None:
    browser, before = _browser(cast.BAN), before_the_life(cast.BAN, world)
    life = lived(NEXT_DOOR, visible=world[0])
    after = everything(browser, world)
    told = {address for address, one in after.items() if before.get(address) != one}
    assert "/ho-so/coercion_day/" in told
    coercion = re.compile(r"/cuong-che/|/ho-so/(coercion_day/|\d+/|$)")
    others = [address for address in told if not coercion.match(address)]
    found = [address for address in others if re.match(r"/(tim|lenh)/\?q=quach", address)]  # by its person
    assert others == found
    assert not any(f"/viec/{life.matter}/" in after[address].text for address in found)


NOT_COMPARED = {
    "public-list": "for everybody by law; what it shows and covers is held in tests/web/test_publication.py",
    "reply": "the same cover for every address; behind it a secret and a code: tests/web/test_reply.py",
    "import-template": "an empty workbook, the same for all",
    **dict.fromkeys(
        ("import", "import-apply", "import-cancel", "import-errors", "import-progress"),
        "a run is its agency's, found by number: tests/web/test_security_addresses.py; no life makes one",
    ),
    **dict.fromkeys(
        ("calendar-accept", "calendar-progress"),
        "found by a key made by chance; the difference counts the terms of one's own agency: "
        "tests/procedures/test_change_calendar.py",
    ),
    **dict.fromkeys(
        ("edition", "edition-cell", "edition-file", "edition-restated", "edition-sign", "edition-confirm",
         "edition-close"),
        "closed outside a transaction, which this world never leaves: tests/editions/test_pages.py",
    ),
    **dict.fromkeys(
        ("report", "report-number", "report-file", "report-part", "report-check"),
        "made by a job from an edition or by a reach over the whole unit: tests/web/test_report_pages.py",
    ),
    **dict.fromkeys(
        ("published-row", "published-run", "published-apply", "published-cancel"),
        "published figures, the same for all, and runs found by number: tests/web/test_published.py",
    ),
    **dict.fromkeys(
        ("administrative-public", "published-answers", "published-answers-file"),
        "for everybody by law: tests/web/test_administrative.py, tests/web/test_answer_pages.py",
    ),
    **dict.fromkeys(
        ("administrative-list", "administrative-file", "inmates-workbook", "sample", "sample-file"),
        "read with the list or dossier they belong to, by its reach: tests/web/test_administrative.py, "
        "tests/oversight",
    ),
    **dict.fromkeys(
        ("committee-meeting", "committee-agenda", "committee-delays", "directive-effect", "effects"),
        "of the committee's own dossiers, found by number: tests/steering/test_pages.py",
    ),
    **dict.fromkeys(
        ("target-withdraw", "alert-end"),
        "take back what is one's own, found by number: tests/web/test_security_addresses.py",
    ),
}  # fmt: skip
"""Addresses that are not read twice, and why not."""


def named(address: str) -> str:
    """The name of an address in web/urls.py; "" for what is written to it."""
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def opened(person: cast.Person) -> set[str]:
    """What the person's role opens, by name, but for what is said not to be compared."""
    return {name for name, expected in GET.items() if expected(person) == 200} - set(NOT_COMPARED)


def test_every_address_is_compared_or_says_why_not() -> None:
    numbers = dict.fromkeys(missing_numbers(), 1)
    asked = [*STARTS, "/lich-viec/dia-chi/", "/lich-viec.ics", *(address for address, _ in typed(1))]
    asked += [one.address for one in probes(numbers, 1)]
    read_by_links = {name for person, _ in CASES for name in opened(person)}
    compared = read_by_links | {named(address) for address in asked}
    assert set(NAMES) - compared == set(NOT_COMPARED)


def test_the_hidden_life_touches_every_table_of_the_trade(world: World) -> None:
    before = rows_of_every_table()
    lived(FAR_AWAY, visible=world[0])
    after = rows_of_every_table()
    still = {name for name, rows in after.items() if rows == before[name]}
    assert {name for name in still if not name.startswith(FRAMEWORK)} == set(UNTOUCHED)


FRAMEWORK = ("django_", "auth_", "account_", "mfa_", "socialaccount_")
UNTOUCHED = {
    **dict.fromkeys(
        ("offices_unit", "offices_officer", "offices_post", "offices_day", "offices_account"),
        "who works where, before any life begins",
    ),
    **dict.fromkeys(("offices_saved_view", "offices_feed"), "one's own: asked for by one's account alone"),
    **dict.fromkeys(
        ("matters_verification", "matters_instalment", "matters_liability"),
        "read with the matter's own page only, through its reach; tests/web/test_matter_page.py",
    ),
    **dict.fromkeys(
        ("oversight_sample", "oversight_establishment", "oversight_custody"),
        "read with an inspection, the units' page and a matter: tests/oversight",
    ),
    "dossiers_holder": "who holds it now is read with the dossier: tests/dossiers",
    **dict.fromkeys(
        ("coordination_link", "coordination_opening", "coordination_contact", "coordination_proposal"),
        "read with a request's own page and within its reach: tests/coordination, tests/web/test_reply.py",
    ),
    "coordination_published": "for everybody once published: tests/coordination/test_publishing.py",
    **dict.fromkeys(
        ("steering_agenda", "steering_item", "steering_edit", "steering_delay"),
        "filled in the visible world (_convened): a page of the committee that told of the life would differ",
    ),
    "documents_template_move": "a decision on a version; versions are lived, and are the agency's own",
    **dict.fromkeys(
        ("procedures_import_run", "procedures_heading_mapping"),
        "a register brought in: tests/web/test_security_addresses.py",
    ),
    **dict.fromkeys(
        ("procedures_law_basis", "procedures_term_change", "matters_horizon", "procrastinate_workers",
         "procrastinate_periodic_defers"),
        "of the whole product, not of a matter",
    ),
    **dict.fromkeys(
        ("trail_anchor", "trail_check", "trail_once"), "of the whole record, and keys of browsers"
    ),
    **dict.fromkeys(
        ("editions_edition", "editions_closing", "editions_signing", "reports_report", "reports_hand"),
        "frozen figures and what is written from them: tests/editions/test_pages.py",
    ),
    **dict.fromkeys(
        ("targets_decision", "targets_target", "targets_version", "targets_evidence", "targets_score"),
        "what is asked of units, not of a matter",
    ),
    **dict.fromkeys(("targets_alert", "targets_alert_reading"), "one's own: tests/targets/test_alerts.py"),
    **dict.fromkeys(("targets_published", "targets_published_run"), "published figures, the same for all"),
}  # fmt: skip
"""Tables in which no life leaves a row, and why not."""


def test_the_crawl_would_see_a_life_within_reach(world: World) -> None:
    """Whoever reaches all of it sees it on pages of every kind, so that the reading above is not blind."""
    browser, before = _browser(cast.TRUONG), before_the_life(cast.TRUONG, world)
    lived(NEXT_DOOR, visible=world[0])
    after = everything(browser, world)
    changed = {address.partition("?")[0] for address, one in before.items() if after.get(address) != one}
    assert changed >= {*SEEN, f"/viec/{world[0]}/"}


SEEN = (
    *("/", "/viec/", "/viec/tai-xuong/", "/tim/", "/lenh/", "/trinh-ky/", "/tong-dat/", "/tiep-nhan/"),
    *("/so/01/", "/so/02/", "/so/03/", "/so/01/tai/", "/so/gui-vien-kiem-sat/ket-thuc/", "/doi-chieu/"),
    *("/so/gui-vien-kiem-sat/quyet-dinh/", "/phan-cong/", "/bao-cao-theo-doi/", "/uy-quyen/"),
    *("/cong-khai/viec-phai-lam/", "/thong-ke/", "/thong-ke/o/", "/xu-huong/", "/hom-nay/"),
)


def answers(browser: Client, asked: Iterable[Probe], numbers: Iterable[int]) -> dict[str, tuple[int, str]]:
    """Status and text of every probe, the numbers asked for taken out; nothing stays written."""
    found = {}
    named = re.compile(rf"\b({'|'.join(map(str, numbers))})\b")
    for place, one in enumerate(asked):
        with transaction.atomic():
            got = (
                read(browser, one.address) if one.method == "GET" else send(browser, one.address, one.values)
            )
            transaction.set_rollback(True)
        found[f"{place} {one.name}"] = (got.status, named.sub("N", got.text))
    return found


@pytest.mark.parametrize(
    ("person", "crew"),
    [
        pytest.param(cast.LAN, NEXT_DOOR, id="lan"),
        pytest.param(cast.BINH, NEXT_DOOR, id="binh", marks=pytest.mark.slow),
        pytest.param(cast.THU, NEXT_DOOR, id="thu"),
        pytest.param(cast.TRUONG, FAR_AWAY, id="truong"),
        pytest.param(cast.VAN, FAR_AWAY, id="van", marks=pytest.mark.slow),
        pytest.param(cast.NGHIEP, FAR_AWAY, id="nghiep", marks=pytest.mark.slow),
        pytest.param(cast.THAM, FAR_AWAY, id="tham", marks=pytest.mark.slow),
    ],
)
def test_a_number_of_the_hidden_life_answers_like_one_that_nothing_has(
    world: World, person: cast.Person, crew: Crew
) -> None:
    browser = _browser(person)
    life = lived(crew, visible=world[0])
    real, missing = numbers_of(life), missing_numbers()
    every = {*real.values(), *missing.values()}
    there = answers(browser, probes(real, world[0]), every)
    nowhere = answers(browser, probes(missing, world[0]), every)
    assert [(name, one[0], nowhere[name][0]) for name, one in there.items() if one != nowhere[name]] == []
    assert {status for status, _ in there.values()} <= {200, 302, 400, 403, 404, 422}


def test_a_judgment_that_another_office_has_is_refused_without_its_line(world: World) -> None:
    lived(NEXT_DOOR, visible=world[0])
    said = send(_browser(cast.THU), "/tiep-nhan/ban-an/moi/", {**JUDGMENT, "key": "k1"}).text
    assert "đã có ở đơn vị khác của cơ quan" in said
    assert "sổ 01 số" not in said
    assert "26/09/2025 " not in said.replace('value="26/09/2025"', "")


def test_files_of_a_hidden_matter_are_read_through_no_other_one(world: World) -> None:
    life = lived(NEXT_DOOR, visible=world[0])
    assert _browser(cast.LAN).get(f"/viec/{world[0]}/ho-so/tep/{life.file}/").status_code == 404
    kept = [path for path in Path(product.MEDIA_ROOT).rglob("*") if path.is_file()]
    for path in kept:
        assert _browser(cast.LAN).get(f"/{path.relative_to(product.MEDIA_ROOT)}").status_code == 404
