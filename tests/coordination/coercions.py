"""A coercion day of Lan's: opened, and walked through its steps."""

from datetime import date

from tests.builders import a_matter
from tests.cast import BY, LAN, Person, viewer
from thihanh.dossiers import operations, queries
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.operations import New
from thihanh.matters.operations import register_many

ON = date(2026, 9, 7)
"""A Monday under the law of 2025."""
PLANNED = "28/09/2026"
OPENED = {
    "person": "Trần Văn Thử",
    "measure": "hand_over",
    "planned_on": PLANNED,
    "hour": "8",
    "venue": "Phường Hồng Gai",
    "force": "1",
    "method": "Đọc quyết định, vận động, kiểm kê rồi giao nhà",
    "forces": "12 cảnh sát, 4 dân quân",
    "roles": "Chấp hành viên Lan chỉ huy; thư ký ghi biên bản",
    "cost_estimate": "15.000.000",
    "body": "police_commune",
    "body_name": "Công an phường Hồng Gai",
}
LETTER = {
    "body": "police_commune",
    "body_name": "Công an phường Hồng Gai",
    "measure": "hand_over",
    "result": "Đã vận động ba lần, chưa giao nhà",
    "time": "8 giờ ngày 28/09/2026",
    "venue": "Phường Hồng Gai",
    "complexity": "Có người già, người thân đông",
    "forces": "Giữ trật tự, chặn lối vào",
    "people": "12",
    "equipment": "Một xe chuyên dụng, hai bộ đàm",
    "budget": "15.000.000",
}
SAID: dict[str, dict[str, object]] = {
    "refer": {"content": "Vượt khả năng của công an phường"},
    "answer": {"result": "agreed", "answered_by": "Trưởng công an phường"},
    "disagree": {"result": "refused", "reason": "Trùng đợt bảo vệ lễ hội"},
    "decide": {"ruling": "proceed", "content": "Công an bảo vệ theo kế hoạch"},
    "plan": {"planned_on": PLANNED, "hour": "8", "venue": "Phường Hồng Gai", "force": "1"},
    "approve": {},
    "protection": {"content": "Đại úy chỉ huy, 12 người"},
    "estimate": {"lead": "1", "participant": "12", "meeting_chair": "1", "other_costs": "2.000.000"},
    "dialogue": {"moment": "before", "joined": ["front", "veterans"], "content": "Đã gặp gia đình",
                 "attitude": "time"},
    "check": {"items": ["notice_served", "dialogue_held"]},
    "result": {"outcome": "done", "measure": "hand_over", "hour": "8", "persuasion": "Đã vận động lần cuối",
               "content": "Kiểm kê, giao nhà xong", "present": "21"},
    "costs": {"lead": "1", "participant": "12"},
    "move": {"planned_on": "29/09/2026", "hour": "9", "reason": "Mưa bão"},
    "cancel": {"reason": "Đã thỏa thuận xong"},
}  # fmt: skip


def a_matter_of_lans(number: str = "101/QĐ") -> int:
    """A matter of Lan's with means."""
    held = a_matter(number, "15/10/2024").held_by(LAN.code, LAN.unit).owing(1_284_500_000)
    return register_many([held.then("in_progress", "15/11/2024").intake], by=BY)[0]


def opened(on: date = ON, matter: int = 0, **more: object) -> int:
    """Open a coercion day as Lan; its dossier."""
    about = matter or a_matter_of_lans()
    raw = {name: value for name, value in (OPENED | more).items() if value}
    new = New("coercion_day", raw | {"matters": [about]}, agency="22", office=LAN.unit, officer=LAN.code)
    return operations.open_dossier(new, by=viewer(LAN), on=on)


def take(number: int, step: str, *, on: date = ON, by: Person = LAN, **more: object) -> int:
    """Take a step as its right allows, without its paper."""
    code = "answer" if step == "disagree" else step
    raw = {**SAID.get(step, {}), **more}
    return operations.take(number, code, raw, by=viewer(by), on=on)


def forced(number: int, step: str, *, on: date = ON, **more: object) -> int:
    """Take what only a paper or another act takes."""
    dossier = operations.locked(number)
    raw = {**SAID.get(step, {}), **more}
    if step == "letter":
        raw = LETTER | raw
    taken = dossier.kind.step(step)
    paper = 1 if taken.signer == "head" else None
    return operations.take_as(dossier, taken, raw, actor=LAN.code, unit=LAN.unit, on=on, paper=paper)


def seen(number: int, on: date = ON) -> Dossier:
    """The dossier as Lan sees it."""
    return queries.seen(viewer(LAN), number, on)
