"""Facts out of PostgreSQL into files: one agency at a time, the others are left as they stand.

Rows leave by COPY and reach DuckDB as text, DuckDB writes files beside the old ones and they change places at
the end: a reader sees the old work years or the new ones of an agency, never half.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
from django.db import connection

from thihanh.statistics.book.members import BUDGET_PARAMS, budget_of
from thihanh.statistics.scale.layout import COLUMNS, ORDER, PARTITIONS, agency_folder

_ALL = (*PARTITIONS, *COLUMNS)
_SEPARATOR = "|"
_NULL = "\\N"


def export(folder: Path, agencies: Iterable[str] | None = None) -> dict[str, int]:
    """Write the positions of the agencies given (all that have any, when none are); rows by agency.

    Only the files of those agencies are replaced. Raises ``OSError`` where the folder cannot be written.
    """
    return {agency: _export(folder, agency) for agency in (_known() if agencies is None else agencies)}


def _known() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select distinct agency from matters_matter order by 1")
        return [agency for (agency,) in cursor.fetchall()]


def _export(folder: Path, agency: str) -> int:
    def fill(at: duckdb.DuckDBPyConnection) -> str:
        text = scratch / "rows.txt"
        _copy_out(agency, text)
        kinds = ", ".join(f"'{one.name}': '{'VARCHAR' if one.name == 'tags' else one.type}'" for one in _ALL)
        return (
            f"select * replace (coalesce(string_split(nullif(tags, ''), ','), []) as tags) from "
            f"read_csv('{text}', header = false, delim = '{_SEPARATOR}', nullstr = '{_NULL}', quote = '\"', "
            f"columns = {{{kinds}}}, auto_detect = false)"
        )

    with tempfile.TemporaryDirectory(prefix="thihanh-parquet-") as made:
        scratch = Path(made)
        return replace(folder, agency, fill)


def replace(folder: Path, agency: str, fill: Callable[[duckdb.DuckDBPyConnection], str]) -> int:
    """Put an agency's rows in the place of those that stood there; how many.

    ``fill`` is given a connection and answers the text that selects the rows, all columns of the layout.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fresh, old = folder / f".new-{agency}", folder / f".old-{agency}"
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    names = ", ".join(one.name for one in _ALL)
    spill = str(folder / ".spill")
    with duckdb.connect(config={"threads": 2, "memory_limit": "4GB", "temp_directory": spill}) as at:
        at.execute("set enable_progress_bar = false")
        text = fill(at)
        found = at.execute(
            f"copy (select {names} from ({text}) order by work_year, {ORDER}) to '{fresh}' "
            "(format parquet, compression zstd, partition_by (agency, work_year), row_group_size 100000)"
        ).fetchone()
    rows = int(found[0]) if found else 0
    target = agency_folder(folder, agency)
    if target.exists():
        target.rename(old)
    if rows:
        agency_folder(fresh, agency).rename(target)
    for done in (fresh, old):
        shutil.rmtree(done, ignore_errors=True)
    return rows


def _copy_out(agency: str, file: Path) -> None:
    names = ", ".join(_selected(one.name) for one in _ALL)
    text = (
        f"copy (select {names} from matters_position p join matters_judgment j on j.id = p.judgment_id "
        f"where p.agency = %(agency)s) to stdout "
        f"(format csv, delimiter '{_SEPARATOR}', null '{_NULL}')"
    )
    with (
        connection.cursor() as cursor,
        file.open("wb") as out,
        cursor.copy(text, BUDGET_PARAMS | {"agency": agency}) as rows,
    ):
        for block in rows:
            out.write(block)


def _selected(name: str) -> str:
    if name == "tags":
        return "array_to_string(p.tags, ',')"
    if name == "budget":
        return budget_of("p")
    return "j.kind" if name == "judgment_kind" else f"p.{name}"
