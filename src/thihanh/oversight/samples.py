"""Samples of an inspection, or of the procuracy's own supervision: a seed committed, then drawn once.

The seed's digest stands in the record before the frame is fixed; the draw fixes the frame (its digest in the
record), shows the seed and picks. «Drawn again» checks all of it, and compares the frame with the record.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Count

from thihanh.dossiers.life import Dossier
from thihanh.dossiers.operations import locked
from thihanh.dossiers.queries import seen
from thihanh.law.notation import dotted, vn
from thihanh.matters.asking import Refusal
from thihanh.offices.queries import Viewer, agency_of
from thihanh.offices.reach import check_reaches, reach
from thihanh.oversight import inspection_rules, sampling
from thihanh.oversight.models import SampleFact
from thihanh.oversight.sampling import Finding
from thihanh.trail import seeds
from thihanh.trail.stating import Stated, ids_for, state

_SEEDS = "samples"
MOST = 500
"""The largest sample."""
SAMPLED: Final[Mapping[str, str]] = {"inspection": "opened", "supervision": "open"}
"""The kinds of dossier that are sampled for, each with the state in which a sample is drawn."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a frame holds: matters as they stood on ``as_of``; empty fields do not narrow. In đồng."""

    as_of: date
    office: str = ""
    officer: str = ""
    stage: str = ""
    decided_from: date | None = None
    decided_to: date | None = None
    value_from: int | None = None
    value_to: int | None = None

    def filters(self) -> dict[str, object]:
        """The narrowing fields as the record keeps them."""
        named = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "as_of"}
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in named.items()
            if value not in ("", None)
        }


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: committed (no seed yet) or drawn."""

    id: int
    entry_id: int
    dossier_id: int
    commitment: str
    seed: str
    filters: Mapping[str, object]
    as_of: date | None
    known_on: date
    frame: tuple[int, ...]
    picked: tuple[int, ...]

    @property
    def is_drawn(self) -> bool:
        """Whether the seed is shown."""
        return bool(self.seed)

    @property
    def frame_digest(self) -> str:
        """SHA-256 of the frame."""
        return sampling.digest(self.frame)


@transaction.atomic
def commit(dossier_id: int, *, by: Viewer, on: date) -> int:
    """Fix a secret seed: only its digest is recorded. Its id. Raises Denied, Refusal, LookupError."""
    dossier = _open(dossier_id, by, on)
    if any(not one.is_drawn for one in _samples(dossier.id)):
        raise Refusal("state", "đã có một hạt giống cam kết chưa lấy mẫu. Lấy mẫu bằng hạt giống đó trước.")
    seed = secrets.token_bytes(sampling.SEED_BYTES)
    (number,) = ids_for(SampleFact)
    _state(dossier, "sample.committed", {"id": number, "commitment": sampling.commitment(seed)}, by, on)
    seeds.keep(_SEEDS, number, seed)
    return number


@transaction.atomic
def draw(sample_id: int, question: Question, size: int, *, by: Viewer, on: date) -> Sample:
    """Fix the frame, show the seed and pick. Raises Denied, Refusal, LookupError."""
    committed = SampleFact.objects.get(pk=sample_id) if _exists(sample_id) else None
    if committed is None:
        raise LookupError(sample_id)
    dossier = _open(committed.dossier_id, by, on)
    if all(one.id != sample_id or one.is_drawn for one in _samples(dossier.id)):
        raise Refusal("state", "hạt giống này đã dùng rồi; mỗi cam kết chỉ lấy mẫu một lần. Cam kết lại.")
    if not 1 <= size <= MOST:
        raise Refusal("input", f"cỡ mẫu từ 1 đến {MOST} việc. Ghi lại cỡ mẫu.", "size")
    if question.as_of > on:
        raise Refusal("input", f"ngày chốt khung sau ngày {vn(on)}. Chọn ngày đã qua.", "as_of")
    _check_inside(dossier, question, by, on)
    frame = frame_of(dossier.agency, question)
    if not frame:
        raise Refusal("input", "không có việc nào trong khung. Nới điều kiện của khung rồi lấy lại.", "as_of")
    try:
        seed = seeds.kept(_SEEDS, sample_id)
    except LookupError:
        raise Refusal(
            "state", "không còn tệp hạt giống đã cam kết nên không lấy mẫu được. Cam kết lại."
        ) from None
    values: dict[str, object] = {
        "commitment": committed.commitment,
        "seed": seed.hex(),
        "filters": question.filters(),
        "as_of": question.as_of,
        "frame": list(frame),
        "picked": list(sampling.pick(frame, size, seed)),
        "replaces_id": committed.id,
    }
    _state(dossier, "sample.drawn", values, by, on)
    return samples(dossier.id, viewer=by, on=on)[-1]


def samples(dossier_id: int, *, viewer: Viewer, on: date) -> tuple[Sample, ...]:
    """The samples of a dossier the viewer may read, in order. Raises LookupError."""
    seen(viewer, dossier_id, on)
    return _samples(dossier_id)


def drawn(dossier_ids: Sequence[int]) -> dict[int, int]:
    """How many samples were drawn for dossiers, by those; the caller has asked whether they may be seen."""
    rows = SampleFact.objects.filter(dossier_id__in=dossier_ids).exclude(seed="")
    counted = rows.values("dossier_id").annotate(n=Count("pk")).order_by()
    return {one["dossier_id"]: one["n"] for one in counted}


def file_of(sample: Sample, number: str) -> dict[str, object]:
    """A drawn sample as the file anybody can draw again."""
    about = {
        "dossier": number,
        "filters": dict(sample.filters),
        "as_of": sample.as_of.isoformat() if sample.as_of else "",
        "known_on": sample.known_on.isoformat(),
        "entry": sample.entry_id,
    }
    return sampling.written(sample.frame, sample.picked, bytes.fromhex(sample.seed), about)


def again(sample: Sample, agency: str) -> tuple[Finding, ...]:
    """Draw a sample again, and compare its frame with what the record says of that day now."""
    found = sampling.verify(file_of(sample, ""))
    if sample.as_of is None:
        return found
    now = set(frame_of(agency, _question(sample)))
    came, went = len(now - set(sample.frame)), len(set(sample.frame) - now)
    sentence = (
        "Lập lại khung từ hồ sơ cho đúng danh sách này."
        if not came and not went
        else f"Lập lại khung từ hồ sơ hôm nay: thêm {dotted(came)}, bớt {dotted(went)} việc, do dữ liệu ghi "
        f"sau ngày {vn(sample.known_on)}."
    )
    return (*found, Finding(True, sentence))


_FRAME = """
SELECT p.matter_id FROM matters_position p
WHERE p.agency = %s AND p.lo <= %s AND p.hi > %s AND {where} ORDER BY p.matter_id"""
_NARROW = {
    "office": "p.office = %s",
    "officer": "p.officer = %s",
    "stage": "p.stage = %s",
    "decided_from": "p.decided_on >= %s",
    "decided_to": "p.decided_on <= %s",
    "value_from": "p.outstanding >= %s",
    "value_to": "p.outstanding <= %s",
}


def frame_of(agency: str, question: Question) -> tuple[int, ...]:
    """The matters of an agency that fit the question, by id; one statement."""
    asked = [(text, getattr(question, name)) for name, text in _NARROW.items()]
    given = [(text, value) for text, value in asked if value not in ("", None)]
    where = " AND ".join(text for text, _ in given) or "TRUE"
    with connection.cursor() as cursor:
        cursor.execute(
            _FRAME.format(where=where),
            [agency, question.as_of, question.as_of, *(value for _, value in given)],
        )
        return tuple(number for (number,) in cursor.fetchall())


def _question(sample: Sample) -> Question:
    said: dict[str, Any] = dict(sample.filters)
    for name in ("decided_from", "decided_to"):
        if name in said:
            said[name] = date.fromisoformat(str(said[name]))
    return Question(sample.as_of or sample.known_on, **said)


def _open(dossier_id: int, by: Viewer, on: date) -> Dossier:
    """The dossier, locked, that the viewer may sample for."""
    dossier = locked(dossier_id)
    where = {"agency": dossier.agency, "office": dossier.office, "officer": dossier.officer}
    check_reaches(by, dossier.kind.object, "act", on=on, **where)
    seen(by, dossier_id, on)
    if dossier.kind.code not in SAMPLED:
        raise Refusal("state", "chỉ lấy mẫu cho cuộc kiểm tra hoặc ghi chép kiểm sát.")
    if dossier.kind.code == "inspection":
        inspection_rules.check_of_team(dossier, by.actor)
    running = SAMPLED[dossier.kind.code]
    if dossier.state != running:
        states = dossier.kind.states
        raise Refusal(
            "state",
            f"{dossier.number_text} {states[dossier.state]}; chỉ lấy mẫu khi {states[running]}.",
        )
    return dossier


def _check_inside(dossier: Dossier, question: Question, by: Viewer, on: date) -> None:
    """The frame lies inside what the viewer reads, and inside the unit inspected."""
    scope = reach(by, "matter", "read", on)
    if not scope.covers(dossier.agency, question.office or None):
        raise Refusal("reach", "khung mẫu vượt phạm vi việc được xem. Thu hẹp theo phòng.", "office")
    unit = str(dossier.values.get("unit") or dossier.agency)
    if dossier.kind.code == "inspection" and "." in unit and question.office != unit:
        raise Refusal("reach", "khung mẫu phải nằm trong đơn vị được kiểm tra. Chọn đúng phòng.", "office")
    if question.office and agency_of(question.office) != dossier.agency:
        raise Refusal("reach", "phòng này không thuộc cơ quan. Chọn lại phòng.", "office")


def _samples(dossier_id: int) -> tuple[Sample, ...]:
    rows = list(SampleFact.objects.filter(dossier_id=dossier_id).order_by("id"))
    drawn = {row.replaces_id for row in rows}
    return tuple(
        Sample(
            id=row.id,
            entry_id=row.entry_id,
            dossier_id=row.dossier_id,
            commitment=row.commitment,
            seed=row.seed,
            filters=row.filters,
            as_of=row.as_of,
            known_on=row.known_on,
            frame=tuple(row.frame),
            picked=tuple(row.picked),
        )
        for row in rows
        if row.id not in drawn
    )


def _exists(sample_id: int) -> bool:
    return SampleFact.objects.filter(pk=sample_id).exists()


def _state(dossier: Dossier, act: str, values: Mapping[str, object], by: Viewer, on: date) -> None:
    row = {"dossier_id": dossier.id, **values}
    state([Stated(f"dossier:{dossier.id}", act, on, [(SampleFact, row)])], by=by.actor, on=on)
