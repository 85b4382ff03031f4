"""Files that are no register, or would rather harm the server: each gets its sentence, fast."""

import struct
import zipfile
from pathlib import Path

import pytest
from tests.procedures.conftest import found_in, places

from thihanh.procedures.register_file import layout, workbook
from thihanh.procedures.register_file.problems import FileRefused

SHEET = (
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{rows}</sheetData></worksheet>"
)


def refusal(path: Path) -> FileRefused:
    with pytest.raises(FileRefused) as refused:
        workbook.read(path)
    assert refused.value.sentence.endswith(".")
    return refused.value


def with_sheet(source: Path, target: Path, part: str, content: bytes) -> Path:
    """The workbook with one part replaced."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == part else old.read(entry))
    return target


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    path.touch()
    assert refusal(path).code == "file.empty"


@pytest.mark.parametrize(
    "content", [b"so,ngay\n1,2\n", b"%PDF-1.7", b"\x00" * 4096, "Số;Ngày".encode("utf-16")]
)
def test_a_file_that_is_no_workbook(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(content)
    assert refusal(path).code == "file.not_xlsx"


def test_a_renamed_xls(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1024 + "Workbook".encode("utf-16-le"))
    refused = refusal(path)
    assert refused.code == "file.old_xls"
    assert ".xls" in refused.sentence


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1024 + "EncryptedPackage".encode("utf-16-le")
    )
    assert refusal(path).code == "file.encrypted"


def test_a_workbook_cut_short(register: Path, tmp_path: Path) -> None:
    whole = register.read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(whole[: len(whole) // 2])
    assert refusal(path).code == "file.damaged"


def test_a_workbook_with_a_broken_byte_in_a_part(register: Path, tmp_path: Path) -> None:
    content = bytearray(register.read_bytes())
    with zipfile.ZipFile(register) as archive:
        entry = archive.getinfo("xl/worksheets/sheet2.xml")
    content[entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2] ^= 0xFF
    path = tmp_path / "broken.xlsx"
    path.write_bytes(bytes(content))
    assert refusal(path).code == "file.damaged"


def test_a_zip_bomb_is_known_by_its_directory(register: Path, tmp_path: Path) -> None:
    bomb = with_sheet(register, tmp_path / "bomb.xlsx", "xl/worksheets/sheet2.xml", b"0" * 30_000_000)
    assert bomb.stat().st_size < 100_000
    assert refusal(bomb).code == "file.bomb"


def test_a_bomb_that_lies_about_its_size_is_found_too(register: Path, tmp_path: Path) -> None:
    part = "xl/worksheets/sheet2.xml"
    bomb = with_sheet(register, tmp_path / "bomb.xlsx", part, b"0" * 30_000_000)
    content = bytearray(bomb.read_bytes())
    small = struct.pack("<I", 1000)
    with zipfile.ZipFile(bomb) as archive:
        entry = archive.getinfo(part)
    content[entry.header_offset + 22 : entry.header_offset + 26] = small
    place = content.rfind(b"PK\x01\x02", 0, content.rfind(part.encode()))
    content[place + 24 : place + 28] = small
    bomb.write_bytes(bytes(content))
    assert refusal(bomb).code == "file.damaged"


def test_ten_thousand_parts(register: Path, tmp_path: Path) -> None:
    path = tmp_path / "parts.xlsx"
    path.write_bytes(register.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(1_000):
            archive.writestr(f"xl/media/{number}", b"")
    assert refusal(path).code == "file.bomb"


def test_a_workbook_with_a_macro(register: Path, tmp_path: Path) -> None:
    path = tmp_path / "macro.xlsx"
    path.write_bytes(register.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Attribute VB_Name")
    assert refusal(path).code == "file.macro"


def test_another_kind_of_office_document(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<office:document-content/>")
    refused = refusal(path)
    assert refused.code == "file.not_xlsx"
    assert ".ods" in refused.sentence


def test_200_000_matters_in_one_file(register: Path, tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 200_002))
    path = with_sheet(
        register, tmp_path / "long.xlsx", "xl/worksheets/sheet2.xml", SHEET.format(rows=rows).encode()
    )
    refused = refusal(path)
    assert refused.code == "file.too_many_rows"
    assert "200.000 dòng" in refused.sentence
    assert f"{layout.MOST_MATTERS:,}".replace(",", ".") in refused.sentence


def test_one_cell_at_the_far_corner_of_the_sheet(register: Path, tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = with_sheet(
        register, tmp_path / "far.xlsx", "xl/worksheets/sheet2.xml", SHEET.format(rows=rows).encode()
    )
    assert refusal(path).code in {"file.memory", "file.too_many_rows", "file.damaged"}


def test_entities_are_not_expanded(register: Path, tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    evil = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><w>&l9;</w>'
    path = with_sheet(register, tmp_path / "laughs.xlsx", "xl/workbook.xml", evil.encode())
    assert refusal(path).code == "file.damaged"


def test_errors_of_excel_are_no_empty_cells(register: Path, tmp_path: Path) -> None:
    part = "xl/worksheets/sheet5.xml"
    with zipfile.ZipFile(register) as archive:
        content = archive.read(part).decode()
    first = content.index('<c r="D2"')
    end = content.index("</c>", first) + len("</c>")
    broken = content[:first] + '<c r="D2" t="e"><v>#N/A</v></c>' + content[end:]
    path = with_sheet(register, tmp_path / "na.xlsx", part, broken.encode())
    assert ("cell.excel_error", "Diễn biến", "D2") in places(found_in(path))


def test_the_worker_sees_no_secret_of_the_product(monkeypatch: pytest.MonkeyPatch, register: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    done = workbook.worker("reader", str(register), str(register.with_suffix(".json")))
    assert done.returncode == 0
    assert b"secret" not in done.stdout + done.stderr
