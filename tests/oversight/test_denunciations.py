"""A denouncer is named nowhere, the accused see nothing, the clocks follow the law of the day."""

import csv
import io

import pytest
from django.db import connection

from tests.cast import (
    BAN,
    BINH,
    HOA,
    KE,
    KIEM,
    LAN,
    NGHIEP,
    PHO,
    THAM,
    TRI,
    TRUONG,
    VAN,
    Person,
    gather,
    viewer,
)
from tests.oversight.complaint_cast import DENUNCIATION, day, dues, opened, step
from thihanh.dossiers import queries
from thihanh.dossiers.models import Current
from thihanh.dossiers.queries import Filters
from thihanh.dossiers.values import Wrong
from thihanh.matters.asking import Refusal
from thihanh.offices.policy import Denied
from thihanh.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]
SECRETS = ("Mạc Kín Danh", "ngõ Thầm Lặng", "mực tím", "mac kin danh", "tham lang", "muc tim")
ON = day("08/06/2026")
EVERYBODY = (LAN, BINH, HOA, NGHIEP, PHO, THAM, TRUONG, VAN, KIEM, BAN, KE, TRI)


@pytest.fixture
def people(db: None) -> None:
    gather()


def told(text: object) -> list[str]:
    return [one for one in SECRETS if one.lower() in str(text).lower()]


def sees(who: Person, number: int) -> bool:
    try:
        queries.seen(viewer(who), number, ON)
    except LookupError:
        return False
    return queries.page(viewer(who), Filters(kinds=("denunciation",)), ON).total == 1


def test_the_denouncer_is_read_by_the_head_and_by_the_examiner_who_holds_it() -> None:
    number = opened("denunciation")
    readers = []
    for who in EVERYBODY:
        if sees(who, number):
            found = queries.seen(viewer(who), number, ON)
            (readers if found.last("denouncer") else []).append(who)
            if who not in (TRUONG, THAM):
                assert found.hidden == {"denouncer", "address", "handwriting"}
                assert told((found.title, found.steps)) == []
    assert readers == [THAM, TRUONG]
    other = opened("denunciation", officer="")
    assert queries.seen(viewer(THAM), other, ON).last("denouncer") is None


def test_no_text_that_is_kept_or_listed_names_the_denouncer() -> None:
    number = opened("denunciation")
    step(number, "accept", "08/06/2026", THAM)
    step(number, "protect", "09/06/2026", THAM, measure="Giữ bí mật, bố trí người tiếp riêng")
    step(number, "conclude", "10/06/2026", TRUONG, result="right", content="Có vi phạm như đơn nêu")
    for who in EVERYBODY:
        for text in ("", "mac kin", "tham lang", "muc tim", "mực tím"):
            page = queries.page(viewer(who), Filters(text=text), ON)
            assert text == "" or page.total == 0
            assert told(page.rows) == []
        assert told(queries.every(viewer(who), Filters(), ON)) == []
    payloads = [one.payload for one in Entry.objects.filter(subject=f"dossier:{number}")]
    assert len(payloads) == 4
    assert told(payloads) == []
    assert told(list(Current.objects.values_list("title", "search", "tags"))) == []
    assert _tables_that_tell() == {"dossiers_private"}


