"""Lấy mẫu: the sample of an inspection or of the procuracy's supervision; commit, draw, draw again, files."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from thihanh.dossiers.life import Dossier
from thihanh.dossiers.queries import may_take
from thihanh.matters import queries as matters
from thihanh.matters.asking import Refusal
from thihanh.matters.states import STAGES
from thihanh.offices import queries as offices
from thihanh.offices.policy import Denied
from thihanh.oversight import samples
from thihanh.oversight.samples import MOST, Question, Sample
from thihanh.web import exports, filters, refusals
from thihanh.web import format as vi
from thihanh.web.dossiers import seen
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed, amount

_ASKED = (
    "as_of",
    "office",
    "officer",
    "stage",
    "decided_from",
    "decided_to",
    "value_from",
    "value_to",
    "size",
)
_LABELS = {
    "office": "",
    "officer": "chấp hành viên",
    "stage": "trạng thái",
    "decided_from": "quyết định từ",
    "decided_to": "quyết định đến",
    "value_from": "còn phải thi hành từ",
    "value_to": "còn phải thi hành đến",
}
_COLUMNS = (
    exports.Column("STT", 6, "number"),
    exports.Column("Số quyết định", 18),
    exports.Column("Ngày quyết định", 13, "day"),
    exports.Column("Người phải thi hành án", 32),
    exports.Column("Trạng thái", 28),
    exports.Column("Còn phải thi hành (đồng)", 22, "number"),
    exports.Column("Chấp hành viên", 24),
)


@page
def show(request: PageRequest, dossier_id: int) -> HttpResponse:
    """The samples of a dossier; a POST commits a seed, or draws with the one committed."""
    dossier = _sampled(request, dossier_id)
    blank = dict.fromkeys(_ASKED, "") | {
        "as_of": vi.day(request.on),
        "size": "20",
        "office": _unit(dossier),
    }
    if request.method != "POST":
        return _show(request, dossier, Typed(blank))
    if not may_take(request.viewer, dossier, "act", request.on):
        raise refusals.not_granted(request.viewer, dossier.kind.object, "act")
    typed = Typed(blank)
    try:
        if request.POST.get("lam") == "cam-ket":
            samples.commit(dossier_id, by=request.viewer, on=request.on)
            messages.success(request, "Đã cam kết hạt giống: mã SHA-256 đã vào sổ ghi trước khi lập khung.")
            return redirect("web:sample", dossier_id)
        typed = Typed.of(request.POST, _ASKED)
        typed, question, size = _asked(typed)
        if typed.problems or question is None:
            return _show(request, dossier, typed)
        number = vi.identifier(request.POST.get("mau", ""))
        drawn = samples.draw(number, question, size, by=request.viewer, on=request.on)
    except (Refusal, Denied) as refused:
        field = refused.field if isinstance(refused, Refusal) else ""
        return _show(request, dossier, typed.but(field, refused.sentence))
    except (LookupError, ValueError):
        raise Http404 from None
    messages.success(
        request, f"Đã lấy {vi.count(len(drawn.picked))} việc trong khung {vi.count(len(drawn.frame))}."
    )
    return redirect("web:sample", dossier_id)


@page
def file(request: PageRequest, dossier_id: int, sample_id: int) -> HttpResponse:
    """A drawn sample as the file that anybody can draw again; ``?bang`` as a workbook of its matters."""
    dossier = _sampled(request, dossier_id)
    found = next((one for one in _samples(request, dossier) if one.id == sample_id and one.is_drawn), None)
    if found is None:
        raise Http404
    if "bang" in request.GET:
        return _workbook(request, dossier, found)
    said = samples.file_of(found, dossier.number_text)
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="mau-{found.id}.json"'
    return answer


def _sampled(request: PageRequest, dossier_id: int) -> Dossier:
    dossier = seen(request, dossier_id)
    if dossier.kind.code not in samples.SAMPLED:
        raise Http404
    return dossier


def _samples(request: PageRequest, dossier: Dossier) -> tuple[Sample, ...]:
    return samples.samples(dossier.id, viewer=request.viewer, on=request.on)


def _unit(dossier: Dossier) -> str:
    unit = str(dossier.values.get("unit") or "")
    return unit if "." in unit else ""


def _asked(typed: Typed) -> tuple[Typed, Question | None, int]:
    typed, as_of = typed.day("as_of")
    days = {}
    for name in ("decided_from", "decided_to"):
        if typed.values[name]:
            typed, days[name] = typed.day(name)
    typed, low = typed.read("value_from", amount)
    typed, high = typed.read("value_to", amount)
    size = typed.values["size"]
    if not (size.isascii() and size.isdigit() and 0 < int(size[:6]) <= MOST):
        typed = typed.but("size", f"Dữ liệu: cỡ mẫu từ 1 đến {MOST} việc.")
    if typed.problems or as_of is None:
        return typed, None, 0
    question = Question(
        as_of,
        office=typed.values["office"],
        officer=typed.values["officer"],
        stage=typed.values["stage"],
        decided_from=days.get("decided_from"),
        decided_to=days.get("decided_to"),
        value_from=low,
        value_to=high,
    )
    return typed, question, int(size)


def _show(request: PageRequest, dossier: Dossier, typed: Typed) -> HttpResponse:
    found = _samples(request, dossier)
    names = request.page.names
    checked = request.GET.get("kiem", "")
    context = {
        "dossier": dossier,
        "kind": dossier.kind,
        "committed": next((one for one in found if not one.is_drawn), None),
        "drawn": [
            {
                "sample": one,
                "rows": _rows(request, one),
                "filters": _said(request, one),
                "again": samples.again(one, dossier.agency) if checked == str(one.id) else (),
            }
            for one in reversed(found)
            if one.is_drawn
        ],
        "may_act": dossier.state == samples.SAMPLED[dossier.kind.code]
        and may_take(request.viewer, dossier, "act", request.on),
        "typed": typed,
        "problems": typed.problems,
        "offices": filters.choices_by_code(names.offices, typed.values["office"]),
        "officers": filters.choices_by_code(names.officers, typed.values["officer"]),
        "stages": filters.choices_by_code(
            {code: one.label for code, one in STAGES.items()}, typed.values["stage"]
        ),
        "may_export": request.page.allows("export", "make") or dossier.kind.code == "supervision",
    }
    return render(request, "web/sample.html", context, status=422 if typed.problems else 200)


def _rows(request: PageRequest, one: Sample) -> Sequence[tuple[matters.MatterRow, str, str]]:
    """The matters picked that the viewer may read, with stage and officer in words."""
    reach = offices.reach(request.viewer, "matter", "read", request.on)
    rows = matters.page(reach, matters.Filters(ids=one.picked), sort="number", limit=MOST).rows
    return [
        (row, row.stage_on(request.on), request.page.names.officers.get(row.officer, row.officer))
        for row in rows
    ]


def _said(request: PageRequest, one: Sample) -> str:
    """The frame's question in words."""
    names = request.page.names
    words = {**names.offices, **names.officers, **{code: found.label for code, found in STAGES.items()}}
    said = []
    for name, value in one.filters.items():
        text = vi.dong(value) if isinstance(value, int) else words.get(str(value), str(value))
        said.append(f"{_LABELS[name]} {text}".strip())
    return "; ".join(said) or "mọi việc của cơ quan"


def _workbook(request: PageRequest, dossier: Dossier, found: Sample) -> HttpResponse:
    rows = _rows(request, found)
    title = (
        request.page.unit_name,
        f"Mẫu kiểm tra của {dossier.number_text}: {vi.count(len(found.picked))} việc trong khung "
        f"{vi.count(len(found.frame))}",
        f"Khung: {_said(request, found)}. Hạt giống {found.seed}; cam kết {found.commitment}",
    )
    lines = [
        [place, row.number, row.decided_on, row.debtor, stage, row.outstanding, officer]
        for place, (row, stage, officer) in enumerate(rows, start=1)
    ]
    return exports.workbook(f"mau-{found.id}", title, _COLUMNS, lines)
