"""Papers of Lan's matters, as tests draft them; nobody here has content that a template could not show."""

from datetime import date

from tests import cast
from tests.builders import a_matter, day
from tests.cast import Person, viewer
from tests.keys import PIN
from thihanh.documents import issuing, operations
from thihanh.documents.content import Judgment, PaperContent, Party, Reference, plain
from thihanh.documents.kinds import kind
from thihanh.documents.operations import NewPaper
from thihanh.matters.operations import register_many

TODAY = day("24/02/2025")


def matters(*numbers: str, officer: Person = cast.LAN, office: str = "22.KV01") -> list[int]:
    """Matters that are enforced, one per number."""
    built = [
        a_matter(number, "06/01/2025").held_by(officer.code, office).owing(5_000_000)
        .then("voluntary", "10/01/2025").then("in_progress", "21/01/2025")
        for number in numbers
    ]  # fmt: skip
    return register_many([one.intake for one in built], by=officer.code)


def content(code: str = "QD-HOAN", debtor: str = "Đỗ Văn Ánh") -> PaperContent:
    """What a postponement says."""
    return PaperContent(
        kind=code,
        regime="R08",
        agency="Thi hành án dân sự tỉnh Quảng Ninh",
        place="Hạ Long",
        parties=(Party("creditor", "Ngân sách nhà nước"), Party("debtor", debtor)),
        judgment=Judgment("12/2024/DS-ST", day("02/12/2024"), "Tòa án nhân dân khu vực 1"),
        decision=Reference("101/QĐ-CTHADS", day("06/01/2025")),
        ground="Người phải thi hành án bị ốm nặng",
        ground_article="L08 Đ.48.1a",
        reason="Người phải thi hành án ốm nặng, có xác nhận của bệnh viện.",
        extra={"until": day("24/05/2025")},
    )


def a_paper(
    matter_id: int | None, code: str = "QD-HOAN", *, by: Person = cast.LAN, on: date = TODAY
) -> NewPaper:
    """A paper of a matter that somebody holds."""
    return NewPaper(
        kind=code,
        agency="22",
        office=by.unit if "." in by.unit else "22.KV01",
        matter_id=matter_id,
        act="postpone",
        title=kind(code).title,
        values=plain(content(code)),
        regime="R08",
        drafted_on=on,
        signer_kind="head",
        officer=by.code,
        inputs={"until": "2025-05-24"},
    )


def submitted(
    *matter_ids: int, by: Person = cast.LAN, on: date = TODAY, code: str = "QD-HOAN"
) -> tuple[int, ...]:
    """Papers in the queue, waiting to be checked."""
    new = [a_paper(matter, code, by=by, on=on) for matter in matter_ids]
    return operations.draft_many(new, by=viewer(by), on=on, key="", submitted=True)


def checked(
    *matter_ids: int, by: Person = cast.LAN, on: date = TODAY, code: str = "QD-HOAN"
) -> tuple[int, ...]:
    """Papers that Bình has passed on to the signer."""
    ids = submitted(*matter_ids, by=by, on=on, code=code)
    return operations.check(ids, by=viewer(cast.BINH), on=on)


def signed(*matter_ids: int, on: date = TODAY, code: str = "QD-HOAN") -> tuple[int, ...]:
    """Papers that the head of the agency has signed."""
    return operations.sign(checked(*matter_ids, on=on, code=code), by=viewer(cast.TRUONG), on=on, pin=PIN)


def issue(*paper_ids: int, on: date = TODAY, by: Person = cast.VAN) -> dict[int, str]:
    """Issue without the effects of an act; the numbers by paper. A transaction is open."""
    ready = issuing.numbered(issuing.take_for_issue(paper_ids, by=viewer(by), on=on))
    issuing.mark_issued(ready, by=viewer(by), on=on)
    return {one.paper_id: one.number_text for one in ready}
