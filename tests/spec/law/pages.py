"""Prints docs/law from the drawn tables and the reviewed files: ``python -m tests.spec.law.pages``."""

from collections.abc import Iterable
from datetime import date

from tests.spec.deadlines import tables as counting
from tests.spec.drawn import Pages, page, table, write
from tests.spec.law import tables
from tests.spec.law.lists import lists_page
from tests.spec.law.reached import reached_by
from thihanh import law
from thihanh.deadlines import compute, load_calendar
from thihanh.deadlines.explanation import quantity
from thihanh.law.calendar import WEEKDAYS, years
from thihanh.law.classification import BUCKET_NAMES, Bucket
from thihanh.law.dated import history
from thihanh.law.marks import MARK_MEANINGS, unconfirmed
from thihanh.law.publication import publication
from thihanh.law.regimes import REGIMES
from thihanh.law.service import channel_rule, channels, permitted
from thihanh.law.stopping import ALL_RULES, stop_grounds
from thihanh.law.terms import KIND_NAMES, Rule, Variant, fact_names, rules, step_names
from thihanh.matters.clocks import Clock, clocks
from thihanh.matters.states import STAGES

FOLDER = "law"


def deadlines_page() -> str:
    head = ["Mã", "Việc", "Người thực hiện", "Tính từ", "R08 (đến 30/06/2026)", "R25 (từ 01/07/2026)"]
    body = [
        [rule.code, rule.act, rule.actor, rule.trigger, *(_numbers(rule, regime) for regime in REGIMES)]
        for rule in rules().values()
    ]
    facts = [[f"`{code}`", name, ", ".join(_users(code))] for code, name in fact_names().items()]
    steps = [[f"`{code}`", name, ", ".join(_clocks(code))] for code, name in step_names().items()]
    return page(
        "Sổ thời hạn",
        "Mỗi số có điều luật và dấu: "
        + "; ".join(f"[{m}] {words}" for m, words in MARK_MEANINGS.items())
        + ".",
        table(head, body),
        "## Dữ kiện",
        "Mặc định là không có. Thời hạn từ chối dữ kiện không có tên ở đây, kèm danh sách được dùng.",
        table(["Mã", "Ý nghĩa", "Dùng ở"], facts),
        "## Mốc (dữ kiện `step`)",
        "Thời hạn có nhiều mốc; không nêu `step` thì lấy mốc chính.",
        table(["Mã", "Ý nghĩa", "Dùng ở"], steps),
    )


def _numbers(rule: Rule, regime: law.Regime) -> str:
    return "<br>".join(_number(rule, row) for row in rule.variants[regime])


def _number(rule: Rule, row: Variant) -> str:
    names = [f"mốc {step_names()[row.step]}"] if row.step and len(rule.steps) > 0 else []
    names += [" và ".join(fact_names()[fact] for fact in sorted(row.when))] if row.when else []
    head = f"{', '.join(names)}: " if names else ""
    if row.absent:
        return f"{head}– ({row.absent})"
    numbers = []
    for position, term in enumerate(row.terms):
        words = (
            f"{quantity(term)} ({KIND_NAMES[term.kind]})" if term.number else term.reason or quantity(term)
        )
        since = f"từ {term.since:%d/%m/%Y}: " if position else ""
        numbers.append(f"{since}{words}, {term.article} [{term.mark}]")
    return head + "; ".join(numbers)


def _users(fact: str) -> list[str]:
    return [rule.code for rule in rules().values() if fact in rule.switches | rule.numbers]


def _clocks(step: str) -> list[str]:
    return [rule.code for rule in rules().values() if step in rule.steps]


