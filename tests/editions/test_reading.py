"""A file is read and checked anywhere; a changed byte is named with the part it is in."""

import subprocess
import sys

import pytest

from tests import cast, keys
from tests.editions.world import CLOSING, closed
from thihanh.documents.keystore import end_of, key_store
from thihanh.documents.signing.authority import KeyRefused
from thihanh.documents.signing.verify import Trust
from thihanh.editions import canon, container, headline, operations, queries, reading
from thihanh.editions.container import ACTS, BODY, FRAME, HEADER, MEMBERS
from thihanh.editions.kinds import kind_of
from thihanh.editions.opening import Cell, behind
from thihanh.editions.rules import Refused
from thihanh.offices.policy import Denied
from thihanh.statistics.book.definitions.reading import forms_on
from thihanh.statistics.book.layout import UnknownPart

PARTS = {
    FRAME: "Khung tệp",
    HEADER: "Phần đầu (header.json)",
    BODY: "Phần thân (body.json)",
    MEMBERS: "Danh sách việc (members.csv)",
    ACTS: "Danh sách tác nghiệp (acts.csv)",
}
WITHOUT_DJANGO = """
import sys
from pathlib import Path
from thihanh.editions.reading import verify
verdict = verify(Path(sys.argv[1]).read_bytes())
print(verdict.ok, verdict.label)
assert "django" not in sys.modules and "psycopg" not in sys.modules
"""


@pytest.fixture
def file(matters) -> bytes:
    return queries.file_of(closed().id).content


def wrong(content: bytes) -> list[str]:
    return [row.label for row in reading.verify(content).wrong]


def test_an_untouched_file_is_what_was_closed(file):
    verdict = reading.verify(file)
    assert verdict.ok, verdict.wrong
    assert {row.label for row in verdict.rows} >= {
        *PARTS.values(),
        "Số liệu tính lại từ danh sách việc",
        "Quy tắc đối soát",
    }
    assert "chính thức" in verdict.label


def test_headline_figures_are_those_of_the_whole_body_and_a_unit_is_read_when_asked_for(file, monkeypatch):
    contents = dict(container.unpack(file).parts)
    body = {**canon.read(contents[BODY], BODY), "explanation": 'ghi "figures":{ và },"format": trong lời'}
    content = container.pack({**contents, BODY: canon.written(body)})
    whole = headline.named_figures(reading.read_body_of(content), 7)
    assert whole.value("cases.due") == 5
    asked: list[str] = []
    under = headline._under
    monkeypatch.setattr(headline, "_under", lambda form, unit: asked.append(unit) or under(form, unit))
    found = headline.read_figures(content, 7)
    assert found.value("cases.due") == 5
    assert asked == [whole.unit] * 2, "the cases and the money of one unit"
    assert len(whole.units) > 3
    assert found == whole
    assert set(asked) == set(whole.unit_names)


@pytest.mark.parametrize("part", [HEADER, BODY, MEMBERS, ACTS])
def test_one_changed_byte_is_named_with_its_part(file, part):
    place = file.index(container.unpack(file).parts[part])
    for offset in (0, 5, len(container.unpack(file).parts[part]) - 2):
        changed = bytearray(file)
        changed[place + offset] ^= 1
        assert wrong(bytes(changed)) == [PARTS[part]]


def test_one_changed_byte_anywhere_at_all_is_found(file):
    for place in [*range(60), *range(60, len(file), 997), *range(len(file) - 120, len(file))]:
        changed = bytearray(file)
        changed[place] ^= 1
        assert not reading.verify(bytes(changed)).ok, place


def test_a_forger_who_recomputes_every_digest_is_caught_by_the_figures(file):
    parts = dict(container.unpack(file).parts)
    body = canon.read(parts[BODY], BODY)
    total = body["figures"]["01/TK-THA TT05"]["22"][0]
    assert total[0] == "total"
    total[2][7] += 1
    parts[BODY] = canon.written(body)
    header = canon.read(parts[HEADER], HEADER) | {"body_sha256": canon.digest(parts[BODY])}
    parts[HEADER] = canon.written(header | {"sha256": reading.header_digest(header)})
    verdict = reading.verify(container.pack(parts))
    assert [row.label for row in verdict.wrong] == ["Số liệu tính lại từ danh sách việc"]
    assert "01/TK-THA TT05, đơn vị 22" in verdict.wrong[0].value


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\x00" * 999, "Sổ".encode()])
def test_a_file_that_is_none_gets_its_sentence(content):
    verdict = reading.verify(content)
    assert not verdict.ok
    assert any("Dữ liệu:" in row.value or "PDF" in row.value for row in verdict.wrong)


def test_it_needs_neither_database_nor_framework(file, tmp_path):
    kept = tmp_path / "an-ban.thia"
    kept.write_bytes(file)
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, str(kept)],
        capture_output=True, text=True, env={"PATH": ""}, check=False, timeout=120,
    )  # fmt: skip
    assert done.stdout.startswith("True "), done.stderr


def test_every_cell_opens_to_frozen_rows_that_add_up_to_it(matters):
    found = queries.file_of(closed().id)
    opened = 0
    for form in forms_on(found.body.frozen.period):
        if form.missing:
            continue
        for unit in found.body.units:
            for row in found.body.filled(form, unit.code).rows:
                for column, value in zip(form.columns, row.values, strict=True):
                    if column.counted and isinstance(value, int):
                        rows = behind(Cell(form, unit.code, row.code, column.code), found.members, found.acts)
                        assert sum(one.amount for one in rows) == value, (
                            form.key,
                            unit.code,
                            row.code,
                            column.code,
                        )
                        opened += bool(rows)
    assert opened > 100
    form = next(form for form in forms_on(found.body.frozen.period) if form.code == "01/TK-THA")
    with pytest.raises(UnknownPart):
        behind(Cell(form, "22", "total", "rate"), found.members, found.acts)


def test_the_signed_pdf_carries_the_machine_file(matters):
    row, head = closed(), cast.viewer(cast.TRUONG)
    with pytest.raises(KeyRefused):
        operations.sign(row.id, "000000", by=head, at=end_of(CLOSING))
    with pytest.raises(Denied):
        operations.sign(row.id, keys.PIN, by=cast.viewer(cast.BINH), at=end_of(CLOSING))
    signed = operations.sign(row.id, keys.PIN, by=head, at=end_of(CLOSING))
    pdf = queries.paper_of(row.id)
    assert (signed.signed_by, canon.digest(pdf)) == (cast.TRUONG.code, signed.pdf_sha256)
    assert reading.attached(pdf) == queries.file_of(row.id).content
    store = key_store()
    verdict = reading.verify(pdf, Trust(store.roots(), store.revoked()))
    assert verdict.ok, verdict.wrong
    assert any(cast.TRUONG.name in one.value for one in verdict.rows)
    place = pdf.index(b"/Lang (vi)")
    altered = reading.verify(pdf[:place] + b"/Lang (en)" + pdf[place + 10 :], Trust(store.roots()))
    assert "Người ký: nội dung" in [one.label for one in altered.wrong]
    with pytest.raises(Refused):
        operations.sign(row.id, keys.PIN, by=head, at=end_of(CLOSING))


def test_the_paper_is_the_same_bytes_every_time(matters):
    row = closed()
    assert queries.paper_of(row.id) == queries.paper_of(row.id)


def test_only_three_kinds():
    with pytest.raises(ValueError, match="sơ-bộ"):
        kind_of("sơ-bộ")
