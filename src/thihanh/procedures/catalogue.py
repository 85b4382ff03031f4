"""All acts by code, collected from ``procedures/acts`` and checked once, when first asked for."""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from thihanh.documents.kinds import kinds
from thihanh.law.citations import cite
from thihanh.law.classification import GROUND_KINDS
from thihanh.law.regimes import REGIMES
from thihanh.law.terms import rules
from thihanh.matters.asking import Refusal
from thihanh.matters.states import STAGES
from thihanh.offices.policy import policy
from thihanh.procedures import acts as package
from thihanh.procedures.act import Act

#: The modules in the order in which a matter meets them, each with its heading.
HEADINGS: Mapping[str, str] = {
    "opening": "Ra quyết định, phân công, lập hồ sơ",
    "notifying": "Gửi, thông báo quyết định; thời hạn tự nguyện; thỏa thuận",
    "verifying": "Xác minh điều kiện thi hành án",
    "no_means": "Chưa có điều kiện thi hành án",
    "stopping": "Hoãn, tạm đình chỉ, tạm dừng, tiếp tục",
    "terminating": "Đình chỉ",
    "delegating": "Ủy thác",
    "delegating_assets": "Ủy thác xử lý tài sản",
    "revising": "Thu hồi, sửa đổi, hủy",
    "succeeding": "Chuyển giao quyền, nghĩa vụ",
    "exempting": "Miễn, giảm nghĩa vụ",
    "enforcing": "Bảo đảm, cưỡng chế, kê biên",
    "selling": "Thẩm định giá, đấu giá, giảm giá",
    "delivering": "Nộp tiền, giao tài sản",
    "paying": "Thu tiền, hoàn trả",
    "ending": "Kết thúc, xác nhận, lưu trữ",
    "steering": "Theo dõi, chọn luật áp dụng",
}


class CatalogueError(ValueError):
    """An act names something that does not exist; the product does not start with it."""


@cache
def acts() -> Mapping[str, Act]:
    """Every act by its code, in the order of its module. Raises CatalogueError."""
    found: dict[str, Act] = {}
    for name in modules():
        for act in import_module(f"{package.__name__}.{name}").ACTS:
            if act.code in found:
                raise CatalogueError(f"{act.code}: stated twice")
            check(act)
            found[act.code] = act
    return found


def modules() -> tuple[str, ...]:
    """The modules of acts by name, in the order in which a matter meets them."""
    names = {one.name for one in pkgutil.iter_modules(package.__path__)}
    if unknown := names - set(HEADINGS):
        raise CatalogueError(f"HEADINGS does not name {', '.join(sorted(unknown))}")
    return tuple(name for name in HEADINGS if name in names)


@cache
def headings() -> Mapping[str, str]:
    """The heading of every act by its code, in the order of the catalogue."""
    return {
        act.code: HEADINGS[name]
        for name in modules()
        for act in import_module(f"{package.__name__}.{name}").ACTS
    }


def act(code: str) -> Act:
    """One act. Raises Refusal («Dữ liệu») for a code that no act has."""
    found = acts().get(code)
    if found is None:
        raise Refusal(
            "input", f"không có tác nghiệp «{code}». Mở hồ sơ của việc để xem các tác nghiệp làm được."
        )
    return found


def check(act: Act) -> None:
    """Raises CatalogueError unless everything the act names exists."""
    if not act.articles or not set(act.articles) <= set(REGIMES):
        raise CatalogueError(f"{act.code}: articles by regime are missing")
    for article in act.articles.values():
        cite(article)
    if act.ground and act.ground not in GROUND_KINDS:
        raise CatalogueError(f"{act.code}: no such kind of ground: {act.ground}")
    if strange := set(act.stages) - set(STAGES):
        raise CatalogueError(f"{act.code}: no such stage: {', '.join(sorted(strange))}")
    if strange := {*act.meets, *act.starts} - set(rules()):
        raise CatalogueError(f"{act.code}: no such term: {', '.join(sorted(strange))}")
    object_, action = act.right
    if action not in policy().objects[object_].actions:
        raise CatalogueError(f"{act.code}: no such right: {object_}.{action}")
    names = [field.name for field in act.fields]
    if len(names) != len(set(names)) or {"on", "ground"} & set(names):
        raise CatalogueError(f"{act.code}: a field is named twice; «on» and «ground» are the engine's own")
    if act.paper and act.paper not in kinds():
        raise CatalogueError(f"{act.code}: no such kind of paper: {act.paper}")
    if act.signer == "head" and not act.paper:
        raise CatalogueError(f"{act.code}: an act of the head is a paper; its kind is missing")