def counting_page() -> str:
    example = compute("DL-18", from_=date(2026, 2, 6), calendar=load_calendar())
    told = "\n".join(
        f"{n}. {step.text}" for n, step in enumerate(example.steps, 1) if step.code != "calendar"
    )
    parts = [
        ("Chế độ theo ngày", counting.REGIMES),
        ("Ngày cuối và ngày nghỉ", counting.ROLLING),
        ("Ngày làm việc", counting.WORKING_DAYS),
        ("Đếm ngược từ sự kiện", counting.BEFORE),
        ("Tháng, năm", counting.MONTHS),
        ("Thời hạn nối tiếp", counting.CHAINS),
        ("Giờ", counting.HOURS),
    ]
    pieces = [piece for title, drawn in parts for piece in (f"## {title}", drawn)]
    return page(
        "Cách tính thời hạn",
        "Luật không có quy tắc đếm riêng; đếm theo Bộ luật Dân sự 2015 [K] và cách hiểu của hệ thống [I]. "
        "Mỗi dòng dưới đây là một phép kiểm thử.",
        *pieces,
        "## Một lời giải thích trọn vẹn",
        "DL-18, thông báo hợp lệ ngày 06/02/2026:",
        told,
    )


def calendar_page() -> str:
    pieces = []
    for year, known in years().items():
        tentative = " (tạm tính)" if known.status == "tentative" else ""
        body = [
            [
                f"{d.date:%d/%m/%Y}",
                WEEKDAYS[d.date.weekday()],
                "làm" if d.working else "nghỉ",
                d.name,
                d.basis,
                d.mark,
            ]
            for d in known.days
        ]
        pieces += [f"## {year}{tentative}", table(["Ngày", "Thứ", "", "Tên", "Căn cứ", "Dấu"], body)]
    return page(
        "Lịch làm việc",
        "Thứ Bảy và Chủ nhật là ngày nghỉ hằng tuần. Năm «tạm tính» chưa có quyết định chính thức; "
        "riêng Tết 2027 có hai phương án. Từ tháng 12 hệ thống nhắc khi lịch năm sau còn thiếu, tạm tính.",
        "## Khác với gói `holidays`",
        "Kiểm thử so mọi ngày của các năm dưới đây với gói `holidays`; khác nhau đúng các ngày sau:",
        tables.CALENDAR_DIFFERENCES,
        *pieces,
    )


def words_page() -> str:
    return page(
        "Số tiền bằng chữ", "Cách viết của hệ thống: nghìn, linh, tỷ, mươi, mốt, lăm, bảy.", tables.WORDS
    )


def statistics_page() -> str:
    grounds = [
        [ground.code, ground.label, *(_article(ground.code, regime) for regime in REGIMES), ground.mark]
        for ground in {g.code: g for regime in REGIMES for g in law.grounds(regime)}.values()
    ]
    names = [[f"`{code}`", name] for code, name in BUCKET_NAMES.items()]
    return page(
        "Trạng thái, căn cứ và cột thống kê",
        "Cột của một việc (và của số tiền, nếu khác) vào cuối ngày chốt số. Nguồn: biểu 004.N, 005.N của "
        "Nghị định 139/2026 (R08) và Phụ lục Nghị định 152/2026 (R25); chỗ nguồn im lặng là cách hiểu "
        "của hệ thống [I].",
        tables.BUCKETS,
        "## Tên các cột",
        table(["Mã", "Cột"], names),
        "## Căn cứ",
        table(["Mã", "Căn cứ", *REGIMES, "Dấu"], grounds),
    )


def bucket_words(bucket: Bucket) -> str:
    """A bucket as drawn: cases, and money where it stands elsewhere."""
    if bucket.money_above_asset:
        excess = f"phần vượt giá trị tài sản {bucket.money_above_asset}"
        return f"{bucket.cases} (tiền: {bucket.money}, {excess})"
    return bucket.cases if bucket.money == bucket.cases else f"{bucket.cases} (tiền: {bucket.money})"


def _article(code: str, regime: law.Regime) -> str:
    return next((ground.article for ground in law.grounds(regime) if ground.code == code), "–")


def parameters_page() -> str:
    body = [
        [
            f"`{name}`",
            v.name,
            f"{v.value:,}".replace(",", "."),
            v.unit,
            f"{v.since:%d/%m/%Y}",
            v.article,
            v.mark,
        ]
        for name in law.parameter_names()
        for v in history(name)
    ]
    doubts = [[rule.code, rule.act, regime, term.article, f"[{term.mark}] {unconfirmed(term.mark)}"]
        for rule in rules().values() for regime in REGIMES for row in rule.variants[regime]
        for term in row.terms if unconfirmed(term.mark)]  # fmt: skip
    return page(
        "Tham số",
        "Mỗi giá trị giữ đến khi có giá trị tiếp theo.",
        table(["Tên", "Nội dung", "Giá trị", "Đơn vị", "Từ ngày", "Nguồn", "Dấu"], body),
        "## Thời hạn chưa kiểm chứng",
        table(["Mã", "Việc", "Chế độ", "Nguồn", "Dấu"], doubts),
    )


