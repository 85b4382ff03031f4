"""Lists of the law: every entry has its article and mark; a regime answers only its own entries."""

import pytest

from thihanh.law.lists import entry, list_names, listed
from thihanh.law.regimes import REGIMES


def test_every_list_has_entries_in_the_new_law_and_each_says_its_article():
    for name in list_names():
        assert listed(name, "R25"), name
        for regime in REGIMES:
            assert all(one.article and one.label for one in listed(name, regime)), name


def test_a_request_is_refused_on_three_grounds_before_and_five_after():
    assert [len(listed("request_refused", regime)) for regime in REGIMES] == [3, 5]


def test_the_old_law_knows_no_electronic_channel():
    codes = {one.code for one in listed("request_channels", "R08")}
    assert codes == {"in_person", "oral", "post"}


def test_every_channel_says_which_day_counts():
    for regime in REGIMES:
        days = {one.code for one in listed("request_days", regime)}
        assert {one.note for one in listed("request_channels", regime)} == days


def test_a_ground_of_the_other_regime_is_not_known():
    with pytest.raises(KeyError):
        entry("request_refused", "TC-a", "R08")
