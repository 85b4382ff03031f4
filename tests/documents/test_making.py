"""The PDF of an issued paper: made by a job, signed by the store; failing delays the file, not the act."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection

from tests import cast
from tests.documents.hostile_files import pdf as blank_pdf
from tests.documents.papers import TODAY, a_paper, issue, matters, signed
from thihanh.documents import efile, files, issuing, making, pdf, queries, unsigned
from thihanh.documents.keystore import HANOI, key_store
from thihanh.documents.pdf_jobs import job_key
from thihanh.documents.signing.verify import Trust, verify_pdf
from thihanh.offices.reach import EVERYTHING
from thihanh.queue.operations import request_cancel
from thihanh.queue.queries import progress

NOW = datetime(2025, 2, 24, 10, 30, tzinfo=HANOI)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def kept(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def papers(db) -> tuple[int, ...]:
    cast.gather()
    ids = signed(*matters("101/QĐ", "102/QĐ"))
    from django.db import transaction

    with transaction.atomic():
        issue(*ids)
    return ids


@pytest.fixture
def quick(monkeypatch) -> list[bytes]:
    """A converter that answers at once; the papers it was given."""
    given: list[bytes] = []

    def convert(data: bytes) -> bytes:
        given.append(data)
        return blank_pdf()

    monkeypatch.setattr(pdf, "convert", convert)
    return given


def make(ids: tuple[int, ...], attempt: int = 1) -> tuple[int, ...]:
    return making.make_all(ids, attempt=attempt, on=TODAY, now=NOW)


def jobs(paper: int) -> list[tuple[str, datetime | None]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'attempt', scheduled_at FROM procrastinate_jobs WHERE task_name = 'documents.pdf' "
            "AND args->'papers' @> to_jsonb(%s::bigint) ORDER BY id",
            [paper],
        )
        return list(cursor.fetchall())


def test_a_paper_becomes_a_signed_pdf_with_its_number_its_signer_and_its_seal(papers) -> None:
    if pdf.missing():
        pytest.skip(pdf.missing())
    assert make(papers[:1]) == papers[:1], progress(job_key(papers[0]))
    found = efile.pdf_of(papers[0])
    assert found is not None
    content = files.read(found.sha256)
    verdict = verify_pdf(content, Trust(roots=key_store().roots()))
    assert verdict.ok, verdict
    text = _text(content)
    assert "01/QĐ-CTHADS" in text
    assert "Đỗ Văn Ánh" in text
    assert cast.TRUONG.name in text
    told = progress(job_key(papers[0]))
    assert told is not None
    assert told.state == "done"


def _text(content: bytes) -> str:
    from io import BytesIO

    from pdfminer.high_level import extract_text

    return str(extract_text(BytesIO(content)))


def test_what_an_officer_signs_himself_says_that_it_bears_no_digital_signature(papers) -> None:
    if pdf.missing():
        pytest.skip(pdf.missing())
    own = own_paper()
    make((own,))
    found = efile.pdf_of(own)
    assert found is not None
    content = files.read(found.sha256)
    assert unsigned.WORDS in " ".join(_text(content).split())
    assert not verify_pdf(content, Trust(roots=key_store().roots())).ok


def own_paper() -> int:
    """A paper that Lan signs herself, issued."""
    from django.db import transaction

    new = replace(a_paper(*matters("103/QĐ")), signer_kind="officer")
    with transaction.atomic():
        ready = issuing.take_own([new], by=cast.viewer(cast.LAN), on=TODAY)
        issuing.mark_issued(ready, by=cast.viewer(cast.LAN), on=TODAY)
    return ready[0].paper_id


def test_issuing_asks_for_the_file_in_the_same_transaction(papers) -> None:
    assert [attempt for attempt, _ in jobs(papers[0])] == ["1"]
    told = progress(job_key(papers[0]))
    assert told is not None
    assert told.state == "waiting"


def test_a_dead_converter_delays_the_file_and_the_paper_stays_issued(papers, monkeypatch) -> None:
    def dead(_: bytes) -> bytes:
        raise pdf.ConversionFailed("LibreOffice ngừng khi tạo PDF.")

    monkeypatch.setattr(pdf, "convert", dead)
    assert make(papers) == ()
    assert queries.paper(EVERYTHING, papers[0]).state == "issued"
    told = progress(job_key(papers[0]))
    assert told is not None
    assert told.sentence == "LibreOffice ngừng khi tạo PDF. Sẽ thử lại lúc 10:31."
    assert jobs(papers[0])[-1] == ("2", NOW + timedelta(minutes=1))


def test_after_the_last_try_a_person_is_told(papers, monkeypatch) -> None:
    monkeypatch.setattr(pdf, "missing", lambda: "Máy này chưa có LibreOffice.")
    make(papers, attempt=len(making.WAITS) + 1)
    told = progress(job_key(papers[0]))
    assert told is not None
    assert (told.state, told.sentence) == ("failed", "Máy này chưa có LibreOffice.")
    assert len(jobs(papers[0])) == 1


def test_one_paper_that_fails_holds_up_no_other(papers, quick, monkeypatch) -> None:
    whole = making.docx_of

    def fails_for_the_first(content):
        if content.paper_id == papers[0]:
            raise pdf.ConversionFailed("Không tạo được PDF từ văn bản này.")
        return whole(content)

    monkeypatch.setattr(making, "docx_of", fails_for_the_first)
    assert make(papers) == papers[1:]
    assert efile.missing_pdfs(list(papers)) == papers[:1]


def test_an_expired_key_delays_the_file_only(papers, quick) -> None:
    late = datetime(2027, 1, 5, 9, 0, tzinfo=HANOI)
    assert making.make_all(papers[:1], attempt=1, on=late.date(), now=late) == ()
    told = progress(job_key(papers[0]))
    assert told is not None
    assert "hết hạn" in told.sentence
    assert make(papers[:1], attempt=2) == papers[:1]


def test_the_file_is_made_once_and_may_be_stopped(papers, quick) -> None:
    request_cancel(job_key(papers[1]))
    assert make(papers) == papers[:1]
    assert make(papers[:1]) == ()
    assert len(quick) == 1
    told = progress(job_key(papers[1]))
    assert told is not None
    assert told.state == "cancelled"
