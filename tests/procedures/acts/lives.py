"""A matter's life in lines: day, act and what is said, each done by whose act it is, through the queue where
the head signs. What then runs on the matter is told in lines too."""

import shlex

from tests import cast
from tests.builders import a_matter
from tests.cast import Person
from tests.procedures.acts.scene import KV1, case, decide, do, register

from thihanh.law.notation import vn
from thihanh.procedures.catalogue import act

#: Who does what is not the officer's own.
_BY: dict[str, Person] = {
    "assign": cast.TRUONG,
    "change_officer": cast.TRUONG,
    "law_override": cast.BINH,
    "notice_valid": cast.THU,
    "send_to_procuracy": cast.THU,
    "publish": cast.THU,
    "publication_updated": cast.THU,
    "publication_ended": cast.THU,
    "commune_ended": cast.THU,
}


def born(number: str, decided: str, *, kind: str = "on_request") -> a_matter:
    """A matter of five million đồng in Lan's office, decided and not yet assigned."""
    owed = "debt" if kind == "on_request" else "court_fee"
    return a_matter(number, decided, kind=kind).owing(5_000_000, kind=owed).held_by("", KV1)


def live(matter: int, told: str) -> int:
    """Do the lines one after the other, each on its day: ``06/07/2026 notice_valid channel=post proof=1``.

    A value that must name a step or paper of the matter is said as ``{code}``: the latest step of the code.
    """
    for line in told.strip().splitlines():
        on, code, *words = shlex.split(line)
        by = _BY.get(code) or _holder(matter, on)
        raw = dict(_said(matter, word, on) for word in words)
        if act(code).signer == "head":
            decide(code, matter, raw, by=by, on=on)
        else:
            do(code, matter, {"on": on, **raw}, by=by, on=on)
    return matter


def _holder(matter: int, on: str) -> Person:
    """The officer who holds the matter; Lan before anybody does."""
    held = case(matter, on=on).officer
    return next((one for one in cast.EVERYBODY if one.code == held), cast.LAN)


def _said(matter: int, word: str, on: str) -> tuple[str, str]:
    name, _, value = word.partition("=")
    if value.startswith("{"):
        step = case(matter, on=on).last_step(value.strip("{}"))
        assert step is not None, value
        return name, str(step.id)
    return name, value


def a_life(number: str, decided: str, told: str, *, kind: str = "on_request") -> int:
    """A matter born and brought as far as the lines say."""
    (matter,) = register(born(number, decided, kind=kind))
    return live(matter, told)


def running(matter: int, on: str) -> list[str]:
    """What runs, as ``DL-18 06/07/2026 16/07/2026``: rule, from, last day (– while it stands still), the law
    where it is the old one over the change, sub-row where there is one."""
    return sorted(
        " ".join(
            filter(None, (term.rule, term.step, vn(term.from_), vn(term.due) if term.due else "–", term.mark))
        )
        for term in case(matter, on=on).terms
    )
