"""The sector's control rules as assertions: a figure that breaks one is never shown (R01–R24).

A broken rule is our fault, not the reader's: it is raised loudly with the rule's number and the figures.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from thihanh.statistics.forms.definitions import Form
from thihanh.statistics.numbers import Absent, Percent, Points, rate

Value = int | Percent | Absent


class InvariantBroken(AssertionError):
    """A control rule does not hold on computed figures. The message names the rule and the numbers."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(f"Quy tắc đối soát {rule} không đúng: {sentence}")
        self.rule = rule


def require_equal(rule: str, what: str, left: int, right: int) -> None:
    """Raises ``InvariantBroken`` unless both numbers are the same."""
    if left != right:
        raise InvariantBroken(rule, f"{what}: {left} ≠ {right} (lệch {left - right}).")


def _count(value: Value) -> int:
    """A value of a counted column: cases or whole đồng."""
    assert isinstance(value, int)
    return value


_OUTSIDE = ("no_means", "postponed", "suspended", "other")
_INSIDE = ("in_progress", "consent", "remaining")
_ENDED = ("done", "terminated", "other_ending", "reduced")


def check_form(form: Form, values: Mapping[int, Value], chain: Mapping[str, int], unit: str) -> None:
    """R01–R08 on one unit's form. ``values`` by column number, ``chain`` by code; cases or whole đồng."""
    numbers = form.numbers

    def total(*codes: str) -> int:
        return sum(_count(values[numbers[code]]) for code in codes if code in numbers)

    due, eligible, resolved = total("due"), total("eligible"), total("resolved")
    handled = chain["opening"] + chain["new"] + chain["returned"]
    left = chain["delegated"] + chain["withdrawn"] + chain["moved"] + chain.get("amended", 0)
    rules = (
        ("R01", "thụ lý = cũ + mới + chuyển lại", chain["handled"], handled),
        ("R02", "phải thi hành = thụ lý − ủy thác − thu hồi, hủy − chuyển sổ", chain["due"], handled - left),
        ("R02", "phải thi hành của chuỗi = cột phải thi hành", chain["due"], due),
        ("R03", "phải thi hành = có điều kiện + phần còn lại", due, eligible + total(*_OUTSIDE)),
        ("R04", "có điều kiện = giải quyết xong + đang thi hành", eligible, resolved + total(*_INSIDE)),
        ("R05" if form.of == "cases" else "R06", "giải quyết xong", resolved, total(*_ENDED)),
        ("R07", "chuyển kỳ sau = phải thi hành − giải quyết xong", total("carried"), due - resolved),
    )
    for rule, what, one, other in rules:
        if one != other:
            require_equal(rule, f"biểu {form.code} {form.version}, đơn vị {unit}, {what}", one, other)
    shown = values[numbers["rate"]]
    if shown != rate(resolved, eligible):
        raise InvariantBroken("R08", f"đơn vị {unit}: tỷ lệ {shown} không phải {resolved} ÷ {eligible}.")


def check_sum_of_units(
    form: Form, whole: Mapping[int, Value], parts: Sequence[Mapping[int, Value]], unit: str
) -> None:
    """R09, R10: a unit's columns are the sums of its parts' columns."""
    rule = "R09" if form.of == "cases" else "R10"
    for column in form.columns:
        if column.ratio:
            continue
        total, summed = _count(whole[column.no]), sum(_count(part[column.no]) for part in parts)
        require_equal(
            rule, f"biểu {form.code}, cột {column.no}, đơn vị {unit}: tổng các đơn vị", summed, total
        )


def check_turn_of_year(opening: int, carried: int, what: str) -> None:
    """R12: the opening of a year is what the year before carried over.

    Matters moved to the separate register leave the year they are moved in, on a line of their own, so
    nothing stands between the two figures here.
    """
    require_equal("R12", f"{what}: số cũ chuyển sang = số chuyển kỳ sau của năm trước", opening, carried)


def check_cumulative(series: list[int], what: str) -> None:
    """R13: a cumulative count does not fall within the work year."""
    for before, after in pairwise(series):
        if after < before:
            raise InvariantBroken("R13", f"{what}: số lũy kế giảm từ {before} xuống {after}.")


def check_same_opening(openings: list[int], what: str) -> None:
    """R14: every period of a work year opens with the same figure."""
    for opening in openings[1:]:
        require_equal("R14", f"{what}: số cũ chuyển sang của các kỳ trong năm", opening, openings[0])


def check_beat(beat: Points, shown_rate: Percent, target: Percent) -> None:
    """R24: a beat is the rounded rate less the target, in points."""
    if beat != shown_rate - target:
        raise InvariantBroken("R24", f"vượt {beat} không phải {shown_rate} − {target}.")
