"""Tiêu đề riêng của đơn vị: what the agency's own column headings mean in the register file."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from thihanh.offices import queries as offices
from thihanh.procedures.import_register import operations, queries
from thihanh.procedures.import_register.operations import ImportRefused
from thihanh.procedures.register_file.layout import SHEETS
from thihanh.web import refusals
from thihanh.web.page import PageRequest, page
from thihanh.web.typed import Typed

_FIELDS = ("heading", "column")


@page
def own(request: PageRequest) -> HttpResponse:
    """The headings saved so far, and the form that saves one more."""
    reach = offices.reach(request.viewer, "import", "dry_run", request.on)
    if reach.is_empty:
        raise refusals.not_granted(request.viewer, "import", "dry_run")
    if request.method != "POST":
        return _form(request, Typed.of(request.GET, _FIELDS))
    typed = Typed.of(request.POST, _FIELDS).need("heading", "Ghi tiêu đề đúng như trong tệp của đơn vị.")
    sheet, _, column = typed.values["column"].partition("/")
    if not column:
        typed = typed.but("column", "Chọn cột của mẫu sổ mà tiêu đề này chỉ tới.")
    if typed.problems:
        return _form(request, typed, 422)
    try:
        operations.save_heading(
            agency=request.viewer.agency,
            sheet=sheet,
            heading=typed.values["heading"],
            column=column,
            by=request.viewer,
            on=request.on,
        )
    except ImportRefused as refusal:
        return _form(request, typed.but("", refusal.sentence), 422)
    messages.success(request, f"Từ nay “{typed.values['heading']}” ở trang {sheet} được hiểu đúng cột.")
    return redirect("web:headings")


def _form(request: PageRequest, typed: Typed, status: int = 200) -> HttpResponse:
    headings = {(sheet.name, column.key): column.heading for sheet in SHEETS for column in sheet.columns}
    context = {
        "typed": typed,
        "problems": typed.problems,
        "sheets": [
            (sheet.name, [(f"{sheet.name}/{column.key}", column.heading) for column in sheet.columns])
            for sheet in SHEETS
        ],
        "saved": [
            (sheet, heading, headings.get((sheet, column), column))
            for sheet, heading, column in queries.headings_of(request.viewer.agency)
        ],
    }
    return render(request, "web/headings.html", context, status=status)
