"""A seized asset on its way from seizure to delivery: which it is, how far it has come, what it costs now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thihanh.law.notation import vn
from thihanh.matters.asking import Choice, Refusal
from thihanh.matters.intake import Intake
from thihanh.matters.steps import StepRow
from thihanh.procedures import said
from thihanh.procedures.act import Field, Value, Values
from thihanh.procedures.case import Case

_KINDS = {"real_estate": "bất động sản", "registered": "động sản phải đăng ký", "other": "động sản"}
#: How an asset stands after each step of its way.
_STOOD = {
    "seize": "mới kê biên, chưa thẩm định giá",
    "value_contract": "đang thẩm định giá",
    "value_result": "đã có giá, chưa ký hợp đồng đấu giá",
    "auction_contract": "đang chờ đấu giá",
    "auction_failed": "đấu giá không thành, chưa giảm giá",
    "price_reduced": "đã giảm giá, đang chờ đấu giá lại",
    "auction_won": "đấu giá thành, chờ người mua nộp tiền",
    "buyer_paid": "người mua đã nộp đủ tiền, chờ giao",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A seized asset: its seizure and what followed, oldest first."""

    seizure: StepRow
    steps: tuple[StepRow, ...]

    @property
    def last(self) -> str:
        """The code of the latest step."""
        return self.steps[-1].code if self.steps else "seize"

    @property
    def since(self) -> date:
        """The day of the latest step."""
        return self.steps[-1].on if self.steps else self.seizure.on

    @property
    def price(self) -> int | None:
        """The price that holds: of the valuation, or of the last reduction, in đồng."""
        priced = [step for step in self.steps if step.code in ("value_result", "price_reduced")]
        return priced[-1].amount if priced else None

    @property
    def cuts(self) -> int:
        """How often the price was reduced."""
        return sum(step.code == "price_reduced" for step in self.steps)

    @property
    def words(self) -> str:
        kind = _KINDS[str(self.seizure.facts.get("asset_kind", "other"))]
        return f"Tài sản kê biên ngày {vn(self.seizure.on)} ({kind})"


def seized(case: Case) -> tuple[Asset, ...]:
    """The seized assets that were not handed over yet."""
    followed = case.steps_of(*_STOOD, "delivered")
    gone = {step.facts.get("asset") for step in followed if step.code == "delivered"}
    return tuple(
        Asset(one, tuple(step for step in followed if step.facts.get("asset") == one.id))
        for one in case.steps_of("seize")
        if one.id not in gone
    )


def assets(case: Case) -> Sequence[Choice]:
    """The assets to choose from."""
    return [Choice(str(one.seizure.id), one.words) for one in seized(case)]


def _only(case: Case) -> Asset | None:
    found = seized(case)
    return found[0] if len(found) == 1 else None


def only_asset(case: Case) -> Value:
    """The asset, where there is one only."""
    found = _only(case)
    return str(found.seizure.id) if found else None


def only_price(case: Case) -> Value:
    """The price of the asset, where there is one only."""
    found = _only(case)
    return found.price if found else None


ASSET = Field("asset", "Tài sản", "choice", choices=assets, default=only_asset)


def asset_of(case: Case, values: Values) -> Asset:
    """The asset that was chosen."""
    chosen = said.text(values, "asset")
    return next(one for one in seized(case) if str(one.seizure.id) == chosen)


def something_seized(case: Case) -> None:
    """Raises Refusal («Trạng thái») where nothing seized is under way."""
    if not seized(case):
        raise Refusal(
            "state",
            f"việc {case.number} không có tài sản kê biên nào đang xử lý; kê biên tài sản trước.",
        )


def check_after(case: Case, values: Values, verb: str, *codes: str) -> Asset:
    """The asset, if it has come as far as one of the codes. Raises Refusal («Trạng thái», «Pháp luật»)."""
    asset = asset_of(case, values)
    if asset.last not in codes:
        needed = " hoặc ".join(f"«{_STOOD[code]}»" for code in codes)
        raise Refusal(
            "state",
            f"tài sản kê biên ngày {vn(asset.seizure.on)} {_STOOD[asset.last]} nên chưa {verb} được; chỉ làm "
            f"được khi {needed}.",
            "asset",
        )
    if case.day(values) < asset.since:
        raise Refusal(
            "law",
            f"ngày {vn(case.day(values))} sớm hơn bước trước của tài sản, ngày {vn(asset.since)}; kiểm tra "
            "lại ngày.",
            "on",
        )
    return asset


def moved(
    case: Case,
    values: Values,
    code: str,
    *,
    facts: Mapping[str, str | int | bool] | None = None,
    amount: int | None = None,
    until: date | None = None,
) -> Intake:
    """The next step of the chosen asset."""
    said_so = {"asset": asset_of(case, values).seizure.id, **(facts or {})}
    counterpart = said.text(values, "counterpart")
    step = case.step(code, values, facts=said_so, amount=amount, until=until, counterpart=counterpart)
    return case.intake(steps=(step,))
