"""A paper that came back is written anew: its act is asked again with what is now typed, and submitted."""

from datetime import date

from django.db import transaction

from thihanh.documents import operations as documents
from thihanh.documents import queries
from thihanh.documents.queries import Content
from thihanh.matters.asking import Refusal
from thihanh.offices.queries import Viewer
from thihanh.procedures import catalogue, papers
from thihanh.procedures.act import Act
from thihanh.procedures.case import Case, load_case
from thihanh.procedures.judging import judge
from thihanh.procedures.paper_parts import Names
from thihanh.procedures.proceedings import is_proceeding
from thihanh.procedures.reading import Raw, parse


def of_paper(content: Content, *, by: Viewer, on: date, lock: bool = False) -> tuple[Act, Case]:
    """The act and the case of a paper. Raises Refusal where it is of no act on a matter."""
    if content.matter_id is None or not content.act or is_proceeding(content.act):
        raise Refusal(
            "state",
            f"«{content.title}» được lập ngoài một việc nên không sửa tại đây. "
            "Bỏ dự thảo này rồi soạn lại từ trang tiếp nhận hoặc trang hồ sơ.",
        )
    return catalogue.act(content.act), load_case(content.matter_id, by=by, on=on, lock=lock)


@transaction.atomic
def redraft(paper_id: int, raw: Raw, *, by: Viewer, on: date, key: str = "") -> None:
    """Write a returned, recalled or waiting draft anew and put it into the queue again.

    Raises Refusal of the act, Denied, StateRefused or KeyReused; then the paper stays as it was.
    """
    content = queries.content(paper_id)
    act, case = of_paper(content, by=by, on=on, lock=True)
    judged = judge(act, case, parse(act, case, raw).check())
    paper = papers.new_paper(papers.with_content(judged, Names(on)))
    documents.revise(
        paper_id,
        title=content.title,
        values=paper.values,
        inputs=paper.inputs,
        by=by,
        on=on,
        key=f"{key}:sua" if key else "",
    )
    documents.submit([paper_id], by=by, on=on, key=f"{key}:trinh" if key else "")