def clocks_page() -> str:
    """Rule → what starts it, what meets it, which test reaches it."""
    known = clocks()
    head = ["Mã", "Việc", "Bắt đầu", "Hoàn thành hoặc hết bởi", "Kiểm thử"]
    body = []
    for rule in rules().values():
        running = [clock for clock in known.clocks if clock.rule == rule.code]
        acts = [act for act, (code, _) in known.from_ground.items() if code == rule.code]
        starts = [_started_by(clock) for clock in running]
        ends = [_ended_by(clock) for clock in running]
        if acts:
            starts.append("ngày biết căn cứ")
            ends.append(_codes(acts))
        if rule.code in known.elsewhere:
            starts.append(known.elsewhere[rule.code])
        if not starts:
            starts.append(_OTHER_ROOMS[rule.code.partition("-")[0]])
        tests = [f"`{name.removeprefix('tests/')}`" for name in reached_by()[rule.code]]
        body.append([rule.code, rule.act, "<br>".join(starts), "<br>".join(ends) or "–", _few(tests)])
    return page(
        "Thời hạn của một việc: bắt đầu, hoàn thành, kiểm thử",
        "Mỗi thời hạn của sổ (`deadlines.md`) do trạng thái hoặc bước nào của việc làm chạy, tác nghiệp nào "
        "hoàn thành, và kiểm thử nào chạm tới. Tên tác nghiệp là mã của danh mục; dữ liệu ở "
        "`src/thihanh/matters/clocks.toml`. Một kiểm thử thất bại khi thời hạn nào không có kiểm thử.",
        table(head, body),
        "## Thời gian không tính",
        table(
            ["Loại", "Thời hạn", *REGIMES],
            [
                [stop_grounds("R25")[code].label, _stopped(code), *(_stop_article(code, r) for r in REGIMES)]
                for code in stop_grounds("R25")
            ],
        ),
    )


_OTHER_ROOMS = {
    "DL": "quyết định chủ động: ngày nhận bản án",
    "HC": "theo dõi thi hành án hành chính",
    "KN": "khiếu nại",
    "TC": "tố cáo",
    "KS": "kháng nghị, kiến nghị của Viện kiểm sát",
    "BT": "bồi thường nhà nước",
    "TCD": "tiếp công dân",
    "KT": "kế hoạch kiểm tra năm",
    "PH": "yêu cầu phối hợp gửi cơ quan khác",
    "BCD": "Ban Chỉ đạo",
    "EX": "vật chứng, tài sản tạm giữ",
}
_SHOWN = 3


def _few(tests: list[str]) -> str:
    more = f"<br>và {len(tests) - _SHOWN} kiểm thử khác" if len(tests) > _SHOWN else ""
    return "<br>".join(tests[:_SHOWN]) + more


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _started_by(clock: Clock) -> str:
    stages = [start.removeprefix("stage:") for start in clock.starts if start.startswith("stage:")]
    steps = [start.removeprefix("step:") for start in clock.starts if start.startswith("step:")]
    again = [start.removeprefix("again:") for start in clock.starts if start.startswith("again:")]
    parts = [f"trạng thái {', '.join(f'«{STAGES[code].label}»' for code in stages)}"] if stages else []
    parts += [f"lại ghi «{STAGES[code].label}»" for code in again]
    parts += [f"bước {_codes(steps)}"] if steps else []
    words = f"hết {clock.after}, " if clock.after else ""
    if clock.once_in:
        parts.append(f"khi đã «{STAGES[clock.once_in[0]].label}»")
    needs = f" khi {_codes(clock.needs)}" if clock.needs else ""
    step = f"mốc {step_names()[clock.step]}: " if clock.step else ""
    return f"{step}{words}{'; '.join(parts)}{needs}"


