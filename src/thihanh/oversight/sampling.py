"""A random sample of matters that anybody can draw again: a pure function of a frame and a seed.

Before the frame is known, only the SHA-256 of the seed stands in the record. The frame is the list of all
matters that fit the question, by id. Each matter gets the SHA-256 of seed, frame digest and its id; the
smallest are picked. Neither who keeps the seed nor who asks the question can steer it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thihanh.law.notation import dotted

FORMAT = "thihanh.sample/1"
SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at when a sample is drawn again: whether it holds, and the sentence."""

    holds: bool
    sentence: str


def commitment(seed: bytes) -> str:
    """What is recorded before the frame is drawn from."""
    return hashlib.sha256(seed).hexdigest()


def digest(frame: Sequence[int]) -> str:
    """SHA-256 of the frame: its ids rising, with commas between."""
    return hashlib.sha256(",".join(str(one) for one in sorted(set(frame))).encode()).hexdigest()


def pick(frame: Sequence[int], size: int, seed: bytes) -> tuple[int, ...]:
    """The matters picked, rising; all of them where the frame is no larger than the sample."""
    key = f"{seed.hex()}:{digest(frame)}"
    ranked = sorted(set(frame), key=lambda one: hashlib.sha256(f"{key}:{one}".encode()).digest())
    return tuple(sorted(ranked[:size]))


def written(
    frame: Sequence[int], picked: Sequence[int], seed: bytes, about: Mapping[str, object]
) -> dict[str, Any]:
    """The sample as a file: all that is needed to draw it again."""
    return {
        "format": FORMAT,
        **about,
        "commitment": commitment(seed),
        "seed": seed.hex(),
        "frame": sorted(set(frame)),
        "frame_digest": digest(frame),
        "picked": list(picked),
    }


def verify(file: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Draw a sample's file again. Raises ValueError with its sentence for a file of another form."""
    try:
        if file["format"] != FORMAT:
            raise ValueError(file["format"])
        frame, seed = [int(one) for one in file["frame"]], bytes.fromhex(str(file["seed"]))
        picked = tuple(int(one) for one in file["picked"])
        committed, frame_digest = str(file["commitment"]), str(file["frame_digest"])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(
            f"Dữ liệu: tệp không phải tệp mẫu kiểm tra (định dạng {FORMAT}); tải lại tệp từ trang mẫu."
        ) from error
    again = pick(frame, len(picked), seed)
    return (
        _said(
            commitment(seed) == committed,
            "Hạt giống đúng là hạt giống đã cam kết trước khi lập khung.",
            "Hạt giống không phải là hạt giống đã cam kết trước khi lập khung.",
        ),
        _said(
            digest(frame) == frame_digest,
            f"Khung {dotted(len(frame))} việc còn nguyên.",
            "Khung việc đã bị sửa sau khi lấy mẫu.",
        ),
        _said(
            again == picked,
            f"Lấy lại cho đúng {len(picked)} việc đã chọn.",
            f"Lấy lại cho kết quả khác ở {len(set(again) ^ set(picked))} việc.",
        ),
    )


def _said(holds: bool, yes: str, no: str) -> Finding:
    return Finding(holds, yes if holds else no)
