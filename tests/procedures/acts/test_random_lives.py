"""Random acts in random order: what is refused writes nothing, what is done keeps the record in order."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from django.db import connection
from tests import cast
from tests.builders import a_matter
from tests.procedures.acts.lives import live
from tests.procedures.acts.scene import KV1, case, register

from thihanh.law.notation import vn
from thihanh.law.regimes import regime_on
from thihanh.matters import queries
from thihanh.matters.asking import Refusal
from thihanh.matters.rules import grounds_for
from thihanh.matters.states import ENDS, STAGES, may_follow
from thihanh.trail.queries import entries_of

pytestmark = pytest.mark.django_db
TRIES = 45
_SEEN = 'means=direct content="Đã xác minh tại nơi cư trú"'
#: Acts as lines without their day, which ``{on}`` stands for where a paper bears one.
ACTS = (
    "assign officer=22.0001",
    "open_file",
    "send_to_procuracy",
    "notice_valid channel=post proof=1",
    "settlement content=Trả",
    f"verify occasion=first {_SEEN} result=in_progress",
    f"verify occasion=conflict {_SEEN} result=unchanged",
    f"verify occasion=conflict {_SEEN} result=ground_found ground_found=N-1",
    f"verify occasion=conflict {_SEEN} result=ground_found ground_found=N-a",
    "no_means ground=N-1",
    "no_means ground=N-a",
    f"verify occasion=periodic {_SEEN} result=in_progress",
    "publish commune=Xã",
    "conditions_found",
    "publication_ended",
    "postpone ground=H-c extent=whole document_on={on} basis=agreement until=30/12/2026",
    "postpone ground=H-2 extent=whole document_on={on} authority=court_supreme",
    "suspend ground=T-2 document_on={on} authority=court_supreme",
    "pause ground=P-obstacle document_on={on} reason=Bão",
    "resume ended_on={on} why=ground_over",
    "resume ended_on={on} why=ground_over",
    "secure measure=freeze cause=risk",
    "coerce measure=seize",
    "seize asset_kind=registered asset=Xe hour=9",
    "collected obligation=1 amount=1000000",
    "terminate_part ground=C-4 obligations=1 amount=500000 document_on={on} fees_paid=1",
    "nothing_left document_on={on}",
    "asset_not_ready document_on={on}",
    "amend ground=R-2 obligation=1 amount=6000000 reason=Sai content=Sửa",
    "done",
    "terminate ground=C-4 extent=rest document_on={on} fees_paid=1",
    "confirmation_requested party=1",
)


@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_tried_stages_never_overlap_and_no_act_is_lost_or_doubled(seed: int) -> None:
    cast.gather()
    dice, on = Random(seed), date(2026, 6, 1)
    built = a_matter("931/QĐ", vn(on), kind="on_request").owing(5_000_000, kind="debt").held_by("", KV1)
    matter, done = register(built)[0], Counter[str]()
    live(matter, f"{vn(on)} {ACTS[0]}")
    for _ in range(TRIES):
        code = _try(matter, dice.choice(ACTS), on)
        done[code] += bool(code)
        on += timedelta(days=dice.choice((0, 0, 1, 3, 11)))
        _check_stages(matter)
        _check_money(matter)
    del done[""]
    acts = Counter(entry.act.removeprefix("act.") for entry in entries_of(f"matter:{matter}"))
    acts["assign"] -= 1
    assert {code: acts[code] for code in done} == dict(done)
    assert len(done) > 3, "the dice found hardly an act to do"


def _try(matter: int, line: str, on: date) -> str:
    """The code of the act where it was done; a refusal may write nothing."""
    before = len(entries_of(f"matter:{matter}"))
    try:
        live(matter, f"{vn(on)} {line.format(on=vn(on))}")
    except Refusal:
        written = len(entries_of(f"matter:{matter}")) - before
    else:
        return line.partition(" ")[0]
    assert not written
    return ""


def _check_stages(matter: int) -> None:
    history = queries.histories_of([matter])[matter]
    for one, following in pairwise(history):
        assert (one.on, one.ordinal) < (following.on, following.ordinal)
        assert may_follow(one.stage, following.stage)
    for one in history:
        known = grounds_for(one.stage, regime_on(one.on))
        assert one.ground in known if STAGES[one.stage].grounded else not one.ground
    assert not any(one.stage in ENDS for one in history[:-1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT lo, hi FROM matters_position WHERE matter_id = %s ORDER BY lo", [matter])
        intervals = cursor.fetchall()
    assert all(low < high for low, high in intervals)
    assert all(one[1] <= following[0] for one, following in pairwise(intervals))


def _check_money(matter: int) -> None:
    (line,) = case(matter, on="31/12/2026").obligations
    assert line.outstanding >= 0