def _tables_that_tell() -> set[str]:
    """Every table of the database some of whose rows holds the name."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT 1 FROM "{table}" t WHERE t::text LIKE %s LIMIT 1', ["%Kín Danh%"])
            if cursor.fetchone():
                found.add(table)
    return found


def test_who_denounces_makes_no_difference_to_those_who_may_not_know() -> None:
    """The same denunciation of two people reads the same, byte by byte."""
    first = opened("denunciation")
    second = opened("denunciation", denouncer="Người Hoàn Toàn Khác", address="Chốn Khác", handwriting="khác")
    for who in (PHO, NGHIEP):
        texts = []
        for number in (first, second):
            found = queries.seen(viewer(who), number, ON)
            texts.append(repr((found.title, found.values, sorted(found.hidden), found.state)))
        assert texts[0] == texts[1]
    rows = Current.objects.filter(dossier_id__in=[first, second]).order_by("dossier_id")
    kept = [{k: v for k, v in row.items() if k not in ("dossier_id", "search")} for row in rows.values()]
    assert kept[0] == kept[1]


@pytest.mark.parametrize("name", ["content", "accused_more"])
def test_an_open_text_that_tells_is_refused_without_repeating_it(name: str) -> None:
    for said in ("Ông MẠC KÍN DANH cho biết", "nhà ở số 9 ngõ thầm lặng"):
        with pytest.raises(Refusal, match="phải giữ bí mật") as refused:
            opened("denunciation", **{name: said if name == "content" else [said]})
        assert told(refused.value.sentence) == []
    number = opened("denunciation")
    with pytest.raises(Refusal) as refused:
        step(number, "forward", "08/06/2026", THAM, to_body="Thanh tra", reason="Bà Mạc Kín Danh nhờ")
    assert told(refused.value.sentence) == []


def test_a_fault_in_the_form_does_not_repeat_a_secret() -> None:
    with pytest.raises(Wrong) as wrong:
        opened("denunciation", denouncer="Mạc Kín Danh " * 30, accused="")
    assert told(wrong.value.problems) == []
    with pytest.raises(Denied) as denied:
        opened("denunciation", by=LAN)
    assert told(denied.value.sentence) == []


@pytest.mark.parametrize(
    ("accused", "post", "unit", "blind"),
    [
        (PHO, "deputy", "", {PHO, NGHIEP}),
        (NGHIEP, "unit_head", "22.NV", {NGHIEP}),
        (TRUONG, "head", "", {TRUONG, PHO, NGHIEP}),
        (LAN, "officer", "", set()),
    ],
)
def test_the_accused_and_those_under_him_never_see_it(
    accused: Person, post: str, unit: str, blind: set[Person]
) -> None:
    number = opened("denunciation", accused=accused.code, accused_post=post, accused_unit=unit)
    could = {TRUONG, PHO, NGHIEP, THAM}
    assert {who for who in EVERYBODY if sees(who, number)} == could - blind
    for who in blind:
        with pytest.raises(LookupError):
            step(number, "refuse", "08/06/2026", who, reason="không đủ căn cứ")


def test_one_who_stands_in_for_the_accused_is_kept_from_it_too() -> None:
    from dataclasses import replace

    number = opened("denunciation", accused=PHO.code, accused_post="officer")
    deputy = replace(viewer(NGHIEP), acting_for=(PHO.code,))
    assert sees(NGHIEP, number)
    with pytest.raises(LookupError):
        queries.seen(deputy, number, ON)


def test_the_head_accused_is_a_matter_of_the_body_above() -> None:
    number = opened("denunciation", accused=TRUONG.code, accused_post="head")
    assert dues(number, "TC-02") == [("12/06/2026", "")]
    with pytest.raises(Refusal, match="thuộc thẩm quyền người đứng đầu cơ quan cấp trên"):
        step(number, "accept", "08/06/2026", THAM)
    assert step(number, "forward", "08/06/2026", THAM, to_body="Cục", reason="đúng thẩm quyền").is_ended


@pytest.mark.parametrize(
    ("accepted", "plain", "complex_", "especially"),
    [
        ("30/06/2026", "03/09/2026", "28/09/2026", "28/09/2026"),
        ("01/07/2026", "31/07/2026", "03/09/2026", "29/09/2026"),
    ],
)
def test_the_term_follows_the_law_of_the_day_it_was_accepted(
    accepted: str, plain: str, complex_: str, especially: str
) -> None:
    number = opened("denunciation", on=accepted, received_on=accepted)
    assert [met for _, met in dues(number, "TC-01")] == [""]
    step(number, "accept", accepted, THAM)
    first = dues(number, "TC-03")[-1][0]
    step(number, "extend_complex", "15/07/2026", THAM, complex=True, reason="nhiều việc")
    second = dues(number, "TC-03")[-1][0]
    step(number, "extend_especially", "20/07/2026", THAM, especially_complex=True, reason="nhiều nơi")
    third = dues(number, "TC-03")[-1][0]
    assert (first, second, third) == (plain, complex_, especially)


def test_a_file_of_the_list_names_nobody() -> None:
    opened("denunciation")
    out = io.StringIO()
    writer = csv.writer(out)
    for row in queries.every(viewer(TRUONG), Filters(), ON):
        writer.writerow([row.title, row.number_text, row.body, row.tags, row.state_label])
    assert "TC-01/2026" in out.getvalue()
    assert told(out.getvalue()) == []
    assert DENUNCIATION["denouncer"] not in out.getvalue()
