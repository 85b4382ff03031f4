"""What would make a register unfit to be imported, found by reading its rows one matter at a time."""

from collections import defaultdict
from datetime import date, timedelta

from thihanh.matters.states import BY_LABEL, ENDS, may_follow
from thihanh.synthetic.calibration import calibration
from thihanh.synthetic.rows import Register

GROUNDS = {
    "no_means": {"N-1", "N-2", "N-3"},
    "postponed": {"H-a", "H-b", "H-c", "H-d", "H-g", "H-h", "H-i", "H-k", "H-2"},
    "suspended": {"T-a", "T-b", "T-2"},
    "terminated": {f"C-{number}" for number in range(1, 9)},
    "paused": {"P-complaint", "P-obstacle", "P-emergency"},
}
_LOWERS = {"Thu được", "Đình chỉ", "Giảm", "Ủy thác", "Thu hồi, hủy", "Sửa đổi"}


class Sheets:
    """The rows of each sheet by matter."""

    def __init__(self, register: Register) -> None:
        self.matters = {row[:2]: row for row in register.matters}
        self.parties = self._grouped(register.parties)
        self.obligations = self._grouped(register.obligations)
        self.events = self._grouped(register.events)
        self.money = self._grouped(register.money)
        self.assignments = self._grouped(register.assignments)

    @staticmethod
    def _grouped(rows):
        groups = defaultdict(list)
        for row in rows:
            groups[row[:2]].append(row)
        return groups


def faults(register: Register) -> list[str]:
    """Every fault found, as a sentence naming the matter."""
    sheets, last = Sheets(register), date(register.year, 9, 30)
    found = _duplicates(register) + _strangers(sheets)
    until = calibration(register.unit, register.year).entered_until
    posts = {row[0]: row for row in register.officers}
    for key, matter in sheets.matters.items():
        found += [f"{key}: {fault}" for fault in _matter(matter)]
        found += [f"{key}: {fault}" for fault in _stages(matter, sheets.events[key], last)]
        found += [f"{key}: {fault}" for fault in _ledger(matter, sheets, key)]
        found += [f"{key}: {fault}" for fault in _holders(sheets.assignments[key], matter, posts)]
        found += [f"{key}: {fault}" for fault in _book(matter, sheets, key, until)]
    return found


def _duplicates(register):
    seen, found = set(), []
    for row in register.matters:
        key = (row[0], row[1].year)
        if key in seen:
            found.append(f"{key}: the number is used twice in its year")
        seen.add(key)
    return found


def _strangers(sheets):
    groups = (sheets.parties, sheets.obligations, sheets.events, sheets.money, sheets.assignments)
    return [f"{key}: rows without a matter" for group in groups for key in group if key not in sheets.matters]


def _matter(row):
    decided, requested, judged = row[1], row[3], row[5]
    if judged >= decided:
        yield "decided before its judgment"
    if (row[2] == "Theo yêu cầu") != (requested is not None):
        yield "the request does not fit the kind"
    if requested is not None and not judged < requested <= decided:
        yield "requested on an impossible day"


def _stages(matter, events, last):
    codes = [BY_LABEL[row[3]] for row in events]
    days = [row[2] for row in events]
    if codes[0] != "decided" or days[0] != matter[1]:
        yield "does not begin with its decision"
    for place in range(1, len(codes)):
        if not may_follow(codes[place - 1], codes[place]):
            yield f"{codes[place]} may not follow {codes[place - 1]}"
        if days[place] < days[place - 1] or (days[place] == days[place - 1] and codes[place] != "assigned"):
            yield f"{codes[place]} on {days[place]}, not after {codes[place - 1]}"
    for row, code in zip(events, codes, strict=True):
        if (row[4] or "") not in GROUNDS.get(code, {""}):
            yield f"ground {row[4]} of {code}"
        if row[2] > last:
            yield f"{code} after the end of the year"
        if row[2].weekday() > 4:
            yield f"{code} on a Saturday or Sunday: {row[2]}"
        if (row[6] is not None) != (code == "unsold_after_second_cut"):
            yield f"asset value of {code}"


def _ledger(matter, sheets, key):
    parties = {row[2] for row in sheets.parties[key]}
    left = {}
    for row in sheets.obligations[key]:
        left[row[2]] = row[5]
        if row[5] is not None and row[5] <= 0:
            yield f"obligation of {row[5]}"
        if (row[5] is None) != (row[3] == "Buộc làm việc"):
            yield f"{row[3]} with amount {row[5]}"
        if not {row[6], row[7]} <= parties:
            yield "an obligation names a party that is not there"
    events = sheets.events[key]
    for row in sorted(sheets.money[key], key=lambda row: row[3]):
        stage = [BY_LABEL[event[3]] for event in events if event[2] <= row[3]][-1]
        if row[5] <= 0 or row[3] < matter[1]:
            yield f"posting {row[3:6]}"
        if stage == "separate_register":
            yield "money in the separate register"
        if stage in ENDS and row[3] != events[-1][2]:
            yield "money after the end"
        left[row[2]] += -row[5] if row[4] in _LOWERS else row[5]
        if left[row[2]] < 0:
            yield f"collected above the obligation by {-left[row[2]]}"
    if BY_LABEL[events[-1][3]] in ENDS and any(left.values()):
        yield f"ended and still owing {left}"


def _holders(assignments, matter, posts):
    if not assignments or assignments[0][2] - matter[1] > timedelta(days=14):
        yield "not assigned in time"
    for row in assignments:
        code, _, _, office, since, until = posts[row[4]]
        if office != row[3] or row[2] < since or (until is not None and row[2] > until):
            yield f"{code} held no post at {row[3]} on {row[2]}"


def _book(matter, sheets, key, until):
    known = matter[11]
    rows = [(row[2], row[7]) for row in sheets.events[key]]
    rows += [(row[3], row[7]) for row in sheets.money[key]]
    rows += [(row[2], row[5]) for row in sheets.assignments[key]]
    for day, entered in rows:
        if not max(day, known) <= entered <= until:
            yield f"of {day}, entered {entered}"
