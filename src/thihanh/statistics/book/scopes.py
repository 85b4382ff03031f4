"""The unit a code of the book names, also where nobody holds the matters yet."""

from thihanh.statistics.book.folding import NOBODY
from thihanh.statistics.engine.cells import UNASSIGNED
from thihanh.statistics.unit import Scope, scope_of


def scope_named(code: str) -> Scope:
    """The scope of a unit of a book: ``22``, ``22.KV01``, ``22.KV01/22.0002``, ``22.-``, ``22.-/-``.

    Raises ``UnknownUnit`` for a code no unit can have.
    """
    office, slash, officer = code.partition("/")
    if NOBODY not in (office[3:], officer):
        return scope_of(code)
    agency = scope_of(office[:2]).agency
    held = UNASSIGNED if office[3:] == NOBODY else scope_of(office).office
    return Scope(agency, held, (UNASSIGNED if officer == NOBODY else officer) if slash else None)
