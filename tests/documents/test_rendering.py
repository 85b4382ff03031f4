"""From what a paper says to its .docx: its words under two laws, typed by obligations; refusals."""

import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from scripts import templates as script

from thihanh.documents import packages, qr
from thihanh.documents.content import Obligation, PaperContent, SignerBlock, plain, restored
from thihanh.documents.kinds import kinds
from thihanh.documents.problems import Refused
from thihanh.documents.rendering import delivered, docx
from thihanh.documents.samples import sample
from thihanh.documents.templating import check_template
from thihanh.documents.values import day_in_words, in_lines, sign_of, values_of

ALL = [(code, regime) for code, one in kinds().items() for regime in one.articles]


def words(data):
    """The paper's text, one paragraph a line."""
    xml = zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", xml, flags=re.DOTALL)
    said = (re.sub(r"<[^>]+>", "", paragraph.replace("<w:br/>", "\n")) for paragraph in paragraphs)
    return "\n".join(line for line in said if line.strip())


@pytest.mark.parametrize(("code", "regime"), ALL)
def test_every_kind_is_written_under_every_law_that_knows_it(code, regime):
    made = docx(sample(code, regime))
    said = words(made)
    assert packages.check(made) == []
    assert "{{" not in said
    assert "{%" not in said
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said


@pytest.mark.parametrize(("code", "regime"), ALL)
def test_a_draft_has_room_for_number_and_day_and_bears_no_check_code(code, regime):
    said = words(docx(sample(code, regime, issued=False)))
    assert "Mã kiểm tra" not in said
    assert "None" not in said


def test_a_postponement_says_what_the_law_of_its_time_says():
    old, new = (words(docx(sample("QD-HOAN", regime))) for regime in ("R08", "R25"))
    assert "Căn cứ điểm c khoản 1 Điều 48 Luật Thi hành án dân sự số 26/2008/QH12" in old
    assert "Căn cứ điểm c khoản 1 Điều 46 Luật Thi hành án dân sự số 106/2025/QH15" in new
    assert ("62/2015" in old, "152/2026" in old) == (True, False)
    assert ("62/2015" in new, "152/2026" in new) == (False, True)
    assert "Số: 07/QĐ-CTHADS" in old
    assert "Số: 07/QĐ-THADS" in new


@pytest.mark.parametrize(
    ("matter", "said"),
    [
        (0, "1. Án phí dân sự sơ thẩm: 12.500.000 đồng (bằng chữ: Mười hai triệu năm trăm nghìn đồng)"),
        (1, "1. Trả lại quyền sử dụng thửa đất số 15"),
        (2, "1. Buộc tháo dỡ phần tường rào"),
    ],
)
def test_a_decision_is_typed_by_its_obligations(matter, said):
    coercion = words(docx(sample("QD-CUONG-CHE", "R25", matter)))
    assert said in coercion
    assert ("nghĩa vụ trả tiền" in coercion) == (matter != 2)
    assert ("nghĩa vụ thực hiện công việc" in coercion) == (matter == 2)


def test_a_paper_of_an_officer_stands_under_the_office_and_one_of_the_head_under_the_agency():
    officer, head = (values_of(sample(code, "R25")) for code in ("QD-CUONG-CHE", "QD-HOAN"))
    assert officer["co_quan"] == "PHÒNG THADS KHU VỰC 1"
    assert officer["co_quan_cap_tren"] == "THI HÀNH ÁN DÂN SỰ\nTỈNH QUẢNG NINH"
    assert head["co_quan"] == "THI HÀNH ÁN DÂN SỰ\nTỈNH QUẢNG NINH"
    assert (officer["tham_quyen"], head["tham_quyen"]) == (
        "CHẤP HÀNH VIÊN",
        "TRƯỞNG THI HÀNH ÁN DÂN SỰ TỈNH QUẢNG NINH",
    )


def test_the_lines_above_the_name_come_from_the_power_that_is_used():
    block = SignerBlock(("TL. TRƯỞNG THI HÀNH ÁN DÂN SỰ", "CHẤP HÀNH VIÊN TRƯỞNG"), "Lê Thanh Bình")
    said = words(docx(replace(sample("QD-HOAN", "R25"), signer=block)))
    assert "TL. TRƯỞNG THI HÀNH ÁN DÂN SỰ\nCHẤP HÀNH VIÊN TRƯỞNG\nLê Thanh Bình" in said


def test_grounds_end_with_semicolons_and_the_last_with_a_full_stop():
    lines = [line["chu"] for line in values_of(sample("QD-HOAN", "R25"))["can_cu"]]
    assert all(line.endswith(";") for line in lines[:-1])
    assert lines[-1] == "Theo đề nghị của Chấp hành viên Nguyễn Thị Lan."


def test_own_articles_replace_the_wording_and_keep_the_closing_ones():
    content = replace(sample("QD-SUA-DOI", "R25"), articles=("Sửa số tiền tại mục 1.\nGiữ nguyên mục 2.",))
    articles = values_of(content)["dieu"]
    assert articles[0] == {"ten": "Điều 1.", "chu": "Sửa số tiền tại mục 1.", "doan": ["Giữ nguyên mục 2."]}
    assert articles[-1]["chu"].endswith("chịu trách nhiệm thi hành Quyết định này./.")


