"""Things that are acted on by one transaction at a time: a matter, a request, a paper's template."""

from collections.abc import Iterable

from thihanh.trail.kept import ask


def hold_named(name: str) -> None:
    """Let whoever acts under the same name wait until the running transaction ends."""
    ask("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def hold(kind: str, ids: Iterable[int]) -> None:
    """Let whoever acts on one of these things wait until the running transaction ends.

    Held in the order of their ids, so that two batches over the same things wait for each other instead of
    blocking each other. ``kind`` tells the things apart ("matter").
    """
    wanted = sorted(set(ids))
    if wanted:
        ask(
            "SELECT count(pg_advisory_xact_lock(hashtextextended(%s, id))) FROM unnest(%s::bigint[]) id",
            [kind, wanted],
        )
