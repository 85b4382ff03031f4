"""Files that stand on a dossier: inspected like scans of a matter, kept under their hash.

Who may read one is asked by whoever asks for it: a file is read with the dossier whose step names it.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from thihanh.documents import files
from thihanh.documents.efile import FileRow
from thihanh.documents.inspection.formats import SCANS
from thihanh.documents.inspection.sandbox import Inspected, inspect
from thihanh.documents.rows import Statement, fact_ids, salt, write
from thihanh.offices.queries import Viewer
from thihanh.trail.kept import ask

ROLE = "dossier"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as its sender hands it in."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """What the same bytes are known by."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be taken, with the id that it will have."""

    id: int
    upload: Upload
    seen: Inspected


def examined(uploads: Sequence[Upload]) -> tuple[Examined, ...]:
    """The files, each judged in a process of its own; nothing is kept yet. Raises FileRefused."""
    seen = [(one, inspect(one.content, one.name, SCANS)) for one in uploads]
    ids = fact_ids(len(seen)) if seen else []
    return tuple(Examined(number, *one) for number, one in zip(ids, seen, strict=True))


def keep(found: Sequence[Examined], *, by: Viewer, on: date) -> None:
    """Keep examined files, in the transaction of the step that names them."""
    statements = []
    for one in found:
        statement = Statement(f"file:{one.id}", "file.received", on)
        statement.add(
            "documents_file",
            id=one.id,
            paper_id=None,
            matter_id=None,
            role=ROLE,
            sha256=files.store(one.upload.content),
            media=one.seen.format.media,
            size=len(one.upload.content),
            pages=one.seen.pages,
            on=on,
            known_on=on,
            actor=by.actor,
            salt=salt(),
            name=one.seen.name,
        )
        statements.append(statement)
    write(statements, by=by.actor, known_on=on)


def kept(ids: Collection[int]) -> dict[int, FileRow]:
    """The files of dossiers among these ids; the caller has seen the dossiers in reach."""
    if not ids:
        return {}
    rows = ask(
        "SELECT id, paper_id, matter_id, role, sha256, media, name FROM documents_file "
        "WHERE id = ANY(%s::bigint[]) AND role = %s ORDER BY id",
        [list(ids), ROLE],
    )
    return {row[0]: FileRow(*row) for row in rows}
