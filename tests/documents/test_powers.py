"""Dated powers to sign: the block each gives, and what is refused outside of them."""

from dataclasses import replace

import pytest

from tests import cast
from tests.builders import day
from tests.cast import viewer
from tests.documents.papers import PIN, TODAY, checked, matters, submitted
from thihanh.documents import operations, queries
from thihanh.documents.keystore import end_of, key_store
from thihanh.documents.signing.authority import KeyRefused
from thihanh.offices import powers
from thihanh.offices.operations import end_post
from thihanh.offices.policy import Denied
from thihanh.offices.powers import NewPower
from thihanh.offices.reach import EVERYTHING, reach
from thihanh.offices.rules import Refused
from thihanh.trail.operations import check

pytestmark = pytest.mark.django_db
HEAD = viewer(cast.TRUONG)
AUTHORITY = NewPower(
    cast.BINH.code,
    "authorise",
    ("QD-HOAN",),
    TODAY,
    day("31/03/2025"),
    "12/QĐ-CTHADS ngày 20/02/2025",
    "22.KV01",
)
ASSIGNMENT = NewPower(cast.PHO.code, "assign", ("*",), day("01/02/2025"), None, "05/PC-CTHADS")


@pytest.fixture
def paper(db) -> int:
    """A postponement that the examiner has checked, so that Bình may sign it."""
    cast.gather()
    (matter,) = matters("101/QĐ")
    (paper,) = submitted(matter)
    operations.check([paper], by=viewer(cast.THAM), on=TODAY)
    return paper


def sign(paper: int, person: cast.Person, on=TODAY) -> queries.MoveRow:
    operations.sign([paper], by=viewer(person), on=on, pin=PIN)
    return queries.moves_of(paper)[-1]


def test_the_head_signs_as_himself(paper) -> None:
    move = sign(paper, cast.TRUONG)
    assert (move.prefix, move.block, move.power_id) == ("", "CỤC TRƯỞNG CỤC THI HÀNH ÁN DÂN SỰ", None)


def test_the_deputy_signs_in_his_place_under_an_assignment(paper) -> None:
    power = powers.grant(ASSIGNMENT, by=HEAD, on=TODAY)
    move = sign(paper, cast.PHO)
    assert (move.prefix, move.power_id) == ("KT.", power)
    assert move.block.splitlines() == [
        "KT. CỤC TRƯỞNG CỤC THI HÀNH ÁN DÂN SỰ",
        "PHÓ CỤC TRƯỞNG CỤC THI HÀNH ÁN DÂN SỰ",
    ]
    assert check(facts=True).ok


@pytest.mark.parametrize(("kind", "prefix"), [("authorise", "TUQ."), ("order", "TL.")])
def test_the_head_of_an_office_signs_by_authority_or_by_order(paper, kind: str, prefix: str) -> None:
    powers.grant(replace(AUTHORITY, kind=kind), by=HEAD, on=TODAY)
    move = sign(paper, cast.BINH)
    assert move.prefix == prefix
    assert move.block.startswith(f"{prefix} ")


def test_the_head_of_the_professional_division_signs_for_any_office_while_his_power_runs(paper) -> None:
    """The power with its days decides, not the unit of who holds it; on the day after it is over."""
    mine, his, late = checked(*matters("103/QĐ", "104/QĐ", "105/QĐ"))
    agency_wide = replace(AUTHORITY, holder=cast.NGHIEP.code, office="", last_day=day("25/02/2025"))
    with pytest.raises(Denied, match="chưa được phân công hoặc ủy quyền ký"):
        sign(mine, cast.NGHIEP)
    power = powers.grant(agency_wide, by=HEAD, on=TODAY)

    move = sign(mine, cast.NGHIEP)

    assert (move.prefix, move.power_id) == ("TUQ.", power)
    assert sign(his, cast.NGHIEP, on=day("25/02/2025")).power_id == power, "the last day still counts"
    with pytest.raises(Denied, match="đã hết vào ngày 26/02/2025"):
        sign(late, cast.NGHIEP, on=day("26/02/2025"))
    assert queries.paper(EVERYTHING, late).state == "checked"


def test_a_power_for_one_office_signs_nothing_of_another(paper) -> None:
    powers.grant(replace(AUTHORITY, holder=cast.NGHIEP.code, office="22.NV"), by=HEAD, on=TODAY)
    with pytest.raises(Denied, match="không gồm"):
        sign(paper, cast.NGHIEP)


