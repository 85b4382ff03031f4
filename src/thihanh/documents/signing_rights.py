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
    known = Blocks(by, on)
    blocks = {paper.id: known.of(paper) for paper in papers}
    digests = {one.paper_id: one.digest for one in queries.contents([paper.id for paper in papers])}
    key_store().authorise(by.officer, pin, list(digests.values()), at=end_of(on))
    return {paper.id: Signature(blocks[paper.id], digests[paper.id]) for paper in papers}


class Blocks:
    """The blocks under which a viewer signs on a day, each asked once for papers of one kind and office."""

    def __init__(self, by: Viewer, on: date) -> None:
        self._by, self._on = by, on
        self._known: dict[tuple[str, str, str], SigningBlock] = {}

    def of(self, paper: Standing) -> SigningBlock:
        """The block for this paper. Raises Denied."""
        key = (paper.agency, paper.office, paper.kind)
        if key not in self._known:
            where = {"agency": paper.agency, "office": paper.office}
            self._known[key] = signing_block(
                self._by.officer, on=self._on, group=paper.kind, what=paper.name, **where
            )
        return self._known[key]


def withdraw(papers: Sequence[Standing]) -> None:
    """What was authorised for signed papers that go back is authorised no longer."""
    signers = {paper.id: paper.signer for paper in papers if paper.signer}
    for one in queries.contents(list(signers)):
        key_store().withdraw(signers[one.paper_id], one.signed_digest)