def _ended_by(clock: Clock) -> str:
    ends = [_codes(clock.met)] if clock.met else []
    if clock.while_in:
        ends.append(f"rời {', '.join(f'«{STAGES[code].label}»' for code in clock.while_in)}")
    elif not clock.after_end:
        ends.append("việc kết thúc")
    return "; ".join(ends)


def _stopped(code: str) -> str:
    named = stop_grounds("R25")[code].rules
    return "mọi thời hạn thi hành của việc" if ALL_RULES in named else ", ".join(sorted(named))


def _stop_article(code: str, regime: law.Regime) -> str:
    ground = stop_grounds(regime).get(code)
    return f"{ground.article} [{ground.mark}]" if ground else "–"


def service_page() -> str:
    rows = [
        [
            channel.label,
            *(_channel(code, regime) for regime in REGIMES),
            channel.proof,
        ]
        for code, channel in channels().items()
    ]
    kinds = ["QD-THA-CD", "QD-BAO-DAM", "QD-HOAN"]
    orders = [
        [permitted(kind, "R25").label, *(_order(kind, regime) for regime in REGIMES)] for kind in kinds
    ] + [
        [
            permitted("", "R25", to_body=True).label,
            *(_order("", regime, to_body=True) for regime in REGIMES),
        ]
    ]
    return page(
        "Tống đạt, thông báo",
        "Kênh nào luật cho phép đối với văn bản nào, và từ ngày nào thông báo có hiệu lực.",
        "## Ngày thông báo hợp lệ",
        table(["Kênh", *REGIMES, "Chứng cứ"], rows),
        "## Kênh được phép, theo thứ tự",
        "Dấu là của việc kênh được phép; thứ tự giữa các kênh là cách hiểu của hệ thống [I].",
        table(["Văn bản", *REGIMES], orders),
        "## Trình tự của một lần tống đạt",
        "Chưa tống đạt → đang chờ kênh nhận (tự gửi lại, thưa dần) → đang thực hiện → đã thông báo hợp lệ "
        "hoặc không thành. Không thành thì chọn kênh được phép tiếp theo; niêm yết chỉ sau khi thông báo "
        "trực tiếp không thành hoặc không rõ địa chỉ. Không sự kiện nào bị sửa hay xóa.",
    )


def _channel(code: str, regime: law.Regime) -> str:
    rule = channel_rule(code, regime)
    if rule is None:
        return "– (không có)"
    needs = f"; cần nêu {rule.needs}" if rule.needs else ""
    after = "; sau khi thông báo trực tiếp không thành" if rule.after_failed else ""
    return f"{rule.when}{needs}{after}, {rule.article} [{rule.mark}]"


def _order(kind: str, regime: law.Regime, *, to_body: bool = False) -> str:
    allowed = permitted(kind, regime, to_body=to_body)
    names = " → ".join(channels()[code].label for code in allowed.order)
    return f"{names}, {allowed.article} [{allowed.mark}]"


def publication_page() -> str:
    rule = publication()
    said = [
        [regime, ", ".join(f"`{name}`" for name in sorted(fields.names)), fields.article, fields.mark]
        for regime, fields in rule.fields.items()
    ]
    stages = ", ".join(f"«{STAGES[code].label}»" for code in sorted(rule.stages))
    return page(
        "Công khai người phải thi hành án chưa có điều kiện",
        f"Một việc ở trong danh sách khi đang {stages}: {rule.article} [{rule.mark}]. {rule.note}",
        table(["Chế độ", "Nội dung công khai", "Nguồn", "Dấu"], said),
        "## Che bớt",
        table(["Ai, che gì", "Nguồn", "Dấu"], [[one.label, one.article, one.mark] for one in rule.masks]),
    )


PAGES: Pages = {
    "deadlines.md": deadlines_page,
    "clocks.md": clocks_page,
    "counting.md": counting_page,
    "calendar.md": calendar_page,
    "words.md": words_page,
    "classification.md": statistics_page,
    "parameters.md": parameters_page,
    "lists.md": lists_page,
    "service.md": service_page,
    "publication.md": publication_page,
}


if __name__ == "__main__":
    write(FOLDER, PAGES)
