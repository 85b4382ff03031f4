"""Kinds of matters a province has, and how their amounts are spread (mark K where assumed)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate
from random import Random

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of matter: weight among new decisions, amounts (lognormal, đồng), what is owed, for what."""

    code: str
    weight: float
    ex_officio: bool
    mean: int
    sigma: float
    obligations: tuple[tuple[str, int], ...]
    judgments: tuple[tuple[str, int], ...]
    tag: str = ""

    def amount(self, random: Random) -> float:
        """One amount in đồng; 0 for what is not owed in money."""
        if not self.mean:
            return 0.0
        location = math.log(self.mean) - self.sigma**2 / 2
        return random.lognormvariate(location, self.sigma)


PROFILES: tuple[Profile, ...] = (
    Profile(
        "budget", 68.0, True, 26 * MILLION, 1.6,
        (("court_fee", 74), ("fine", 17), ("back_payment", 5), ("confiscation", 4)),
        (("criminal", 40), ("civil", 27), ("family", 22), ("commercial", 7), ("administrative", 2),
         ("labour", 2)),
        "state_budget",
    ),
    Profile("exhibit", 5.0, True, 0, 0.0, (("act", 1),), (("criminal", 1),)),
    Profile(
        "restitution", 11.5, True, 150 * MILLION, 1.9,
        (("damages", 60), ("property_return", 40)), (("criminal", 85), ("civil", 15)),
    ),
    Profile(
        "corruption", 0.8, True, 4_000 * MILLION, 2.2,
        (("back_payment", 45), ("damages", 45), ("confiscation", 10)), (("criminal", 1),), "corruption",
    ),
    Profile(
        "private", 9.2, False, 1_050 * MILLION, 2.1,
        (("debt", 80), ("damages", 15), ("other", 5)),
        (("civil", 66), ("commercial", 20), ("criminal", 8), ("family", 4), ("arbitration", 2)),
    ),
    Profile("support", 2.1, False, 38 * MILLION, 0.8, (("support", 1),), (("family", 88), ("criminal", 12))),
    Profile("handover", 0.8, False, 0, 0.0, (("act", 1),), (("civil", 70), ("family", 30))),
    Profile("labour", 0.5, False, 120 * MILLION, 1.2, (("debt", 1),), (("labour", 95), ("insolvency", 5))),
    Profile(
        "credit", 2.1, False, 5_500 * MILLION, 1.5,
        (("credit_debt", 1),), (("commercial", 55), ("civil", 45)), "credit",
    ),
)  # fmt: skip
BY_CODE = {profile.code: profile for profile in PROFILES}

# How the mix of a row leans away from that of new decisions; profiles not named keep their weight.
_ASSETS = {"budget": 0.02, "exhibit": 0.0, "support": 0.0, "handover": 0.0, "restitution": 0.2, "credit": 4.0}
_LEANINGS: dict[str, dict[str, float]] = {
    "enforced": {"credit": 0.5, "private": 0.7, "budget": 1.07, "corruption": 0.9},
    "in_progress": {"credit": 2.6, "private": 1.8, "budget": 0.8, "exhibit": 0.5, "handover": 1.6},
    "no_means": {"exhibit": 0.0, "handover": 0.0, "credit": 0.8, "private": 1.3},
    "hc": {
        "budget": 0.0,
        "exhibit": 0.0,
        "restitution": 0.5,
        "credit": 3.0,
        "private": 3.0,
        "corruption": 0.0,
    },
    "plan_waiting": _ASSETS,
    "asset_not_ready": _ASSETS,
    "trustee": _ASSETS,
    "unsold": _ASSETS,
    "collateral_only": _ASSETS,
    "asset_blocked": _ASSETS,
    "nothing_left": {"exhibit": 0.0, "handover": 0.0},
    "exhibit_waiting": {"exhibit": 60.0, "private": 0.0, "support": 0.0, "credit": 0.0, "labour": 0.0},
    "moved": {"private": 0.0, "support": 0.0, "handover": 0.0, "labour": 0.0, "credit": 0.0, "exhibit": 0.0},
    "outside": {
        "private": 0.0,
        "support": 0.0,
        "handover": 0.0,
        "labour": 0.0,
        "credit": 0.0,
        "exhibit": 0.0,
    },
    "terminated": {"exhibit": 0.3, "private": 2.0},
    "postponed": {"exhibit": 0.2, "private": 2.0, "credit": 2.0},
    "suspended": {"exhibit": 0.0, "private": 2.0, "credit": 3.0, "budget": 0.7},
}


def draw_profiles(random: Random, row: str, count: int, *, corruption: bool) -> list[Profile]:
    """The kinds of `count` matters of one row; the first is always owed in money.

    With `corruption` false the tag is left out, because the calibration states those matters itself.
    """
    leaning = _LEANINGS.get(row, {})
    weights = [
        0.0
        if profile.code == "corruption" and not corruption
        else profile.weight * leaning.get(profile.code, 1.0)
        for profile in PROFILES
    ]
    drawn = random.choices(PROFILES, cum_weights=list(accumulate(weights)), k=count)
    if drawn and not drawn[0].mean:
        drawn[0] = next((one for one in drawn if one.mean), BY_CODE["budget"])
    return drawn


def pick(random: Random, weighted: tuple[tuple[str, int], ...]) -> str:
    """One of the weighted codes."""
    if len(weighted) == 1:
        return weighted[0][0]
    return random.choices([code for code, _ in weighted], [weight for _, weight in weighted])[0]
