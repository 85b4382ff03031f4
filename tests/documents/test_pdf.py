"""The PDF from the same .docx: hot, in order, cancelled on the way, back after a death, without network."""

import io
import os
import signal
import socket
import threading
import time
import zipfile

import pikepdf
import pytest

from thihanh.documents import pdf
from thihanh.documents.rendering import docx
from thihanh.documents.samples import sample

pytestmark = pytest.mark.skipif(bool(pdf.missing()), reason=pdf.missing() or "-")


@pytest.fixture(scope="module")
def decision():
    return docx(sample("QD-HOAN", "R25"))


def test_a_paper_becomes_an_archivable_pdf_with_its_fonts_and_the_place_for_a_signature(decision):
    with pikepdf.open(io.BytesIO(pdf.convert(decision))) as made:
        assert "/viTriKy" in made.Root.Dests
        assert b"pdfaid" in made.Root.Metadata.read_bytes()
        fonts = [one for one in made.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one]
        assert {str(font.FontName).partition("+")[2].partition("-")[0] for font in fonts} == {
            "LiberationSerif"
        }


def test_one_process_serves_all_papers_in_their_order(decision):
    pdf.convert(decision)
    first = pdf._office.process_id
    told = []
    codes = ["QD-HOAN", "BB-XAC-MINH", "CV-TRA-LOI"]
    made = pdf.convert_many(
        [docx(sample(code, "R25")) for code in codes], lambda done, of: told.append((done, of))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert pdf._office.process_id == first
    assert [file[:5] for file in made] == [b"%PDF-"] * 3
    with pikepdf.open(io.BytesIO(made[1])) as minutes:
        assert "/viTriKy" not in (minutes.Root.Dests if "/Dests" in minutes.Root else {})


def test_a_cancelled_batch_answers_with_what_was_done(decision):
    done = []
    made = pdf.convert_many([decision] * 5, lambda number, _: done.append(number), lambda: len(done) == 2)
    assert len(made) == 2


def test_a_paper_that_cannot_be_read_is_named_and_the_next_one_is_made(decision):
    with pytest.raises(pdf.ConversionFailed, match=r"Không tạo được PDF .*\(văn bản thứ 2\)"):
        pdf.convert_many([decision, b"not a file of Word", decision])
    assert pdf.convert(decision)[:5] == b"%PDF-"


def test_a_process_that_died_is_started_again(decision):
    pdf.convert(decision)
    before = pdf._office.process_id
    os.killpg(before, signal.SIGKILL)
    assert pdf.convert(decision)[:5] == b"%PDF-"
    assert pdf._office.process_id != before


def test_a_process_that_hangs_is_ended_and_said(decision, monkeypatch):
    pdf.convert(decision)
    stopped = pdf._office.process_id
    os.killpg(stopped, signal.SIGSTOP)
    monkeypatch.setattr(pdf, "CONVERT_SECONDS", 0.5)
    with pytest.raises(pdf.ConversionFailed, match="không trả lời sau"):
        pdf.convert(decision)
    monkeypatch.undo()
    assert pdf.convert(decision)[:5] == b"%PDF-"


def test_threads_wait_for_each_other(decision):
    made = []
    threads = [threading.Thread(target=lambda: made.append(pdf.convert(decision)[:5])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [b"%PDF-"] * 4


def test_ending_leaves_neither_process_nor_profile(decision):
    pdf.convert(decision)
    process, profile = pdf._office.process_id, pdf._office._profile
    pdf.stop()
    assert not os.path.exists(profile)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_a_document_reaches_neither_network_nor_files(decision):
    """A picture linked from outside would be fetched by Word; here nothing asks for it."""
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(1.5)
        port = server.getsockname()[1]
        linked = _with_linked_picture(decision, f"http://127.0.0.1:{port}/x.png")
        assert pdf.convert(linked)[:5] == b"%PDF-"
        deadline = time.monotonic() + 1.5
        try:
            while time.monotonic() < deadline:
                asked.append(server.accept())
        except TimeoutError:
            pass
    assert asked == []


def _with_linked_picture(data, address):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode("utf-8", "surrogateescape")
            if name == "word/_rels/document.xml.rels":
                content = content.replace(
                    'Target="media/qr.png"', f'Target="{address}" TargetMode="External"'
                )
            if name == "word/document.xml":
                content = content.replace("r:embed=", "r:link=")
            target.writestr(name, content.encode("utf-8", "surrogateescape"))
    return made.getvalue()


def test_without_libreoffice_the_sentence_says_what_to_install(monkeypatch, decision):
    pdf._program.cache_clear()
    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    try:
        with pytest.raises(pdf.Unavailable, match="apt install libreoffice-writer-nogui python3-uno"):
            pdf.convert(decision)
    finally:
        monkeypatch.undo()
        pdf._program.cache_clear()
