"""Spark answers the same text over the same files as PostgreSQL, to the last đồng."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.statistics.scale_worlds import in_files
from tests.statistics.test_engines import by_memory
from tests.statistics.test_identities import random_period
from thihanh.statistics import queries
from thihanh.statistics.engine import sql
from thihanh.statistics.forms.definitions import form_of
from thihanh.statistics.period import VERSIONS
from thihanh.statistics.scale import spark
from thihanh.statistics.scale.duck import Duck
from thihanh.statistics.unit import scope_of

pytestmark = [pytest.mark.django_db, pytest.mark.spark]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """One Spark for the module: starting it costs more than all its questions."""
    at = spark.session()
    at.sparkContext.setLogLevel("ERROR")
    yield at
    at.stop()


@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32 - 1))
def test_three_engines_and_plain_facts_agree(tmp_path: Path, session: Any, seed: int) -> None:
    dice = random.Random(seed)
    with in_files(tmp_path, seed, 30), Duck(tmp_path) as duck, spark.Spark(tmp_path, session) as there:
        period, version = random_period(dice), dice.choice(VERSIONS)
        everywhere = sql.everywhere(period)
        found = there.run(everywhere)
        assert sorted(found) == sorted(queries.run(everywhere)) == sorted(duck.run(everywhere))
        assert sql.fold([row[1:] for row in found], version) == by_memory(period, version, None)
        _, measures = queries.signed_measures(form_of("005.N", version), 1)
        asked = sql.behind(scope_of("22", tag="credit"), period, version, measures)
        assert sorted(there.run(asked)) == sorted(queries.run(asked))
