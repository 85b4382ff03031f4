"""The policy and the roles as people read them: rows for the page, and docs/manual/access.md.

``python -m thihanh.offices.manual`` prints the document.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thihanh.law.citations import cite
from thihanh.offices.policy import EXTENT_LABELS, Extent, policy
from thihanh.offices.states import ROLES


@dataclass(frozen=True)
class MatrixRow:
    """One right: an action on an object, and how far each role may go (None where denied)."""

    object_: str
    action: str
    label: str
    extents: tuple[tuple[str, Extent | None], ...]


def matrix() -> tuple[MatrixRow, ...]:
    """Every object and action with the extent of every role, in the order of the policy file."""
    table = policy()
    return tuple(
        MatrixRow(
            object_=subject.code,
            action=action,
            label=f"{label} {subject.label}",
            extents=tuple((role, table.extent(role, subject.code, action)) for role in ROLES),
        )
        for subject in table.objects.values()
        for action, label in subject.actions.items()
    )


def document() -> str:
    """docs/manual/access.md."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    table = policy()
    yield "# Bảng quyền"
    yield ""
    yield (
        "Trang này được in từ `policy.toml` và `states.py` của `src/thihanh/offices` (`make docs`); "
        "không sửa bằng tay."
    )
    yield ""
    yield (
        "Mỗi ô là phạm vi xa nhất của quyền; ô trống là không có quyền. Phạm vi xa bao gồm phạm vi gần: "
        "của mình, cả phòng, cả tỉnh, toàn quốc. Việc của người vắng mặt mà mình thay là việc «của mình» "
        "trong những ngày thay."
    )
    for subject in table.objects.values():
        yield ""
        yield f"## {subject.label.capitalize()}"
        yield ""
        yield "| Vai trò | " + " | ".join(subject.actions.values()) + " |"
        yield "|---" * (len(subject.actions) + 1) + "|"
        for role in ROLES.values():
            held = [table.extent(role.code, subject.code, action) for action in subject.actions]
            if any(held):
                cells = (EXTENT_LABELS[extent] if extent else "" for extent in held)
                yield f"| {role.titles[-1][1]} | " + " | ".join(cells) + " |"
    yield ""
    yield "## Vai trò và chức danh"
    yield ""
    yield "| Vai trò | Chức danh theo ngày | Căn cứ | Dấu |"
    yield "|---|---|---|---|"
    for role in ROLES.values():
        names = (f"từ {on:%d/%m/%Y}: {name}" if on > date.min else name for on, name in role.titles)
        basis = cite(role.article) if role.article else "–"
        yield f"| `{role.code}` | {'; '.join(names)} | {basis} | {role.mark} |"
    yield ""
    yield "## Trường được che"
    yield ""
    yield "| Vai trò | Đối tượng | Trường |"
    yield "|---|---|---|"
    for (role_code, object_), fields in table.masked.items():
        name = ROLES[role_code].titles[-1][1]
        yield f"| {name} | {table.objects[object_].label} | {', '.join(sorted(fields))} |"


if __name__ == "__main__":
    sys.stdout.write(document())
