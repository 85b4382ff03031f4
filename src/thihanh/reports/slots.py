"""The slots of the agency's list of indicators beside the two rates: answered by the register, or proved.

Pure. Read from the register of matters on the day the report is made, not from an edition; the foot says so.
"""

from thihanh.law.notation import dotted
from thihanh.reports.material import Material
from thihanh.reports.structure import Column, Row, Table, Text
from thihanh.statistics.numbers import Absent, Percent
from thihanh.targets.card import Card, CardLine

RATES = ("cases.rate", "money.rate")
"""The slots that stand in the table of the report's own source."""
_MET = {True: "đạt", False: "chưa đạt", None: "chưa đánh giá"}


def other_slots(material: Material, card: Card) -> Table:
    """Every slot but the two rates: target, result, verdict, and the proof or why there is no result."""
    columns = (
        *(Column("TT", 0.5), Column("Chỉ tiêu", 3.6, figures=False), Column("Được giao"), Column("Kết quả")),
        *(Column("Đánh giá", 1.2, figures=False), Column("Chứng cứ, lý do", 3.0, figures=False)),
    )
    rows = [
        Row(tuple(Text(one) for one in _cells(line)), key=f"chi-tieu-{line.slot.place}")
        for line in card.lines
        if line.slot.code not in RATES
    ]
    return Table(
        "bang-bo-chi-tieu",
        f"Các chỉ tiêu khác của {card.list.label} [{card.list.mark}]",
        "Đơn vị tính ghi ở từng ô",
        columns,
        tuple(rows),
        material.lists_foot,
        "Bộ chỉ tiêu không có chỉ tiêu nào khác.",
    )


def _cells(line: CardLine) -> tuple[str, ...]:
    slot = line.slot
    proof = line.evidence.words if line.evidence else ""
    if not proof and isinstance(line.value, Absent) and line.met is None:
        proof = line.value.reason
    return str(slot.place), slot.name, _target(line), _result(line), _MET[line.met], proof or slot.words


def _target(line: CardLine) -> str:
    if isinstance(line.target, Absent):
        return "–"
    if line.slot.kind == "yes_no":
        return "phải đạt"
    return (
        str(Percent(line.target.hundredths)) if line.slot.is_rate else dotted(line.target.hundredths // 100)
    )


def _result(line: CardLine) -> str:
    if isinstance(line.value, Absent):
        return _MET[line.met] if line.slot.kind == "yes_no" and line.met is not None else "–"
    return (
        f"{dotted(line.value)} {line.slot.unit}"
        if isinstance(line.value, int)
        else str(line.value).replace("-", "−")
    )
