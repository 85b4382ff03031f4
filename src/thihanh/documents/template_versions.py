"""Templates under two-person approval: an office proposes its own version, another person approves it from a
day on, and papers drafted from that day name the version they were made with.

Without an approved version an agency uses the template delivered with the product.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from thihanh.documents import files
from thihanh.documents.inspection.formats import TEMPLATES
from thihanh.documents.inspection.sandbox import inspect
from thihanh.documents.kinds import kinds
from thihanh.documents.problems import Problem, Refused
from thihanh.documents.rendering import docx
from thihanh.documents.rows import Statement, fact_ids, write
from thihanh.documents.samples import sample
from thihanh.documents.templating import check_template
from thihanh.law.notation import vn
from thihanh.law.regimes import Regime
from thihanh.matters.rules import StateRefused
from thihanh.offices.policy import Denied
from thihanh.offices.reach import Reach, Viewer, check_reaches
from thihanh.trail.locking import hold

SHORTEST_NOTE = 10
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a template: who proposed it, who approved or refused it, from when it is in force."""

    id: int
    entry_id: int
    template: str
    agency: str
    sha256: str
    note: str
    proposer: str
    proposed_on: date
    move: str
    approver: str
    moved_on: date | None
    since: date | None
    reason: str

    @property
    def state(self) -> str:
        """ "proposed", "approved" or "refused"."""
        return self.move or "proposed"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A template as its proposer hands it in."""

    template: str
    name: str
    content: bytes
    note: str


def templates() -> tuple[str, ...]:
    """The names of all templates that kinds of paper are made with."""
    return tuple(dict.fromkeys(kind.template for kind in kinds().values()))


def problems(content: bytes) -> Sequence[Problem]:
    """What is wrong with a template, with places; empty when it may be used."""
    return check_template(content)


@transaction.atomic
def propose(new: Proposal, *, by: Viewer, on: date) -> int:
    """Propose a version; its id. It is rendered on the three sample matters before it is kept.

    Raises Denied, StateRefused, FileRefused, or Refused naming what is wrong with the template.
    """
    check_reaches(by, "template", "propose", on=on, agency=by.agency)
    if new.template not in templates():
        raise StateRefused(f"Dữ liệu: không có mẫu «{new.template}». Hãy chọn mẫu trong danh sách.")
    if len(new.note.strip()) < SHORTEST_NOTE:
        raise StateRefused("Dữ liệu: ghi điều thay đổi so với mẫu đang dùng, ít nhất 10 ký tự.")
    inspect(new.content, new.name, TEMPLATES)
    if found := problems(new.content):
        raise Refused(f"Dữ liệu: mẫu chưa dùng được. {found[0]}. Hãy sửa trong Word rồi tải lên lại.")
    for place in range(SAMPLES):
        preview(new.template, new.content, place)
    sha256 = files.store(new.content)
    (version_id,) = fact_ids(1)
    one = Statement(f"template:{by.agency}:{new.template}", "template.proposed", on)
    one.add(
        "documents_template",
        id=version_id,
        template=new.template,
        agency=by.agency,
        sha256=sha256,
        note=new.note.strip(),
        actor=by.actor,
        on=on,
        known_on=on,
    )
    write([one], by=by.actor, known_on=on)
    return version_id


@transaction.atomic
def approve(version_id: int, *, since: date, by: Viewer, on: date) -> None:
    """Put a proposed version into force from a day on; never by its proposer. Raises Denied, StateRefused."""
    found = _open(version_id, by, on)
    if since < on:
        raise StateRefused(
            f"Dữ liệu: mẫu có hiệu lực từ ngày duyệt trở đi, không từ {vn(since)}. Chọn ngày từ {vn(on)}."
        )
    _decide(found, "approved", by=by, on=on, since=since)


@transaction.atomic
def refuse(version_id: int, *, reason: str, by: Viewer, on: date) -> None:
    """Refuse a proposed version with a reason. Raises Denied, StateRefused."""
    found = _open(version_id, by, on)
    if len(reason.strip()) < SHORTEST_NOTE:
        raise StateRefused("Dữ liệu: ghi lý do không duyệt, ít nhất 10 ký tự, để người đề xuất sửa được.")
    _decide(found, "refused", by=by, on=on, reason=reason.strip())


def _open(version_id: int, by: Viewer, on: date) -> Version:
    hold("template", [version_id])
    found = version(version_id)
    if found.agency != by.agency:
        raise LookupError("Không tìm thấy bản mẫu này trong phạm vi được xem.")
    check_reaches(by, "template", "approve", on=on, agency=found.agency)
    if found.proposer == by.actor:
        raise Denied("Quyền: người đề xuất không tự duyệt mẫu của mình. Hãy để người khác có quyền duyệt.")
    if found.state != "proposed":
        raise StateRefused(
            f"Trạng thái: bản mẫu này đã được quyết định ngày {vn(found.moved_on or on)}. "
            "Muốn đổi, hãy đề xuất bản mới."
        )
    return found


def _decide(
    found: Version, move: str, *, by: Viewer, on: date, since: date | None = None, reason: str = ""
) -> None:
    (move_id,) = fact_ids(1)
    subject = f"template:{found.agency}:{found.template}"
    one = Statement(subject, f"template.{move}", since or on, reason=reason)
    one.add(
        "documents_template_move",
        id=move_id,
        template_id=found.id,
        move=move,
        on=on,
        known_on=on,
        since=since,
        actor=by.actor,
        reason=reason,
    )
    write([one], by=by.actor, known_on=on)


def preview(template: str, content: bytes | None, place: int) -> bytes:
    """A sample matter's paper (0, 1, 2) made with this template; without content with the delivered one.

    Raises Refused where it cannot be made.
    """
    regimes: tuple[Regime, ...] = ("R25", "R08")
    code, regime = next(
        (code, regime)
        for regime in regimes
        for code, kind in kinds().items()
        if kind.template == template and kind.knows(regime)
    )
    return docx(sample(code, regime, place), content)


_VERSIONS = """
SELECT t.id, t.entry_id, t.template, t.agency, t.sha256, t.note, t.actor, t."on", coalesce(m.move, ''),
    coalesce(m.actor, ''), m."on", m.since, coalesce(m.reason, '')
FROM documents_template t LEFT JOIN documents_template_move m ON m.template_id = t.id
"""


def version(version_id: int) -> Version:
    """One version. Raises LookupError."""
    found = _read("WHERE t.id = %s", [version_id])
    if not found:
        raise LookupError("Không tìm thấy bản mẫu này.")
    return found[0]


def versions(reach: Reach) -> tuple[Version, ...]:
    """Every version in reach, the latest first."""
    if reach.everything:
        return _read("ORDER BY t.id DESC", [])
    return _read("WHERE t.agency = ANY(%s) ORDER BY t.id DESC", [sorted(reach.agencies)])


def _read(more: str, values: list[Any]) -> tuple[Version, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_VERSIONS} {more}", values)
        return tuple(Version(*row) for row in cursor.fetchall())
