"""Whether somebody may sign these papers today: his power for each, his key and PIN for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thihanh.documents import queries
from thihanh.documents.keystore import end_of, key_store
from thihanh.documents.rules import Standing
from thihanh.offices.powers import SigningBlock, signing_block
from thihanh.offices.reach import Viewer


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature adds to a paper: the block above the name, the digest of the content authorised."""

    block: SigningBlock
    digest: str


def check_may_sign(papers: Sequence[Standing], *, by: Viewer, on: date, pin: str) -> dict[int, Signature]:
    """The signatures of these papers by id; the key store may sign them from now on.

    Raises Denied, or the key store's refusal (no certificate, an expired or revoked one, a wrong PIN).
    """
    blocks = {paper.id: block_for(paper, by, on) for paper in papers}
    digests = {one.paper_id: one.digest for one in queries.contents([paper.id for paper in papers])}
    key_store().authorise(by.officer, pin, list(digests.values()), at=end_of(on))
    return {paper.id: Signature(blocks[paper.id], digests[paper.id]) for paper in papers}


def block_for(paper: Standing, by: Viewer, on: date) -> SigningBlock:
    """The block under which the viewer signs this paper that day. Raises Denied."""
    return signing_block(
        by.officer, agency=paper.agency, office=paper.office, on=on, group=paper.kind, what=paper.name
    )


def withdraw(papers: Sequence[Standing]) -> None:
    """What was authorised for signed papers that go back is authorised no longer."""
    signers = {paper.id: paper.signer for paper in papers if paper.signer}
    for one in queries.contents(list(signers)):
        key_store().withdraw(signers[one.paper_id], one.signed_digest)
