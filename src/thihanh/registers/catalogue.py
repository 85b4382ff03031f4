"""All registers by code, 01 to 21."""

from collections.abc import Mapping
from functools import cache

from thihanh.registers.books import decisions, intake, measures
from thihanh.registers.register import Register


@cache
def registers() -> Mapping[str, Register]:
    """Every register in the order of its code."""
    found = {one.code: one for module in (intake, decisions, measures) for one in module.BOOKS}
    return dict(sorted(found.items()))
