"""Where the facts of a form of acts come from: a room that starts to record them adds one entry here.

A source answers rows of ``ACT_COLUMNS`` for an agency and period. A form whose data file says that no room
records its facts is filled from the day its source stands here.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from thihanh.statistics.book import administrative, exemptions, measures, oversight, petitions
from thihanh.statistics.book.asking import Asked

ActRows = Callable[[Asked], Sequence[tuple[Any, ...]]]

#: Form code → the source of its acts.
SOURCES: Mapping[str, ActRows] = {
    exemptions.FORM: exemptions.rows,
    measures.FORM: measures.rows,
    administrative.FORM: administrative.rows,
    administrative.NATIONAL: administrative.national_rows,
    petitions.SETTLED: petitions.settled_rows,
    petitions.RECEIVED: petitions.received_rows,
    petitions.COMPENSATED: petitions.compensated_rows,
    oversight.FORM: oversight.rows,
    oversight.SHARED: oversight.shared_rows,
}
