"""Prints docs/statistics from drawn tables and form files: ``python -m tests.spec.statistics``."""

from tests.spec.drawn import Pages, page, rows, table
from tests.spec.statistics import tables
from tests.spec.statistics.book_pages import book_page, control_page
from tests.spec.statistics.worlds import OFFICERS, OFFICES, ON, scored
from thihanh.law import parameter, unconfirmed
from thihanh.matters.states import label
from thihanh.statistics.forms.definitions import FORM_CODES, Form, chain, form_of
from thihanh.statistics.period import VERSIONS, Version
from thihanh.statistics.readings.audit import KINDS, THRESHOLDS
from thihanh.targets.benchmarks import NAMES, season_share
from thihanh.targets.checker import stated_checks
from thihanh.targets.consistency.article_figures import article_figures
from thihanh.targets.consistency.findings import REASONS, SEVERITIES, Finding
from thihanh.targets.consistency.report import known_findings, report
from thihanh.targets.goals import goals
from thihanh.targets.published import edition_name

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
        *_consistency(),
    )


def _consistency() -> list[str]:
    """Every published row through the identities, contradictions with their reasons, every article figure."""
    found = report()
    statuses = "; ".join(f"{name}: {count}" for name, count in sorted(found.statuses.items()))
    rows_ = [
        [
            one.row.row,
            one.row.name,
            f"{one.row.year}, {one.row.months} tháng, {edition_name(one.row.edition)}",
            f"**{one.status}**" if one.status == "mâu thuẫn" else one.status,
            str(sum(check.ok for check in one.checks)),
            one.why or "; ".join(dict.fromkeys(f"{f.code} {REASONS[f.reason.code]}" for f in one.findings)),
        ]
        for one in found.rows
    ]
    told = [
        [", ".join(one.rows), one.code, SEVERITIES[one.severity], one.sentence.replace("|", "/")]
        for one in found.findings
    ]
    known = [[one.item, one.note, _known(found.finding_of(one), one.code)] for one in known_findings()]
    articles = [
        [one.figure.article, one.figure.province, one.figure.item, one.figure.words, one.status, one.why]
        for one in article_figures(found)
    ]
    return [
        "## Mọi dòng qua các phép tính",
        f"{len(found.rows)} dòng ({statuses}); {found.reconciled} phép tính khớp "
        f"({found.equalities} đẳng thức, còn lại là chặn); báo động giả "
        f"{len(found.false_alarms)}; mâu thuẫn đã biết bị bỏ sót {len(found.missed)}.",
        table(["Dòng", "Đơn vị", "Kỳ, bản", "Kết luận", "Khớp", "Vì sao"], rows_),
        "## Điều tìm thấy",
        table(["Dòng", "Mã", "Loại", "Câu"], told),
        "## Các mâu thuẫn đã biết",
        table(["Mục", "Mâu thuẫn", "Hệ thống gọi tên"], known),
        "## Từng số của năm bài báo",
        table(["Bài", "Đơn vị", "Mục", "Chữ của bài", "Kết luận", "Vì sao"], articles),
        "## Số rời",
        table(["Số", "Vì sao không kiểm được"], [[one.title, one.why] for one in found.sides if one.why]),
    ]


def _known(finding: Finding | None, code: str) -> str:
    if not code:
        return "không còn số gốc để tính lại"
    return f"{REASONS[finding.reason.code]} ({finding.code})" if finding else "**bỏ sót**"


WORLDS = 40
"""Enough lawful worlds and worlds with gaming to print a share of false alarms in hundredths."""


def audit_page() -> str:
    scores = scored(WORLDS)
    body = [
        [
            KINDS[kind],
            str(score.asked),
            str(score.alarms),
            str(score.false_alarms),
            score.per_world(WORLDS),
            str(score.planted),
            str(score.found),
            str(score.precision),
            str(score.recall),
        ]
        for kind, score in scores.items()
    ]
    thresholds = [
        [KINDS[kind], one.name, f"{one.value} {one.unit}".strip(), one.article, f"[{one.mark}]"]
        for kind, names in THRESHOLDS.items()
        for one in (parameter(name, ON) for name in names)
    ]
    return page(
        "Rà soát phân loại: báo nhầm và bỏ sót",
        "Mỗi phát hiện là một câu hỏi, không phải kết luận. Bảng này đo các dấu hiệu trên dữ liệu mô phỏng "
        f"sinh ngẫu nhiên theo hạt giống cố định: {WORLDS} tỉnh không có việc làm đẹp số liệu (báo nhầm) và "
        f"{WORLDS} tỉnh có cài sẵn (độ chính xác, độ bao phủ); mỗi tỉnh {OFFICES} phòng, "
        f"{OFFICES * OFFICERS} chấp hành viên, một năm công tác, việc đổi trạng thái dồn tự nhiên về cuối "
        "quý và cuối năm. Bốn kiểu cài: 10 việc dồn ra cuối năm ở 3 chấp hành viên; 12 việc ra trước và trở "
        "lại sau ngày hết kỳ; 15 việc chưa có điều kiện không xác minh lại; 2 chấp hành viên phân loại thêm "
        "30% số việc là chưa có điều kiện. Mức thật ngoài thực tế chưa biết [I].",
        table(
            [
                "Dấu hiệu",
                "Đã xét",
                "Báo nhầm",
                "Tỷ lệ báo nhầm",
                "Báo nhầm mỗi tỉnh-năm",
                "Cài sẵn",
                "Tìm thấy",
                "Độ chính xác",
                "Độ bao phủ",
            ],
            body,
        ),
        "Đã xét: chấp hành viên (dồn cuối kỳ, lệch đồng nghiệp), việc đã ra khỏi có điều kiện (ra rồi trở "
        "lại), việc chưa có điều kiện (căn cứ). Ra rồi trở lại báo nhầm vì hoãn ngắn hợp pháp có thể vắt qua "
        "ngày hết kỳ; căn cứ quá hạn không báo nhầm vì chỉ so hai ngày.",
        "## Ngưỡng",
        table(["Dấu hiệu", "Tham số", "Giá trị", "Nguồn", "Dấu"], thresholds),
    )


PAGES: Pages = {
    "forms.md": forms_page,
    "book.md": book_page,
    "control.md": control_page,
    "columns.md": columns_page,
    "targets.md": targets_page,
    "published-checks.md": checks_page,
    "audit.md": audit_page,
}
