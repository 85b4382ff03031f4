"""Grounds of stopping and ending by regime, and the statistical bucket of every state, as reviewed data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal, cast, get_args

from thihanh.law.citations import cite
from thihanh.law.marks import Mark, checked_mark
from thihanh.law.regimes import REGIMES, Regime
from thihanh.law.terms import PARAMETERS

GroundKind = Literal[
    "postponed",
    "suspended",
    "terminated",
    "other_ending",
    "no_means",
    "paused",
    "withdrawn",
    "amended",
    "cancelled",
]
BucketCode = Literal[
    "in_progress",
    "postponed_consent",
    "postponed",
    "suspended",
    "no_means",
    "other",
    "done",
    "terminated",
    "other_ending",
    "outside",
]

GROUND_KINDS: Final[tuple[GroundKind, ...]] = get_args(GroundKind)
BUCKET_NAMES: Final[dict[BucketCode, str]] = {
    "in_progress": "đang thi hành",
    "postponed_consent": "hoãn theo thỏa thuận (trong có điều kiện)",
    "postponed": "hoãn",
    "suspended": "tạm đình chỉ",
    "no_means": "chưa có điều kiện",
    "other": "trường hợp khác",
    "done": "thi hành xong",
    "terminated": "đình chỉ",
    "other_ending": "kết thúc khác",
    "outside": "ngoài tổng số phải thi hành",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One legal ground (căn cứ) of a decision, as it stands in one regime."""

    code: str
    kind: GroundKind
    label: str
    article: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where a state stands in forms 004 (cases) and 005 (money). ``money_above_asset`` is set where the money
    is split: up to the asset's value it stands in ``money``, the excess there."""

    cases: BucketCode
    money: BucketCode
    money_above_asset: BucketCode | None
    mark: Mark
    note: str


def grounds(regime: Regime) -> tuple[Ground, ...]:
    """Every ground the regime knows, in the order of the law (L08 Đ.44a, 48-50; L25 Đ.38, 46-48; D152
    Đ.32).
    """
    return _grounds()[regime]


def buckets(version: Regime) -> Mapping[tuple[str, str], Bucket]:
    """(stage, ground) to bucket for one version of forms 004.N and 005.N; ground ``"*"`` stands for any
    other.

    Source: forms of D139 (R08) and D152 Annex (R25), and where they are silent
    docs/manual/readings.md 12.
    """
    return _buckets()[version]


def bucket(version: Regime, stage: str, ground: str = "") -> Bucket:
    """The bucket of one state (docs/manual/readings.md 12); raises ``KeyError`` for an unknown stage."""
    table = buckets(version)
    return table.get((stage, ground)) or table[stage, "*"]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((PARAMETERS / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _grounds() -> Mapping[Regime, tuple[Ground, ...]]:
    tables = _read("grounds.toml")
    found: dict[Regime, list[Ground]] = {regime: [] for regime in REGIMES}
    for code, row in tables.items():
        if row["kind"] not in GROUND_KINDS:
            msg = f"grounds.toml: {code}: unknown kind {row['kind']!r}"
            raise ValueError(msg)
        for regime in REGIMES:
            if regime in row:
                found[regime].append(
                    Ground(code, row["kind"], row["label"], cite(row[regime]), checked_mark(row["mark"]))
                )
    return {regime: tuple(rows) for regime, rows in found.items()}


@lru_cache(maxsize=1)
def _buckets() -> Mapping[Regime, Mapping[tuple[str, str], Bucket]]:
    rows = _read("buckets.toml")["bucket"]
    return {
        regime: {(row["stage"], row.get("ground", "*")): _bucket(row, regime) for row in rows}
        for regime in REGIMES
    }


def _bucket(row: Mapping[str, Any], regime: Regime) -> Bucket:
    cells = row[regime]
    cases, money = cells["cases"], cells.get("money", cells["cases"])
    above = cells.get("money_above_asset")
    for code in (cases, money, above):
        if code is not None and code not in BUCKET_NAMES:
            msg = f"buckets.toml: {row['stage']}: unknown bucket {code!r}"
            raise ValueError(msg)
    return Bucket(
        cases=cast("BucketCode", cases),
        money=cast("BucketCode", money),
        money_above_asset=cast("BucketCode | None", above),
        mark=checked_mark(cells.get("mark", "S")),
        note=cells.get("note", ""),
    )
