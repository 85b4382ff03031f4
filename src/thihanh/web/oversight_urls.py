"""Addresses of inspections, supervision and of what the agency is: part of ``web/urls.py``."""

from django.urls import path

from thihanh.web import control_points, inmates, receptions, sample, staffing, supervision

PATHS = (
    path("ho-so/<int:dossier_id>/mau/", sample.show, name="sample"),
    path("ho-so/<int:dossier_id>/mau/<int:sample_id>/tep/", sample.file, name="sample-file"),
    path("kiem-sat/", supervision.show, name="supervision"),
    path("kiem-sat/tai/", supervision.workbook, name="supervision-workbook"),
    path("kiem-soat/", control_points.show, name="control-points"),
    path("tiep-cong-dan/so/", receptions.book, name="reception-book"),
    path("to-chuc/", staffing.show, name="staffing"),
    path("pham-nhan/", inmates.show, name="inmates"),
    path("pham-nhan/tai/", inmates.workbook, name="inmates-workbook"),
)
"""They stand before the general addresses of dossiers."""
