"""The draw of assignments: a pure function of a seed and a list, so that anybody gets the same result.

Before the list is fixed, only the SHA-256 of a secret seed is put into the record. The draw runs on the
secret together with the digest of the list; afterwards the secret is shown. Neither who keeps the secret
nor who makes the list can steer the result. Lots of linked debtors stay together; the heaviest go first,
each to one of the least loaded who are not barred, chosen by the seed. Times are whole minutes.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import pvariance
from typing import Any

FORMAT = "thihanh.draw/1"
SEED_BYTES = 32


@dataclass(frozen=True, slots=True)
class Lot:
    """One matter to be assigned; matters of one ``group`` stay together.

    ``barred`` are officers in conflict; ``bound`` is the officer who already holds a matter of that debtor.
    """

    matter: int
    number: str
    minutes: int
    group: str
    barred: tuple[str, ...] = ()
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An officer who may be drawn: the load carried now, and the capacity in percent of a full post."""

    officer: str
    load: int
    capacity: int = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """What is drawn from; its digest goes into the draw, so that no other list gives the result."""

    lots: tuple[Lot, ...]
    candidates: tuple[Candidate, ...]
    tolerance: int

    def digest(self) -> bytes:
        """SHA-256 of the list in canonical form."""
        return hashlib.sha256(_canonical(asdict(self))).digest()


@dataclass(frozen=True, slots=True)
class Result:
    """Who got what, who stays without an officer because all are barred, and the loads after."""

    placed: Mapping[int, str]
    unplaced: tuple[int, ...]
    loads: Mapping[str, int] = field(default_factory=dict)

    @property
    def spread(self) -> float:
        """Variance of the loads after the draw, in minutes squared."""
        return pvariance(self.loads.values()) if len(self.loads) > 1 else 0.0


def commitment(seed: bytes) -> str:
    """What is published before the draw."""
    return hashlib.sha256(seed).hexdigest()


def draw(entry: Entry, seed: bytes) -> Result:
    """Place every lot. The order of the list given does not matter, the list itself does."""
    stream = _Stream(hashlib.sha256(seed + entry.digest()).digest())
    loads = {one.officer: one.load for one in entry.candidates}
    capacity = {one.officer: max(one.capacity, 1) for one in entry.candidates}
    placed: dict[int, str] = {}
    unplaced: list[int] = []
    for group in _heaviest_first(entry.lots, stream):
        minutes = sum(lot.minutes for lot in group)
        barred = {code for lot in group for code in lot.barred}
        weighed = {
            code: (loads[code] + minutes) * 100 // capacity[code]
            for code in sorted(loads)
            if code not in barred
        }
        if not weighed:
            unplaced += [lot.matter for lot in group]
            continue
        chosen = _bound(group, weighed) or _drawn(weighed, entry.tolerance, stream)
        loads[chosen] += minutes
        placed |= {lot.matter: chosen for lot in group}
    return Result(dict(sorted(placed.items())), tuple(sorted(unplaced)), loads)


def _bound(group: Sequence[Lot], weighed: Mapping[str, int]) -> str:
    """Whoever holds the debtor's other matters takes these too, unless barred or no candidate."""
    return next((lot.bound for lot in group if lot.bound in weighed), "")


def _drawn(weighed: Mapping[str, int], tolerance: int, stream: "_Stream") -> str:
    best = min(weighed.values())
    near = [code for code, load in weighed.items() if load <= best + tolerance]
    return near[stream.below(len(near))]


def _heaviest_first(lots: Sequence[Lot], stream: "_Stream") -> list[list[Lot]]:
    """Groups by falling weight, equals in an order of the seed."""
    groups: dict[str, list[Lot]] = {}
    for lot in sorted(lots, key=lambda one: one.matter):
        groups.setdefault(lot.group, []).append(lot)
    named = [(stream.below(2**62), name) for name in sorted(groups)]
    order = sorted(named, key=lambda one: (-sum(lot.minutes for lot in groups[one[1]]), one[0]))
    return [groups[name] for _, name in order]


class _Stream:
    """Whole numbers out of SHA-256 of a key and a counter, without bias."""

    def __init__(self, key: bytes) -> None:
        self._blocks = self._run(key)

    @staticmethod
    def _run(key: bytes) -> Iterator[int]:
        counter = 0
        while True:
            yield int.from_bytes(hashlib.sha256(key + counter.to_bytes(8, "big")).digest()[:8], "big")
            counter += 1

    def below(self, bound: int) -> int:
        """A number from 0 to ``bound`` - 1."""
        limit = 2**64 - 2**64 % bound
        return next(number for number in self._blocks if number < limit) % bound


# -- the file that anybody can re-run ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at in a draw's file: whether it holds, and the sentence."""

    holds: bool
    sentence: str


def written(entry: Entry, seed: bytes, result: Result, about: Mapping[str, object]) -> dict[str, Any]:
    """The draw as a file: everything needed to run it again."""
    return {
        "format": FORMAT,
        **about,
        "commitment": commitment(seed),
        "seed": seed.hex(),
        "list": asdict(entry),
        "list_digest": entry.digest().hex(),
        "placed": [{"matter": matter, "officer": officer} for matter, officer in result.placed.items()],
        "unplaced": list(result.unplaced),
    }


def verify(file: Mapping[str, Any]) -> list[Finding]:
    """Run a draw's file again. Raises ValueError with its sentence for a file of another form."""
    entry, seed, result = _read(file)
    again = draw(entry, seed)
    moved = sorted(
        matter
        for matter in {*again.placed, *result.placed}
        if again.placed.get(matter) != result.placed.get(matter)
    )
    numbers = {lot.matter: lot.number for lot in entry.lots}
    named = ", ".join(numbers.get(matter, str(matter)) for matter in moved[:5])
    return [
        Finding(
            commitment(seed) == file["commitment"],
            "Mã cam kết khớp với hạt giống."
            if commitment(seed) == file["commitment"]
            else "Hạt giống không phải là hạt giống đã cam kết trước khi bốc thăm.",
        ),
        Finding(
            entry.digest().hex() == file["list_digest"],
            f"Danh sách {len(entry.lots)} việc, {len(entry.candidates)} chấp hành viên còn nguyên."
            if entry.digest().hex() == file["list_digest"]
            else "Danh sách việc hoặc chấp hành viên đã bị sửa sau khi bốc thăm.",
        ),
        Finding(
            not moved and again.unplaced == result.unplaced,
            f"Bốc thăm lại cho đúng kết quả của cả {len(again.placed)} việc."
            if not moved and again.unplaced == result.unplaced
            else f"Bốc thăm lại cho kết quả khác ở {len(moved)} việc: {named}.",
        ),
    ]


def _read(file: Mapping[str, Any]) -> tuple[Entry, bytes, Result]:
    if file.get("format") != FORMAT:
        raise ValueError(f"Tệp không phải tệp bốc thăm phân công (cần định dạng {FORMAT}).")
    try:
        stated = file["list"]
        entry = Entry(
            tuple(Lot(**{**lot, "barred": tuple(lot["barred"])}) for lot in stated["lots"]),
            tuple(Candidate(**one) for one in stated["candidates"]),
            int(stated["tolerance"]),
        )
        placed = {int(one["matter"]): str(one["officer"]) for one in file["placed"]}
        result = Result(placed, tuple(int(one) for one in file["unplaced"]))
        str(file["commitment"]), str(file["list_digest"])
        return entry, bytes.fromhex(file["seed"]), result
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(
            f"Tệp bốc thăm thiếu hoặc sai phần {error}; xin lại tệp gốc từ trang kết quả."
        ) from error


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
