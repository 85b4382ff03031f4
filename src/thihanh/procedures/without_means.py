"""A matter long without means: when it may leave the balance, and by which path (DL-31).

Under the law of 2025 a matter of the agency's own motion goes to the separate register and a requested one
goes back to the requester; the wrong one is refused (RF-62). A decision before 01/07/2026 keeps the clock of
the law of its day.
"""

from datetime import date

from thihanh import law
from thihanh.deadlines import Deadline, due_date
from thihanh.law.lists import entry
from thihanh.law.notation import vn
from thihanh.law.terms import rules
from thihanh.matters.asking import Refusal
from thihanh.matters.intake import Intake, Step
from thihanh.matters.terms import Term, explained
from thihanh.procedures.act import Values
from thihanh.procedures.case import Case

RETURNED = "E-3d"


def _running(case: Case) -> Term:
    """The clock of DL-31 as the matter's page shows it, with its facts and the law chosen for it."""
    term = case.term("DL-31")
    if term is None:
        raise LookupError("DL-31")
    return term


def decided_on(case: Case) -> date:
    """Since when the matter has stood «chưa có điều kiện»; a stop in between does not begin it anew."""
    return _running(case).from_


def waiting(case: Case) -> Deadline:
    """The day from which a matter without means may leave the balance, by the law of its decision (DL-31)."""
    return explained(_running(case), case.calendar)


def verifications_needed(case: Case) -> int:
    """How many verifications must have been made since the decision.

    R08: a number of the decree. R25: the periodic ones that fell due before the two years were over.
    """
    since, end = decided_on(case), waiting(case).due_day
    if _running(case).regime == "R08":
        return law.number("no_means.verifications_before_register", since)
    facts = {name: holds for name, holds in _running(case).facts if name in rules()["DL-21"].switches}
    count, last = 0, since
    while True:
        due = due_date("DL-21", last, case.calendar, facts=facts)
        assert isinstance(due, date)
        if due > end:
            return count
        count, last = count + 1, due


def verifications_made(case: Case, day: date) -> int:
    """Verifications counted for leaving the balance: under R08 all, under R25 those since the decision."""
    since = decided_on(case)
    if _running(case).regime == "R08":
        since = date.min
    return len({one.on for one in case.matter.verified if since < one.on <= day})


def _check_leaves(case: Case, values: Values) -> None:
    day, term = case.day(values), waiting(case)
    if day < term.due_day:
        raise Refusal(
            "law",
            f"việc {case.number} chưa có điều kiện từ {vn(decided_on(case))}, sớm nhất ngày "
            f"{vn(term.due_day)} mới được {_leaving(case)} ({term.article}). Tiếp tục xác minh định kỳ "
            "đến ngày đó.",
        )
    needed, made = verifications_needed(case), verifications_made(case, day)
    if made < needed:
        raise Refusal(
            "law",
            f"việc {case.number} cần ít nhất {needed} lần xác minh mới được {_leaving(case)} "
            f"({term.article}), đến ngày {vn(day)} mới có {made} lần. Xác minh đủ rồi trình.",
        )
    found = case.last_step("verify")
    if found is not None and found.facts.get("result") == "in_progress":
        raise Refusal(
            "state",
            f"lần xác minh gần nhất ngày {vn(found.on)} của việc {case.number} thấy có điều kiện; trình "
            "tiếp tục thi hành án thay vì đưa việc ra khỏi số phải thi hành.",
        )


def _leaving(case: Case) -> str:
    returned = case.regime == "R25" and case.kind == "on_request"
    return "gửi lại yêu cầu" if returned else "chuyển sổ theo dõi riêng"


def check_register(case: Case, values: Values) -> None:
    """Raises Refusal: a requested matter under the law of 2025, too early, too few verifications."""
    if law.regime_on(case.day(values)) == "R25" and case.kind != "ex_officio":
        raise Refusal(
            "law",
            f"việc {case.number} thi hành theo yêu cầu nên không chuyển sổ theo dõi riêng (dấu hiệu RF-62). "
            "Sau 02 năm chưa có điều kiện và đủ xác minh định kỳ, gửi lại yêu cầu thi hành án "
            f"({entry('no_means_paths', 'return_request', 'R25').article}).",
        )
    _check_leaves(case, values)


def check_return(case: Case, values: Values) -> None:
    """Raises Refusal: a matter without a request, too early, too few verifications."""
    if case.kind != "on_request":
        raise Refusal(
            "law",
            f"việc {case.number} do cơ quan chủ động thi hành, không có yêu cầu để gửi lại (dấu hiệu RF-62). "
            "Sau 02 năm chưa có điều kiện và đủ xác minh định kỳ, chuyển sổ theo dõi riêng "
            f"({entry('no_means_paths', 'to_register', 'R25').article}).",
        )
    _check_leaves(case, values)


def to_register(case: Case, values: Values) -> Intake:
    """The matter leaves the balance for the separate register."""
    return case.intake(
        stages=(case.to_stage("separate_register", values),), steps=(_left(case, values, "to_register"),)
    )


def returned(case: Case, values: Values) -> Intake:
    """The request goes back and the matter ends; what is open stays open (D152 Đ.32.1d)."""
    return case.intake(
        stages=(case.to_stage("other_ending", values, ground=RETURNED),),
        steps=(_left(case, values, "return_request"),),
    )


def _left(case: Case, values: Values, code: str) -> Step:
    facts = {"no_means_on": decided_on(case).isoformat(), "verifications": len(case.matter.verified)}
    return case.step(code, values, facts=facts)
