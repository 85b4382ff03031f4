"""The e-file of a matter: papers issued and scans brought in, each with its folio number and hash."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from thihanh.documents import files, folios
from thihanh.documents.inspection.formats import SCANS
from thihanh.documents.inspection.sandbox import inspect
from thihanh.documents.queries import number_text
from thihanh.documents.rows import Statement, fact_ids, salt, write
from thihanh.law.notation import vn
from thihanh.matters.queries import holding_of
from thihanh.matters.rules import StateRefused, check_not_future
from thihanh.offices.reach import Viewer, check_reaches, reach
from thihanh.trail.locking import hold
from thihanh.trail.operations import once, remember
from thihanh.trail.payloads import canonical

SHORTEST_TITLE, LONGEST_TITLE = 5, 200


@dataclass(frozen=True, slots=True)
class FolioRow:
    """One thing of the e-file. A paper has its number; its PDF, once made, is ``file_id``.

    ``on`` is the day a paper was issued or a scan was received, ``actor`` who did it.
    """

    id: int
    entry_id: int
    no: int
    on: date
    known_on: date
    title: str
    source: str
    paper_id: int | None
    kind: str
    number_text: str
    file_id: int | None
    name: str
    media: str
    size: int | None
    pages: int | None
    sha256: str
    actor: str


@dataclass(frozen=True, slots=True)
class FileRow:
    """A kept file, for its download."""

    id: int
    paper_id: int | None
    matter_id: int | None
    role: str
    sha256: str
    media: str
    name: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as its sender hands it in, with what it is called in the e-file and when it was received."""

    name: str
    content: bytes
    title: str
    received_on: date


@transaction.atomic
def receive(matter_id: int, sent: Sent, *, by: Viewer, on: date, key: str = "") -> int:
    """Put a scan into a matter's e-file; its folio number.

    Raises LookupError out of reach, Denied, StateRefused (twice the same file, a day to come, no title),
    FileRefused for a file that is not taken.
    """
    held = holding_of(matter_id)
    if not reach(by, "matter", "read", on).covers(held.agency, held.office, held.officer):
        raise LookupError("Không tìm thấy việc này trong phạm vi được xem.")
    check_reaches(by, "paper", "upload", on=on, agency=held.agency, office=held.office, officer=held.officer)
    title = _checked_title(sent.title)
    check_not_future(sent.received_on, on, "ngày nhận")
    sha256 = hashlib.sha256(sent.content).hexdigest()
    digest = _digest(matter_id, sha256, title, sent.received_on)
    if key and (before := once(key, digest)) is not None:
        return int(before["folio"])
    hold("matter", [matter_id])
    _check_new(matter_id, sha256)
    inspected = inspect(sent.content, sent.name, SCANS)
    files.store(sent.content)
    no = next(folios.next_numbers([matter_id])[matter_id])
    file_id, folio_id = fact_ids(2)
    one = Statement(f"matter:{matter_id}", "file.received", sent.received_on)
    one.add(
        "documents_file",
        id=file_id,
        paper_id=None,
        matter_id=matter_id,
        role="upload",
        sha256=sha256,
        media=inspected.format.media,
        size=len(sent.content),
        pages=inspected.pages,
        on=sent.received_on,
        known_on=on,
        actor=by.actor,
        salt=salt(),
        name=inspected.name,
    )
    values = folios.values(folio_id, matter_id, no, on, title=title, file_id=file_id)
    one.add("documents_folio", **values)
    write([one], by=by.actor, known_on=on)
    if key:
        remember(key, digest, {"folio": no})
    return no


def keep_pdf(paper_id: int, content: bytes, *, pages: int, on: date) -> int:
    """Keep the PDF made of an issued paper; the id of its file. Twice made, the later one stands."""
    with transaction.atomic():
        sha256 = files.store(content)
        (file_id,) = fact_ids(1)
        one = Statement(f"paper:{paper_id}", "paper.pdf_made", on)
        one.add(
            "documents_file",
            id=file_id,
            paper_id=paper_id,
            matter_id=None,
            role="pdf",
            sha256=sha256,
            media="application/pdf",
            size=len(content),
            pages=pages,
            on=on,
            known_on=on,
            actor="documents.pdf",
            salt=salt(),
            name=f"van-ban-{paper_id}.pdf",
        )
        write([one], by="documents.pdf", known_on=on)
        return file_id


