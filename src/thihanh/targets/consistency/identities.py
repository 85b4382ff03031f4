"""The identities published figures must satisfy, as text over column names, and their worth. Pure.

Rules R01–R08 of the control rules hold within a row; shares, growth and side tables follow the same way. A
figure that is not printed makes an identity silent; ``?`` before a column means: nothing where not printed,
and then the identity is only a bound.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from thihanh.targets.consistency.arithmetic import DividesByZero, worked_out
from thihanh.targets.consistency.statements import Interval

Sign = Literal["=", "<="]
Lookup = Callable[[str], Interval | None]
LAST_TWO_WAY_YEAR = 2019
"""Until TT 06/2019 what is due is either có điều kiện or chưa có điều kiện [S thads ItemID=3689]."""


@dataclass(frozen=True, slots=True)
class Identity:
    """``left`` (computed) against ``right`` (printed), for work years up to ``until``."""

    code: str
    name: str
    left: str
    right: str
    sign: Sign = "="
    until: int = 9999
    since: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column it names, the printed side last."""
        return tuple(dict.fromkeys(name.lstrip("?") for name in _names(f"{self.left} {self.right}")))

    @property
    def result(self) -> str:
        """The printed column, where the right side is one column."""
        return self.right if self.right.replace("_", "").isalpha() else ""


_TOKEN = re.compile(r"\??[a-z_]+|\d+|[-+*/()]")


def _names(expression: str) -> list[str]:
    return [token for token in _TOKEN.findall(expression) if token[-1].isalpha()]


class _Silent(Exception):
    """A figure the expression needs is not printed."""


def worth(expression: str, lookup: Lookup) -> tuple[Interval, bool] | None:
    """What an expression may be, and whether an unprinted part makes it a bound; None where it is silent."""
    unprinted: list[str] = []

    def one(token: str) -> Interval:
        if token.isdigit():
            return Interval.of(int(token))
        found = lookup(token.lstrip("?"))
        if found is None and token.startswith("?"):
            unprinted.append(token)
            return Interval.of(Fraction(0))
        if found is None:
            raise _Silent
        return found

    try:
        return worked_out(_TOKEN.findall(expression), one), bool(unprinted)
    except (_Silent, DividesByZero):
        return None


def holds(identity: Identity, lookup: Lookup) -> bool | None:
    """Whether the printed figures can satisfy the identity; None where it is silent."""
    left, right = worth(identity.left, lookup), worth(identity.right, lookup)
    if left is None or right is None:
        return None
    if identity.sign == "<=":
        return left[0].low <= right[0].high
    if left[1] and "- ?" in identity.left:  # something unprinted is still to be taken off
        return right[0].low <= left[0].high
    if left[1]:  # something unprinted is still to be added
        return left[0].low <= right[0].high
    return left[0].meets(right[0])


_OF = ("cases", "money")
_GROUPS = ("credit", "corruption", "budget")
_MEASURES = ("handled", "new", "due", "eligible", "done")


def _inflow(of: str) -> Iterator[Identity]:
    yield Identity("R01", "thụ lý = số cũ + số mới", f"{of}_opening + {of}_new", f"{of}_handled")
    yield Identity(
        "R02",
        "phải thi hành = thụ lý − ủy thác − thu hồi, hủy",
        f"{of}_handled - {of}_entrusted - ?{of}_revoked",
        f"{of}_due",
    )
    yield Identity(
        "R03",
        "phải thi hành = có điều kiện + chưa có điều kiện",
        f"{of}_eligible + {of}_not_eligible",
        f"{of}_due",
        until=LAST_TWO_WAY_YEAR,
    )
    yield Identity(
        "R03",
        "có điều kiện + chưa có điều kiện = thụ lý − ủy thác − thu hồi, hủy",
        f"{of}_eligible + {of}_not_eligible",
        f"({of}_handled - {of}_entrusted - {of}_revoked)",
        until=LAST_TWO_WAY_YEAR,
    )
    yield Identity(
        "R03",
        "có điều kiện + chưa có điều kiện không quá phải thi hành",
        f"{of}_eligible + {of}_not_eligible + ?{of}_other_excluded",
        f"{of}_due",
        "<=",
        since=LAST_TWO_WAY_YEAR + 1,
    )


def _outcome(of: str) -> Iterator[Identity]:
    yield Identity(
        "R04",
        "có điều kiện = giải quyết xong + đang thi hành (+ hoãn điểm c)",
        f"{of}_done + {of}_in_progress + ?{of}_postponed_c",
        f"{of}_eligible",
    )
    code, reduced = ("R06", f" + ?{of}_reduced") if of == "money" else ("R05", "")
    yield Identity(
        code,
        "giải quyết xong = thi hành xong + đình chỉ (+ giảm, kết thúc khác)",
        f"{of}_enforced + {of}_terminated{reduced} + ?{of}_other_ending",
        f"{of}_done",
    )
    yield Identity(
        "R07", "chuyển kỳ sau = phải thi hành − giải quyết xong", f"{of}_due - {of}_done", f"{of}_carried"
    )
    yield Identity(
        "R08", "tỷ lệ = giải quyết xong ÷ có điều kiện", f"100*{of}_done/{of}_eligible", f"{of}_rate_pub"
    )


