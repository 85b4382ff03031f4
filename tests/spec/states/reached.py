"""Which life reaches which state of the law and does which act: the page, and what its test asks."""

from collections.abc import Mapping
from functools import lru_cache

from tests.spec import drawn
from tests.spec.states.lives import BEGINNINGS, LIVES, lines
from thihanh.matters.states import LEGAL_STATES
from thihanh.procedures.catalogue import acts

_HERE = "tests/spec/states/test_lives.py"
_SHOWN = 4


@lru_cache(maxsize=1)
def lived() -> Mapping[str, tuple[str, ...]]:
    """By state and by act: the lives and beginnings that reach it."""
    found: dict[str, list[str]] = {}
    for name, reached in BEGINNINGS.items():
        for code in reached:
            found.setdefault(code, []).append(f"`{name}`")
    for name, (_, _, told) in LIVES.items():
        for line in lines(told):
            for code in (line.code, line.state):
                found.setdefault(code, []).append(f"«{name}»")
    return {code: tuple(dict.fromkeys(names)) for code, names in found.items()}


def page() -> str:
    """State → life, act → life."""
    by_state = [[code, one.label, _lives(code)] for code, one in LEGAL_STATES.items()]
    by_act = [[f"`{code}`", one.label, _lives(code)] for code, one in acts().items()]
    return drawn.page(
        "Trạng thái, tác nghiệp nào được kiểm thử nào chạm tới",
        "Một kiểm thử thất bại khi một trạng thái của luật hoặc một tác nghiệp của danh mục không có trong "
        "đường đời nào. Mỗi đường đời làm thật từng tác nghiệp, qua trình ký nếu người đứng đầu ký, và so "
        "trạng thái pháp lý sau từng bước. Đường đời ở `tests/spec/states/lives.py`, chạy ở "
        f"`{_HERE}::test_each_act_leaves_the_matter_in_the_state_drawn`; tên `test_…` là kiểm thử cùng tệp.",
        "## Trạng thái",
        drawn.table(["Mã", "Trạng thái", "Đạt tới trong"], by_state),
        "## Tác nghiệp",
        drawn.table(["Mã", "Tác nghiệp", "Làm trong"], by_act),
        "## Đường đời",
        drawn.table(["Tên", "Việc", "Ngày quyết định", "Các bước"], [_life(name) for name in LIVES]),
    )


def _life(name: str) -> list[str]:
    how, decided, told = LIVES[name]
    return [name, how, decided, " → ".join(f"`{one.code}` {one.state}" for one in lines(told))]


def _lives(code: str) -> str:
    names = lived()[code]
    more = f"<br>và {len(names) - _SHOWN} đường đời khác" if len(names) > _SHOWN else ""
    return "<br>".join(names[:_SHOWN]) + more
