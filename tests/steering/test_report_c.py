"""Report C speaks from the committee's own record: its sentences hold, its tables name what was done."""

import dataclasses
from datetime import date

import pytest

from tests.builders import a_matter
from tests.cast import LAN, NGHIEP, TRUONG, viewer
from tests.reports import worlds
from tests.steering.conftest import LARGE, ON
from thihanh.dossiers.operations import New, open_dossier, take
from thihanh.law.notation import dotted
from thihanh.matters.operations import register_many
from thihanh.reports.checking import ChangedNumber, against_sheet, check_prose
from thihanh.reports.kinds import committee as report
from thihanh.reports.kinds.catalogue import compose, kind_of
from thihanh.reports.material import Material
from thihanh.reports.steered import steered
from thihanh.reports.structure import Hand, Head, Missing, Paragraph, Report, Signature, Table
from thihanh.statistics.period import month_period
from thihanh.steering import delay_papers, operations
from thihanh.steering.standing import committee_on

PERIOD = month_period(2025, 12)
HEAD = Head("", "", "BC", "", PERIOD.to, "BÁO CÁO", "")


def made(material: Material) -> Report:
    sources = [material.source, *([material.sheet.before.source] if material.sheet.before else [])]
    return Report("C", worlds.UNIT, 2025, 12, HEAD, tuple(sources), report.blocks(material))


def material(seed: int = 1) -> Material:
    return dataclasses.replace(worlds.material(seed), steered=steered("22", PERIOD, ON))


@pytest.fixture
def steering(matters: list[int], committee: int, meeting: int) -> list[int]:
    """A meeting held in the period, two directives, one of them late and on a matter."""
    operations.build(meeting, by=viewer(NGHIEP), on=ON)
    operations.settle(meeting, by=viewer(NGHIEP), on=ON)
    members = committee_on("22", ON).members
    take(meeting, "hold", {"present": [members[0].key, members[1].key]}, by=viewer(NGHIEP), on=ON)
    for body, due, about in (("land_registry", "01/09/2025", matters[LARGE]), ("police_province", "", None)):
        raw = {
            "sort": "task" if about else "letter",
            "title": "Đo vẽ lại thửa đất",
            "owner_body": body,
            "deliverable": "văn bản",
            "due": due or "31/12/2025",
            "evidence": "paper",
            "on": "01/07/2025",
            **({"matters": str(about)} if about else {}),
        }
        open_dossier(New("directive", raw, agency="22"), by=viewer(TRUONG), on=ON)
    programme = {"year": "2026", "content": "Họp định kỳ hằng quý\nKiểm tra 4 xã", "on": "15/09/2025"}
    take(committee, "programme", programme, by=viewer(TRUONG), on=ON)
    return matters


def tables(found: Report) -> dict[str, list[tuple[str, ...]]]:
    return {
        one.key: [tuple(cell.text for cell in row.cells) for row in one.rows]
        for one in found.blocks
        if isinstance(one, Table)
    }


def test_without_a_committee_the_section_says_its_source_is_missing(matters: list[int]) -> None:
    found = made(material())
    assert "sổ hoạt động của Ban Chỉ đạo" in next(
        one.text for one in found.blocks if isinstance(one, Missing)
    )


def test_its_sentences_are_those_of_the_record(steering: list[int]) -> None:
    found = made(material())
    texts = [one.text for one in found.paragraphs]
    assert (
        "Ban Chỉ đạo có 4 thành viên; trong kỳ họp 1 phiên, giao 2 nhiệm vụ, đã hoàn thành 0, còn quá hạn 1."
        in texts
    )
    assert "Trong kỳ không có cưỡng chế huy động lực lượng." in texts


@pytest.mark.parametrize("seed", range(5))
def test_every_number_is_read_back_and_a_changed_one_refused(steering: list[int], seed: int) -> None:
    one = material(seed)
    found = made(one)
    assert [str(problem) for problem in against_sheet(found, one.sheet)] == []
    said = next(part for part in found.paragraphs if "thành viên" in part.text)
    with pytest.raises(ChangedNumber):
        check_prose(said, said.text.replace("có 4 thành viên", "có 5 thành viên"))


