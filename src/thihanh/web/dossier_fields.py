"""The fields of a dossier's step as a form: what each offers, what was typed, what is wrong with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from thihanh.documents.attachments import Upload
from thihanh.documents.inspection.formats import LARGEST, too_large
from thihanh.dossiers import queries
from thihanh.dossiers.kinds import Field, Step, Value
from thihanh.dossiers.life import Dossier
from thihanh.dossiers.queries import Filters
from thihanh.dossiers.values import Raw, Wrong, choices_of, read
from thihanh.law.notation import dotted, vn
from thihanh.matters import queries as matters
from thihanh.matters.asking import Refusal
from thihanh.offices import queries as offices
from thihanh.web.act_form import Shown
from thihanh.web.filters import Choice
from thihanh.web.page import PageRequest

_FEW: Final = 8
_WIDGETS: Final = {
    "bool": "tick",
    "long": "text",
    "files": "files",
    "many": "ticks",
    "date": "number",
    "money": "number",
    "number": "number",
}
_HINTS: Final = {
    "date": "ngày/tháng/năm",
    "matters": "số quyết định thi hành án, nhiều việc cách nhau bằng dấu phẩy",
    "dossier": "số hồ sơ, ví dụ KN-12/2026",
    "money": "đồng",
}
_MOST_FILES: Final = 10


@dataclass(frozen=True)
class Form:
    """A step's form: the dossier (None where it opens one), what was sent, what is wrong with it."""

    step: Step
    dossier: Dossier | None
    sent: QueryDict
    problems: tuple[tuple[str, str], ...] = ()


def shown(request: PageRequest, form: Form) -> tuple[Shown, ...]:
    """The step's fields, half filled with defaults or as they were sent."""
    wrong = dict(reversed(form.problems))
    return tuple(_shown(request, form, field, wrong.get(field.name, "")) for field in form.step.fields)


def raw_of(request: PageRequest, step: Step, dossier: Dossier | None = None) -> dict[str, object]:
    """What was sent for a step's fields, numbers of matters and dossiers found within reach.

    Raises Wrong with every fault of the form, also of fields that are read later.
    """
    sent = request.POST
    raw: dict[str, object] = {"on": sent["on"]} if sent.get("on") else {}
    problems: list[tuple[str, str]] = []
    for field in step.fields:
        try:
            raw[field.name] = _raw(request, field)
        except Refusal as refusal:
            problems.append((field.name, refusal.sentence))
    if problems:
        raise Wrong((*problems, *_further(step, raw, dossier)))
    return raw


def _further(step: Step, raw: Raw, dossier: Dossier | None) -> Sequence[tuple[str, str]]:
    """What is wrong with the fields that could be found; files are looked at when they are kept."""
    rest = tuple(one for one in step.fields if one.name in raw and one.kind != "files")
    try:
        read(replace(step, fields=rest), raw, dossier)
    except Wrong as wrong:
        return wrong.problems
    return ()


def matter_ids(request: PageRequest, text: str, label: str, name: str) -> list[int]:
    """The matters whose numbers (or ids) were typed, each within the viewer's reach. Raises Refusal."""
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    return [_matter(reach, one, label, name) for one in _pieces(text)]


def _raw(request: PageRequest, field: Field) -> object:
    sent = request.POST
    if field.kind == "files":
        return _files(request, field)
    if field.kind == "many":
        return sent.getlist(field.name)
    text = sent.get(field.name, "").strip()
    if field.kind == "matters" and not field.choices:
        return [str(one) for one in matter_ids(request, text, field.label, field.name)]
    if field.kind == "dossier" and not field.choices and text:
        return str(_dossier(request, text, field))
    if field.kind in ("officer", "unit") and text and text not in dict(_offered(request, field, None)):
        raise Refusal("input", f"«{field.label}» không có lựa chọn «{text[:40]}». Chọn lại.", field.name)
    return text