def test_without_a_power_nobody_but_the_head_signs(paper) -> None:
    for person in (cast.PHO, cast.BINH, cast.NGHIEP):
        with pytest.raises(Denied, match=r"^Quyền: .* chưa được phân công hoặc ủy quyền ký"):
            sign(paper, person)
    assert queries.paper(EVERYTHING, paper).state == "checked"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"groups": ("QD-DINH-CHI",)}, "không gồm"),
        ({"office": "22.KV02"}, "không gồm"),
        ({"first_day": day("01/03/2025")}, "chưa bắt đầu"),
        ({"first_day": day("01/02/2025"), "last_day": day("23/02/2025")}, "đã hết"),
    ],
)
def test_a_power_reaches_no_further_than_its_kinds_its_office_and_its_days(paper, change, said) -> None:
    powers.grant(replace(AUTHORITY, **change), by=HEAD, on=day("20/02/2025"))
    with pytest.raises(Denied) as refusal:
        sign(paper, cast.BINH)
    assert said in refusal.value.sentence
    assert "12/QĐ-CTHADS" in refusal.value.sentence
    assert "2025" in refusal.value.sentence


def test_an_ended_power_signs_nothing_more_and_what_was_signed_stays(paper) -> None:
    power = powers.grant(ASSIGNMENT, by=HEAD, on=TODAY)
    (other,) = checked(*matters("102/QĐ"))
    sign(paper, cast.PHO)
    powers.end(power, last_day=TODAY, reason="Phân công lại lĩnh vực", by=HEAD, on=TODAY)
    with pytest.raises(Denied, match="đã hết vào ngày 25/02/2025"):
        sign(other, cast.PHO, on=day("25/02/2025"))
    assert queries.paper(EVERYTHING, paper).state == "signed"
    (row,) = powers.powers_of(cast.PHO.code, on=TODAY)
    assert (row.last_day, row.reason) == (TODAY, "Phân công lại lĩnh vực")


def test_who_lost_the_post_lost_the_power(paper) -> None:
    powers.grant(ASSIGNMENT, by=HEAD, on=TODAY)
    end_post(
        officer=cast.PHO.code, unit="22", role="province_deputy", last_day=day("23/02/2025"), by="x", on=TODAY
    )
    with pytest.raises(Denied):
        sign(paper, cast.PHO)


def test_binh_does_not_sign_what_binh_checked() -> None:
    cast.gather()
    powers.grant(AUTHORITY, by=HEAD, on=TODAY)
    (paper,) = checked(*matters("101/QĐ"))
    with pytest.raises(Denied, match="bạn đã kiểm tra"):
        sign(paper, cast.BINH)


def test_nobody_checks_or_signs_his_own_but_the_head_signs_his(db) -> None:
    cast.gather()
    powers.grant(AUTHORITY, by=HEAD, on=TODAY)
    own, head_s = (
        matters("101/QĐ", officer=cast.BINH),
        matters("102/QĐ", officer=cast.TRUONG, office="22.KV01"),
    )
    (paper,) = submitted(*own, by=cast.BINH)
    with pytest.raises(Denied, match="do chính bạn soạn"):
        operations.check([paper], by=viewer(cast.BINH), on=TODAY)
    operations.check([paper], by=viewer(cast.THAM), on=TODAY)
    with pytest.raises(Denied, match="do chính bạn soạn"):
        sign(paper, cast.BINH)
    (paper,) = submitted(*head_s, by=cast.TRUONG)
    with pytest.raises(Denied, match="không được kiểm tra văn bản"):
        operations.check([paper], by=HEAD, on=TODAY)
    operations.check([paper], by=viewer(cast.THAM), on=TODAY)
    assert sign(paper, cast.TRUONG).prefix == ""


def test_a_wrong_pin_an_absent_and_an_expired_certificate_are_refused_at_the_signature(paper) -> None:
    with pytest.raises(KeyRefused, match="PIN không đúng"):
        operations.sign([paper], by=HEAD, on=TODAY, pin="000000")
    late = day("05/01/2027")
    with pytest.raises(KeyRefused, match="hết hạn"):
        operations.sign([paper], by=HEAD, on=late, pin=PIN)
    (row,) = queries.contents([paper])
    assert (row.state, row.signed_digest) == ("checked", "")
    key_store().withdraw(cast.TRUONG.code, row.digest)
    with pytest.raises(KeyRefused, match="chưa được người ký cho phép"):
        key_store().authorised_key(cast.TRUONG.code, row.digest, at=end_of(TODAY))


