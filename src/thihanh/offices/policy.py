"""Who may: the one table role × object × action × relation, read from ``policy.toml``; deny by default."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from thihanh.offices.states import RELATIONS, ROLES, Relation

Extent = Literal["own", "office", "province", "country"]
EXTENTS: tuple[Extent, ...] = get_args(Extent)
REACHED: Mapping[Extent, frozenset[Relation]] = {
    "own": frozenset({"own"}),
    "office": frozenset({"own", "office"}),
    "province": frozenset({"own", "office", "province"}),
    "country": frozenset({"own", "office", "province", "other_province", "centre"}),
}
EXTENT_LABELS: Mapping[Extent, str] = {
    "own": "của mình",
    "office": "cả phòng",
    "province": "cả tỉnh",
    "country": "toàn quốc",
}


class PolicyError(ValueError):
    """The policy file names something that does not exist; the product does not start with it."""


class Denied(Exception):
    """A refusal with its sentence: which of the four questions said no, and what to do next."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Subject:
    """An object of the policy: its Vietnamese name and its actions with theirs."""

    code: str
    label: str
    actions: Mapping[str, str]


@dataclass(frozen=True)
class Policy:
    """The whole table, checked: extent by (role, object, action), masked fields by (role, object)."""

    objects: Mapping[str, Subject]
    extents: Mapping[tuple[str, str, str], Extent]
    masked: Mapping[tuple[str, str], frozenset[str]]

    def extent(self, role: str, object_: str, action: str) -> Extent | None:
        """How far the role may go with this action; None is a denial."""
        self._known(role, object_, action)
        return self.extents.get((role, object_, action))

    def allows(self, role: str, object_: str, action: str, relation: Relation) -> bool:
        """One cell of the table."""
        if relation not in RELATIONS:
            raise PolicyError(f"Quan hệ «{relation}» không có trong bảng quyền.")
        extent = self.extent(role, object_, action)
        return extent is not None and relation in REACHED[extent]

    def _known(self, role: str, object_: str, action: str) -> None:
        if role not in ROLES:
            raise PolicyError(f"Vai trò «{role}» không có trong bảng quyền.")
        subject = self.objects.get(object_)
        if subject is None:
            raise PolicyError(f"Đối tượng «{object_}» không có trong bảng quyền.")
        if action not in subject.actions:
            raise PolicyError(f"Hành động «{action}» không có cho đối tượng «{object_}».")


@cache
def policy() -> Policy:
    """The policy in force, read once."""
    with (Path(__file__).parent / "policy.toml").open("rb") as file:
        return load(tomllib.load(file))


def load(raw: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Policy:
    """A checked policy from the parsed file; raises PolicyError on any name it does not know."""
    unknown = set(raw) - {"objects", "everyone", "grants", "masked"}
    if unknown:
        raise PolicyError(f"Mục «{', '.join(sorted(unknown))}» không có trong tệp quyền.")
    objects = {code: _subject(code, table) for code, table in raw["objects"].items()}
    if missing := set(ROLES) - set(raw["grants"]):
        raise PolicyError(f"Vai trò «{', '.join(sorted(missing))}» chưa có dòng nào trong tệp quyền.")
    draft = Policy(objects, {}, {})
    extents: dict[tuple[str, str, str], Extent] = {}
    for role, object_, action, extent in _grants(raw):
        draft._known(role, object_, action)
        if extent not in EXTENTS:
            raise PolicyError(f"Phạm vi «{extent}» không có; chỉ có {', '.join(EXTENTS)}.")
        if (role, object_, action) in extents:
            raise PolicyError(f"Vai trò «{role}» có hai dòng cho {object_}.{action}.")
        extents[role, object_, action] = extent
    return Policy(objects, extents, _masked(raw.get("masked", {}), draft))


def _subject(code: str, table: Mapping[str, object]) -> Subject:
    actions = table.get("actions")
    if not isinstance(actions, dict) or not actions:
        raise PolicyError(f"Đối tượng «{code}» chưa có hành động nào.")
    return Subject(code, str(table["label"]), {str(name): str(label) for name, label in actions.items()})


def _grants(
    raw: Mapping[str, Mapping[str, Mapping[str, object]]],
) -> Iterator[tuple[str, str, str, Extent]]:
    for role in ROLES:
        yield from _rows(role, raw.get("everyone", {}))
    for role, table in raw["grants"].items():
        yield from _rows(role, table)


def _rows(role: str, table: Mapping[str, object]) -> Iterator[tuple[str, str, str, Extent]]:
    for object_, actions in table.items():
        if not isinstance(actions, dict):
            raise PolicyError(f"Dòng «{object_}» của vai trò «{role}» phải là bảng hành động.")
        for action, extent in actions.items():
            yield role, object_, action, extent


def _masked(raw: Mapping[str, Mapping[str, object]], draft: Policy) -> dict[tuple[str, str], frozenset[str]]:
    masked = {}
    for role, table in raw.items():
        for object_, fields in table.items():
            draft._known(role, object_, "read")
            if not isinstance(fields, list):
                raise PolicyError(f"Các trường che của «{role}», «{object_}» phải là một danh sách.")
            masked[role, object_] = frozenset(str(field) for field in fields)
    return masked


def refusal(
    roles: Iterable[str], object_: str, action: str, relation: Relation, on: date = date.max
) -> Denied:
    """The sentence of a denied cell: whose right is missing, for what, and who holds it.

    Posts are called as on the day ``on``; without one, as the latest law calls them.
    """
    table = policy()
    subject = table.objects[object_]
    held = ", ".join(ROLES[role].title(on) for role in roles) or "người không giữ chức vụ nào"
    holders = [role for role in ROLES if table.allows(role, object_, action, relation)]
    what = f"{subject.actions[action]} {subject.label} ({RELATIONS[relation]})"
    kept = any(table.allows(role, object_, action, "own") for role in ROLES)
    if not holders and kept and relation in ("office", "province"):
        return Denied(f"Quyền: {held} không được {what}; chỉ Chấp hành viên đang giữ mới làm được. "
                      "Đề nghị người giữ làm, hoặc phân công, chuyển giao trước.")  # fmt: skip
    if not holders:
        return Denied(f"Quyền: {held} không được {what}. Không vai trò nào có quyền này.")
    names = ", ".join(ROLES[role].title(on) for role in holders)
    return Denied(f"Quyền: {held} không được {what}. Hãy đề nghị người có quyền: {names}.")
