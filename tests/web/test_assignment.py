"""Giao việc: what the law bars is told with the loads and left out; the rest is given in one act."""

from dataclasses import replace

import pytest

from tests import cast
from tests.builders import a_matter
from tests.procedures.acts.scene import KV1
from tests.web.conftest import TODAY
from tests.web.test_doing import key_of
from tests.web.test_matter_page import text
from thihanh.matters.operations import register_many
from thihanh.matters.queries import holding_of
from thihanh.offices.kinship import Person, declare_kin

ADDRESS = "/phan-cong/giao/?chon={}&officer={}"


@pytest.fixture
def matters(province) -> list[int]:
    """Three of Lan's; a sibling of Minh is the debtor of the first alone."""
    intakes = []
    for n in range(3):
        intake = a_matter(f"40{n}/QĐ", "06/01/2025").owing(300_000 + n).held_by(cast.LAN.code, KV1).intake
        creditor, debtor = intake.parties
        intakes.append(replace(intake, parties=(creditor, replace(debtor, id_number=f"99908500220{n}"))))
    sibling = Person("Đỗ Văn Ánh", "999085002200")
    declare_kin(officer=cast.MINH.code, relation="sibling", person=sibling, by=cast.BY, on=TODAY)
    return register_many(intakes, by=cast.BY)


def holders(matters: list[int]) -> list[str]:
    return [holding_of(one).officer for one in matters]


def sent(page: str, *left_out: int) -> dict[str, object]:
    return {
        "officer": cast.MINH.code,
        "reason": "Chấp hành viên chuyển công tác",
        "key": key_of(page),
        "bo-ra": [str(one) for one in left_out],
    }


def test_what_the_law_bars_is_told_before_and_does_not_stop_the_rest(matters, browse):
    address = ADDRESS.format(",".join(map(str, matters)), cast.MINH.code)
    binh = browse(cast.BINH)
    page = text(binh.get(address))
    assert "<strong>1 việc không giao được cho người này</strong>" in page
    assert "Giao 2 việc</button>" in page
    said = text(binh.post(address, sent(page, matters[0]), follow=True))
    assert "Đã giao 2 việc." in said
    assert "1 việc có người thân thích giữ nguyên người giữ." in said
    assert holders(matters) == [cast.LAN.code, cast.MINH.code, cast.MINH.code]


def test_a_bar_that_the_page_did_not_tell_refuses_all(matters, browse):
    address = ADDRESS.format(",".join(map(str, matters)), cast.MINH.code)
    binh = browse(cast.BINH)
    answer = binh.post(address, sent(text(binh.get(address)), matters[1]))
    assert answer.status_code == 422
    assert "Đ.16.2d Luật THADS 2025" in answer.content.decode()
    assert holders(matters) == [cast.LAN.code] * 3


def test_an_officer_whom_the_law_bars_from_all_is_offered_none(matters, browse):
    page = text(browse(cast.BINH).get(ADDRESS.format(matters[0], cast.MINH.code)))
    assert "Không việc nào giao được cho người này" in page
    assert 'name="reason"' not in page
