"""Checks entries in the order of their ids: own hash, place in the chain, link, seal.

An entry arrives as PostgreSQL's binary COPY sends the row: the seal, then exactly the bytes that were
hashed (each field after its length), then the hash. Nothing the database computes is trusted.
"""

import hmac
from hashlib import sha256
from struct import unpack_from
from typing import NamedTuple

from thihanh.trail.findings import Findings, Problem

COLUMNS = (
    "seal, id, subject, seq, prev_hash, act, effective_on, known_on, recorded_at, "
    "actor, ground, article, payload, hash"
)
HASH_FIELD = 36
BEFORE_PAYLOAD = 7  # act, two days, recorded_at, actor, ground, article
NOTHING = (0, bytes(32))


class Seen(NamedTuple):
    """The parts of an entry that later checks need; ``body`` holds the hashed bytes."""

    id: int
    subject: bytes
    seq: int
    hash: bytes
    body: bytes
    payload_at: int


class ChainCheck:
    """Remembers the head of every chain; feed entries by rising id."""

    def __init__(self, key: bytes, findings: Findings) -> None:
        self.heads: dict[bytes, tuple[int, bytes]] = {}
        self.count = 0
        self._key = key
        self._findings = findings

    def entry(self, row: bytes) -> Seen:
        """Check one row and return what it says."""
        (seal_length,) = unpack_from(">i", row, 2)
        start = 6 + max(seal_length, 0)
        body, digest = row[start:-HASH_FIELD], row[-32:]
        entry_id, length = unpack_from(">qi", body, 4)
        after = 16 + length
        subject = body[16:after]
        (seq,) = unpack_from(">i", body, after + 4)
        previous = body[after + 12 : after + 44]
        last, head = self.heads.get(subject, NOTHING)
        self.heads[subject] = (seq, digest)
        self.count += 1
        seen = Seen(entry_id, subject, seq, digest, body, after + 44)
        if (
            sha256(body).digest() != digest
            or seq != last + 1
            or previous != head
            or hmac.digest(self._key, digest, "sha256") != row[6:start]
        ):
            self._findings.add(self._name(seen, last, previous != head, sealed=seal_length >= 0))
        return seen

    def _name(self, seen: Seen, last: int, unlinked: bool, *, sealed: bool) -> Problem:
        """The most telling of an entry's deviations."""
        subject, here = seen.subject.decode(), f"Mục {seen.id} ({seen.subject.decode()}, số {seen.seq})"
        if sha256(seen.body).digest() != seen.hash:
            kind, sentence = "altered", f"{here} đã bị sửa: nội dung không khớp mã băm của nó."
        elif seen.seq > last + 1:
            gap = f"{last + 1}" if seen.seq == last + 2 else f"{last + 1} đến {seen.seq - 1}"
            kind, sentence = "missing", f"Chuỗi {subject} thiếu mục số {gap}, ngay trước mục {seen.id}."
        elif seen.seq <= last:
            kind, sentence = "out_of_place", f"{here} không đứng sau mục số {last} của chuỗi."
        elif unlinked:
            kind, sentence = "unlinked", f"{here} không nối vào mục đứng trước nó."
        elif sealed:
            kind, sentence = "forged", f"{here} mang niêm phong sai: mục đã được viết lại ngoài chương trình."
        else:
            kind, sentence = "unsealed", f"{here} không có niêm phong: mục được chèn ngoài chương trình."
        return Problem(kind, sentence, subject, seen.id, seen.seq)


def payload(seen: Seen) -> bytes:
    """The payload's canonical text, found by walking over the lengths before it."""
    place, body = seen.payload_at, seen.body
    for _ in range(BEFORE_PAYLOAD):
        (length,) = unpack_from(">i", body, place)
        place += 4 + length
    return body[place + 4 :]
