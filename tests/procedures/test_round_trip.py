"""Random registers: facts equal rows; the same file adds nothing; one changed cell is one correction."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.procedures import workbooks
from tests.procedures.conftest import import_file

from thihanh import law
from thihanh.matters import states
from thihanh.procedures.import_register.preparing import Importer
from thihanh.procedures.register_file import labels

Cells = list[Any]
FIRST = date(2024, 10, 1)


@dataclass
class Drawn:
    """A register in order, by sheet."""

    sheets: dict[str, list[Cells]]


def _ground(draw: st.DrawFn, stage: str, on: date) -> str | None:
    codes = [one.code for one in law.grounds(law.regime_on(on)) if one.kind == stage]
    return draw(st.sampled_from(codes)) if codes else None


def _history(draw: st.DrawFn, key: Cells, decided: date) -> list[Cells]:
    """A walk through the table of stages, never to an end: money may come on any day then."""
    rows = [[*key, decided, "Đã ra quyết định", None, None, None, None]]
    stage, day = "decided", decided
    open_stages = [code for code in states.STAGES if code not in states.ENDS and code != "separate_register"]
    for _ in range(draw(st.integers(0, 4))):
        day += timedelta(days=draw(st.integers(1, 30)))
        stage = draw(st.sampled_from([code for code in open_stages if states.may_follow(stage, code)]))
        value = draw(st.none() | st.integers(1, 10**12))
        known = draw(st.none() | st.just(day + timedelta(days=2)))
        rows.append([*key, day, states.label(stage), _ground(draw, stage, day), None, value, known])
    return rows


def _money(draw: st.DrawFn, key: Cells, decided: date, owed: int) -> list[Cells]:
    rows, left, day = [], owed, decided
    for number in range(draw(st.integers(0, 3))):
        day += timedelta(days=draw(st.integers(1, 40)))
        kind = draw(st.sampled_from(sorted(labels.MONEY_KINDS)))
        raised = labels.MONEY_KINDS[kind] == "due"
        amount = draw(st.integers(1, 10**9 if raised else max(1, left // 2)))
        if not raised and amount > left:
            continue
        left += amount if raised else -amount
        rows.append([*key, 1, day, kind, amount, f"BL {number}", None])
    return rows


@st.composite
def registers(draw: st.DrawFn) -> Drawn:
    """One to three matters."""
    sheets: dict[str, list[Cells]] = {name: [] for name in workbooks.small()}
    sheets["Thông tin"] = [list(row) for row in workbooks.INFORMATION]
    sheets["Cán bộ"] = workbooks.small()["Cán bộ"]
    for number in range(1, draw(st.integers(1, 3)) + 1):
        decided = FIRST + timedelta(days=draw(st.integers(0, 60)))
        key: Cells = [f"{number}/QĐ-CTHADS", decided]
        tags = "; ".join(draw(st.sets(st.sampled_from(sorted(labels.TAGS)))))
        kind = draw(st.sampled_from(sorted(labels.JUDGMENT_KINDS)))
        matter = [
            "Chủ động",
            None,
            f"{number}/BA",
            decided - timedelta(days=30),
            "TAND khu vực 1",
            kind,
            tags,
        ]
        sheets["Việc"].append([*key, *matter, None, None, draw(st.none() | st.just(decided))])
        for no, role in ((1, "Người được thi hành án"), (2, "Người phải thi hành án")):
            name = draw(st.sampled_from(["Trần Thị Hòa", "Lê Văn Thuý", "Đỗ Ánh", "Nguyễn Quý"]))
            year = draw(st.none() | st.integers(1940, 2005))
            sheets["Đương sự"].append([*key, no, role, name, "Cá nhân", f"0220900{no:05}", year, "Hạ Long"])
        owed = draw(st.integers(1, 10**12))
        sheets["Khoản"].append([*key, 1, "Trả nợ", "Trả tiền", owed, 2, 1, None])
        sheets["Diễn biến"] += _history(draw, key, decided)
        sheets["Tiền"] += _money(draw, key, decided, owed)
        sheets["Phân công"].append([*key, decided, "22.KV01", "22.0001", None])
    return Drawn(sheets)


@contextmanager
def _taken_back() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        yield Path(folder)
        transaction.set_rollback(True)


def _all(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _stages() -> list[tuple[Any, ...]]:
    return _all(
        """
        SELECT m.number, s."on", s.stage, s.ground, s.asset_value, s.source, s.known_on
        FROM matters_stage s JOIN matters_matter m ON m.id = s.matter_id WHERE NOT s.void
          AND NOT EXISTS (SELECT 1 FROM matters_stage r WHERE r.replaces_id = s.id)
        """
    )


def _balances() -> dict[tuple[str, str], int]:
    rows = _all(
        """
        SELECT m.number, p.purpose, sum(p.amount)::bigint FROM (
            SELECT subject, debit AS purpose, amount FROM money_posting
            UNION ALL SELECT subject, credit, -amount FROM money_posting) p
        JOIN matters_matter m ON m.id = p.subject GROUP BY 1, 2
        """
    )
    return {(number, purpose): amount for number, purpose, amount in rows if amount}


def _stated_balances(drawn: Drawn) -> dict[tuple[str, str], int]:
    """What the rows say: the slow, obvious way."""
    found: dict[tuple[str, str], int] = {}

    def move(number: str, debit: str, credit: str, amount: int) -> None:
        for purpose, moved in ((debit, amount), (credit, -amount)):
            found[number, purpose] = found.get((number, purpose), 0) + moved

    for row in drawn.sheets["Khoản"]:
        move(row[0], "outstanding", "judgment", row[5])
    for row in drawn.sheets["Tiền"]:
        kind = labels.MONEY_KINDS[row[4]]
        move(row[0], *(("outstanding", "judgment") if kind == "due" else (kind, "outstanding")), row[5])
    return {key: amount for key, amount in found.items() if amount}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=registers(), data=st.data())
def test_facts_equal_rows_and_only_changes_are_added(
    quang_ninh: Importer, drawn: Drawn, data: st.DataObject
) -> None:
    with _taken_back() as folder:
        path = workbooks.write(folder / "so.xlsx", drawn.sheets)
        counts = import_file(path, quang_ninh)
        assert counts["matters"] == len(drawn.sheets["Việc"])
        assert sorted(_stages(), key=str) == sorted(
            (
                (
                    row[0],
                    row[2],
                    labels.STAGES[row[3]],
                    row[4] or "",
                    row[6],
                    f"Diễn biến!A{n}",
                    row[7] or quang_ninh.on,
                )
                for n, row in enumerate(drawn.sheets["Diễn biến"], start=2)
            ),
            key=str,
        )
        assert _balances() == _stated_balances(drawn)
        again, prepared = bring_again(path, quang_ninh)
        assert (again["added"], again["corrected"], again["matters"]) == (0, 0, 0)
        assert again["same"] == sum(
            len(drawn.sheets[name]) for name in ("Đương sự", "Diễn biến", "Tiền", "Phân công")
        ) + 2 * len(drawn.sheets["Khoản"])
        assert not prepared
        _change_one_cell(drawn, data)
        changed = import_file(workbooks.write(folder / "so2.xlsx", drawn.sheets), quang_ninh)
        assert (changed["added"], changed["corrected"], changed["matters"]) == (0, 1, 0)
        assert _balances() == _stated_balances(drawn)


def bring_again(path: Path, who: Importer) -> tuple[dict[str, int], list[str]]:
    """Counts and problems of a second dry run."""
    from tests.procedures.conftest import bring

    _, prepared = bring(path, who)
    assert prepared.counts is not None
    return dict(prepared.counts), [one.sentence() for one in prepared.findings.problems]


def _change_one_cell(drawn: Drawn, data: st.DataObject) -> None:
    sheet, column, change = data.draw(
        st.sampled_from(
            [
                ("Khoản", 5, lambda value: value + 1),
                ("Khoản", 4, lambda _: "Trả gốc"),
                ("Đương sự", 4, lambda value: value + " Anh"),
                ("Đương sự", 8, lambda _: "Cẩm Phả"),
                ("Phân công", 4, lambda _: "22.0002"),
                ("Diễn biến", 5, lambda _: "15/QĐ"),
                *([("Tiền", 6, lambda value: value + "a")] if drawn.sheets["Tiền"] else []),
            ]
        ),
        label="changed column",
    )
    row = data.draw(st.integers(0, len(drawn.sheets[sheet]) - 1), label="changed row")
    drawn.sheets[sheet][row][column] = change(drawn.sheets[sheet][row][column])