def _checked_title(title: str) -> str:
    said = " ".join(title.split())
    if not SHORTEST_TITLE <= len(said) <= LONGEST_TITLE:
        raise StateRefused(
            f"Dữ liệu: ghi tên tài liệu, từ {SHORTEST_TITLE} đến {LONGEST_TITLE} ký tự, "
            "ví dụ «Đơn đề nghị hoãn thi hành án»."
        )
    return said


def _check_new(matter_id: int, sha256: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.no, o.on FROM documents_file f JOIN documents_folio o ON o.file_id = f.id "
            "WHERE f.matter_id = %s AND f.sha256 = %s",
            [matter_id, sha256],
        )
        if row := cursor.fetchone():
            raise StateRefused(
                f"Trạng thái: tệp này đã có trong hồ sơ, bút lục số {row[0]}, ngày {vn(row[1])}. "
                "Không đưa vào lần thứ hai."
            )


def _digest(*asked: object) -> str:
    return hashlib.sha256(canonical({"upload": [str(one) for one in asked]}).encode()).hexdigest()


_EFILE = """
SELECT o.id, o.entry_id, o.no, CASE WHEN o.file_id IS NULL THEN o."on" ELSE f."on" END, o.known_on,
    o.title, o.source, o.paper_id, coalesce(q.kind, ''), q.number, q.symbol, f.id,
    coalesce(f.name, ''), coalesce(f.media, ''), f.size, f.pages, coalesce(f.sha256, ''),
    coalesce(i.actor, f.actor, '')
FROM documents_folio o
LEFT JOIN documents_queue q ON q.paper_id = o.paper_id
LEFT JOIN documents_move i ON i.paper_id = o.paper_id AND i.move = 'issued'
LEFT JOIN LATERAL (SELECT * FROM documents_file f WHERE f.id = o.file_id
    OR (f.paper_id = o.paper_id AND f.role = 'pdf') ORDER BY f.id DESC LIMIT 1) f ON TRUE
WHERE o.matter_id = %s ORDER BY o.no
"""


def efile(matter_id: int) -> tuple[FolioRow, ...]:
    """The e-file in order of folio numbers, one statement; the caller has seen the matter in reach."""
    with connection.cursor() as cursor:
        cursor.execute(_EFILE, [matter_id])
        return tuple(_folio(row) for row in cursor.fetchall())


def _folio(row: tuple[Any, ...]) -> FolioRow:
    return FolioRow(*(*row[:9], number_text(row[9], row[10] or ""), *row[11:]))


def file_of_matter(matter_id: int, file_id: int) -> FileRow:
    """A file brought into this matter. Raises LookupError."""
    return _file("f.matter_id = %s AND f.id = %s", [matter_id, file_id])


def pdf_of(paper_id: int) -> FileRow | None:
    """The PDF of an issued paper; None while it is being made."""
    try:
        return _file("f.paper_id = %s AND f.role = 'pdf'", [paper_id])
    except LookupError:
        return None


def _file(condition: str, values: list[int]) -> FileRow:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.id, f.paper_id, f.matter_id, f.role, f.sha256, f.media, f.name FROM documents_file f "
            f"WHERE {condition} ORDER BY f.id DESC LIMIT 1",
            values,
        )
        row = cursor.fetchone()
    if row is None:
        raise LookupError("Không tìm thấy tệp này trong hồ sơ.")
    return FileRow(*row)


def missing_pdfs(paper_ids: list[int]) -> tuple[int, ...]:
    """Of these issued papers, those whose PDF has not been made yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT q.paper_id FROM documents_queue q WHERE q.paper_id = ANY(%s) AND q.state = 'issued' "
            "AND NOT EXISTS (SELECT 1 FROM documents_file f WHERE f.paper_id = q.paper_id "
            "AND f.role = 'pdf') ORDER BY q.paper_id",
            [paper_ids],
        )
        return tuple(row[0] for row in cursor.fetchall())