def _files(request: PageRequest, field: Field) -> list[Upload]:
    sent = [one for one in request.FILES.getlist(field.name) if isinstance(one, UploadedFile)]
    if len(sent) > _MOST_FILES:
        raise Refusal(
            "input", f"mỗi lần tối đa {_MOST_FILES} tệp, đang gửi {len(sent)}. Gửi bớt.", field.name
        )
    for one in sent:
        if (one.size or 0) > LARGEST:
            sentence = too_large(one.size or 0).sentence.removeprefix("Dữ liệu: ")
            raise Refusal("input", sentence, field.name)
    return [Upload(one.name or "", one.read()) for one in sent]


def _pieces(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in re.split(r"[,;\n]+", text) if part.strip()))


def _matter(reach: offices.Reach, text: str, label: str, name: str) -> int:
    """A number as typed, a number without what follows the stroke, or an id."""
    whole = text if "/" in text else f"{text}/"
    rows = matters.page(reach, matters.Filters(text=whole), limit=20).rows
    exact = [row.id for row in rows if row.number == text or row.number.startswith(f"{text}/")]
    if not exact and text.isdecimal() and len(text) <= 18:
        found = matters.page(reach, matters.Filters(ids=(int(text),)), limit=1).rows
        exact = [row.id for row in found]
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise Refusal("input", f"«{label}»: có {len(exact)} việc mang số «{text[:40]}»; ghi đủ số.", name)
    raise Refusal(
        "reach", f"«{label}»: không thấy việc số «{text[:40]}» trong phạm vi được xem. Kiểm tra lại số.", name
    )


def _dossier(request: PageRequest, text: str, field: Field) -> int:
    rows = queries.page(request.viewer, Filters(text=text), request.on, limit=20).rows
    exact = [row.id for row in rows if row.number_text == text]
    if not exact and text.isdecimal() and len(text) <= 18:
        exact = [row.id for row in queries.page(request.viewer, Filters(ids=(int(text),)), request.on).rows]
    if len(exact) != 1:
        raise Refusal(
            "reach",
            f"«{field.label}»: không thấy hồ sơ «{text[:40]}» trong phạm vi được xem. Kiểm tra lại số.",
            field.name,
        )
    return exact[0]


def _shown(request: PageRequest, form: Form, field: Field, wrong: str) -> Shown:
    offered = _offered(request, field, form.dossier)
    chosen = _chosen(form, field)
    return Shown(
        name=field.name,
        label=field.label if field.required or field.kind == "bool" else f"{field.label} (nếu có)",
        hint=field.hint or _HINTS.get(field.kind, ""),
        widget=_widget(field, bool(offered)),
        value=chosen[0] if chosen else "",
        wrong=wrong,
        required=field.required,
        choices=tuple(Choice(code, label, code in chosen) for code, label in offered),
    )


def _widget(field: Field, offers: bool) -> str:
    if field.kind in _WIDGETS:
        return _WIDGETS[field.kind]
    return "select" if offers or field.kind in ("choice", "officer", "unit") else "line"


def _offered(request: PageRequest, field: Field, dossier: Dossier | None) -> tuple[tuple[str, str], ...]:
    if field.choices:
        return choices_of(field, dossier)
    agency = dossier.agency if dossier else request.viewer.agency
    if field.kind == "officer":
        return tuple((one.code, one.name) for one in offices.staff(agency, request.on))
    if field.kind == "unit":
        return tuple((one.code, one.name) for one in offices.units(request.on, agency))
    return ()


def _chosen(form: Form, field: Field) -> list[str]:
    if field.name in form.sent or form.sent.get("gui"):
        return form.sent.getlist(field.name)
    default = field.default(form.dossier) if field.default else None
    if default in (None, "", ()):
        return []
    return [_text(one) for one in default] if isinstance(default, tuple) else [_text(default)]


def _text(value: Value) -> str:
    if isinstance(value, date):
        return vn(value)
    if isinstance(value, bool):
        return "1" if value else ""
    return dotted(value) if isinstance(value, int) and value > 999 else str(value)
