"""Whatever is typed into an address or a form about papers, service, intake, draws: answered in words.

The forms are those of ``tests.journeys.probes`` with numbers that are there, so that every typed value meets
the code behind it.
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests import cast
from tests.journeys import hidden
from tests.journeys.hidden import Crew, lived
from tests.journeys.probes import POSTS, Probe, numbers_of, probes
from tests.web.hostile import Reader

pytestmark = [pytest.mark.django_db, pytest.mark.lengthy]
ALIVE = "<song-day>"
"""An element that no page of the product has."""
NASTY = (
    "²",
    "9" * 40,
    "9" * 5_000,
    "-1",
    f"'\">{ALIVE}",
    "\u202e\ud7ff\u0300",
    "0001-01-01",
    "0001-01",
    "9999-12",
    "31/12/9999",
    "x" * 3_000,
)
PARAMETERS = {
    "/tong-dat/": ("muc", "phong", "chv", "loai", "noi-nhan", "qua-han", "sau"),
    "/trinh-ky/": ("muc", "sau"),
    "/trinh-ky/nhieu/ky/": ("chon", "muc"),
    "/trinh-ky/pdf/": ("chon",),
    "/so/01/": ("quyen", "tu", "den", "phong", "chv", "tim", "sau"),
    "/so/02/": ("quyen", "tu", "den", "tim", "sau"),
    "/so/03/tai/": ("quyen", "tu", "den", "phong", "tim"),
    "/so/gui-vien-kiem-sat/ket-thuc/": ("thang", "phong"),
    "/so/gui-vien-kiem-sat/ket-thuc/tai/": ("thang", "phong"),
    "/so/gui-vien-kiem-sat/quyet-dinh/": ("thang", "phong", "tai"),
    "/cong-khai/": ("tinh", "xa", "tu", "sau"),
    "/cong-khai/viec-phai-lam/": ("muc", "phong", "chv", "sau"),
    "/kiem-tra/": ("ma",),
    "/mau-van-ban/": ("mau",),
    "/uy-quyen/": ("tu",),
    "/hom-nay/": ("ngay", "tat-ca", "sau"),
    "/lich-viec/": ("thang",),
    "/tiep-nhan/yeu-cau/moi/": ("ban-an",),
    "/phan-cong/": ("phong",),
    "/tiep-cong-dan/so/": ("tu", "den"),
    "/to-chuc/": ("ngay",),
    "/pham-nhan/": ("phong", "trang"),
}  # fmt: skip
MINE = Crew(cast.LAN, cast.BINH, cast.TRUONG, cast.VAN, cast.THU, cast.BINH)


@pytest.fixture
def life(province, settings, tmp_path) -> hidden.Life:
    """The same life in khu vực 1, where everybody of these tests reaches it."""
    settings.MEDIA_ROOT, settings.VAR_DIR = tmp_path / "files", tmp_path
    settings.CHECK_RATES = {"check": "9999/m/ip", "check_wrong": "9999/m/ip"}
    settings.PUBLIC_RATE = "9999/m/ip"
    cache.clear()
    return lived(MINE, visible=province[0])


def broken(client: Client, method: str, address: str, values: Mapping[str, object]) -> str:
    """What is wrong with the answer; "" where it is an answer in words. Nothing stays written."""
    client.raise_request_exception = False
    with transaction.atomic():
        answer = client.get(address) if method == "GET" else client.post(address, values)
        transaction.set_rollback(True)
    if answer.status_code >= 500:
        return f"{answer.status_code}"
    kind = answer.headers.get("Content-Type", "")
    if "html" in kind and ALIVE in answer.content.decode():
        return "came alive"
    return ""


def test_whatever_is_typed_into_an_address_is_answered_in_words(life, browse) -> None:
    head, wrong = browse(cast.TRUONG), []
    for address, names in PARAMETERS.items():
        for name in names:
            for value in NASTY:
                sent = value[:200] if len(value) > 200 else value
                if said := broken(head, "GET", f"{address}?{name}={quote(sent)}", {}):
                    wrong.append((address, name, value[:20], said))
    assert wrong == []


def typed(values: Mapping[str, object]) -> Iterator[tuple[str, str, dict[str, object]]]:
    """The form with one field after the other replaced by every nasty value."""
    for name, value in values.items():
        if name == "key":
            continue
        for nasty in NASTY:
            yield name, nasty, {**values, name: [nasty] if isinstance(value, list) else nasty}


def forms(life: hidden.Life, visible: int) -> list[Probe]:
    """The forms with numbers that are there."""
    asked = [one for one in probes(numbers_of(life), visible) if one.method == "POST"]
    assert len(asked) == len(POSTS)
    return asked


def wrong_of(
    client: Client, one: Probe, chosen: Iterable[tuple[str, str, dict[str, object]]]
) -> list[object]:
    """What is wrong with the answers to a form with these values."""
    answers = ((name, nasty, broken(client, "POST", one.address, values)) for name, nasty, values in chosen)
    return [(one.name, name, nasty[:20], said) for name, nasty, said in answers if said]


def gets_in(client: Client, one: Probe) -> bool:
    """Whether the code behind the form reads what this person sends."""
    with transaction.atomic():
        answer = client.post(one.address, one.values)
        transaction.set_rollback(True)
    return answer.status_code not in (403, 404)


PEOPLE = (cast.LAN, cast.BINH, cast.THU, cast.TRUONG)
of_each = pytest.mark.parametrize("person", PEOPLE, ids=lambda one: one.username)


@of_each
def test_whatever_is_typed_into_a_form_is_answered_in_words(life, browse, province, person) -> None:
    """Everything by the first of the four whom a form lets in, where it lets in nobody by the last; by the
    others a value or two for each field, other ones for the next."""
    before = [browse(one) for one in PEOPLE[: PEOPLE.index(person)]]
    client, wrong, turn = browse(person), [], PEOPLE.index(person)
    for one in forms(life, province[0]):
        is_first = not any(gets_in(other, one) for other in before)
        every = list(typed(one.values))
        if is_first and (person == PEOPLE[-1] or gets_in(client, one)):
            wrong += wrong_of(client, one, every)
        else:
            wrong += wrong_of(client, one, every[turn :: len(NASTY) - 1])
    assert wrong == []


@pytest.mark.slow
@of_each
def test_whatever_anybody_types_into_a_form_is_answered_in_words(life, browse, province, person) -> None:
    client, wrong = browse(person), []
    for one in forms(life, province[0]):
        wrong += wrong_of(client, one, typed(one.values))
    assert wrong == []


def test_numbers_beyond_every_id_are_not_found(life, browse, province) -> None:
    head, wrong = browse(cast.TRUONG), []
    for number in (0, 2**31, 2**63, 10**40):
        names = dict.fromkeys(numbers_of(life), number)
        for one in probes(names, province[0]):
            if said := broken(head, one.method, one.address, one.values):
                wrong.append((number, one.name, said))
    assert wrong == []


def test_the_reader_of_these_tests_sees_what_comes_alive() -> None:
    assert Reader("<p onclick='x'>").live
