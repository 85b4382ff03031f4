"""The positions of one matter by a plan that is kept: an act on one matter need not plan the whole again.

The body is the one definition of positions with its condition narrowed to a single matter.
"""

import re
from pathlib import Path

from django.db import migrations

_MANY = re.compile(r"\(ids IS NULL OR (\w+\.\w+) = ANY \(ids\)\)")
_KNOWN = re.compile(r" AND \(known IS NULL OR \w+\.known_on <= known\)")


def positions_of_one() -> str:
    """A function that derives the positions of one matter anew and writes them."""
    whole = Path(__file__).with_name("positions_0002.sql").read_text(encoding="utf-8")
    body = whole.partition("$$")[2].rpartition("$$")[0].strip().removesuffix(";")
    body = _KNOWN.sub("", _MANY.sub(r"\1 = wanted", body))
    if "IS NULL OR" in body:
        raise ValueError("a condition of matters_positions was not narrowed to one matter")
    return f"""
CREATE FUNCTION matters_position_of(wanted bigint) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    DELETE FROM matters_position WHERE matter_id = wanted;
    INSERT INTO matters_position
    {body};
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("matters", "0005_kept_plans")]

    operations = [
        migrations.RunSQL([positions_of_one()], ["DROP FUNCTION matters_position_of(bigint)"]),
    ]
