"""Tables that are computed from facts: each room names how its own are rebuilt."""

from collections.abc import Callable

_rebuilders: dict[str, Callable[[], int]] = {}


def register(name: str, rebuild: Callable[[], int]) -> None:
    """``rebuild`` empties the projection, fills it from the facts and returns its number of rows."""
    if name in _rebuilders:
        raise ValueError(f"the projection {name} has a rebuilder already")
    _rebuilders[name] = rebuild


def registered() -> tuple[tuple[str, Callable[[], int]], ...]:
    """Names and rebuilders in the order of registration: a later one may read an earlier one."""
    return tuple(_rebuilders.items())