def test_a_paper_taken_back_may_no_longer_be_signed_by_the_store(paper) -> None:
    sign(paper, cast.TRUONG)
    (row,) = queries.contents([paper])
    key_store().authorised_key(cast.TRUONG.code, row.digest, at=end_of(TODAY))
    operations.recall([paper], by=viewer(cast.LAN), on=TODAY)
    with pytest.raises(KeyRefused, match="chưa được người ký cho phép"):
        key_store().authorised_key(cast.TRUONG.code, row.digest, at=end_of(TODAY))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "assign"}, "chỉ giao cho người giữ chức vụ"),
        ({"kind": "king"}, "không có cách giao"),
        ({"holder": cast.LAN.code}, "chỉ giao cho người giữ chức vụ"),
        ({"groups": ()}, "ít nhất một loại văn bản"),
        ({"document": " "}, "số, ngày văn bản"),
        ({"last_day": None}, "phải có thời hạn"),
        ({"last_day": day("01/01/2025")}, "trước ngày bắt đầu"),
    ],
)
def test_a_power_that_cannot_be_is_refused_with_its_reason(change, said) -> None:
    cast.gather()
    with pytest.raises(Refused, match=said):
        powers.grant(replace(AUTHORITY, **change), by=HEAD, on=TODAY)
    assert powers.powers(EVERYTHING) == ()


def test_only_the_head_grants_and_never_to_himself() -> None:
    cast.gather()
    for person in (cast.NGHIEP, cast.PHO, cast.BINH):
        with pytest.raises(Denied):
            powers.grant(ASSIGNMENT, by=viewer(person), on=TODAY)
    with pytest.raises(Refused, match="tự giao"):
        powers.grant(replace(ASSIGNMENT, holder=cast.TRUONG.code), by=HEAD, on=TODAY)


def test_a_power_ends_forward_only_and_once(db) -> None:
    cast.gather()
    power = powers.grant(AUTHORITY, by=HEAD, on=TODAY)
    for last_day, reason, said in (
        (day("20/02/2025"), "Phân công lại", "đã qua"),
        (day("01/05/2025"), "Phân công lại", "đã hết"),
        (day("01/03/2025"), "vì", "lý do"),
    ):
        with pytest.raises(Refused, match=said):
            powers.end(power, last_day=last_day, reason=reason, by=HEAD, on=TODAY)
    powers.end(power, last_day=day("01/03/2025"), reason="Phân công lại", by=HEAD, on=TODAY)
    with pytest.raises(Refused, match="đã được sửa"):
        powers.end(power, last_day=day("28/02/2025"), reason="Phân công lại", by=HEAD, on=TODAY)


def test_powers_are_seen_where_they_reach() -> None:
    cast.gather()
    powers.grant_many([AUTHORITY, ASSIGNMENT], by=HEAD, on=TODAY)

    def seen(person: cast.Person) -> set[str]:
        return {row.holder for row in powers.powers(reach(viewer(person), "power", "read", TODAY))}

    assert seen(cast.LAN) == {cast.BINH.code, cast.PHO.code}
    assert seen(cast.HOA) == {cast.PHO.code}
    assert seen(cast.TRUONG) == {cast.BINH.code, cast.PHO.code}
    assert seen(cast.XUAN) == set()


def test_a_double_click_grants_once_and_a_deputy_grants_nothing(paper) -> None:
    first = powers.grant(ASSIGNMENT, by=HEAD, on=TODAY, key="k")
    assert powers.grant(ASSIGNMENT, by=HEAD, on=TODAY, key="k") == first
    assert len(powers.powers_of(cast.PHO.code, on=TODAY)) == 1
    with pytest.raises(Denied, match=r"^Quyền: .* không được giao, chấm dứt"):
        powers.grant(AUTHORITY, by=viewer(cast.PHO), on=TODAY)


def test_a_power_of_another_province_is_neither_seen_nor_ended_nor_named(paper) -> None:
    power = powers.grant(ASSIGNMENT, by=HEAD, on=TODAY)
    for person in (cast.XUAN, cast.HOA):
        seen = reach(viewer(person), "power", "read", TODAY)
        assert bool(powers.powers(seen)) == (person is cast.HOA), "one for the whole agency is seen in it"
    with pytest.raises(LookupError):
        powers.end(power, last_day=TODAY, reason="Không còn cần nữa", by=viewer(cast.XUAN), on=TODAY)
    with pytest.raises(LookupError):
        powers.end(10**9, last_day=TODAY, reason="Không còn cần nữa", by=HEAD, on=TODAY)
    with pytest.raises(Refused, match="không thuộc cơ quan này"):
        powers.grant(replace(AUTHORITY, office="44.KV01"), by=HEAD, on=TODAY)


@pytest.mark.parametrize(
    ("on", "title"),
    [
        ("30/06/2025", "CHI CỤC TRƯỞNG CHI CỤC THI HÀNH ÁN DÂN SỰ"),
        ("15/07/2025", "TRƯỞNG PHÒNG THI HÀNH ÁN DÂN SỰ KHU VỰC 1"),
    ],
)
def test_the_head_of_an_office_signs_by_the_name_of_the_office(on, title) -> None:
    cast.gather()
    assert powers.own_block(cast.BINH.code, day(on)).lines == (title,)
