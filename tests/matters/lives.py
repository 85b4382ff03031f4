"""Lives of matters in a few words, for tests of what runs on them: stages and steps without a database."""

from datetime import date

from tests.builders import day
from thihanh.matters.rules import StageOn
from thihanh.matters.steps import StepRow


def stages(*told: str) -> tuple[StageOn, ...]:
    """ "06/01/2025 decided", "10/02/2025 postponed H-c", … in order."""
    found: list[StageOn] = []
    for words in told:
        on, stage, *ground = words.split()
        found.append(StageOn(day(on), len(found), stage, ground[0] if ground else ""))
    return tuple(found)


def steps(*told: StepRow) -> tuple[StepRow, ...]:
    """Steps in order; each gets its place as number."""
    return tuple(
        StepRow(
            **{name: getattr(one, name) for name in StepRow.__slots__} | {"id": number, "ordinal": number}
        )
        for number, one in enumerate(told, 1)
    )


def step(words: str, *, until: str = "", counterpart: str = "", **facts: str | int | bool) -> StepRow:
    """ "06/01/2025 seize" or "06/01/2025 postpone H-c" with its facts."""
    on, code, *ground = words.split()
    return StepRow(
        id=0,
        entry_id=0,
        matter_id=1,
        on=day(on),
        ordinal=0,
        known_on=day(on),
        code=code,
        ground=ground[0] if ground else "",
        article="",
        obligation=None,
        party=None,
        amount=None,
        until=_until(until),
        counterpart=counterpart,
        paper=None,
        facts=facts,
        source="",
        replaces=None,
    )


def _until(words: str) -> date | None:
    return day(words) if words else None
