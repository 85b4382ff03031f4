"""Bringing a register in: once, twice, changed, changed again, cancelled, two at once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from demo import mistakes, so_thu_ly_loi
from django.db import connection
from tests.procedures import workbooks
from tests.procedures.conftest import TODAY, bring, import_file

from thihanh.matters.intake import StageChange
from thihanh.matters.operations import correct_stage
from thihanh.offices import queries as offices
from thihanh.offices.operations import appoint_many
from thihanh.offices.policy import Denied
from thihanh.offices.reach import EVERYTHING, Reach, Viewer
from thihanh.offices.rules import Appointment
from thihanh.procedures.import_register import operations, queries
from thihanh.procedures.import_register.operations import ImportCancelled, ImportRefused
from thihanh.procedures.import_register.preparing import WRITING, Importer
from thihanh.procedures.models import ImportRun
from thihanh.trail.queries import entries_of, verify

FACT_TABLES = ("matters_matter", "matters_party", "matters_stage", "matters_assignment", "money_posting")


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        found: int = cursor.fetchone()[0]
    return found


def everything() -> dict[str, int]:
    return {table: count(table) for table in FACT_TABLES}


def stages() -> list[tuple[date, str, str]]:
    """The stages in force of the only matter."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT "on", stage, document FROM matters_stage s WHERE NOT void
              AND NOT EXISTS (SELECT 1 FROM matters_stage r WHERE r.replaces_id = s.id)
            ORDER BY "on", ordinal, id
            """
        )
        return list(cursor.fetchall())


def changed(tmp_path: Path, *changes: tuple[str, int, int, Any]) -> Path:
    """The small register with some cells (sheet, row from 0, column from 0) changed."""
    sheets = workbooks.small()
    for sheet, row, column, value in changes:
        sheets[sheet][row][column] = value
    return workbooks.write(tmp_path / "changed.xlsx", sheets)


def viewer(role: str, agency: str = "22", officer: str = "22.0009") -> Viewer:
    return Viewer(1, officer, "Trần Thị Bình", (role,), agency, agency)


def test_a_register_in_order_enters_whole(quang_ninh: Importer, register: Path) -> None:
    counts = import_file(register, quang_ninh)
    assert counts["matters"] == 1
    assert counts["added"] == 2 + 1 + 4 + 2 + 1 + 1
    assert everything() == dict(zip(FACT_TABLES, (1, 2, 4, 1, 2), strict=True))
    assert offices.post_on("22.0001", TODAY) is not None


@pytest.mark.parametrize("begun", [True, False])
def test_a_matter_stayed_goes_back_to_where_it_stood_once_it_was_decided(
    quang_ninh: Importer, tmp_path: Path, begun: bool
) -> None:
    sheets = workbooks.small()
    key, rows = sheets["Diễn biến"][0][:2], sheets["Diễn biến"]
    stayed = [*key, date(2025, 3, 5), "Hoãn", "H-a", None, None, None]
    back = [*key, date(2025, 3, 7), "Đã ra quyết định", None, None, None, None]
    sheets["Diễn biến"] = [*(rows[:1] if begun else ()), stayed, back, *rows[1:]]
    _, prepared = bring(workbooks.write(tmp_path / "stayed.xlsx", sheets), quang_ninh)
    assert prepared.in_order == begun
    said = [one.code for one in prepared.findings.problems]
    assert ("stage.decided_elsewhere" in said) != begun


def test_a_dry_run_writes_nothing_to_the_record(quang_ninh: Importer, register: Path) -> None:
    run_id, _ = bring(register, quang_ninh)
    assert queries.run(run_id).state == "checked"
    assert set(everything().values()) == {0}
    assert offices.post_on("22.0001", TODAY) is None


def test_an_import_is_one_act_and_one_entry_for_each_matter(quang_ninh: Importer, register: Path) -> None:
    import_file(register, quang_ninh)
    run = queries.runs(EVERYTHING)[0]
    (act,) = entries_of(f"import:{run.sha256}")
    assert act.act == "register.imported"
    assert act.id == run.entry_id
    assert act.content()["counts"]["matters"] == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM trail_entry WHERE subject LIKE 'matter:%%'")
        assert cursor.fetchone()[0] == 1


def test_the_same_file_twice_changes_nothing(quang_ninh: Importer, register: Path) -> None:
    import_file(register, quang_ninh)
    before = everything()
    run_id, _ = bring(register, quang_ninh)
    row = queries.run(run_id)
    assert row.state == "unchanged"
    assert "đã được nhập ngày 30/09/2025" in row.sentence
    with pytest.raises(ImportRefused, match="không chờ xác nhận"):
        operations.apply(run_id, quang_ninh)
    assert everything() == before


@pytest.mark.parametrize(
    "change",
    [
        ("Tiền", 0, 5, 41_000_000),
        ("Tiền", 0, 3, date(2025, 5, 6)),
        ("Tiền", 0, 6, "BL 0002"),
        ("Khoản", 0, 5, 90_000_000),
        ("Khoản", 0, 4, "Trả nợ gốc"),
        ("Diễn biến", 3, 2, date(2025, 4, 11)),
        ("Diễn biến", 3, 5, "15/BB"),
        ("Diễn biến", 3, 3, "Tài sản chưa đủ điều kiện xử lý"),
        ("Phân công", 0, 4, "22.0002"),
        ("Đương sự", 1, 8, "Hạ Long"),
        ("Việc", 0, 8, None),
    ],
)
def test_a_changed_cell_is_exactly_one_correction(
    change: tuple[str, int, int, Any], quang_ninh: Importer, register: Path, tmp_path: Path
) -> None:
    import_file(register, quang_ninh)
    counts = import_file(changed(tmp_path, change), quang_ninh)
    assert (counts["matters"], counts["added"], counts["corrected"]) == (0, 0, 1)


def test_a_new_row_is_one_new_fact(quang_ninh: Importer, register: Path, tmp_path: Path) -> None:
    import_file(register, quang_ninh)
    sheets = workbooks.small()
    sheets["Tiền"].append([*sheets["Tiền"][0][:3], date(2025, 6, 6), "Thu được", 1_000_000, "BL 0009", None])
    counts = import_file(workbooks.write(tmp_path / "so2.xlsx", sheets), quang_ninh)
    assert (counts["matters"], counts["added"], counts["corrected"]) == (0, 1, 0)


def test_a_row_put_between_two_of_one_day_keeps_its_place(
    quang_ninh: Importer, register: Path, tmp_path: Path
) -> None:
    import_file(register, quang_ninh)
    sheets = workbooks.small()
    row = list(sheets["Diễn biến"][3])
    row[3] = "Tài sản chưa đủ điều kiện xử lý"
    sheets["Diễn biến"].insert(3, row)
    import_file(workbooks.write(tmp_path / "so2.xlsx", sheets), quang_ninh)
    assert [stage for _, stage, _ in stages()][-2:] == ["asset_not_ready", "in_progress"]


def test_other_letters_for_the_same_name_are_no_change(
    quang_ninh: Importer, register: Path, tmp_path: Path
) -> None:
    import_file(register, quang_ninh)
    run_id, _ = bring(changed(tmp_path, ("Đương sự", 1, 4, "Trần  Thị Hoà")), quang_ninh)
    assert queries.run(run_id).state == "unchanged"


def test_a_file_with_this_months_rows_alone_replaces_nothing(
    quang_ninh: Importer, register: Path, tmp_path: Path
) -> None:
    import_file(register, quang_ninh)
    sheets = workbooks.small()
    key = sheets["Tiền"][0][:3]
    sheets["Tiền"] = [[*key, date(2025, 6, 6), "Thu được", 7_000_000, "BL 0009", None]]
    sheets["Diễn biến"] = [
        [*key[:2], date(2025, 6, 2), "Tài sản chưa đủ điều kiện xử lý", None, None, None, None]
    ]
    counts = import_file(workbooks.write(tmp_path / "so2.xlsx", sheets), quang_ninh)
    assert (counts["added"], counts["corrected"], counts["missing"]) == (2, 0, 4)
    assert everything()["money_posting"] == 3


def test_rows_no_longer_in_the_file_stay_and_are_told(
    quang_ninh: Importer, register: Path, tmp_path: Path
) -> None:
    import_file(register, quang_ninh)
    sheets = workbooks.small()
    sheets["Tiền"] = []
    run_id, prepared = bring(workbooks.write(tmp_path / "so2.xlsx", sheets), quang_ninh)
    assert queries.run(run_id).state == "unchanged"
    (told,) = prepared.findings.problems
    assert told.code == "row.missing"
    assert "Tiền!A2" in told.what
    assert everything()["money_posting"] == 2


def test_a_correction_of_a_correction_replaces_the_last_one(
    quang_ninh: Importer, register: Path, tmp_path: Path
) -> None:
    import_file(register, quang_ninh)
    for day in (date(2025, 4, 11), date(2025, 4, 12), date(2025, 4, 10)):
        counts = import_file(changed(tmp_path, ("Diễn biến", 3, 2, day)), quang_ninh)
        assert counts["corrected"] == 1
        assert stages()[-1][0] == day
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(replaces_id), count(DISTINCT replaces_id) FROM matters_stage")
        assert cursor.fetchone() == (7, 3, 3)


def test_money_corrected_twice_still_adds_up(quang_ninh: Importer, register: Path, tmp_path: Path) -> None:
    import_file(register, quang_ninh)
    for amount in (41_000_000, 42_000_000):
        import_file(changed(tmp_path, ("Tiền", 0, 5, amount)), quang_ninh)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(CASE 'collected' WHEN debit THEN amount WHEN credit THEN -amount END) "
            "FROM money_posting"
        )
        assert cursor.fetchone()[0] == 42_000_000


def test_a_correction_is_known_from_the_day_of_its_import(
    quang_ninh: Importer, register: Path, tmp_path: Path
) -> None:
    import_file(register, Importer(by="22.0009", on=date(2025, 6, 30)))
    import_file(changed(tmp_path, ("Diễn biến", 3, 2, date(2025, 4, 11))), quang_ninh)
    with connection.cursor() as cursor:
        cursor.execute("SELECT known_on FROM matters_stage WHERE replaces_id IS NOT NULL")
        assert cursor.fetchall() == [(TODAY,)]


def test_what_a_person_corrected_is_not_turned_back_by_an_old_file(
    quang_ninh: Importer, register: Path, tmp_path: Path
) -> None:
    import_file(register, quang_ninh)
    appoint_many(
        [Appointment("22.0008", "Trần Thị Bình", "22", "province_head", date(2024, 1, 1))], by="x", on=TODAY
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT matter_id, id FROM matters_stage WHERE stage = 'in_progress'")
        matter_id, fact_id = cursor.fetchone()
    correct_stage(
        matter_id=matter_id,
        fact_id=fact_id,
        change=StageChange(date(2025, 4, 20), "in_progress", known_on=TODAY, replaces=fact_id),
        reason="Biên bản xác minh ghi ngày 20/04/2025",
        by=viewer("province_head", officer="22.0008"),
        on=TODAY,
    )
    run_id, prepared = bring(changed(tmp_path, ("Tiền", 0, 5, 41_000_000)), quang_ninh)
    assert [one.code for one in prepared.findings.problems] == ["row.corrected_by_hand"]
    operations.apply(run_id, quang_ninh, prepared)
    assert stages()[-1][0] == date(2025, 4, 20)


def test_a_file_that_contradicts_the_record_is_refused_before_writing(
    quang_ninh: Importer, register: Path, tmp_path: Path
) -> None:
    import_file(register, quang_ninh)
    sheets = workbooks.small()
    sheets["Tiền"] = [[*sheets["Tiền"][0][:3], date(2025, 6, 6), "Thu được", 90_000_000, "BL 0009", None]]
    _, prepared = bring(workbooks.write(tmp_path / "so2.xlsx", sheets), quang_ninh)
    assert {one.code for one in prepared.findings.problems} == {"row.missing", "money.against_record"}


def test_the_decisions_day_cannot_be_changed_by_file(
    quang_ninh: Importer, register: Path, tmp_path: Path
) -> None:
    import_file(register, quang_ninh)
    sheets = {
        name: [[date(2025, 3, 4) if cell == workbooks.D else cell for cell in row] for row in rows]
        for name, rows in workbooks.small().items()
    }
    _, prepared = bring(workbooks.write(tmp_path / "so2.xlsx", sheets), quang_ninh)
    assert "matter.decided_on_fixed" in {one.code for one in prepared.findings.problems}
    assert not prepared.in_order


def test_a_file_with_an_error_enters_not_even_half(quang_ninh: Importer, tmp_path: Path) -> None:
    book, _ = mistakes.one_mistake("thu vượt nghĩa vụ")
    run_id, prepared = bring(so_thu_ly_loi.write(book, tmp_path / "so.xlsx"), quang_ninh)
    row = queries.run(run_id)
    assert (row.state, row.errors) == ("refused", 1)
    with pytest.raises(ImportRefused):
        operations.apply(run_id, quang_ninh, prepared)
    assert set(everything().values()) == {0}


def test_a_file_of_another_province_is_refused_at_its_code(quang_ninh: Importer, tmp_path: Path) -> None:
    who = Importer(by="22.0009", on=TODAY, viewer=viewer("province_head"))
    path = changed(tmp_path, ("Thông tin", 0, 1, "44"))
    run_id, prepared = bring(path, who)
    (one,) = prepared.findings.problems
    assert (one.code, one.sheet, one.cell) == ("agency.other", "Thông tin", "B1")
    assert queries.run(run_id).state == "refused"


@pytest.mark.parametrize(("value", "shown"), [("99", "99"), (7.0, "07")])
def test_a_code_of_no_province(value: object, shown: str, quang_ninh: Importer, tmp_path: Path) -> None:
    _, prepared = bring(changed(tmp_path, ("Thông tin", 0, 1, value)), quang_ninh)
    (one,) = prepared.findings.problems
    assert one.code == "agency.other"
    assert shown in one.what


def test_an_observer_may_not_bring_a_register_in(quang_ninh: Importer, register: Path) -> None:
    with pytest.raises(Denied):
        bring(register, Importer(by="x", on=TODAY, viewer=viewer("procuracy")))


def test_who_may_not_appoint_brings_in_no_new_officer(quang_ninh: Importer, register: Path) -> None:
    run_id, prepared = bring(register, quang_ninh)
    with pytest.raises(Denied):
        operations.apply(run_id, Importer(by="x", on=TODAY, viewer=viewer("nv_head")), prepared)
    assert entries_of("officer:22.0001") == ()


def test_runs_of_another_province_are_not_seen(quang_ninh: Importer, register: Path) -> None:
    run_id, _ = bring(register, quang_ninh)
    elsewhere = Reach(agencies=frozenset({"44"}))
    assert queries.runs(elsewhere) == ()
    with pytest.raises(queries.RunUnknown):
        queries.problems(run_id, elsewhere)


def test_a_code_written_as_a_number_keeps_its_zero(quang_ninh: Importer, tmp_path: Path) -> None:
    _, prepared = bring(changed(tmp_path, ("Thông tin", 0, 1, 4)), quang_ninh)
    assert prepared.agency == "04"


def test_an_import_stopped_half_way_leaves_nothing(quang_ninh: Importer, register: Path) -> None:
    run_id, prepared = bring(register, quang_ninh)

    def stop(phase: str, done: int, total: int) -> None:
        if phase == WRITING and done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        operations.apply(run_id, Importer(by="22.0009", on=TODAY, progress=stop), prepared)
    row = queries.run(run_id)
    assert row.state == "cancelled"
    assert "không có gì được ghi" in row.sentence
    assert set(everything().values()) == {0}
    assert import_file(register, quang_ninh)["matters"] == 1


def test_an_import_cancelled_from_the_page_stops_at_its_next_step(
    quang_ninh: Importer, register: Path
) -> None:
    run_id, prepared = bring(register, quang_ninh)

    def ask(phase: str, done: int, total: int) -> None:
        if phase == WRITING:
            operations.cancel(run_id, by=viewer("province_head"), on=TODAY)

    with pytest.raises(ImportCancelled):
        operations.apply(run_id, Importer(by="22.0009", on=TODAY, progress=ask), prepared)
    assert queries.run(run_id).state == "cancelled"
    assert set(everything().values()) == {0}


def test_a_file_that_waits_can_be_dropped(quang_ninh: Importer, register: Path) -> None:
    run_id, prepared = bring(register, quang_ninh)
    operations.cancel(run_id, by=None, on=TODAY)
    assert queries.run(run_id).state == "cancelled"
    with pytest.raises(ImportRefused):
        operations.apply(run_id, quang_ninh, prepared)


def test_an_import_whose_process_died_says_so(quang_ninh: Importer, register: Path) -> None:
    run_id, _ = bring(register, quang_ninh)
    ImportRun.objects.filter(pk=run_id).update(state="applying")
    row = queries.run(run_id)
    assert row.state == "cancelled"
    assert "ngắt giữa chừng" in row.sentence


@pytest.fixture
def other_import(quang_ninh: Importer) -> Iterator[None]:
    """Somebody else is just writing a register of Quảng Ninh."""
    values = connection.settings_dict
    with psycopg.connect(
        dbname=values["NAME"],
        user=values["USER"],
        password=values["PASSWORD"],
        host=values["HOST"],
        port=values["PORT"] or None,
    ) as other:
        other.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [queries.lock_key("22")])
        yield


@pytest.mark.usefixtures("other_import")
def test_two_imports_at_once_wait_for_each_other(quang_ninh: Importer, register: Path) -> None:
    run_id, prepared = bring(register, quang_ninh)
    with pytest.raises(ImportRefused, match="một lần nhập sổ khác"):
        operations.apply(run_id, quang_ninh, prepared)
    assert queries.run(run_id).state == "checked"
    assert set(everything().values()) == {0}


@pytest.mark.usefixtures("other_import")
def test_a_run_being_written_is_not_written_a_second_time(quang_ninh: Importer, register: Path) -> None:
    run_id, prepared = bring(register, quang_ninh)
    ImportRun.objects.filter(pk=run_id).update(state="applying")
    assert queries.run(run_id).state == "applying"
    with pytest.raises(ImportRefused):
        operations.apply(run_id, quang_ninh, prepared)
    assert queries.run(run_id).state == "applying"


def test_a_file_applied_later_is_read_again(quang_ninh: Importer, register: Path) -> None:
    run_id, _ = bring(register, quang_ninh)
    assert operations.apply(run_id, quang_ninh)["matters"] == 1


def test_an_office_saves_its_own_heading(quang_ninh: Importer, tmp_path: Path) -> None:
    top = ["Biên lai số" if text == "Chứng từ" else text for text in workbooks.headings("Tiền")]
    path = workbooks.write(tmp_path / "so.xlsx", workbooks.small(), {"Tiền": top})
    _, before = bring(path, quang_ninh)
    operations.save_heading(
        agency="22",
        sheet="Tiền",
        heading="Biên lai số",
        column="voucher",
        by=viewer("province_head"),
        on=TODAY,
    )
    _, after = bring(path, quang_ninh)
    assert before.findings.problems
    assert not after.findings.problems
    assert queries.headings_of("22") == (("Tiền", "Biên lai số", "voucher"),)


def test_a_heading_cannot_be_saved_for_a_column_that_is_none(quang_ninh: Importer) -> None:
    with pytest.raises(ImportRefused):
        operations.save_heading(
            agency="22", sheet="Tiền", heading="Biên lai", column="bank", by=viewer("province_head"), on=TODAY
        )


def test_every_fact_of_a_matter_tells_file_sheet_and_cell(
    quang_ninh: Importer, register: Path, tmp_path: Path
) -> None:
    import_file(register, quang_ninh)
    import_file(changed(tmp_path, ("Tiền", 0, 5, 41_000_000)), quang_ninh)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM matters_matter")
        found = queries.lineage_of(cursor.fetchone()[0])
    assert {one.file_name for one in found} == {"so.xlsx", "changed.xlsx"}
    assert ("Diễn biến", "Diễn biến", "A5") in {(one.what, one.sheet, one.cell) for one in found}
    corrected = [one for one in found if one.file_name == "changed.xlsx"]
    assert {(one.what, one.cell) for one in corrected} == {("Tiền", "A2")}
    assert len(found) == 1 + 2 + 1 + 4 + 1 + 1 + 2 + 2


def test_the_record_proves_every_imported_fact(quang_ninh: Importer, register: Path, tmp_path: Path) -> None:
    import_file(register, quang_ninh)
    import_file(changed(tmp_path, ("Đương sự", 1, 4, "Trần Thị Hạnh")), quang_ninh)
    report = verify(facts=True)
    assert not report.problems
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(payload, ' ') FROM trail_entry WHERE subject LIKE 'matter:%%'")
        payloads = cursor.fetchone()[0]
    assert "022090012345" not in payloads
    assert "Trần Thị" not in payloads
