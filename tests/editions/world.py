"""A small closed year: matters of Lan, Minh and Hoa, and the head who closes it."""

from datetime import date

from tests import cast
from tests.builders import a_matter
from thihanh.editions import operations, queries
from thihanh.editions.rows import EditionRow
from thihanh.editions.rules import Asked
from thihanh.matters.operations import register_many

CLOSING = date(2025, 10, 2)
EARLIER = tuple(range(1, 12))


def matters() -> list[int]:
    """Five matters of work year 2025, in two offices."""
    return register_many(
        [
            a_matter("1/QĐ", "02/12/2024")
            .held_by(cast.LAN.code, "22.KV01")
            .owing(100)
            .then("in_progress", "10/01/2025")
            .paying(30, "05/02/2025")
            .intake,
            a_matter("2/QĐ", "03/12/2024", kind="on_request")
            .held_by(cast.LAN.code, "22.KV01")
            .owing(500)
            .tagged("credit")
            .then("in_progress", "10/01/2025")
            .intake,
            a_matter("3/QĐ", "04/12/2024")
            .held_by(cast.MINH.code, "22.KV01")
            .owing(70)
            .paying(70, "05/02/2025")
            .then("done", "05/02/2025")
            .intake,
            a_matter("4/QĐ", "05/12/2024")
            .held_by(cast.HOA.code, "22.KV02")
            .owing(900)
            .then("in_progress", "10/01/2025")
            .then("no_means", "20/03/2025", "N-1")
            .intake,
            a_matter("5/QĐ", "06/12/2024")
            .held_by(cast.HOA.code, "22.KV02")
            .owing(40)
            .then("in_progress", "10/01/2025")
            .intake,
        ],
        by=cast.LAN.code,
    )


def asked(month: int = 12, kind: str = "final", on: date = CLOSING) -> Asked:
    """A closing that names every late unit and every earlier period."""
    plain = Asked("22", 2025, month, "preliminary" if kind == "preliminary" else "final")
    late = queries.waiting("22", plain.period, on) if kind == "final" else ()
    elsewhere = tuple(n for n in EARLIER if n < month) if kind == "final" else ()
    return Asked("22", 2025, month, plain.kind, late, elsewhere)


def closed(month: int = 12, kind: str = "final", on: date = CLOSING) -> EditionRow:
    """The agency's book of the period, closed by its head."""
    return operations.close(asked(month, kind, on), by=cast.viewer(cast.TRUONG), on=on)