def test_what_is_lacking_is_named_all_at_once():
    bare = PaperContent("QD-HOAN", "R25", "Thi hành án dân sự tỉnh Quảng Ninh", "Quảng Ninh")
    with pytest.raises(Refused, match=r"^Dữ liệu: .*còn thiếu căn cứ, quyết định thi hành án; bổ sung"):
        docx(bare)


def test_an_unknown_further_field_is_refused_with_the_fields_there_are():
    with pytest.raises(Refused, match="không có trường «colour»; các trường: until"):
        docx(replace(sample("QD-HOAN", "R25"), extra={"colour": "đỏ"}))


def test_text_of_people_is_text_and_never_code_or_markup():
    hostile = 'Nguyễn <b>&"A" {{ 7*7 }} {% for x in can_cu %}\x00\x0b</w:t><w:r>\ndòng hai'
    made = docx(replace(sample("QD-HOAN", "R25"), reason=hostile))
    xml = zipfile.ZipFile(BytesIO(made)).read("word/document.xml").decode()
    assert "{{ 7*7 }} {% for x in can_cu %}" in xml
    assert "&lt;b&gt;&amp;&#34;A&#34;" in xml
    assert packages.check(made) == []


def test_the_same_content_gives_the_same_bytes_and_another_number_others():
    content = sample("QD-HOAN", "R25")
    assert docx(content) == docx(content)
    assert docx(content) != docx(replace(content, number=8))


def test_an_issued_paper_bears_the_qr_of_its_check_page():
    content = sample("QD-HOAN", "R25")
    issued, draft = (
        zipfile.ZipFile(BytesIO(docx(one))) for one in (content, sample("QD-HOAN", "R25", issued=False))
    )
    assert issued.read("word/media/qr.png") == qr.picture(content.check_address)
    assert draft.read("word/media/qr.png") != qr.picture(content.check_address)


def test_a_code_to_type_is_in_groups_and_the_recipients_are_those_there_are():
    content = sample("QD-HOAN", "R25")
    alone = replace(content, parties=tuple(one for one in content.parties if one.role != "related"))
    said = words(docx(alone))
    assert "Mã kiểm tra: 7K3M 9QTX 2BWD 5RHA" in said
    assert "- Người phải thi hành án;" in said
    assert "- Người có quyền lợi" not in said
    assert "- Thi hành án dân sự thành phố Hải Phòng;" in words(docx(sample("QD-UY-THAC", "R25")))


def test_content_goes_into_a_column_and_comes_back():
    content = sample("QD-UY-THAC", "R25")
    assert restored(json.loads(json.dumps(plain(content)))) == content
    with pytest.raises(ValueError, match="colour"):
        restored({**plain(content), "colour": "red"})


def test_days_and_numbers_are_written_as_the_decree_wants():
    assert day_in_words(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert day_in_words(date(2026, 11, 20)) == "ngày 20 tháng 11 năm 2026"
    content = sample("QD-HOAN", "R25")
    assert sign_of(content) == "07/QĐ-THADS"
    assert sign_of(replace(content, number=1234)) == "1234/QĐ-THADS"
    assert sign_of(replace(content, number=None)).strip() == "/QĐ-THADS"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("CỤC QUẢN LÝ THI HÀNH ÁN DÂN SỰ", "CỤC QUẢN LÝ\nTHI HÀNH ÁN DÂN SỰ"),
        ("THI HÀNH ÁN DÂN SỰ THÀNH PHỐ HẢI PHÒNG", "THI HÀNH ÁN DÂN SỰ\nTHÀNH PHỐ HẢI PHÒNG"),
        ("PHÒNG THADS KHU VỰC 1", "PHÒNG THADS KHU VỰC 1"),
    ],
)
def test_long_names_of_agencies_break_where_they_are_read(name, shown):
    assert in_lines(name) == shown


def test_money_is_said_in_figures_and_words_and_totalled():
    content = replace(
        sample("QD-THA-YC", "R25"),
        obligations=(Obligation("debt", "Trả nợ", 1_005), Obligation("court_fee", "Án phí", 1_015)),
    )
    said = words(docx(content))
    assert "Trả nợ: 1.005 đồng (bằng chữ: Một nghìn không trăm linh năm đồng)" in said
    assert "Tổng số tiền phải thi hành: 2.020 đồng (bằng chữ: Hai nghìn không trăm hai mươi đồng)" in said


def test_the_voluntary_period_is_the_one_of_the_law():
    assert "tự nguyện thi hành án là 10 ngày kể từ ngày" in words(docx(sample("QD-THA-YC", "R25")))


@pytest.mark.parametrize("name", script.PAPERS)
def test_the_delivered_templates_are_fit_and_are_what_the_script_writes(name):
    assert check_template(delivered(name)) == []
    assert script.PAPERS[name]().bytes() == delivered(name)


def test_a_seat_that_nobody_recorded_leaves_no_comma_before_the_day() -> None:
    said = replace(sample("QD-HOAN", "R08"), place="", issued_on=date(2025, 9, 26))
    assert values_of(said)["noi_ngay"] == "ngày 26 tháng 9 năm 2025"
