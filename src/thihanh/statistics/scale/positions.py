"""The database's own function ``matters_positions`` read by DuckDB: facts in files or arrays, no PostgreSQL.

The text is the migration's, rendered by sqlglot; where it leans on PostgreSQL alone (tags as JSON, series of
years, open numbers) it is said anew. Tests hold both answers equal.
"""

import re
from functools import cache
from pathlib import Path

import sqlglot
from sqlglot import exp

from thihanh.matters import migrations
from thihanh.statistics.scale.layout import CLASSES, COLUMNS

FACTS = (
    "matters_matter",
    "matters_stage",
    "matters_assignment",
    "matters_tag",
    "money_posting",
    "matters_horizon",
)
"""The tables the text reads; whoever asks has them in the connection, with the columns of PostgreSQL."""

_FUNCTION = Path(migrations.__file__).with_name("positions_0002.sql")
_ANEW = (
    (re.compile(r"\(ids IS NULL OR \w+\.\w+ = ANY \(ids\)\)"), "true"),
    (re.compile(r" AND \(known IS NULL OR \w+\.known_on <= known\)"), ""),
    (re.compile(r"0::numeric"), "0::bigint"),
    (re.compile(r"coalesce\(v\.now_tags, '\{\}'\)"), "coalesce(v.now_tags, ARRAY[]::text[])"),
    (re.compile(r"(generate_series\(.*?::int, .*?::int\)) AS y"), r"LATERAL (SELECT \1 AS y) AS years"),
)
# The tags set at the end of each day: of every tag the last word before or on it.
_TAG_STATE = """
select distinct on (matter_id, day) matter_id, day, list(struct_pack(tag := tag, present := present))
    over (partition by matter_id order by day, ordinal, id) as state
from tag_fact order by matter_id, day, ordinal desc, id desc
"""
_TAG_DAY = """
select matter_id, day, list_sort([x.tag for x, i in state
    if x.present and i = list_max([j for z, j in state if z.tag = x.tag])]) as tags
from tag_state
"""


class FunctionChanged(RuntimeError):
    """The database's function no longer has a part that is said anew here."""


@cache
def derived() -> str:
    """A DuckDB query over ``FACTS`` that answers ``matters_positions(NULL, NULL)``, columns by name."""
    body = _FUNCTION.read_text(encoding="utf-8").partition("$$")[2].rpartition("$$")[0].strip()
    for found, instead in _ANEW:
        body, times = found.subn(instead, body)
        if not times:
            raise FunctionChanged(f"{_FUNCTION.name}: {found.pattern}")
    tree = sqlglot.parse_one(body.removesuffix(";"), read="postgres")
    for cte in tree.find_all(exp.CTE):
        if anew := {"tag_state": _TAG_STATE, "tag_day": _TAG_DAY}.get(cte.alias):
            cte.set("this", sqlglot.parse_one(anew, read="duckdb"))
    columns = ["matter_id", "agency", "work_year"]
    columns += [one.name for one in COLUMNS if one.name not in (*columns, *CLASSES)]
    return f"select * from ({tree.sql('duckdb')}) as position ({', '.join(columns)})"
