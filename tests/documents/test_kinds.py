"""Every kind of paper the step sheet names, checked as it is read."""

import copy
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from thihanh.documents.kinds import kind, kinds, loaded
from thihanh.documents.manual import document
from thihanh.documents.problems import Refused
from thihanh.documents.rendering import delivered
from thihanh.documents.samples import sample
from thihanh.documents.templating import check_text, vocabulary
from thihanh.documents.values import NEEDED
from thihanh.documents.wording import sources, wordings
from thihanh.law.citations import cite

PROMISED = """
QD-THA-CD QD-THA-YC QD-PHAN-CONG QD-THAY-CHV TB-THA TB-BO-SUNG TB-TU-CHOI PHIEU-NHAN BB-XAC-MINH BB-THOA-THUAN
QD-CHUA-DK QD-TIEP-TUC QD-HOAN QD-TAM-DINH-CHI TB-TAM-DUNG QD-DINH-CHI QD-DINH-CHI-MP QD-UY-THAC QD-UY-THAC-TS
QD-XL-TS-UT QD-THU-HOI QD-SUA-DOI QD-HUY QD-CHUYEN-GIAO HS-MIEN-GIAM QD-HOAN-TRA QD-BAO-DAM QD-TAM-HOAN-XC
QD-CUONG-CHE KH-CUONG-CHE BB-KE-BIEN HD-THAM-DINH HD-DAU-GIA QD-GIAM-GIA QD-GIAO-TS XN-KET-QUA TB-TRA-YC
CV-YEU-CAU-TT CV-TRA-LOI BB-GIAO-NHAN BB-NIEM-YET BIA-HO-SO MUC-LUC BC-GIAI-TRINH
"""


@pytest.fixture
def tables():
    text = resources.files("thihanh.documents").joinpath("kinds.toml").read_text(encoding="utf-8")
    return copy.deepcopy(tomllib.loads(text))


def test_every_paper_of_the_step_sheet_has_its_kind():
    assert [code for code in PROMISED.split() if code not in kinds()] == []


def test_every_kind_has_wording_a_template_and_a_type():
    assert set(wordings()) == set(kinds())
    for one in kinds().values():
        assert delivered(one.template)
        assert one.template in sources()["types"]


def test_every_template_is_used_by_a_kind():
    folder = resources.files("thihanh.documents").joinpath("templates")
    files = {file.name.removesuffix(".docx") for file in folder.iterdir()}
    assert files == {one.template for one in kinds().values()}


def test_the_page_of_kinds_in_the_manual_is_up_to_date():
    assert (Path(__file__).parents[2] / "docs" / "manual" / "kinds.md").read_text(
        encoding="utf-8"
    ) == document()


def test_every_need_of_a_kind_is_a_thing_a_paper_can_say():
    known = set(NEEDED) | set(vocabulary().extra)
    assert {code: one.needs for code, one in kinds().items() if not set(one.needs) <= known} == {}


def test_every_wording_speaks_the_language_of_templates_only():
    found = []
    for code, words in wordings().items():
        own = [words.about, *words.articles, *words.paragraphs, *words.to, *(words.bases or ())]
        own += [*(words.closing or ()), *(line for part in words.sections for line in part.paragraphs)]
        found += [str(problem) for text in own for problem in check_text(text, code)]
    assert found == []


def test_numbers_belong_to_series_and_minutes_bear_none():
    assert kind("QD-HOAN").is_numbered
    assert not kind("BB-XAC-MINH").is_numbered
    assert (kind("QD-HOAN").symbol("R08"), kind("QD-HOAN").symbol("R25")) == ("QĐ-CTHADS", "QĐ-THADS")
    assert kind("BB-XAC-MINH").symbol("R25") == ""


def test_a_form_whose_number_was_not_seen_says_so():
    assert kind("QD-HOAN").form("R25") == "mẫu theo Thông tư 06/2026/TT-BTP, chưa thấy văn bản [K]"
    assert "mẫu 07 Phụ lục VI" in kind("XN-KET-QUA").form("R08")
    assert kind("BC-GIAI-TRINH").form("R25") == "không có mẫu ban hành"


def test_a_paper_the_other_law_does_not_know_is_refused_with_the_law_that_does():
    returned = kind("TB-TRA-YC")
    assert not returned.knows("R08")
    with pytest.raises(Refused, match=r"^Pháp luật: «Thông báo gửi lại.*Đ\.38\.4 Luật THADS 2025"):
        returned.article("R08")


def test_an_unknown_code_is_refused_in_a_sentence():
    with pytest.raises(Refused, match=r"^Dữ liệu: không có loại văn bản mang mã «QD-KHONG-CO»"):
        kind("QD-KHONG-CO")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("signer", "judge"),
        ("obligations", ["gold"]),
        ("serves", ["neighbour"]),
        ("mark", "X"),
        ("article", {"R08": "Luật nào đó Đ.1"}),
        ("article", {"R99": "L25 Đ.46"}),
        ("article", {}),
        ("series", "ZZ"),
        ("form", "none"),
        ("colour", "red"),
    ],
)
def test_an_entry_that_is_not_right_is_named(tables, key, value):
    tables["kinds"]["QD-HOAN"][key] = value
    with pytest.raises(ValueError, match="QD-HOAN"):
        loaded(tables)


def test_unconfirmed_pairings_carry_a_caution():
    assert kind("QD-CHUYEN-GIAO").caution == "chưa kiểm chứng với Công báo"
    assert kind("QD-HOAN").caution == ""


@pytest.mark.parametrize("code", kinds())
def test_every_kind_can_be_made_from_the_invented_matter(code):
    one = kinds()[code]
    for regime in one.articles:
        assert sample(code, regime).kind == code
        assert cite(one.article(regime))
