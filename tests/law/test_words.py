"""Golden values written by hand, and an independent reader that turns words back into numbers."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thihanh.law.words import LARGEST, amount_in_words

GOLDEN = """
0 | không
1 | một
4 | bốn
5 | năm
7 | bảy
10 | mười
11 | mười một
14 | mười bốn
15 | mười lăm
19 | mười chín
20 | hai mươi
21 | hai mươi mốt
24 | hai mươi tư
25 | hai mươi lăm
31 | ba mươi mốt
44 | bốn mươi tư
55 | năm mươi lăm
71 | bảy mươi mốt
91 | chín mươi mốt
100 | một trăm
101 | một trăm linh một
104 | một trăm linh bốn
105 | một trăm linh năm
110 | một trăm mười
111 | một trăm mười một
115 | một trăm mười lăm
121 | một trăm hai mươi mốt
124 | một trăm hai mươi tư
405 | bốn trăm linh năm
414 | bốn trăm mười bốn
444 | bốn trăm bốn mươi tư
515 | năm trăm mười lăm
555 | năm trăm năm mươi lăm
1000 | một nghìn
1001 | một nghìn không trăm linh một
1005 | một nghìn không trăm linh năm
1010 | một nghìn không trăm mười
1015 | một nghìn không trăm mười lăm
1024 | một nghìn không trăm hai mươi tư
1100 | một nghìn một trăm
1105 | một nghìn một trăm linh năm
2004 | hai nghìn không trăm linh bốn
4004 | bốn nghìn không trăm linh bốn
10000 | mười nghìn
10005 | mười nghìn không trăm linh năm
15000 | mười lăm nghìn
21000 | hai mươi mốt nghìn
24000 | hai mươi tư nghìn
100000 | một trăm nghìn
104000 | một trăm linh bốn nghìn
200000 | hai trăm nghìn
300001 | ba trăm nghìn không trăm linh một
1000000 | một triệu
1000001 | một triệu không trăm linh một
1000005 | một triệu không trăm linh năm
1000100 | một triệu một trăm
1005000 | một triệu không trăm linh năm nghìn
1005005 | một triệu không trăm linh năm nghìn không trăm linh năm
1050000 | một triệu không trăm năm mươi nghìn
1500000 | một triệu năm trăm nghìn
4680000 | bốn triệu sáu trăm tám mươi nghìn
5060000 | năm triệu không trăm sáu mươi nghìn
21000000 | hai mươi mốt triệu
100000000 | một trăm triệu
245300000 | hai trăm bốn mươi lăm triệu ba trăm nghìn
999999999 | chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín
1000000000 | một tỷ
1000000001 | một tỷ không trăm linh một
1000001000 | một tỷ không trăm linh một nghìn
1001000000 | một tỷ không trăm linh một triệu
1115400000000 | một nghìn một trăm mười lăm tỷ bốn trăm triệu
2023600000000 | hai nghìn không trăm hai mươi ba tỷ sáu trăm triệu
8284000000000 | tám nghìn hai trăm tám mươi tư tỷ
20000000000 | hai mươi tỷ
21000000000 | hai mươi mốt tỷ
24000000000 | hai mươi tư tỷ
1000000000001 | một nghìn tỷ không trăm linh một
1000000000000 | một nghìn tỷ
1000001000000000 | một triệu không trăm linh một tỷ
686000000000000 | sáu trăm tám mươi sáu nghìn tỷ
1000000000000000 | một triệu tỷ
"""
TABLE = [(int(n), words) for n, words in (line.split(" | ") for line in GOLDEN.strip().splitlines())]

DIGITS = "không một hai ba bốn năm sáu bảy tám chín"
ONES = {
    **dict(zip(DIGITS.split(), range(10), strict=True)),
    "mốt": 1,
    "tư": 4,
    "lăm": 5,
}


def number_of(words: str) -> int:
    """Reads house-style words back; built on a stack of scales, not on how the writer works."""
    billions, sign, rest = words.removesuffix(" đồng").rpartition("tỷ")
    if sign:
        return small(billions.split()) * 10**9 + small(rest.split())
    return small(rest.split())


def small(words: list[str]) -> int:
    total = group = 0
    for word in words:
        if word in ("triệu", "nghìn"):
            total += group * {"triệu": 10**6, "nghìn": 10**3}[word]
            group = 0
        elif word == "trăm":
            group *= 100
        elif word == "mươi":
            group = group // 10 * 10 + group % 10 * 10 if group >= 100 else group * 10
        elif word == "mười":
            group += 10
        elif word != "linh":
            group += ONES[word]
    return total + group


def test_the_golden_table_is_long_enough():
    assert len(TABLE) >= 60


@pytest.mark.parametrize(("amount", "words"), TABLE)
def test_an_amount_reads_as_written_by_hand(amount, words):
    assert amount_in_words(amount) == f"{words} đồng"


@pytest.mark.parametrize(("amount", "words"), TABLE)
def test_the_independent_reader_reads_the_golden_words(amount, words):
    assert number_of(words) == amount


@given(st.one_of(st.integers(0, 10**6), st.integers(0, 10**15), st.integers(0, LARGEST)))
def test_words_read_back_give_the_same_amount(amount):
    assert number_of(amount_in_words(amount)) == amount


@given(st.integers(0, LARGEST))
def test_ty_is_said_once_and_house_spelling_is_kept(amount):
    words = amount_in_words(amount).split()
    assert words.count("tỷ") <= 1
    assert not {"lẻ", "ngàn", "bẩy", "tỉ"} & set(words)
    assert all(before == "mươi" for before, word in pairwise(words) if word in ("tư", "mốt"))


@pytest.mark.parametrize("amount", [-1, 10**18])
def test_an_amount_outside_the_range_is_refused_with_a_sentence(amount):
    with pytest.raises(ValueError, match=r"Số tiền .*\.$"):
        amount_in_words(amount)
