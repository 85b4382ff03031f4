"""When what was read from the record for an effect may be said again: only while the record stands still.

A mark is taken before reading: the newest facts, and the writers that have drawn numbers and not ended, whose
facts may yet come in before the newest (drawing one locks the sequence to the writer's end). Facts entered
since touch an effect only when they speak of a day up to its last one, or take back an earlier fact; a day's
ordinary acts do not.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from thihanh.statistics.engine.sql import Param, Query
from thihanh.statistics.queries import run

_WRITING: Final = """
  select virtualtransaction from pg_locks where mode = 'RowExclusiveLock'
    and database = (select oid from pg_database where datname = current_database())
    and relation in ('matters_matter_seq'::regclass, 'matters_fact_seq'::regclass,
      'money_posting_seq'::regclass, 'dossiers_link_id_seq'::regclass)"""
_MARK: Final = f"""
select array[
    (select coalesce(max(id), 0) from matters_matter), (select coalesce(max(id), 0) from matters_stage),
    (select coalesce(max(id), 0) from matters_step), (select coalesce(max(id), 0) from money_posting),
    (select coalesce(max(id), 0) from dossiers_link)],
  array({_WRITING})"""
_TOUCHED: Final = f"""
select exists (select unnest(%(writers)s::text[]) except ({_WRITING}))
  or exists (select from matters_matter where id > (%(newest)s::bigint[])[1] and decided_on <= %(end)s)
  or exists (select from matters_stage
    where id > (%(newest)s::bigint[])[2] and ("on" <= %(end)s or void or replaces_id is not null))
  or exists (select from matters_step
    where id > (%(newest)s::bigint[])[3] and ("on" <= %(end)s or void or replaces_id is not null))
  or exists (select from money_posting
    where id > (%(newest)s::bigint[])[4] and ("on" <= %(end)s or reverses_id is not null))
  or exists (select from dossiers_link l join dossiers_dossier d on d.id = l.dossier_id
    where l.id > (%(newest)s::bigint[])[5] and l.kind = 'matter' and d.kind = 'directive')"""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where the record stood: the newest facts of each table, writers at work."""

    newest: tuple[int, ...]
    writers: tuple[str, ...]


def mark() -> Mark:
    """Where the record stands now."""
    ((newest, writers),) = run(Query(_MARK))
    return Mark(tuple(newest), tuple(writers))


def stands(since: Mark, end: date) -> bool:
    """Whether nothing entered since a mark speaks of a day up to ``end``."""
    values: dict[str, Param] = {"newest": list(since.newest), "writers": list(since.writers), "end": end}
    ((touched,),) = run(Query(_TOUCHED, values))
    return not touched
