"""Asking for the PDFs of issued papers: in the transaction that issues them, so that none is forgotten."""

from collections.abc import Sequence

from thihanh.queue import operations as queue
from thihanh.queue.names import PAPER_PDF


def job_key(paper_id: int) -> str:
    """The key under which the making of a paper's PDF tells how far it is."""
    return f"{PAPER_PDF}:{paper_id}"


def ask_for_pdf(paper_ids: Sequence[int]) -> None:
    """Enqueue one job for all papers of a request; each tells its own progress."""
    if not paper_ids:
        return
    for paper_id in paper_ids:
        queue.expect(job_key(paper_id))
    queue.enqueue(PAPER_PDF, {"papers": list(paper_ids), "attempt": 1})
