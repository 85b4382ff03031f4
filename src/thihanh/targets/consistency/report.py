"""Every published figure through the checks: what reconciles, what does not, what cannot be asked. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from thihanh.targets.consistency import across, beats, plausible, printings, rows
from thihanh.targets.consistency.findings import Check, Finding
from thihanh.targets.consistency.rows import shown
from thihanh.targets.consistency.sources import SideRow, all_rows, reviewed
from thihanh.targets.consistency.statements import Interval, PrintedRow, World
from thihanh.targets.published import PublishedRow, read_table

Status = Literal["khớp", "mâu thuẫn", "không có phép tính"]


@dataclass(frozen=True, slots=True)
class RowReport:
    """A printed row with its checks and findings."""

    row: PrintedRow
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]

    @property
    def status(self) -> Status:
        """Reconciled, contradictory, or nothing to work out."""
        if any(finding.severity == "inconsistent" for finding in self.findings):
            return "mâu thuẫn"
        return "khớp" if self.checks else "không có phép tính"

    @property
    def why(self) -> str:
        """Why nothing could be worked out, where so."""
        if self.checks or self.findings:
            return ""
        return _why_silent(self.row)


def _why_silent(row: PrintedRow) -> str:
    """What is missing for the figures to be worked out of one another."""
    lacks = []
    for of, name in (("cases", "việc"), ("money", "tiền")):
        if row.get(f"{of}_rate_pub") and not row.get(f"{of}_eligible"):
            lacks.append(f"số có điều kiện ({name})")
        if row.get(f"{of}_beat_pub") and not row.get(f"{of}_target"):
            lacks.append(f"chỉ tiêu ({name})")
        if row.get(f"{of}_due_growth") and not row.get(f"{of}_due"):
            lacks.append(f"số phải thi hành hai năm ({name})")
    if not lacks:
        return "nguồn chỉ in các số rời, không số nào suy ra số nào"
    follows = "; ".join(text for of in ("cases", "money") if (text := implied(row, of)))
    return f"nguồn không in {', '.join(lacks)}" + (f"; {follows}" if follows else "")


def implied(row: PrintedRow, of: str) -> str:
    """What the printed result and rate say of the eligible figure that is not printed; "" where nothing."""
    done, rate = row.get(f"{of}_done"), row.get(f"{of}_rate_pub")
    if done is None or rate is None or row.get(f"{of}_eligible") or rate.interval.low <= 0:
        return ""
    worth = done.interval * Interval.of(100) / rate.interval
    return f"kết quả và tỷ lệ ứng với {shown(worth, f'{of}_eligible')} có điều kiện"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A contradiction known to the reviewers: its row, code, column, its number in the list of known ones."""

    row: str
    code: str
    column: str
    item: str
    note: str


@dataclass(frozen=True, slots=True)
class Report:
    """All rows, and how the findings stand to the reviewed list."""

    rows: tuple[RowReport, ...]
    sides: tuple[SideRow, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding once, contradictions first."""
        order = {"inconsistent": 0, "expected": 1, "explain": 2}
        found = [finding for row in self.rows for finding in row.findings]
        return tuple(sorted(found, key=lambda one: order[one.severity]))

    @property
    def reconciled(self) -> int:
        """How many identities hold."""
        return sum(check.ok for row in self.rows for check in row.checks)

    @property
    def equalities(self) -> int:
        """How many of them are equalities; the rest only keep one figure from passing another."""
        return sum(check.ok and not check.only_a_bound for row in self.rows for check in row.checks)

    @property
    def out_of_scale(self) -> frozenset[tuple[str, str]]:
        """Amounts, by row and column, that only fit a thousand times larger or smaller: not to be drawn."""
        return frozenset(
            (finding.rows[0], column)
            for row in self.rows
            for finding in row.findings
            if finding.reason.code == "unit-scale"
            for column in ((finding.reason.column,) if finding.reason.column else finding.columns)
        )

    @property
    def statuses(self) -> Mapping[str, int]:
        """How many rows have each status."""
        return Counter(row.status for row in self.rows)

    @property
    def false_alarms(self) -> tuple[Finding, ...]:
        """Findings on reviewed rows that the reviewers do not know: contradictions and expected ones."""
        known = {(one.row, one.code, one.column) for one in known_findings()}
        return tuple(
            finding
            for row in self.rows
            if row.row.origin != "dòng nhập"
            for finding in row.findings
            if finding.severity != "explain"
            and not any((finding.rows[0], finding.code, one) in known for one in finding.columns)
        )

    @property
    def missed(self) -> tuple[Reviewed, ...]:
        """Known contradictions that the checks did not find."""
        return tuple(one for one in known_findings() if one.code and not self.finding_of(one))

    def finding_of(self, known: Reviewed) -> Finding | None:
        """The finding of a known contradiction."""
        return next(
            (
                finding
                for row in self.rows
                if row.row.row == known.row
                for finding in row.findings
                if finding.code == known.code and known.column in finding.columns
            ),
            None,
        )


@cache
def known_findings() -> tuple[Reviewed, ...]:
    """The reviewed contradictions; one without a code has no figures left to work with."""
    return tuple(
        Reviewed(data["row"], data["code"], data["column"], data["item"], data["note"])
        for data in read_table("known_findings.csv")
    )


def report(imported: Iterable[PublishedRow] = ()) -> Report:
    """Every reviewed row and every imported one through the checks."""
    world = World(all_rows(imported))
    _, sides = reviewed()
    return Report(tuple(report_of(row, world) for row in world.rows), sides)


def report_of(row: PrintedRow, world: World) -> RowReport:
    """One row through the checks, beside all the others."""
    told = list(_told(row, world))
    findings = [finding for _, finding in told if finding is not None]
    refuted = frozenset((finding.columns[-1], finding.printed) for finding in findings)
    findings += [*printings.findings(row, world, refuted), *plausible.findings(row, world)]
    return RowReport(row, tuple(check for check, _ in told), tuple(findings))


def _told(row: PrintedRow, world: World) -> Iterator[tuple[Check, Finding | None]]:
    yield from rows.checks_of(row, world)
    yield from beats.checks(row, world)
    yield from across.checks(row, world)
    for check in printings.agreements(row):
        yield check, None
