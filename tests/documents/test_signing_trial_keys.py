"""Trial keys for an agency: its seal and its heads, made once, made anew when they are no longer good."""

from datetime import datetime, timedelta, timezone

import pytest

from tests.cast import BINH, LAN, NGHIEP, PHO, TRUONG, gather
from thihanh.documents.keystore import key_store
from thihanh.documents.signing.authority import KeyRefused
from thihanh.documents.trial_keys import make_missing

AT = datetime(2025, 10, 2, 9, 0, tzinfo=timezone(timedelta(hours=7)))
PIN = "246810"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path):
    settings.KEY_STORE = tmp_path / "keys"


def test_the_seal_and_every_head_gets_a_key_and_no_officer():
    gather()
    made = make_missing("22", PIN, at=AT)
    heads = {person.code for person in (TRUONG, PHO, NGHIEP, BINH)}
    assert set(key_store().holders()) == {"seal-22", *heads}
    assert {one.organisation for one in made} == {"", "Thi hành án dân sự tỉnh Quảng Ninh"}
    assert LAN.code not in key_store().holders()
    assert key_store().seal("seal-22", at=AT).certificate.name == "Thi hành án dân sự tỉnh Quảng Ninh"


def test_asking_again_makes_nothing_and_keeps_the_pin():
    gather()
    make_missing("22", PIN, at=AT)
    assert make_missing("22", "999999", at=AT) == []
    assert key_store().authorise(TRUONG.code, PIN, ["d"], at=AT).name == TRUONG.name


def test_a_key_that_is_no_longer_good_is_made_anew():
    gather()
    make_missing("22", PIN, at=AT)
    later = AT + timedelta(days=1000)
    assert len(make_missing("22", PIN, at=later)) == 5
    assert key_store().check(TRUONG.code, at=later).until > later


def test_an_agency_that_is_none_is_refused():
    gather()
    with pytest.raises(KeyRefused, match="không có cơ quan «77»"):
        make_missing("77", PIN, at=AT)
