"""Which enforcement decisions a received judgment or a request gives rise to. Pure.

Of the agency's own motion one decision for each debtor, with the exceptions of D152 Đ.8.1; on request one
for each debtor, the joint ones together (Đ.11.1), periodic support by enforcement year (Đ.11.2). What no
decision takes up is named with the reason.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from thihanh.law import Regime, regime_on, work_year, work_year_end
from thihanh.law.lists import Listed, entry, listed
from thihanh.matters.receipts import Item

#: Kinds that dispose of a thing: returned, confiscated, destroyed.
_OF_A_THING = frozenset({"property_return", "confiscation"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One decision to be made: its items (with the periods it takes up), the persons, the rule behind it."""

    kind: str
    items: tuple[Item, ...]
    debtors: tuple[int, ...]
    creditors: tuple[int, ...]
    rule: Listed

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of its items."""
        return tuple(item.no for item in self.items)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An item, or one period of it, that no decision takes up, and why."""

    item: int
    why: Listed
    period: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """All decisions that follow, and what is left out."""

    proposals: tuple[Proposal, ...]
    left: tuple[LeftOut, ...]


def of_own_motion(
    items: Sequence[Item], *, judgment_kind: str, on: date, decided: Collection[int] = ()
) -> Proposed:
    """The decisions the agency makes of its own motion on a received judgment (L25 Đ.33.2; D152 Đ.8)."""
    regime = regime_on(on)
    left: list[LeftOut] = []
    open_: list[Item] = []
    for item in items:
        why = _not_own(item, judgment_kind)
        if why:
            left.append(LeftOut(item.no, entry("not_enforced", why, regime)))
        elif item.no not in decided:
            open_.append(item)
    groups = _own_groups(open_)
    proposals = [
        _proposal("ex_officio", group, entry("own_motion_decisions", rule, regime)) for rule, group in groups
    ]
    return Proposed(_in_order(proposals), tuple(left))


def on_request(
    items: Sequence[Item],
    wanted: Collection[int],
    *,
    judgment_kind: str,
    on: date,
    decided: Collection[int] = (),
    taken: Mapping[int, Collection[str]] | None = None,
) -> Proposed:
    """The decisions that a request for the items ``wanted`` gives rise to (L25 Đ.34; D152 Đ.11).

    ``taken`` are the periods of each item that an earlier decision took up or whose limitation has expired.
    """
    regime = regime_on(on)
    left: list[LeftOut] = []
    once: list[Item] = []
    periodic: list[Item] = []
    for item in items:
        if item.no not in wanted or (item.no in decided and not item.periods):
            continue
        why = _not_requested(item, judgment_kind)
        if why:
            left.append(LeftOut(item.no, entry("not_enforced", why, regime)))
        elif item.periods:
            due, later = _of_the_year(item, on, (taken or {}).get(item.no, ()))
            left += [LeftOut(item.no, entry("not_enforced", "not_due", regime), one) for one in later]
            periodic += [due] if due.periods else []
        else:
            once.append(item)
    proposals = [
        _proposal("on_request", group, _request_rule(rule, regime))
        for batch, of_periods in ((once, False), (periodic, True))
        for rule, group in _request_groups(batch, of_periods=of_periods)
    ]
    return Proposed(_in_order(proposals), tuple(left))


def _not_own(item: Item, judgment_kind: str) -> str:
    if _is_administrative(item, judgment_kind):
        return "administrative_act"
    return "" if item.ex_officio else "not_requested"


def _not_requested(item: Item, judgment_kind: str) -> str:
    if _is_administrative(item, judgment_kind):
        return "administrative_act"
    return "ex_officio" if item.ex_officio else ""


def _is_administrative(item: Item, judgment_kind: str) -> bool:
    """Of an administrative judgment only the property part is enforced (D152 Đ.8.3, 11.3)."""
    return judgment_kind == "administrative" and item.kind == "act"


def _own_groups(items: Sequence[Item]) -> list[tuple[str, list[Item]]]:
    groups: dict[tuple[str, object], list[Item]] = defaultdict(list)
    exhibits = [item.exhibit for item in items if item.exhibit and item.kind in _OF_A_THING]
    owing = {item.debtors[0] for item in items if item.kind not in _OF_A_THING and len(item.debtors) == 1}
    for item in items:
        groups[_own_key(item, exhibits, owing)].append(item)
    return [(_named(rule, group), group) for (rule, _), group in groups.items()]


def _own_key(item: Item, exhibits: Sequence[str], owing: Collection[int]) -> tuple[str, object]:
    if item.joint:
        return "joint", tuple(sorted(item.debtors))
    if item.kind in _OF_A_THING and item.exhibit and exhibits.count(item.exhibit) > 1:
        return "one_exhibit", item.exhibit
    if item.kind == "property_return":
        if len(item.creditors) == 1 and item.creditors[0] in owing:
            return "per_debtor", item.creditors[0]
        return "per_recipient", item.creditors
    if not item.debtors:
        return "without_debtor", None
    return "per_debtor", item.debtors[0]


def _named(rule: str, group: Sequence[Item]) -> str:
    """A debtor's decision that also returns something to him is the exception of rights and duties."""
    both = rule == "per_debtor" and any(item.kind == "property_return" for item in group)
    return "rights_and_duties" if both else rule


def _request_groups(items: Sequence[Item], *, of_periods: bool) -> list[tuple[str, list[Item]]]:
    groups: dict[tuple[int, ...], list[Item]] = defaultdict(list)
    for item in items:
        groups[tuple(sorted(item.debtors))].append(item)
    if of_periods:
        return [("periodic", group) for group in groups.values()]
    return [("joint" if len(debtors) > 1 else "per_debtor", group) for debtors, group in groups.items()]


def _request_rule(rule: str, regime: Regime) -> Listed:
    known = {one.code for one in listed("request_decisions", regime)}
    return entry("request_decisions", rule if rule in known else "per_debtor", regime)


def _of_the_year(item: Item, on: date, taken: Collection[str]) -> tuple[Item, tuple[str, ...]]:
    """The item with the periods due or falling due in the enforcement year, and those that come later."""
    last = work_year_end(work_year(on))
    open_ = [one for one in item.periods if one.period not in taken]
    due = tuple(one for one in open_ if one.due_on <= last)
    amounts = [one.amount for one in due if one.amount is not None]
    later = tuple(one.period for one in open_ if one.due_on > last)
    return replace(item, periods=due, amount=sum(amounts) if amounts else None), later


def _proposal(kind: str, items: Sequence[Item], rule: Listed) -> Proposal:
    debtors = _once(one for item in items for one in item.debtors)
    bound = _once(one.person for item in items for one in item.collateral)
    creditors = _once(one for item in items for one in item.creditors)
    return Proposal(kind, tuple(items), _once([*debtors, *bound]), creditors, rule)


def _once(people: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(people))


def _in_order(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    return tuple(sorted(proposals, key=lambda one: one.numbers))
