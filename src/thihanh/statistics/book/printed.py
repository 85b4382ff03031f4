"""What stands around and in a printed form: who reports to whom, the period, values as printed, the foot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thihanh.law import unconfirmed
from thihanh.law.notation import dotted
from thihanh.statistics.book.layout import BookColumn, BookForm, FilledForm, Value
from thihanh.statistics.numbers import Absent, Percent, thousands
from thihanh.statistics.period import Period

THOUSANDS = "1.000 đồng"
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_INSTRUMENTS = {"R08": "NĐ 139", "R25": "NĐ 152"}


@dataclass(frozen=True, slots=True)
class Cover:
    """Who reports what to whom: names, the period, the cut-off, and how the figures stand.

    ``state`` is "trực tiếp" or names the edition. ``left`` and ``right`` are the two who sign; a name is
    empty where it is to be written by hand.
    """

    reporter: str
    receiver: str
    period: Period
    known_on: date
    state: str = "trực tiếp"
    left: str = "Người lập biểu"
    right: str = "Thủ trưởng đơn vị"
    left_hint: str = "(Ký, ghi rõ họ tên)"
    right_hint: str = "(Ký, ghi rõ họ tên, đóng dấu)"
    left_name: str = ""
    right_name: str = ""
    signed_at: str = ""
    signed_on: date | None = None

    @property
    def day_line(self) -> str:
        """The place and day above the signature; dots where they are written by hand."""
        on = self.signed_on
        day = f"ngày {on:%d} tháng {on:%m} năm {on:%Y}" if on else "ngày ..... tháng ..... năm ........."
        return f"{self.signed_at or '....................'}, {day}"

    @property
    def period_line(self) -> str:
        """Kỳ báo cáo, as the form says it."""
        span = f"từ ngày {self.period.from_:%d/%m/%Y} đến ngày {self.period.to:%d/%m/%Y}"
        months = self.period.months
        if months is None:
            return f"Kỳ báo cáo: năm công tác {self.period.work_year}, {span}"
        return f"Kỳ báo cáo: {months} tháng năm công tác {self.period.work_year}, {span}"

    @property
    def cut_line(self) -> str:
        """Where the figures come from, for the foot."""
        return f"Dữ liệu đến {self.period.to:%d/%m/%Y}, ghi nhận đến {self.known_on:%d/%m/%Y}; {self.state}."


def version_name(form: BookForm) -> str:
    """Which instrument a version of 004.N and 005.N follows; "" for forms with one name in a book."""
    return _INSTRUMENTS.get(form.version, "") if form.code in ("004.N", "005.N") else ""


def in_thousands(form: BookForm, column: BookColumn) -> bool:
    """Whether a column is printed in 1.000 đồng."""
    return column.of == "money" and THOUSANDS in form.unit and not (column.ratio or column.rank)


def as_number(form: BookForm, column: BookColumn, value: Value) -> int | Decimal | None:
    """A cell as the number that is printed, each rounded half-up by itself; None where there is none."""
    if isinstance(value, Absent):
        return None
    if isinstance(value, Percent):
        return Decimal(value.hundredths) / 100
    return thousands(value) if in_thousands(form, column) else value


def as_text(form: BookForm, column: BookColumn, value: Value) -> str:
    """A cell as it is printed: 1.234.567 · 85,10 · –"""
    if isinstance(value, Percent):
        return str(value).removesuffix("%")
    number = as_number(form, column, value)
    return str(value) if number is None else dotted(int(number))


def unit_line(form: BookForm) -> str:
    """Đơn vị tính, as it stands above the table."""
    return f"Đơn vị tính: {form.unit}"


def title_of(form: BookForm) -> str:
    """The title in capitals."""
    return form.title.upper()


def notes(filled: FilledForm) -> Iterator[str]:
    """The foot: what of the form is our reconstruction, what its columns mean, what is missing and why."""
    form = filled.form
    if form.missing:
        yield f"{_sentence(form.missing)}"
    if words := unconfirmed(form.mark):
        yield f"Tên biểu theo {form.legal_basis}; dòng, cột và công thức: {words} [{form.mark}]."
    for column in form.columns:
        if column.missing and not form.missing:
            yield f"Cột {column.no}: {column.missing}"
        elif column.note:
            yield f"Cột {column.no}: {column.note}{_marked(column.mark)}."
    for row in form.rows:
        if row.missing:
            yield f"Dòng {row.name}: {row.missing}"
    if form.note:
        yield _sentence(form.note)
    if THOUSANDS in form.unit:
        yield "Từng ô được làm tròn riêng đến 1.000 đồng nên tổng có thể lệch với các ô cộng lại."


def _sentence(said: str) -> str:
    whole = said[:1].upper() + said[1:]
    return whole if whole.endswith(".") else f"{whole}."


def _marked(mark: str) -> str:
    return f" [{mark}]" if mark not in ("", "S") else ""
