"""Prints docs/statistics from drawn tables and form files: ``python -m tests.spec.statistics.pages``."""

from tests.spec.drawn import Pages, page, rows, table, write
from tests.spec.statistics import tables
from thihanh.law import unconfirmed
from thihanh.matters.states import label
from thihanh.statistics.forms.definitions import FORM_CODES, Form, chain, form_of
from thihanh.statistics.period import VERSIONS, Version
from thihanh.targets.benchmarks import NAMES, season_share
from thihanh.targets.checker import stated_checks
from thihanh.targets.goals import goals

FOLDER = "statistics"


def drawn(text: str) -> str:
    """A drawn table as Markdown, in its own columns."""
    body = rows(text)
    return table(list(body[0]), [list(row.values()) for row in body])


def _formula(form: Form, no: int) -> str:
    column = form.column(no)
    if column.ratio:
        return f"{column.ratio[0]} ÷ {column.ratio[1]} × 100"
    if column.sum:
        return " + ".join(str(part) for part in column.sum)
    return "; ".join(measure.name for measure in column.measures)


def _form(version: Version, code: str) -> str:
    form = form_of(code, version)
    body = [[str(c.no), c.name, _formula(form, c.no), c.article] for c in form.columns]
    doubt = f" – {unconfirmed(form.mark)}" if unconfirmed(form.mark) else ""
    head = (
        f"## {form.code} {form.label}\n\n{form.title}. {form.article} ({form.source}) [{form.mark}]{doubt}."
    )
    return "\n\n".join([head, table(["Cột", "Tên", "Công thức", "Điều"], body), form.note])


def forms_page() -> str:
    lines = [[item.code, item.name, {1: "+", -1: "−", 0: "tổng"}[item.sign]] for item in chain("money")]
    return page(
        "Biểu 004.N và 005.N",
        "Số cột theo đầu bảng. Phiên bản theo ngày cuối kỳ [I]; phiên bản kia đặt bên cạnh. Năm trước 2026 "
        "dùng cột của NĐ 139/2026 và nêu biểu của năm đó; trước năm công tác 2020 chia hai nhóm.",
        *(_form(version, code) for version in VERSIONS for code in FORM_CODES),
        "## Chuỗi trên các cột",
        table(["Mã", "Dòng", "Dấu"], lines),
    )


def columns_page() -> str:
    body = []
    for row in rows(tables.COLUMNS):
        stage, _, ground = row["Trạng thái"].partition(" ")
        name = f"{label(stage)} ({ground})" if ground else label(stage)
        body.append([name, *list(row.values())[1:]])
    return page(
        "Một việc đứng ở cột nào",
        "Một việc còn phải thi hành 100 đồng, tài sản bán không thành trị giá 30 đồng, ở cuối ngày cuối kỳ.",
        table(list(rows(tables.COLUMNS)[0]), body),
        "## Chuỗi: cũ, mới, chuyển lại, ra khỏi tổng số",
        "Một việc 100 đồng trong năm công tác 2025 (01/10/2024 – 30/9/2025). Cột: số cũ, mới, chuyển lại từ "
        "sổ theo dõi riêng, ủy thác (UT), thu hồi, hủy (TH), chuyển sổ, phải thi hành, chuyển kỳ sau; tiền "
        "cũ, tiền mới, tiền phải thi hành.",
        drawn(tables.CHAIN),
        "## Trước và sau 01/7/2026",
        "Cùng bảy việc: " + ", ".join(label(state.split()[0]) for state in tables.STRADDLE_STATES) + ".",
        drawn(tables.STRADDLE),
    )


def targets_page() -> str:
    season = [
        [
            str(month),
            *(
                f"{float(100 * season_share(of, month)):.1f}".replace(".", ",") + "%"
                for of in ("cases", "money")
            ),
        ]
        for month in range(1, 13)
    ]
    assigned = [
        [
            goal.name,
            str(goal.work_year),
            goal.since.strftime("%d/%m/%Y"),
            str(goal.cases or "–"),
            str(goal.money or "–"),
            goal.source,
            goal.mark,
        ]
        for goal in goals()
    ]
    return page(
        "Chỉ tiêu, vượt, mốc, hạng",
        "Vượt tính bằng điểm phần trăm từ tỷ lệ đã làm tròn; đạt khi tỷ lệ đã làm tròn ≥ chỉ tiêu.",
        drawn(tables.BEATS),
        "## Ba mốc giữa năm",
        "; ".join(NAMES.values()) + ". Giữa các tháng đã công bố, mốc mùa vụ tăng đều [I].",
        table(["Tháng", "Việc", "Tiền"], season),
        "## Xếp hạng 1-2-2-4",
        drawn(tables.RANKS),
        "## Chỉ tiêu đã biết",
        table(["Đơn vị", "Năm", "Từ ngày", "Việc", "Tiền", "Nguồn", "Dấu"], assigned),
    )


def checks_page() -> str:
    words = {"reconciles": "khớp", "mismatch": "**mâu thuẫn**", "note": "ghi nhận"}
    body = [
        [check.row, check.name, f"`{check.formula}`", check.published, words[check.finding], check.source]
        for check, _ in stated_checks()
    ]
    return page(
        "Số đã công bố, tính lại",
        "Số đếm và tổng phải đúng từng đơn vị; tỷ lệ được lệch một đơn vị của chữ số cuối được in. "
        "Số có dấu ~ chỉ biết đến chữ số có nghĩa cuối cùng.",
        table(["Dòng", "Phép tính", "Công thức", "Công bố", "Kết luận", "Nguồn"], body),
    )


PAGES: Pages = {
    "forms.md": forms_page,
    "columns.md": columns_page,
    "targets.md": targets_page,
    "published-checks.md": checks_page,
}


if __name__ == "__main__":
    write(FOLDER, PAGES)
