"""What a paper says, as lines a checker or signer reads on one screen, on a phone too."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from thihanh.documents.content import PaperContent, restored
from thihanh.documents.kinds import SERVED, kind
from thihanh.documents.problems import Refused
from thihanh.documents.queries import Content
from thihanh.documents.templating import vocabulary
from thihanh.documents.values import values_of
from thihanh.law.citations import cite
from thihanh.offices import queries as offices
from thihanh.web import format as vi
from thihanh.web.page import PageRequest

_ROLES = {
    "creditor": "Người được thi hành án",
    "debtor": "Người phải thi hành án",
    "related": "Người có quyền lợi, nghĩa vụ liên quan",
    "collateral": "Người có tài sản bảo đảm",
}


@dataclass(frozen=True)
class Summary:
    """The lines of a paper, the amounts of its obligations, what it still lacks; in short for a list."""

    lines: tuple[tuple[str, str], ...]
    obligations: tuple[tuple[str, str], ...] = ()
    lacking: str = ""
    short: str = ""


def covers_numbers(request: PageRequest) -> bool:
    """Whether the viewer sees persons without the numbers that identify them."""
    return "id_number" in offices.reach(request.viewer, "matter", "read", request.on).masked


def summary(content: Content, *, masked: bool = False) -> Summary:
    """The lines of a paper; a text that cannot be read back is said, never an error page.

    ``masked`` leaves out the numbers by which persons are identified.
    """
    try:
        said = restored(content.values)
    except (TypeError, ValueError, KeyError, AttributeError):
        return Summary((), lacking="Nội dung của văn bản không đọc lại được. Hãy trả lại để soạn lại.")
    if masked:
        said = replace(said, parties=tuple(replace(party, identity="") for party in said.parties))
    lines = tuple(_lines(content, said))
    obligations = tuple(
        (
            one.label + (f": {one.note}" if one.note else ""),
            vi.dong(one.amount) if one.amount is not None else "",
        )
        for one in said.obligations
    )
    debtors = ", ".join(party.name for party in said.parties if party.role == "debtor")
    short = " · ".join(part for part in (debtors, said.ground, said.reason) if part)
    return Summary(lines, obligations, _lacking(said), short)


def _lines(content: Content, said: PaperContent) -> Iterator[tuple[str, str]]:
    of = kind(content.kind)
    for party in said.parties:
        about = ", ".join(part for part in (party.identity, party.address) if part)
        yield _ROLES[party.role], f"{party.name} ({about})" if about else party.name
    if said.judgment:
        judgment = said.judgment
        yield judgment.title, f"{judgment.number} ngày {vi.day(judgment.on)}, {judgment.court}"
    if said.decision:
        yield said.decision.title, f"{said.decision.sign} ngày {vi.day(said.decision.on)}"
    if said.ground:
        article = f" ({_cited(said.ground_article)})" if said.ground_article else ""
        yield "Căn cứ", said.ground + article
    if said.reason:
        yield "Lý do", said.reason
    yield from _extra(said)
    for place, text in enumerate(said.articles, 1):
        yield f"Điều {place}", text
    if said.rows:
        yield "Bảng kèm theo", f"{vi.count(len(said.rows))} dòng"
    if of.serves:
        yield "Phải thông báo cho", ", ".join(SERVED[one] for one in of.serves)


def _extra(said: PaperContent) -> Iterator[tuple[str, str]]:
    known = vocabulary().extra
    for name, value in said.extra.items():
        field = known.get(name)
        label = field.label if field else name
        if isinstance(value, date):
            text = vi.day(value)
        elif field and field.kind == "money" and isinstance(value, int):
            text = vi.dong(value)
        else:
            text = str(value)
        yield label[:1].upper() + label[1:], text


def _cited(reference: str) -> str:
    try:
        return cite(reference)
    except KeyError:
        return reference


def _lacking(said: PaperContent) -> str:
    try:
        values_of(said)
    except Refused as refused:
        return refused.sentence
    return ""
