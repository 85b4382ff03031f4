"""DuckDB over the files: a province, or a country of ten years, on one machine."""

from pathlib import Path
from typing import Any, Self

import duckdb

from thihanh.statistics.engine.sql import Query
from thihanh.statistics.scale.layout import COLUMNS, PARTITIONS
from thihanh.statistics.scale.sql import rendered

MEMORY = "4GB"


class Duck:
    """A folder of facts, asked with DuckDB. Not shared between threads; closed by its ``with``."""

    def __init__(self, folder: Path, *, threads: int = 2) -> None:
        spill = str(folder.parent / f".spill-{folder.name}")  # what memory cannot hold stays beside the files
        self._at = duckdb.connect(
            config={"memory_limit": MEMORY, "threads": threads, "temp_directory": spill}
        )
        self._at.execute("set enable_progress_bar = false")
        kinds = ", ".join(f"'{one.name}': {one.type}" for one in PARTITIONS)
        names = ", ".join(one.name for one in (*PARTITIONS, *COLUMNS))
        files = str(folder / "agency=*" / "work_year=*" / "*.parquet").replace("'", "''")
        self._at.execute(
            f"create view matters_position as select {names} from read_parquet('{files}', "
            f"hive_partitioning = true, hive_types = {{{kinds}}})"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._at.close()

    def run(self, query: Query) -> list[tuple[Any, ...]]:
        """The rows of a question."""
        return self.rows(rendered(query, "duckdb"))

    def rows(self, text: str) -> list[tuple[Any, ...]]:
        """The rows of a text written for DuckDB itself."""
        return list(self._at.execute(text).fetchall())
