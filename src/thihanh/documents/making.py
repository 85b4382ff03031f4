"""From an issued paper to its signed PDF: rendered with its number, converted, signed, kept. Run by a job.

The act took effect when the paper was issued: whatever fails here delays the file alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pikepdf
from django.conf import settings
from django.db import transaction
from procrastinate.types import JSONValue

from thihanh.documents import efile, files, pdf, queries, template_versions, unsigned
from thihanh.documents.content import PaperContent, SignerBlock, restored
from thihanh.documents.keystore import key_store, seal_code
from thihanh.documents.operations import NewPaper, with_templates
from thihanh.documents.pdf_jobs import job_key
from thihanh.documents.problems import Refused
from thihanh.documents.queries import Content
from thihanh.documents.rendering import docx
from thihanh.documents.signing.pades import sign_pdf
from thihanh.offices.queries import names_of
from thihanh.queue import operations as queue
from thihanh.queue.names import PAPER_PDF
from thihanh.queue.queries import FAILED, WAITING

WAITS = (1, 5, 15, 60, 240, 720)
"""Minutes until the next try, after each that failed."""
_STEPS = 3


def make_all(paper_ids: Sequence[int], *, attempt: int, on: date, now: datetime) -> tuple[int, ...]:
    """Make the PDFs that are missing, one after the other; the papers that now have one.

    ``now`` counts the next try; papers are signed on the working day ``on`` at its time of day.
    """
    made, failed = [], {}
    for paper_id in efile.missing_pdfs(list(paper_ids)):
        try:
            with queue.reporting(job_key(paper_id), total=_STEPS, message="Đang tạo PDF") as reporter:
                _make(paper_id, on, now, reporter)
            made.append(paper_id)
        except queue.CancelledError:
            continue
        except Refused as refused:
            failed[paper_id] = refused.sentence
    if failed:
        _again(failed, attempt, now)
    return tuple(made)


def docx_of(content: Content, *, covered: bool = False) -> bytes:
    """The paper as .docx, as it stands: with number, signer and check code once it has them.

    ``covered``: without the numbers that identify the parties. Raises Refused where its template lacks a
    value or is no longer fit.
    """
    template = None if content.template_id is None else _template(content.template_id)
    said = paper_content(content)
    if covered:
        said = replace(said, parties=tuple(replace(party, identity="") for party in said.parties))
    return docx(said, template)


def docx_of_draft(new: NewPaper, on: date) -> bytes:
    """The paper as it would be drafted on the day, before it is. Raises Refused where it lacks a value."""
    (made,) = with_templates([new], on)
    template = made.template_id
    return docx(restored(made.values), None if template is None else _template(template))


def _template(version: int) -> bytes:
    return files.read(template_versions.version(version).sha256)


def converted(content: Content) -> bytes:
    """The paper as PDF before any signature; one that gets none says so on its pages."""
    made = pdf.convert(docx_of(content))
    return made if content.has_signature else unsigned.marked(made)


def paper_content(content: Content) -> PaperContent:
    """What the paper says, completed by its signature, its number and its check code."""
    said = restored(content.values)
    name = names_of([content.signer], content.issued_on or content.drafted_on).get(content.signer, "")
    block = SignerBlock(tuple(content.block.splitlines()), name) if content.signer else said.signer
    return replace(
        said,
        number=content.number,
        symbol=content.symbol or said.symbol,
        issued_on=content.issued_on,
        signer=block,
        check_code=content.code,
        check_address=check_address(content.code) if content.code else "",
    )


def check_address(code: str) -> str:
    """The address of the public check page, for the square code on the paper."""
    return f"{settings.PUBLIC_ADDRESS}/kiem-tra/{code}/"


def _make(paper_id: int, on: date, now: datetime, reporter: queue.Reporter) -> None:
    content = queries.content(paper_id)
    if content.digest != content.signed_digest:
        raise Refused(
            "Trạng thái: nội dung không còn như lúc ký nên không tạo PDF. Hãy báo quản trị kiểm tra sổ ghi."
        )
    made = converted(content)
    reporter.advance(1)
    if content.has_signature:
        made = _signed(made, content, on, now)
    reporter.advance(2)
    with pikepdf.open(BytesIO(made)) as opened:
        pages = len(opened.pages)
    efile.keep_pdf(paper_id, made, pages=pages, on=on)


def _signed(made: bytes, content: Content, on: date, now: datetime) -> bytes:
    at = datetime.combine(on, now.timetz())
    store = key_store()
    signer = store.authorised_key(content.signer, content.signed_digest, at=at)
    return sign_pdf(made, signer=signer, agency=store.seal(seal_code(content.agency), at=at), at=at)


@transaction.atomic
def _again(failed: dict[int, str], attempt: int, now: datetime) -> None:
    """Try again later, or say that only a person can help."""
    last = attempt > len(WAITS)
    wait = timedelta(minutes=0 if last else WAITS[attempt - 1])
    for paper_id, sentence in failed.items():
        later = "" if last else f" Sẽ thử lại lúc {now + wait:%H:%M}."
        queue.tell(job_key(paper_id), FAILED if last else WAITING, sentence + later)
    if not last:
        again: list[JSONValue] = list(failed)
        queue.enqueue(PAPER_PDF, {"papers": again, "attempt": attempt + 1}, at=now + wait)
