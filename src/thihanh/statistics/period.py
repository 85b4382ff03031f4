"""The period of a report and the version of the form that holds for it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from thihanh.law import work_year, work_year_end, work_year_start
from thihanh.law.regimes import R25_START

Version = Literal["R25", "R08", "two_way"]
VERSIONS: tuple[Version, ...] = ("R25", "R08", "two_way")

FIRST_YEAR, LAST_YEAR = 1990, 2100  # years a form is made for; beyond them a date is a slip of the hand

THREE_WAY_FROM = work_year_start(2020)  # TT 06/2019


class RefusedPeriod(ValueError):
    """A period no form can be made for; the message is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class Period:
    """From ``from_`` to ``to``, both days counted, inside one work year."""

    from_: date
    to: date

    def __post_init__(self) -> None:
        for day in (self.from_, self.to):
            if not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise RefusedPeriod(f"Kỳ báo cáo chỉ lập từ năm {FIRST_YEAR} đến năm {LAST_YEAR}.")
        if self.from_ > self.to:
            raise RefusedPeriod(f"Ngày đầu kỳ {self.from_:%d/%m/%Y} sau ngày cuối kỳ {self.to:%d/%m/%Y}.")
        if work_year(self.from_) != work_year(self.to):
            raise RefusedPeriod(
                f"Kỳ {self.from_:%d/%m/%Y} – {self.to:%d/%m/%Y} nằm trên hai năm công tác; "
                "kỳ báo cáo bắt đầu và kết thúc trong cùng một năm công tác (01/10 – 30/9)."
            )

    @property
    def work_year(self) -> int:
        return work_year(self.to)

    @property
    def eve(self) -> date:
        """The day before the period: the opening stands at its end."""
        return self.from_ - timedelta(days=1)

    @property
    def official(self) -> bool:
        """Official periods start on 01/10 (TT 05/2024 Điều 5)."""
        return self.from_ == work_year_start(self.work_year)

    @property
    def months(self) -> int | None:
        """How many whole months of the work year an official period covers, none when it stops mid-month."""
        after = self.to + timedelta(days=1)
        if not self.official or after.day != 1:
            return None
        return (after.year - self.from_.year) * 12 + after.month - self.from_.month

    @property
    def label(self) -> str:
        """How the period is named above a form."""
        span = f"{self.from_:%d/%m/%Y} – {self.to:%d/%m/%Y}"
        if not self.official:
            return f"kỳ tự chọn {span}"
        months = self.months
        if months is None:
            return f"năm công tác {self.work_year}, đến {self.to:%d/%m/%Y}"
        return f"năm công tác {self.work_year} ({span})" if months == 12 else f"{months} tháng ({span})"


def month_period(year: int, month: int) -> Period:
    """The cumulative period of ``month`` months (1–12) of work year ``year``."""
    if not FIRST_YEAR < year < LAST_YEAR:
        raise RefusedPeriod(f"Năm công tác nằm giữa {FIRST_YEAR} và {LAST_YEAR}, nhận được {year}.")
    if not 1 <= month <= 12:
        raise RefusedPeriod(f"Kỳ báo cáo có từ 1 đến 12 tháng, nhận được {month}.")
    start = work_year_start(year)
    if month == 12:
        return Period(start, work_year_end(year))
    years, index = divmod(start.month - 1 + month, 12)
    return Period(start, date(start.year + years, index + 1, 1) - timedelta(days=1))


def version_on(to: date) -> Version:
    """The version of forms 004.N and 005.N by the last day of the period [I]."""
    if to >= R25_START:  # NĐ 152/2026 Điều 113: the form's day is the law's
        return "R25"
    return "R08" if to >= THREE_WAY_FROM else "two_way"


_BESIDE: dict[Version, Version] = {"R25": "R08", "R08": "R25", "two_way": "R08"}


def beside(version: Version) -> Version:
    """The other version, shown beside the one that holds."""
    return _BESIDE[version]


@dataclass(frozen=True, slots=True)
class OwnForm:
    """The form that was in force in a year, when its columns are not the ones shown."""

    name: str
    since: date


_OWN_FORMS = (
    OwnForm("biểu 004.N, 005.N của NĐ 152/2026/NĐ-CP", R25_START),
    OwnForm("biểu 004.N, 005.N của NĐ 139/2026/NĐ-CP", date(2026, 4, 7)),
    OwnForm("biểu 1, 2 của TT 05/2024/TT-BTP", date(2024, 7, 26)),
    OwnForm("biểu 01, 02 của TT 06/2019/TT-BTP", work_year_start(2020)),
    OwnForm("biểu của TT 01/2013/TT-BTP (sửa đổi bởi TT 08/2015/TT-BTP)", date.min),
)


def own_form(to: date) -> str:
    """The form the sector itself filed for a period ending on ``to``.

    TT 06/2019 took effect on 05/01/2020 and served the whole of work year 2020; the regime of TT 05/2024
    ran on until NĐ 139/2026 wrote the national forms.
    """
    return next(form.name for form in _OWN_FORMS if form.since <= to)
