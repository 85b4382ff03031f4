"""Figures and drafts as JSON and back: exact fractions as text. Pure."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import Any, cast

from thihanh.statistics.published import Qualified, Qualifier
from thihanh.targets.imported.drafts import Draft, Problem
from thihanh.targets.imported.reading import Figure
from thihanh.targets.places import Place

Json = dict[str, Any]


def figures_as_json(figures: Mapping[str, Figure]) -> dict[str, dict[str, str]]:
    """Every figure: its own words, its worth, its qualifier and the unit of its printed digits."""
    return {
        code: {
            "text": one.text,
            "value": str(one.value.value),
            "qualifier": one.value.qualifier,
            "step": str(one.value.step),
        }
        for code, one in figures.items()
    }


def figures_from_json(said: Mapping[str, Mapping[str, str]]) -> dict[str, Figure]:
    """The figures as they were stored."""
    return {
        code: Figure(
            one["text"],
            Qualified(Fraction(one["value"]), cast("Qualifier", one["qualifier"]), Fraction(one["step"])),
        )
        for code, one in said.items()
    }


def draft_as_json(draft: Draft) -> Json:
    """A row of a file, for the run that waits."""
    return {
        "line": draft.line,
        "cell": draft.cell,
        "key": draft.key,
        "place": asdict(draft.place) if draft.place else None,
        "year": draft.year,
        "months": draft.months,
        "edition": draft.edition,
        "as_of": draft.as_of.isoformat() if draft.as_of else "",
        "figures": figures_as_json(draft.figures),
        "texts": {code: text for code, text in draft.texts.items() if text},
        "problems": [asdict(one) for one in draft.problems],
        "notes": [asdict(one) for one in draft.notes],
    }


def draft_from_json(said: Json) -> Draft:
    """The row as it was read."""
    return Draft(
        line=said["line"],
        cell=said["cell"],
        key=said["key"],
        place=Place(**said["place"]) if said["place"] else None,
        year=said["year"],
        months=said["months"],
        edition=said["edition"],
        as_of=date.fromisoformat(said["as_of"]) if said["as_of"] else None,
        figures=figures_from_json(said["figures"]),
        texts=said["texts"],
        problems=tuple(Problem(**one) for one in said["problems"]),
        notes=tuple(Problem(**one) for one in said["notes"]),
    )