def _bounds(of: str) -> Iterator[Identity]:
    for whole, words in (("due", "phải thi hành"), ("handled", "thụ lý")):
        yield Identity(
            "R08",
            f"số có điều kiện suy từ kết quả và tỷ lệ không quá {words}",
            f"100*{of}_done/{of}_rate_pub",
            f"{of}_{whole}",
            "<=",
        )
    yield Identity(
        "TỶ-TRỌNG",
        "số phải thi hành suy từ kết quả, tỷ lệ và tỷ trọng không quá thụ lý",
        f"100*100*{of}_done/{of}_rate_pub/{of}_eligible_share",
        f"{of}_handled",
        "<=",
    )
    yield Identity("R02", "phải thi hành không quá thụ lý", f"{of}_due", f"{of}_handled", "<=")
    yield Identity("R03", "có điều kiện không quá phải thi hành", f"{of}_eligible", f"{of}_due", "<=")
    yield Identity("R04", "giải quyết xong không quá có điều kiện", f"{of}_done", f"{of}_eligible", "<=")
    yield Identity("R07", "giải quyết xong không quá phải thi hành", f"{of}_done", f"{of}_due", "<=")


def _shares(of: str) -> Iterator[Identity]:
    for part, words in (("eligible", "có điều kiện"), ("not_eligible", "chưa có điều kiện")):
        yield Identity(
            "TỶ-TRỌNG",
            f"tỷ trọng {words} = {words} ÷ phải thi hành",
            f"100*{of}_{part}/{of}_due",
            f"{of}_{part}_share",
        )
    yield Identity(
        "TỶ-TRỌNG",
        "ba tỷ trọng cộng lại bằng 100%",
        f"100 - {of}_eligible_share - {of}_not_eligible_share",
        f"{of}_other_share",
    )
    yield Identity(
        "TỶ-TRỌNG",
        "hai tỷ trọng không quá 100%",
        f"{of}_eligible_share + {of}_not_eligible_share",
        "100",
        "<=",
    )
    yield Identity(
        "HOÀN-THÀNH",
        "hoàn thành chỉ tiêu = tỷ lệ ÷ chỉ tiêu",
        f"100*{of}_rate_pub/{of}_target",
        f"{of}_achievement",
    )


def _growth(prefix: str, of: str) -> Iterator[Identity]:
    for what in _MEASURES:
        name = f"{prefix}{of}_{what}"
        yield Identity(
            "TĂNG",
            "tăng (%) = tăng tuyệt đối ÷ số năm trước",
            f"100*{name}_change/({name} - {name}_change)",
            f"{name}_growth",
        )


def _groups(group: str, of: str) -> Iterator[Identity]:
    name = f"{group}_{of}"
    yield Identity(
        "R08", "tỷ lệ của nhóm = xong ÷ có điều kiện", f"100*{name}_done/{name}_eligible", f"{name}_rate"
    )
    yield Identity(
        "R08",
        "số có điều kiện của nhóm suy từ kết quả và tỷ lệ không quá phải thi hành",
        f"100*{name}_done/{name}_rate",
        f"{name}_due",
        "<=",
    )
    yield Identity("R11", "kết quả của nhóm không quá kết quả chung", f"{name}_done", f"{of}_done", "<=")
    yield Identity("R11", "phải thi hành của nhóm không quá số chung", f"{name}_due", f"{of}_due", "<=")
    yield Identity("R04", "nhóm: xong không quá có điều kiện", f"{name}_done", f"{name}_eligible", "<=")
    yield Identity(
        "R03", "nhóm: có điều kiện không quá phải thi hành", f"{name}_eligible", f"{name}_due", "<="
    )


def _others() -> Iterator[Identity]:
    yield Identity("R16", "án hành chính: tổng = cũ + mới", "thahc_carried + thahc_new", "thahc_due")
    yield Identity(
        "R16",
        "án hành chính: tổng = xong + hủy, hoãn + đang thi hành",
        "thahc_done + thahc_ongoing + thahc_cancelled",
        "thahc_due",
    )
    yield Identity(
        "R16", "án hành chính: xong + đang không quá tổng", "thahc_done + thahc_ongoing", "thahc_due", "<="
    )
    yield Identity("R16", "án hành chính: tỷ lệ = xong ÷ tổng", "100*thahc_done/thahc_due", "thahc_rate")
    yield Identity("R17", "số theo dõi không dưới số phải thi hành", "thahc_due", "thahc_monitored", "<=")
    yield Identity(
        "R26",
        "cưỡng chế: không huy động + có huy động không quá số quyết định",
        "coercion_without_force + coercion_with_force",
        "coercion_decisions",
        "<=",
    )
    yield Identity(
        "R26", "tự nguyện không quá số quyết định", "coercion_voluntary", "coercion_decisions", "<="
    )
    yield Identity(
        "TỔNG",
        "tổng = chủ động + theo yêu cầu",
        "decisions_ex_officio + decisions_on_request",
        "decisions_total",
    )
    yield Identity(
        "R25",
        "tỷ lệ giải quyết khiếu nại, tố cáo",
        "100*complaints_settled/complaints_received",
        "complaints_settled_share",
    )
    yield Identity(
        "BÌNH-QUÂN",
        "số chấp hành viên suy từ việc và từ tiền",
        "money_due/money_per_enforcer",
        "(cases_due/cases_per_enforcer)",
    )


IDENTITIES: tuple[Identity, ...] = (
    *(
        one
        for of in _OF
        for one in (*_inflow(of), *_outcome(of), *_bounds(of), *_shares(of), *_growth("", of))
    ),
    *(one for group in _GROUPS for of in _OF for one in (*_groups(group, of), *_growth(f"{group}_", of))),
    *_others(),
)
