"""A small book from fixed member rows, for what is printed of it: no database, no chance."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from thihanh.statistics.book.columns import ACT_COLUMNS, FLOW_NAMES, MEMBER_COLUMNS
from thihanh.statistics.book.folding import fold_book
from thihanh.statistics.book.layout import BookUnit
from thihanh.statistics.book.printed import Cover
from thihanh.statistics.book.shapes import Book
from thihanh.statistics.period import Period, month_period

UNITS = (
    BookUnit("22", "Thi hành án dân sự tỉnh Quảng Ninh", "agency"),
    BookUnit("22.KV01", "Phòng Thi hành án dân sự khu vực 1", "office", "22"),
    BookUnit("22.KV01/22.0001", "Nguyễn Thị Lan", "officer", "22.KV01"),
    BookUnit("22.KV01/22.0002", "Trần Đức Minh", "officer", "22.KV01"),
    BookUnit("22.KV02", "Phòng Thi hành án dân sự khu vực 2", "office", "22"),
    BookUnit("22.KV02/22.0003", "Lê Thị Hoa", "officer", "22.KV02"),
)
_HOLDERS = (("22.KV01", "22.0001"), ("22.KV01", "22.0002"), ("22.KV02", "22.0003"))
_STAGES = (
    *("done", "in_progress", "no_means", "done", "voluntary", "postponed", "terminated", "done"),
    *("suspended", "in_progress", "delegated", "done", "separate_register"),
)
_JUDGMENTS = ("civil", "criminal", "family", "commercial", "civil", "labour")
_TAGS: tuple[tuple[str, ...], ...] = ((), ("state_budget",), ("credit",), ("corruption", "state_budget"), ())
_BUDGET = ("court_fee", "fine", "confiscation", "other")

PERIOD_2025 = month_period(2025, 12)
PERIOD_2026 = month_period(2026, 12)


def members() -> Iterator[tuple[Any, ...]]:
    """Ninety matters whose every part follows from their number."""
    for no in range(1, 91):
        office, officer = _HOLDERS[no % 3]
        stage, tags = _STAGES[no % len(_STAGES)], _TAGS[no % len(_TAGS)]
        due, opening = 1_000_500 * no * no, no % 4 == 0
        collected = due if stage == "done" else due // 3 if stage in ("in_progress", "terminated") else 0
        owed = due - collected if stage != "done" else 0
        flows = dict.fromkeys(FLOW_NAMES, 0) | {
            "cases_opening": int(opening),
            "cases_new": int(not opening),
            "cases_moved": int(stage == "separate_register"),
            "money_opening": due if opening else 0,
            "money_new": 0 if opening else due,
            "money_collected": collected,
            "money_moved": owed if stage == "separate_register" else 0,
        }
        ground = "H-c" if stage == "postponed" and no % 2 else ""
        row = {
            "matter_id": no,
            "office": office,
            "officer": officer,
            "kind": "on_request" if no % 5 == 2 else "ex_officio",
            "judgment_kind": _JUDGMENTS[no % len(_JUDGMENTS)],
            "tags": tags,
            "budget": _BUDGET[no % len(_BUDGET)] if "state_budget" in tags else "",
            "stage": stage,
            "ground": ground,
            "special": ground,
            "owed": owed,
            "covered": owed,
            **flows,
        }
        yield tuple(row[name] for name in MEMBER_COLUMNS)


def acts() -> list[tuple[Any, ...]]:
    """Two proposals to waive, one decided; three coercive decisions."""
    rows = (
        ("06/TK-THA", 1, 5, "waive", "accepted", 1),
        ("06/TK-THA", 1, 5, "waive", "accepted_money", 4_500_000),
        ("06/TK-THA", 1, 5, "waive", "proposed_money", 5_000_000),
        ("06/TK-THA", 2, 7, "reduce", "pending", 1),
        ("06/TK-THA", 2, 7, "reduce", "proposed_money", 2_499_999),
        ("07/TK-THA", 3, 8, "seize", "with_force", 1),
        ("07/TK-THA", 4, 9, "deduct_account", "without_force", 1),
        ("07/TK-THA", 5, 11, "freeze", "without_force", 1),
    )
    assert len(ACT_COLUMNS) == 8
    return [
        (form, act, matter, *_HOLDERS[matter % 3], row, column, amount)
        for form, act, matter, row, column, amount in rows
    ]


def book(period: Period = PERIOD_2025) -> Book:
    return fold_book(UNITS, period, members(), acts=acts())


def cover(period: Period = PERIOD_2025) -> Cover:
    return Cover(
        reporter=UNITS[0].name,
        receiver="Cục Quản lý Thi hành án dân sự",
        period=period,
        known_on=date(period.to.year, 10, 3),
        left_name="Phạm Thị Tâm",
    )
