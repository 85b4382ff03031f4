"""One text of a question, rendered for another engine: sqlglot rewrites the dialect, values become literals.

The text is that of ``statistics.engine.sql``, written for PostgreSQL with named parameters. What dialects say
differently is said here: membership in a list, tags that hold all of a list.
"""

from datetime import date
from typing import Literal

import sqlglot
from sqlglot import exp

from thihanh.statistics.engine.sql import Param, Query

Dialect = Literal["postgres", "duckdb", "spark"]


def rendered(query: Query, dialect: Dialect) -> str:
    """The question as plain text of a dialect. Raises ``KeyError`` for a parameter that has no value."""
    tree = sqlglot.parse_one(query.text, read="postgres")
    tree = tree.transform(_lists, query.params).transform(_values, query.params)
    return str(tree.sql(dialect))


def _lists(node: exp.Expr, params: dict[str, Param]) -> exp.Expr:
    """``= any(list)`` and ``<> all(list)`` as IN; ``@> list`` as one condition for each member."""
    if isinstance(node, (exp.EQ, exp.NEQ)) and (inner := _compared_with_a_list(node.expression)):
        members = _list(inner, params)
        if members is not None:
            found = exp.In(this=node.this, expressions=members) if members else exp.false()
            return exp.not_(found) if isinstance(node, exp.NEQ) else exp.paren(found)
    if isinstance(node, exp.ArrayContainsAll):
        members = _list(node.expression, params)
        if members is not None:
            return exp.and_(*(exp.ArrayContains(this=node.this, expression=one) for one in members))
    return node


def _compared_with_a_list(node: exp.Expr) -> exp.Expr | None:
    """What stands inside any(…) or all(…)."""
    if isinstance(node, exp.Any):
        inner: exp.Expr = node.this.unnest()
        return inner
    if isinstance(node, exp.Anonymous) and node.name.lower() == "all":
        (members,) = node.expressions
        return members if isinstance(members, exp.Expr) else None
    return None


def _list(node: exp.Expr, params: dict[str, Param]) -> list[exp.Expr] | None:
    """The members of a list given as a parameter, else none."""
    inner = node.this if isinstance(node, exp.Cast) else node
    if not isinstance(inner, exp.Placeholder):
        return None
    given = params[inner.name]
    return [exp.Literal.string(one) for one in given] if isinstance(given, list) else None


def _values(node: exp.Expr, params: dict[str, Param]) -> exp.Expr:
    if not isinstance(node, exp.Placeholder):
        return node
    given = params[node.name]
    if isinstance(given, date):
        return exp.cast(exp.Literal.string(given.isoformat()), "date")
    if isinstance(given, list):
        return exp.array(*(exp.Literal.string(one) for one in given))
    return exp.convert(given)
