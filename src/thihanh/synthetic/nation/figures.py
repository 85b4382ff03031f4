"""The published figures the nation is calibrated to, read from the reviewed files beside."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

BILLION = 1_000_000_000  # a tỷ

OUTCOMES = (
    "done",
    "terminated",
    "in_progress",
    "consent",
    "no_means",
    "postponed",
    "suspended",
    "other",
)
"""Where the matters that are due stand at the end of the year; the first two are completed."""
BESIDE = ("delegated", "withdrawn", "moved", "separate_register")
"""Counted, but not due."""
GROUPS = ("budget", "corruption", "credit", "private")


@dataclass(frozen=True, slots=True)
class Province:
    """A province: its matters due, its regional offices, how its money stands to the nation's mean."""

    code: str
    name: str
    due: int
    offices: int
    money_per_case: float


@cache
def figures() -> dict[str, Any]:
    """The figures of the nation by section; money in tỷ đồng."""
    with (Path(__file__).parent / "figures.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def provinces() -> tuple[Province, ...]:
    """The 34 provinces by code."""
    with (Path(__file__).parent / "provinces.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Province(
                row["code"], row["name"], int(row["due"]), int(row["offices"]), float(row["money_per_case"])
            )
            for row in csv.DictReader(file)
        )
