"""What may be closed, in which order. Pure; every refusal is a sentence with the way on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thihanh.editions.kinds import KIND_NAMES, Kind
from thihanh.statistics.period import Period, month_period

NATION = "CQL"
SHORTEST_EXPLANATION = 20


class Refused(ValueError):
    """A closing that cannot be; ``sentence`` says why and what to do next."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """One closing as asked for: whose, which period and kind.

    ``late`` names the units under it that have not confirmed their figures; ``elsewhere`` the earlier
    periods of the year that were reported outside this system.
    """

    unit: str
    year: int
    month: int
    kind: Kind = "final"
    late: tuple[str, ...] = ()
    elsewhere: tuple[int, ...] = ()

    @property
    def period(self) -> Period:
        """The cumulative period. Raises ``RefusedPeriod``."""
        return month_period(self.year, self.month)


@dataclass(frozen=True, slots=True)
class Known:
    """An edition there is: its month and kind, in one unit and work year."""

    id: int
    month: int
    kind: Kind
    elsewhere: tuple[int, ...] = ()


def check_time(asked: Asked, on: date) -> None:
    """A period is closed when it is over; a preliminary book in its last month at the earliest."""
    period = asked.period
    if period.from_ > on:
        raise Refused(
            f"Trạng thái: kỳ {period.label} chưa bắt đầu (hôm nay {on:%d/%m/%Y}) nên chưa có gì để chốt."
        )
    if asked.kind == "final" and on <= period.to:
        raise Refused(
            f"Trạng thái: kỳ {period.label} đến hết ngày {period.to:%d/%m/%Y} mới kết thúc, hôm nay "
            f"{on:%d/%m/%Y} chưa khóa được ấn bản chính thức. Có thể lập ấn bản sơ bộ, hoặc khóa từ ngày sau."
        )
    if asked.kind == "preliminary" and (on.year, on.month) < (period.to.year, period.to.month):
        raise Refused(
            f"Trạng thái: ấn bản sơ bộ của kỳ {period.label} chỉ lập từ tháng cuối của kỳ "
            f"({period.to:%m/%Y}); hôm nay {on:%d/%m/%Y}."
        )


def check_order(asked: Asked, known: Sequence[Known]) -> None:
    """Closed once, and the earlier periods of the work year first: figures are cumulative."""
    finals = {one.month: one for one in known if one.kind == "final"}
    if asked.month in finals:
        raise Refused(
            f"Trạng thái: kỳ {asked.period.label} của đơn vị {asked.unit} đã khóa bằng ấn bản chính thức số "
            f"{finals[asked.month].id}. Số liệu thay đổi sau đó đi vào báo cáo bổ sung có giải trình, không "
            "khóa lại và không ghi đè."
        )
    if asked.kind == "preliminary":
        return
    told = {month for one in known for month in one.elsewhere} | set(asked.elsewhere)
    if later := [month for month in finals if month > asked.month]:
        raise Refused(
            f"Trạng thái: kỳ {_months(later)} của năm công tác {asked.year} đã khóa, nên không khóa lùi kỳ "
            f"{asked.month} tháng. Nếu cần số của kỳ này, xem biểu “như sổ ghi đến ngày”."
        )
    if missing := [month for month in range(1, asked.month) if month not in finals and month not in told]:
        raise Refused(
            f"Trạng thái: năm công tác {asked.year}, kỳ {_months(missing)} chưa khóa; kỳ báo cáo lũy kế khóa "
            "lần lượt từ đầu năm. Khóa các kỳ đó trước, hoặc nêu tên chúng là đã báo cáo ngoài hệ thống."
        )


def check_late(asked: Asked, waiting: Sequence[str]) -> None:
    """A book closes with units that have not confirmed only when it names them, each and no other."""
    unnamed = [code for code in waiting if code not in asked.late]
    if asked.kind == "final" and unnamed:
        raise Refused(
            f"Trạng thái: còn {len(unnamed)} đơn vị chưa chốt số liệu kỳ {asked.period.label}: "
            f"{', '.join(unnamed[:12])}{' …' if len(unnamed) > 12 else ''}. Đôn đốc các đơn vị này, hoặc nêu "
            "tên từng đơn vị để khóa khi còn chậm."
        )
    if strangers := [code for code in asked.late if code not in waiting]:
        raise Refused(
            f"Dữ liệu: nêu tên là chậm nhưng đã chốt, hoặc không thuộc {asked.unit}: {', '.join(strangers)}. "
            "Bỏ các mã này rồi khóa lại."
        )


def check_restates(kind: Kind, edition_id: int, superseded_by: int | None, explanation: str) -> None:
    """A supplementary report restates the last definitive book, with the head's explanation."""
    if kind == "preliminary":
        raise Refused(
            f"Trạng thái: ấn bản số {edition_id} là {KIND_NAMES[kind]}; số sơ bộ được thay bằng ấn bản chính "
            "thức của kỳ, không cần báo cáo bổ sung."
        )
    if superseded_by is not None:
        raise Refused(
            f"Trạng thái: ấn bản số {edition_id} đã có báo cáo bổ sung số {superseded_by}; đối chiếu và bổ "
            f"sung từ ấn bản số {superseded_by}."
        )
    if len(explanation.strip()) < SHORTEST_EXPLANATION:
        raise Refused(
            "Pháp luật: báo cáo bổ sung phải kèm giải trình của thủ trưởng (TT 05/2024/TT-BTP); ghi giải "
            f"trình ít nhất {SHORTEST_EXPLANATION} ký tự, nêu vì sao số liệu thay đổi."
        )


def _months(months: Sequence[int]) -> str:
    return ", ".join(f"{month} tháng" for month in months)
