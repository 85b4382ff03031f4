"""Taking a matter in hand: held until the transaction ends, and the right of whoever acts on it asked."""

from datetime import date

from thihanh.matters.rules import StateRefused
from thihanh.matters.states import ENDS, label
from thihanh.matters.whole import Whole, whole
from thihanh.offices.reach import Viewer, check_reaches


def taken(matter_id: int, *, by: Viewer, on: date) -> Whole:
    """The matter as it stands, for an act of the viewer. Raises Denied; LookupError for no such matter."""
    matter = whole([matter_id], lock=True).get(matter_id)
    if matter is None:
        raise LookupError("Không tìm thấy việc này trong phạm vi được xem.")
    office, officer = (matter.held[-1].office, matter.held[-1].officer) if matter.held else ("", "")
    check_reaches(by, "matter", "act", on=on, agency=matter.agency, office=office, officer=officer)
    return matter


def check_goes_on(matter: Whole, what: str) -> None:
    """Raises StateRefused where the matter has ended, so that nothing of ``what`` is added to it."""
    last = matter.stages[-1]
    if last.stage in ENDS:
        raise StateRefused(
            f"Trạng thái: việc {matter.number} đã kết thúc «{label(last.stage)}» nên không ghi thêm {what}."
        )
