"""Spark over the same files: the cluster that ``THIHANH_SPARK_MASTER`` names, else two cores of this machine.

The package is the optional extra ``spark``; nothing else in the product needs it.
"""

import os
from pathlib import Path
from typing import Any, Self

from thihanh.statistics.engine.sql import Query
from thihanh.statistics.scale.layout import COLUMNS, PARTITIONS
from thihanh.statistics.scale.sql import rendered

MASTER = "THIHANH_SPARK_MASTER"
_HERE = "local[2]"
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # a sum that overflows is an error, never a wrong figure
}
_SETTINGS_HERE = {"spark.sql.shuffle.partitions": "4", "spark.driver.memory": "3g"}


class NoSpark(RuntimeError):
    """The extra is not installed; the message says how to get it."""


def session(master: str | None = None) -> Any:
    """The one session of this process. Raises ``NoSpark`` where the extra is missing."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as missing:
        raise NoSpark(
            "Chưa cài phần mở rộng Spark. Cài bằng: pip install 'thihanh[spark]' (cần Java 17)."
        ) from missing
    where = master or os.environ.get(MASTER) or _HERE
    builder = SparkSession.builder.appName("thihanh").master(where)
    for key, value in (_SETTINGS | (_SETTINGS_HERE if where.startswith("local") else {})).items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


class Spark:
    """A folder of facts, asked with Spark."""

    def __init__(self, folder: Path | str, at: Any = None) -> None:
        self._at = at or session()
        schema = ", ".join(f"{one.name} {one.spark_type}" for one in (*COLUMNS, *PARTITIONS))
        self._at.read.schema(schema).parquet(str(folder)).createOrReplaceTempView("matters_position")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._at.catalog.dropTempView("matters_position")

    def run(self, query: Query) -> list[tuple[Any, ...]]:
        """The rows of a question."""
        return [tuple(row) for row in self._at.sql(rendered(query, "spark")).collect()]
