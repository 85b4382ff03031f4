"""The whole e-file of a matter as one PDF, made by a job and kept until the e-file grows."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import transaction

from thihanh.documents import efile, files, making, queries
from thihanh.documents.bundle import Part, bundle
from thihanh.documents.efile import FolioRow
from thihanh.documents.problems import Refused
from thihanh.queue import operations as queue
from thihanh.queue.names import MATTER_BUNDLE
from thihanh.queue.queries import FAILED

FOLDER = "tron-bo"


def job_key(matter_id: int) -> str:
    """The key under which the making of a matter's bundle tells how far it is."""
    return f"{MATTER_BUNDLE}:{matter_id}"


@transaction.atomic
def ask(matter_id: int, title: str) -> None:
    """Enqueue the making of a matter's bundle."""
    queue.expect(job_key(matter_id))
    queue.enqueue(MATTER_BUNDLE, {"matter": matter_id, "title": title}, lock=job_key(matter_id))


def made(matter_id: int) -> Path | None:
    """The bundle of the e-file as it stands now; None where it was never made or the file has grown."""
    place = _place(matter_id, efile.efile(matter_id))
    return place if place.exists() else None


def make(matter_id: int, title: str) -> None:
    """Make the bundle, or tell under ``job_key`` what cannot be read or converted."""
    try:
        _make(matter_id, title)
    except Refused as refused:
        queue.tell(job_key(matter_id), FAILED, refused.sentence)


def _make(matter_id: int, title: str) -> None:
    folios = efile.efile(matter_id)
    with queue.reporting(job_key(matter_id), total=len(folios) + 1, message="Đang gộp hồ sơ") as reporter:
        parts = []
        for place, folio in enumerate(folios):
            reporter.advance(place)
            parts.append(Part(_title(folio), f"{folio.no:02d}", _bytes(folio)))
        whole = bundle(parts, title=title)
        target = _place(matter_id, folios)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in target.parent.glob(f"{matter_id}-*.pdf"):
            old.unlink(missing_ok=True)
        target.write_bytes(whole)
        target.chmod(0o600)


def _bytes(folio: FolioRow) -> bytes:
    """The signed PDF or the scan; a paper whose PDF is still to come is converted for the bundle."""
    if folio.sha256:
        return files.read(folio.sha256)
    assert folio.paper_id is not None
    return making.converted(queries.content(folio.paper_id))


def _title(folio: FolioRow) -> str:
    return f"{folio.title} số {folio.number_text}" if folio.number_text else folio.title


def _place(matter_id: int, folios: tuple[FolioRow, ...]) -> Path:
    state = hashlib.sha256(repr([(one.no, one.sha256) for one in folios]).encode()).hexdigest()
    return Path(settings.MEDIA_ROOT) / FOLDER / f"{matter_id}-{state[:20]}.pdf"
