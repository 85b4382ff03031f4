"""The measures of forms 004.N and 005.N and of the chain above them (docs/manual/readings.md 13, 14).

Chain: opening + new + returned = handled; − delegated − withdrawn − moved (− amended) = due.
Ends: what is left open when a matter is delegated or withdrawn whole leaves the total with
it, what is left open by a termination or another ending goes with that ending.
"""

from collections.abc import Mapping
from types import MappingProxyType

from thihanh.statistics.measures.values import Flow, Measure, Open, Part, Standing


def _cases(code: str, name: str, *parts: Part) -> Measure:
    return Measure(f"cases.{code}", name, "cases", parts)


def _money(code: str, name: str, *parts: Part) -> Measure:
    return Measure(f"money.{code}", name, "money", parts)


_MEASURES = (
    _cases("opening", "Số cũ chuyển sang (trừ sổ theo dõi riêng)", Flow("opening")),
    _cases("new", "Thụ lý mới", Flow("new")),
    _cases("returned", "Từ sổ theo dõi riêng chuyển lại", Flow("returned")),
    _cases("delegated", "Ủy thác", Standing("delegated")),
    _cases("withdrawn", "Thu hồi, hủy quyết định", Standing("withdrawn")),
    _cases("moved", "Chuyển sổ theo dõi riêng", Flow("moved")),
    _cases("done", "Thi hành xong", Standing("done")),
    _cases("terminated", "Đình chỉ thi hành án", Standing("terminated")),
    _cases("other_ending", "Trường hợp kết thúc khác", Standing("other_ending")),
    _cases("in_progress", "Đang thi hành", Standing("in_progress")),
    _cases("consent", "Hoãn theo điểm c khoản 1 Điều 48", Standing("postponed_consent")),
    _cases("no_means", "Chưa có điều kiện thi hành", Standing("no_means")),
    _cases("postponed", "Hoãn thi hành án", Standing("postponed")),
    _cases("suspended", "Tạm đình chỉ thi hành án", Standing("suspended")),
    _cases("other", "Trường hợp khác", Standing("other")),
    _cases("register", "Trong sổ theo dõi riêng cuối kỳ", Standing("separate_register")),
    _money("opening", "Số cũ chuyển sang (trừ sổ theo dõi riêng)", Flow("opening")),
    _money("new", "Thụ lý mới", Flow("new")),
    _money("returned", "Từ sổ theo dõi riêng chuyển lại", Flow("returned")),
    _money("delegated", "Ủy thác", Flow("delegated"), Open("delegated")),
    _money("withdrawn", "Thu hồi, hủy quyết định", Flow("withdrawn"), Open("withdrawn")),
    _money("amended", "Sửa đổi, bổ sung làm giảm nghĩa vụ", Flow("amended")),
    _money("moved", "Chuyển sổ theo dõi riêng", Flow("moved")),
    _money("done", "Thi hành xong", Flow("collected"), Open("done")),
    _money("terminated", "Đình chỉ thi hành án", Flow("terminated"), Open("terminated")),
    _money("reduced", "Giảm nghĩa vụ thi hành án", Flow("reduced")),
    _money("other_ending", "Trường hợp kết thúc khác", Open("other_ending")),
    _money("in_progress", "Đang thi hành", Open("in_progress")),
    _money("consent", "Hoãn theo điểm c khoản 1 Điều 48", Open("postponed_consent")),
    _money("no_means", "Chưa có điều kiện thi hành", Open("no_means")),
    _money("postponed", "Hoãn thi hành án", Open("postponed")),
    _money("suspended", "Tạm đình chỉ thi hành án", Open("suspended")),
    _money("other", "Trường hợp khác", Open("other")),
    _money("register", "Trong sổ theo dõi riêng cuối kỳ", Open("separate_register")),
)
MEASURES: Mapping[str, Measure] = MappingProxyType({measure.code: measure for measure in _MEASURES})
