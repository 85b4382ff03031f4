"""Positions from the facts of a set of entries: what a cut of the record held, whatever was entered since.

The body is the one definition of positions; every place that asks "known by then" also asks "inside".
"""

import re
from pathlib import Path

from django.db import migrations

_KNOWN = re.compile(r"\(known IS NULL OR (\w+)\.known_on <= known\)")
_BEFORE = "matters_positions(ids bigint[], known date)"
_AFTER = "matters_positions(ids bigint[], known date, inside int8multirange DEFAULT NULL)"
_WHOLE = Path(__file__).with_name("positions_0002.sql").read_text(encoding="utf-8")


def positions_inside() -> str:
    """The function with a third argument: facts of other entries than those do not count."""
    asked = _KNOWN.findall(_WHOLE)
    body = _KNOWN.sub(r"\g<0> AND (inside IS NULL OR \1.entry_id <@ inside)", _WHOLE)
    if len(asked) != _WHOLE.count("known_on") or _BEFORE not in body:
        raise ValueError("a condition of matters_positions on what was known was not found")
    return body.replace(_BEFORE, _AFTER)


class Migration(migrations.Migration):
    dependencies = [("matters", "0008_receipt_numbers")]

    operations = [
        migrations.RunSQL(
            ["DROP FUNCTION matters_positions(bigint[], date)", positions_inside()],
            ["DROP FUNCTION matters_positions(bigint[], date, int8multirange)", _WHOLE],
        ),
    ]
