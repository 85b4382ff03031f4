"""The shape of the rows a book is folded from; no database is needed to read or fold them."""

from thihanh.statistics.engine.sql import FLOWS

STATE_BUDGET = "state_budget"
FLOW_NAMES = tuple(flow.replace(".", "_") for flow in FLOWS)

#: One matter: who holds it, its classes, where it stands, đồng owed (and the part an asset covers), its
#: flows. ``tags`` is a sorted tuple; ``budget`` the kind of its first obligation to the State budget, "" for
#: a matter outside it.
MEMBER_COLUMNS = (
    *("matter_id", "office", "officer", "kind", "judgment_kind", "tags", "budget"),
    *("stage", "ground", "special", "owed", "covered"),
    *FLOW_NAMES,
)
#: The same, summed over the matters alike in all that tells cells apart; ``tags`` only those some row names.
GROUP_COLUMNS = (
    *("office", "officer", "kind", "judgment_kind", "tags", "budget", "stage", "special"),
    *("matters", "owed", "covered"),
    *FLOW_NAMES,
)

#: One contribution of one act to a cell of a form of acts: the form, the act's fact, the matter and who holds
#: it, the row and column of the cell, and what the act adds to it (1, or whole đồng).
ACT_COLUMNS = ("form", "act_id", "matter_id", "office", "officer", "row", "column", "amount")