def test_its_tables_name_members_meetings_cases_and_the_programme(steering: list[int]) -> None:
    found = tables(made(material()))
    assert found["ban-chi-dao-thanh-vien"][0][:2] == ("Trưởng ban", "Lò Văn Trưởng Ban")
    assert found["ban-chi-dao-phien-hop"] == [("Phiên họp quý III", "30/09/2025", "2", "0")]
    (case,) = found["ban-chi-dao-vu-viec"]
    assert case[0] == "1/QĐ-TS"
    assert case[2] == "25.000.000.000"
    assert case[4:6] == ("Đo vẽ lại thửa đất", "01/09/2025")
    assert ("Công văn chỉ đạo", "1", "0", "0") in found["ban-chi-dao-van-ban"]
    assert found["ban-chi-dao-chuong-trinh"] == [("Họp định kỳ hằng quý",), ("Kiểm tra 4 xã",)]


def test_each_directive_stands_with_its_evidence_and_its_effect(steering: list[int]) -> None:
    rows = {
        row[0].partition(": ")[2] + row[2]: row for row in tables(made(material()))["ban-chi-dao-ket-qua"]
    }
    late, open_ = rows["Đo vẽ lại thửa đất01/09/2025"], rows["Đo vẽ lại thửa đất31/12/2025"]
    assert late[3:] == ("Đã giao, quá hạn; cần văn bản đã phát hành", "Quá ít việc để kết luận")
    assert open_[3:] == ("Đã giao; cần văn bản đã phát hành", "Không gắn việc")


def test_what_stands_in_the_way_is_no_question(steering: list[int]) -> None:
    (case,) = tables(made(material()))["ban-chi-dao-vu-viec"]
    assert case[3] == "Giá trị lớn và kéo dài"


def test_days_of_delay_are_those_of_the_meeting_s_papers_and_add_up(
    matters: list[int], committee: int, meeting: int
) -> None:
    table = delay_papers.state_delays(meeting, by=viewer(NGHIEP), on=ON)
    rows = tables(made(material()))["ban-chi-dao-ngay-cham"]
    assert rows[-1] == ("Cộng", dotted(table.days), "")
    assert sum(one.days for one in table.lines) == table.days


def test_a_drive_on_many_matters_is_no_complex_case(steering: list[int]) -> None:
    raw = {
        "sort": "drive_eligible",
        "title": "Thi hành dứt điểm",
        "owner_body": "agency",
        "deliverable": "báo cáo",
        "due": "31/12/2025",
        "evidence": "paper",
        "matters": [str(one) for one in (*steering, *more())],
    }
    open_dossier(New("directive", raw, agency="22"), by=viewer(TRUONG), on=ON)
    assert len(tables(made(material()))["ban-chi-dao-vu-viec"]) == 1


def more() -> list[int]:
    """Matters enough to make a drive."""
    held = a_matter("9/QĐ-TS", "05/01/2024").owing(90_000_000).held_by(LAN.code, "22.KV01")
    return register_many([held.intake], by=LAN.code)


def test_the_committee_s_report_is_headed_and_signed_by_the_committee(steering: list[int]) -> None:
    found = compose(kind_of("C"), material())
    assert (found.head.superior, found.head.issuer.replace("\n", " ")) == (
        "ỦY BAN NHÂN DÂN TỈNH",
        "BAN CHỈ ĐẠO THADS, HC",
    )
    (signature,) = [one for one in found.blocks if isinstance(one, Signature)]
    assert signature.post == "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"


def test_parts_people_write_stay_apart(steering: list[int]) -> None:
    found = made(material())
    assert {"kien-toan", "vu-viec", "cuong-che", "cap-xa", "ke-hoach"} <= {
        one.key for one in found.blocks if isinstance(one, Hand)
    }
    assert all(isinstance(one, Paragraph) for one in found.paragraphs)


def test_what_was_given_after_the_period_is_not_in_it(steering: list[int]) -> None:
    before = steered("22", month_period(2025, 5), date(2025, 9, 30))
    assert before is not None
    assert (before.given, before.held, before.cases) == ((), (), ())
