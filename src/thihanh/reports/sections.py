"""The sections reports share: results by matters and by money, groups of matters, assessment. Pure.

A section whose facts no room records yet says which source it waits for and is otherwise empty.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from thihanh.law.notation import dotted, vn
from thihanh.reports.material import Filled, Material
from thihanh.reports.numerals import BILLION, Numeral
from thihanh.reports.prose import Speaker, counted, merged
from thihanh.reports.structure import (
    Block,
    Column,
    Hand,
    Heading,
    Missing,
    Number,
    Paragraph,
    Row,
    Span,
    Table,
    Text,
)
from thihanh.statistics.numbers import Absent, Percent, Points
from thihanh.statistics.watch import WatchList

_SIDES: Final = {"cases": "a) Về việc", "money": "b) Về tiền"}
_DONE: Final = {"cases": "Đã thi hành xong", "money": "Số tiền đã thi hành xong là"}
_CLASSES: Final = (
    ("có điều kiện thi hành", "eligible"),
    ("chưa có điều kiện thi hành", "no_means"),
    ("hoãn thi hành án", "postponed"),
    ("tạm đình chỉ thi hành án", "suspended"),
    ("trường hợp khác", "other"),
)
_GROUPS: Final = {
    "state_budget": (
        "1.2. Kết quả thi hành các khoản thu cho ngân sách nhà nước",
        "thu cho ngân sách nhà nước",
    ),
    "credit": ("1.3. Kết quả thi hành án tín dụng, ngân hàng", "của tổ chức tín dụng, ngân hàng"),
    "corruption": (
        "1.4. Kết quả thu hồi tài sản trong các vụ án tham nhũng, kinh tế",
        "trong các vụ án tham nhũng, kinh tế",
    ),
}
_NOT_YET: Final = {
    "exemption": "biểu 06/TK-THA (xét miễn, giảm nghĩa vụ thi hành án)",
    "coercion": "biểu 07/TK-THA (biện pháp bảo đảm, cưỡng chế)",
    "exhibits": "sổ vật chứng, tài sản tạm giữ",
    "thahc": "biểu 12/TK-THA và sổ theo dõi thi hành án hành chính",
    "reception": "biểu 08, 09/TK-THA (khiếu nại, tố cáo; tiếp công dân)",
    "oversight": "biểu 10/TK-THA (giám sát, kiểm sát, kiểm tra)",
    "compensation": "biểu 11/TK-THA (bồi thường nhà nước)",
    "committee": "sổ hoạt động của Ban Chỉ đạo thi hành án dân sự",
}


_FORMS: Final = {
    "exemption": ("06/TK-THA",),
    "coercion": ("07/TK-THA",),
    "reception": ("09/TK-THA", "08/TK-THA"),
    "oversight": ("10/TK-THA",),
    "compensation": ("11/TK-THA",),
    "thahc": ("12/TK-THA",),
}


def speaker(material: Material, unit: str = "") -> Speaker:
    """Who says the sentences of a report."""
    return Speaker(material.sheet, material.since, unit)


def missing(subject: str) -> Missing:
    """The sentence of a section without a source."""
    return Missing(f"Chưa có nguồn ghi nhận: {_NOT_YET[subject]}. Mục này tự điền khi có nguồn.")


def of_book(material: Material, subject: str, key: str) -> Iterator[Block]:
    """A section of forms of the book: their rows that are not empty, or which source they wait for."""
    for code in _FORMS[subject]:
        found = material.forms.get(code)
        if found is None or not found.rows:
            yield Missing(f"{found.missing} Mục này tự điền khi có nguồn.") if found else missing(subject)
            continue
        said = tuple(row for row in found.rows if any(isinstance(one, int) and one for one in row[1]))
        shown = replace(found, rows=said, missing="Trong kỳ không phát sinh.")
        yield form_table(shown, f"{key}-{code.partition('/')[0]}", material.foot)


def form_table(found: Filled, key: str, foot: str) -> Table:
    """A form of the book as a table of a report."""
    columns = [Column(found.headings[0], 2.6, figures=False)]
    columns += [Column(heading) for heading in found.headings[1:]]
    rows = tuple(Row((Text(name), *(Text(bare(value)) for value in values))) for name, values in found.rows)
    return Table(key, found.title, found.unit, tuple(columns), rows, foot, found.missing)


def bare(value: int | Percent | Absent) -> str:
    """A cell of a form: its unit stands in the heading."""
    return dotted(value) if isinstance(value, int) else str(value).rstrip("%")


def basis(material: Material) -> Paragraph:
    """From which source the report speaks, and whether it compares."""
    words = f"Số liệu trong báo cáo lấy từ một nguồn: {material.source.label}."
    if material.sheet.before is None:
        closed = material.source.is_closed
        why = "chưa có ấn bản của kỳ đó" if closed else "sổ chưa có đủ các việc đã kết thúc của kỳ đó"
        words += f" Báo cáo không so sánh với {material.since}: {why}."
    else:
        words += f" Số so sánh lấy từ {material.sheet.before.source.label}."
    return Paragraph((Text(words),))


def results(material: Material) -> Iterator[Block]:
    """Section 1.1: both sides of the rate target."""
    yield Heading(3, "1.1. Thực hiện chỉ tiêu về tỷ lệ thi hành xong")
    for side, title in _SIDES.items():
        yield Heading(4, title)
        yield from side_of(material, side)


def side_of(material: Material, side: str) -> Iterator[Block]:
    """Handled, due, classified, completed against the target, carried over: five paragraphs."""
    says = speaker(material)
    yield says.say(
        f"Tổng số thụ lý {{{side}.handled}}, gồm số cũ chuyển sang {{{side}.opening}}, "
        f"thụ lý mới {{{side}.new}}" + _returned(says, side),
        *_compared(says, f"Tổng số thụ lý {{{side}.handled:change}}; thụ lý mới {{{side}.new:change}}."),
    )
    yield _due(says, side)
    classes = [(words, f"{side}.{code}") for words, code in _CLASSES]
    yield Paragraph(merged(says.listed("Phân loại số phải thi hành:", classes)))
    yield completed(says, side)
    yield says.say(
        f"Số chuyển kỳ sau {{{side}.carried}}, {{{side}.carried:turn}}.",
        *_compared(says, f"Số chuyển kỳ sau {{{side}.carried:change}}."),
    )


def completed(says: Speaker, side: str) -> Paragraph:
    """``Đã thi hành xong … trên … có điều kiện, đạt tỷ lệ …, vượt … so với chỉ tiêu …``."""
    return says.say(
        f"{_DONE[side]} {{{side}.resolved}} trên tổng số {{{side}.eligible}} có điều kiện thi hành, "
        f"đạt tỷ lệ {{{side}.rate}}, {{{side}:beat}}.",
        *_compared(says, f"Số thi hành xong {{{side}.resolved:change}}; tỷ lệ {{{side}.rate:change}}."),
        *_placed(says, side),
    )


def group(material: Material, code: str) -> Iterator[Block]:
    """Results of a tagged group: matters, money, judgments."""
    heading, words = _GROUPS[code]
    says = speaker(material)
    yield Heading(3, heading)
    if says.sheet.value(f"{code}.cases.due") == 0:
        yield Paragraph((Text(f"Trong kỳ không có việc {words} phải thi hành."),))
        return
    yield says.say(
        f"Số việc {words} phải thi hành {{{code}.cases.due}}, có điều kiện {{{code}.cases.eligible}}, "
        f"đã thi hành xong {{{code}.cases.resolved}}, đạt tỷ lệ {{{code}.cases.rate}}.",
        f"Số tiền phải thi hành {{{code}.money.due}}, có điều kiện {{{code}.money.eligible}}, "
        f"đã thi hành xong {{{code}.money.resolved}}, đạt tỷ lệ {{{code}.money.rate}}.",
        *_compared(
            says,
            f"Số việc thi hành xong {{{code}.cases.resolved:change}}; "
            f"số tiền thi hành xong {{{code}.money.resolved:change}}.",
        ),
    )


def rest_of_results(material: Material) -> Iterator[Block]:
    """Sections 1.5 to 5: forms of the book, filled when their rooms record; and what people write."""
    for heading, subject in (
        ("1.5. Xét miễn, giảm nghĩa vụ thi hành án", "exemption"),
        ("1.6. Áp dụng biện pháp bảo đảm, cưỡng chế thi hành án", "coercion"),
        ("1.7. Vật chứng, tài sản tạm giữ", "exhibits"),
    ):
        yield Heading(3, heading)
        yield from of_book(material, subject, "muc") if subject in _FORMS else (missing(subject),)
    for heading, subject in (
        ("2. Theo dõi thi hành án hành chính", "thahc"),
        ("3. Tiếp công dân, giải quyết khiếu nại, tố cáo", "reception"),
        ("4. Giám sát, kiểm sát, kiểm tra", "oversight"),
        ("5. Bồi thường nhà nước", "compensation"),
    ):
        yield Heading(2, heading)
        yield from of_book(material, subject, "muc")
    yield Heading(2, "6. Tổ chức cán bộ, tài chính, chuyển đổi số")
    yield Hand("to-chuc", "Biên chế, kinh phí, cơ sở vật chất, ứng dụng công nghệ thông tin trong kỳ.")
    yield Heading(2, "7. Công tác phối hợp")
    yield Hand("phoi-hop", "Phối hợp với Công an, Viện kiểm sát, Tòa án, chính quyền địa phương, ngân hàng.")


def assessment(material: Material) -> Iterator[Block]:
    """Part II: what the figures show, then what people say about it."""
    yield Heading(1, "II. ĐÁNH GIÁ CHUNG")
    yield Heading(2, "1. Kết quả nổi bật")
    yield against_target(material, "cases")
    yield against_target(material, "money")
    yield Hand("ket-qua", "Việc làm được, cách làm hay, đơn vị và cá nhân tiêu biểu.")
    yield Heading(2, "2. Tồn tại, hạn chế")
    yield backlog_of(material)
    yield moved_out(material)
    yield Hand("han-che", "Hạn chế khác cần nêu.")
    yield Heading(2, "3. Nguyên nhân")
    yield Hand("nguyen-nhan", "Nguyên nhân khách quan, nguyên nhân chủ quan.")


def against_target(material: Material, side: str, named: int = 3) -> Paragraph:
    """How many offices met their target, and the ones furthest below it by name."""
    says, of = speaker(material), {"cases": "về việc", "money": "về tiền"}[side]
    beats = {
        part: beat
        for part in material.offices
        if isinstance(beat := material.sheet.value(f"{side}.beat", part.code), Points)
    }
    if not beats:
        return Paragraph((Text(f"Chưa có chỉ tiêu {of} để so từng đơn vị."),))
    below = sorted((beat, part.code, part) for part, beat in beats.items() if beat.hundredths < 0)
    spans: list[Span] = [Text(f"Chỉ tiêu {of}: ")]
    spans.append(counted(len(beats) - len(below), says, f"{side}.met"))
    spans += [Text(" trên "), counted(len(beats), says, f"{side}.offices"), Text(" đơn vị đạt hoặc vượt")]
    for place, (_, code, part) in enumerate(below[:named]):
        inner = speaker(material, code)
        spans.append(Text("; thấp nhất là " if place == 0 else ", "))
        spans += [Text(f"{part.name} ("), inner.number(f"{side}.rate"), Text(", ")]
        spans += [*inner.say(f"{{{side}:beat}}").spans[:1], Text(")")]
    return Paragraph(merged([*spans, Text(".")]))


def backlog_of(material: Material) -> Paragraph:
    """The backlog stands beside the rate: what is carried over and what has stood long."""
    says = speaker(material)
    spans: list[Span] = list(says.say("Số việc chuyển kỳ sau {cases.carried}, {cases.carried:turn}.").spans)
    for place, found in enumerate(material.watch):
        spans += [Text(" "), *_threshold(says, found), Text(" là ")]
        spans += [counted(found.matters, says, f"watch.{place}"), Text(f" việc{_read_live(material)}.")]
    return Paragraph(merged(spans))


def _read_live(material: Material) -> str:
    """That a figure beside those of an edition is read from the register; "" where everything is."""
    if material.source.kind == "live":
        return ""
    return f" (theo sổ đến {vn(material.sheet.now.period.to)}, không thuộc ấn bản)"


def _threshold(says: Speaker, found: WatchList) -> list[Span]:
    """The name of a watch-list, its amount a figure of its own."""
    amounts = [one for one in found.thresholds if (one.value or 0) >= BILLION]
    if not amounts or amounts[0].value is None:
        return [Text(found.name)]
    words = f"{amounts[0].value // BILLION} tỷ đồng"
    before, _, after = found.name.partition(words)
    ref = says.sheet.ref(f"list.{amounts[0].name}")
    return [Text(before), Number(words, Numeral("money", amounts[0].value), ref), Text(after)]


def moved_out(material: Material) -> Paragraph:
    """What left có điều kiện since month 10 without being finished."""
    says = speaker(material)
    if material.month < 11:
        return Paragraph((Text("Chưa đến kỳ rà soát số việc chuyển khỏi diện có điều kiện sau tháng 10."),))
    total = sum(one.matters for one in material.moved)
    return Paragraph(
        merged(
            [
                Text(
                    "Từ hết tháng 10 của năm công tác, chuyển khỏi diện có điều kiện mà chưa thi hành xong "
                ),
                counted(total, says, "moved"),
                Text(f" việc{_read_live(material)}; số này làm mẫu số nhỏ đi nên nêu kèm tỷ lệ."),
            ]
        )
    )


def plans() -> Iterator[Block]:
    """Parts III and IV, written by people."""
    yield Heading(1, "III. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM KỲ TỚI")
    yield Hand("nhiem-vu", "Nhiệm vụ, giải pháp, người chịu trách nhiệm, thời hạn.")
    yield Heading(1, "IV. ĐỀ XUẤT, KIẾN NGHỊ")
    yield Hand("kien-nghi", "Đề xuất, kiến nghị với cấp trên và cơ quan liên quan.")


def _returned(says: Speaker, side: str) -> str:
    return (
        f", chuyển lại từ sổ theo dõi riêng {{{side}.returned}}."
        if says.sheet.value(f"{side}.returned")
        else "."
    )


def _due(says: Speaker, side: str) -> Paragraph:
    out = [
        (words, f"{side}.{code}")
        for words, code in (
            ("ủy thác", "delegated"),
            ("thu hồi, hủy quyết định", "withdrawn"),
            ("sửa đổi, bổ sung bớt nghĩa vụ", "amended"),
            ("chuyển sổ theo dõi riêng", "moved"),
        )
        if isinstance(found := says.sheet.value(f"{side}.{code}"), int) and found
    ]
    left = ", ".join(f"{words} {{{name}}}" for words, name in out)
    lead = f"Trừ {left}, tổng" if left else "Tổng"
    return says.say(
        f"{lead} số phải thi hành là {{{side}.due}}.",
        *_compared(says, f"Tổng số phải thi hành {{{side}.due:change}}."),
    )


def _compared(says: Speaker, pattern: str) -> tuple[str, ...]:
    return (pattern,) if says.compares else ()


def _placed(says: Speaker, side: str) -> tuple[str, ...]:
    """Only an agency is ranked, among provinces with published figures."""
    return (f"Tỷ lệ này {{{side}:rank}}.",) if len(says.sheet.now.unit) == 2 else ()
