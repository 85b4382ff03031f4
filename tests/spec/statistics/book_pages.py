"""Prints the definitions of the book and the control rules: every form, row, column, formula and mark."""

from tests.spec.drawn import page, table
from thihanh.law import unconfirmed
from thihanh.statistics.book.definitions import attached
from thihanh.statistics.book.definitions.reading import all_forms
from thihanh.statistics.book.layout import BookColumn, BookForm, BookRow
from thihanh.statistics.book.measures import carried_by
from thihanh.statistics.book.sources import SOURCES
from thihanh.statistics.control.rules import rules
from thihanh.statistics.forms.definitions import FORM_CODES
from thihanh.statistics.measures.definitions import MEASURES


def _numbers(form: BookForm, codes: tuple[str, ...], sign: str) -> str:
    return sign.join(form.column(code).no for code in codes)


def _formula(form: BookForm, column: BookColumn) -> str:
    if column.missing:
        return f"**{column.missing}**"
    if column.ratio:
        part, whole = (form.column(code).no for code in column.ratio)
        return f"{part} ÷ {whole} × 100"
    if column.rank:
        return f"hạng 1-2-2-4 theo cột {form.column(column.rank).no} giữa các đơn vị cùng cấp trên"
    if column.plus:
        minus = f" − {_numbers(form, column.minus, ' − ')}" if column.minus else ""
        return _numbers(form, column.plus, " + ") + minus
    return "; ".join(MEASURES[code].name for code in column.measures) or "đếm từ tác nghiệp đã ghi"


def _note(column: BookColumn) -> str:
    return " ".join(part for part in (column.note, f"[{column.mark}]" if column.mark else "") if part)


def _columns(form: BookForm) -> str:
    body = [
        [c.no, f"`{c.code}`", " / ".join((*c.head, c.name)), _formula(form, c), _note(c)]
        for c in form.columns
    ]
    return table(["Cột", "Mã", "Tên", "Công thức hoặc cách đếm", "Ghi chú"], body)


def _counts(row: BookRow) -> str:
    if row.missing:
        return row.missing
    if row.adds:
        return f"tổng {len(row.adds)} dòng bên dưới"
    chosen = row.selection
    parts = [chosen.kind, chosen.judgment, chosen.budget, *sorted(chosen.tags)]
    return ", ".join(f"`{part}`" for part in parts if part) or "mọi việc"


def _rows(form: BookForm) -> str:
    body = [
        [f"`{row.code}`", "– " * row.depth + row.name, _counts(row), "trong đó" if row.memo else ""]
        for row in form.rows
    ]
    return table(["Mã", "Dòng", "Đếm", ""], body)


def _form(form: BookForm) -> str:
    doubt = f" – {unconfirmed(form.mark)}" if unconfirmed(form.mark) else ""
    head = (
        f"## {form.code} ({form.version})\n\n{form.title}. {form.legal_basis} ({form.source}) "
        f"[{form.mark}]{doubt}. Đơn vị tính: {form.unit}."
    )
    if form.equals:
        return f"{head}\n\nDòng và cột là của biểu {form.equals} cùng kỳ, cùng đơn vị."
    if form.row_kind == "units":
        rows = "Dòng: đơn vị lập biểu, các phòng, từng chấp hành viên."
    else:
        rows = _rows(form)
    waits = f"**{form.missing}**" if form.missing else ""
    return "\n\n".join(part for part in (head, waits, form.note, _columns(form), rows) if part)


def book_page() -> str:
    """Every form of the book in every version but 004.N and 005.N, which have a page of their own."""
    lists = [
        [one.code, one.title, ", ".join(map(str, one.months)), f"{one.form}, `{one.row}`, `{one.column}`"]
        for one in attached.definitions()
    ]
    carried = [
        [f"`{measure}`", ", ".join(f"`{c}`" for c in codes)] for measure, codes in carried_by().items()
    ]
    return page(
        "Bộ biểu thống kê",
        "Mười hai biểu của TT 05/2024/TT-BTP, bốn biểu liên ngành TTLT 12/2021, biểu 006.N; biểu 004.N và "
        "005.N ở trang riêng. Phụ lục của TT 05/2024 và TT 05/2026 chưa có: dòng và cột mang dấu [K], [I] là "
        "phần dựng lại, thay bằng tệp số liệu khi có văn bản, không sửa chương trình. Các dòng 3a, 5a, 5b, "
        "10a là dòng riêng, để quy tắc R01, R02 và R14 cùng đúng.",
        *(_form(form) for form in all_forms().values() if form.code not in FORM_CODES),
        "## Danh sách kèm báo cáo (TT 05/2024 Điều 8) [I]",
        table(["", "Danh sách", "Kỳ (tháng)", "Bằng ô của biểu"], lists),
        "## Biện pháp cưỡng chế đã thực hiện khi có tác nghiệp sau [I]",
        table(["Biện pháp", "Tác nghiệp"], carried),
        "Biểu có nguồn ghi nhận tác nghiệp: " + ", ".join(SOURCES) + ".",
    )


def control_page() -> str:
    """The control rules as data."""
    words = {"error": "lỗi", "warning": "cảnh báo"}
    body = [
        [rule.id, rule.scope, rule.name, rule.tolerance, words[rule.severity], rule.source, f"[{rule.mark}]"]
        for rule in rules().values()
    ]
    return page(
        "Quy tắc đối soát",
        "Chạy trên mọi bộ biểu và mọi ấn bản. Quy tắc giữa các năm và các kỳ (R12–R14) chỉ so ở cấp cơ quan, "
        "vì việc chuyển giữa các phòng trong năm; quy tắc không so được thì nêu lý do.",
        table(["Quy tắc", "Phạm vi", "Nội dung", "Ngưỡng", "Mức", "Nguồn", "Dấu"], body),
    )
