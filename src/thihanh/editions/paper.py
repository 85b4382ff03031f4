"""The edition as a PDF: a first page that says what it is, every filled form, the machine file attached."""

import json
from collections import Counter
from collections.abc import Sequence
from importlib import resources
from io import BytesIO
from typing import Final

import pikepdf

from thihanh.documents import typesetting
from thihanh.documents.signing.pades import SIGN_PLACE
from thihanh.editions.differences import CellMove, moved, sums
from thihanh.editions.kinds import KIND_NAMES
from thihanh.editions.reading import ATTACHED, EditionFile
from thihanh.law.notation import dotted
from thihanh.statistics.book import printed
from thihanh.statistics.book.definitions.reading import forms_on
from thihanh.statistics.book.printed import Cover
from thihanh.statistics.book.printing import form_pdf

_HAND: Final = (420.0, 150.0)  # points from the left and the lower edge of the first pages' last page
_RECEIVER: Final = "Cục Quản lý thi hành án dân sự"


def paper(found: EditionFile, before: EditionFile | None = None) -> bytes:
    """The PDF of an edition, the same bytes every time; ``before`` is the edition a report supplements.

    The forms are those of the edition's unit; a form no room records yet is named on the first page.
    """
    on = found.body.frozen.cut.known_on
    cover = typesetting.pdf(_source(), {"data.json": _said(found, before)}, on=on)
    forms = [form for form in forms_on(found.body.frozen.period) if not form.missing]
    about = cover_of(found)
    pages = [form_pdf(found.body.filled(form, found.body.frozen.unit), about, on=on) for form in forms]
    return _bound(cover, pages, found)


def cover_of(found: EditionFile) -> Cover:
    """What stands above and under each form of the edition."""
    header, frozen = found.header, found.body.frozen
    return Cover(
        reporter=str(header.get("unit_name", frozen.unit)),
        receiver=_RECEIVER,
        period=frozen.period,
        known_on=frozen.cut.known_on,
        state=f"ấn bản {KIND_NAMES[frozen.kind]} số {found.id}",
        right_name=str(header.get("closed_by_name", "")),
        signed_on=frozen.cut.known_on,
    )


def moves(found: EditionFile, before: EditionFile | None) -> list[CellMove]:
    """What a supplementary report changes of the edition it supplements."""
    if before is None:
        return []
    return sums(moved(found.body.frozen.period, before.members, found.members))


def _source() -> str:
    return resources.files("thihanh.editions").joinpath("cover.typ").read_text("utf-8")


def _said(found: EditionFile, before: EditionFile | None) -> bytes:
    header, frozen = found.header, found.body.frozen
    title = "BÁO CÁO BỔ SUNG" if frozen.kind == "supplementary" else "ẤN BẢN THỐNG KÊ"
    said = {
        "country": printed.COUNTRY,
        "motto": printed.MOTTO,
        "unit": header.get("unit_name", frozen.unit),
        "title": f"{title} SỐ {found.id}",
        "period": f"{KIND_NAMES[frozen.kind].capitalize()}, {frozen.period.label}",
        "lines": _lines(found),
        "explanation": frozen.explanation,
        "moves": [
            [f"{one.name} ({'việc' if one.of == 'cases' else 'đồng'})", *_numbers(one)]
            for one in moves(found, before)
        ],
        "right": header.get("closed_by_post") or "Thủ trưởng đơn vị",
        "hint": "(Ký, ghi rõ họ tên, đóng dấu)",
        "name": header.get("closed_by_name", ""),
        "foot": f"Ấn bản số {found.id} · SHA-256 phần thân {header['body_sha256']}",
    }
    return json.dumps(said, ensure_ascii=False).encode()


def _numbers(one: CellMove) -> list[str]:
    sign = "+" if one.change > 0 else ""
    return [dotted(one.then), dotted(one.now), sign + dotted(one.change)]


def _lines(found: EditionFile) -> list[list[str]]:
    header, frozen, body = found.header, found.body.frozen, found.body
    missing = [form["code"] for form in body.forms.values() if form["missing"]]
    lines = [
        ["Đơn vị", f"{header.get('unit_name', '')} ({frozen.unit})"],
        ["Kỳ báo cáo", frozen.period.label],
        ["Mốc ghi nhận", f"mốc neo {frozen.cut.anchor}, sổ ghi đến {frozen.cut.known_on:%d/%m/%Y}"],
        ["Gốc Merkle của mốc neo", _broken(frozen.cut.root)],
        ["Mã băm phần thân", _broken(str(header["body_sha256"]))],
        ["Số việc, số tác nghiệp", f"{dotted(body.members.rows)} việc, {dotted(body.acts.rows)} tác nghiệp"],
        ["Người khóa", f"{header.get('closed_by_name', '')}, {header.get('closed_by_post', '')}"],
        ["Phần mềm", str(header.get("code", ""))],
        ["Tệp máy đính kèm", ATTACHED],
    ]
    if frozen.composed_of:
        lines.insert(5, ["Tổng hợp từ", f"{len(frozen.composed_of)} ấn bản của đơn vị"])
    if frozen.late:
        lines.append(["Khóa khi còn chậm", ", ".join(frozen.late)])
    if said := _to_explain(found):
        lines.append(["Quy tắc đối soát cần giải trình", said])
    if frozen.elsewhere:
        lines.append(["Báo cáo ngoài hệ thống", ", ".join(f"{one} tháng" for one in frozen.elsewhere)])
    if frozen.supersedes:
        lines.append(["Bổ sung ấn bản", _broken(frozen.supersedes)])
    if missing:
        lines.append(["Chưa có nguồn ghi nhận", "biểu " + ", ".join(dict.fromkeys(missing))])
    return lines


def _to_explain(found: EditionFile) -> str:
    """The broken control rules that the header lists, each with how often; "" where there is none."""
    control = found.header.get("control", {})
    times = Counter(rule for rule, _ in control.get("sentences", ()))
    more = control.get("count", 0) - times.total()
    said = [f"{rule} ({count} chỗ)" for rule, count in times.items()]
    return ", ".join([*said, f"và {more} chỗ khác"] if more > 0 else said)


def _broken(digest: str) -> str:
    return " ".join(digest[place : place + 8] for place in range(0, len(digest), 8))


def _bound(cover: bytes, forms: Sequence[bytes], found: EditionFile) -> bytes:
    """One file: the first pages, the forms, the machine file; the same bytes every time."""
    with pikepdf.open(BytesIO(cover)) as whole:
        last = len(whole.pages) - 1
        for content in forms:
            with pikepdf.open(BytesIO(content)) as part:
                whole.pages.extend(part.pages)
        made = f"D:{found.body.frozen.cut.known_on:%Y%m%d}000000Z"
        whole.attachments[ATTACHED] = pikepdf.AttachedFileSpec(
            whole,
            found.content,
            description="Ấn bản thống kê, tệp máy",
            filename=ATTACHED,
            mime_type="application/zip",
            creation_date=made,
            mod_date=made,
        )
        place = pikepdf.Array([whole.pages[last].obj, pikepdf.Name("/XYZ"), *_HAND, 0])
        whole.Root.Dests = pikepdf.Dictionary({SIGN_PLACE: place})
        out = BytesIO()
        whole.save(out, static_id=True)
    return out.getvalue()
