"""The committee's page of the largest province where a whole country's matters stand in one PostgreSQL.

The kept nation of ``python -m benchmarks nation`` is copied, so that what is recorded here stays out of it.
"""

from collections.abc import Iterator

from tests import cast

from benchmarks import committee
from benchmarks._nation import a_nation_of_its_own, ask
from benchmarks.table import Line

DATABASE = "thihanh_bench_committee_nation"


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    with committee.kept(), a_nation_of_its_own(DATABASE):
        (matters,) = ask("select count(*) from matters_matter")
        cast.gather(committee.HEAD, committee.CHAIR, on=committee.TODAY)
        yield from committee.page(f"one of {matters:,} matters")
