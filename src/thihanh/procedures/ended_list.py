"""The month's list of ended matters for the procuracy as a paper of the agency (D152 Đ.32.2)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from thihanh.documents.content import Row
from thihanh.documents.kinds import kind
from thihanh.offices.queries import Viewer
from thihanh.procedures.paper_parts import Names, for_the_head, headed
from thihanh.procedures.papers import into_queue

KIND = "DS-KET-THUC"


def submit(rows: Sequence[Row], month: date, *, by: Viewer, on: date, key: str = "") -> int:
    """Draft the list of a month and put it into the queue; the paper. Raises Refused, Refusal, KeyReused.

    Whoever calls has asked the right to draft papers.
    """
    head = headed(KIND, by.agency, by.unit, Names(on))
    kind(KIND).article(head.regime)
    content = replace(
        head,
        office="",
        subject=f"việc đã kết thúc tháng {month:%m/%Y}",
        officer=by.name,
        rows=tuple(rows),
    )
    paper = for_the_head(content, "", agency=by.agency, office=by.unit, on=on, inputs={})
    (paper_id,) = into_queue(
        [
            replace(
                paper,
                title=f"{paper.title}, tháng {month:%m/%Y}",
                signer_kind=kind(KIND).signer,
                officer=by.officer,
            )
        ],
        by=by,
        on=on,
        key=key,
    )
    return paper_id
