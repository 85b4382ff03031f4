"""The addresses of the pages, in Vietnamese words."""

from django.urls import path

from thihanh.web import (
    access,
    accounts,
    acts,
    calendar,
    deadlines,
    drill,
    help,
    home,
    imports,
    law,
    matter,
    matters,
    overrides,
    record,
    search,
    statistics,
)

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("tim/", search.search, name="search"),
    path("phim-tat/", help.keys, name="keys"),
    path("viec/", matters.listing, name="matters"),
    path("viec/tai-xuong/", matters.workbook, name="matters-workbook"),
    path("viec/<int:matter_id>/", matter.show, name="matter"),
    path("viec/<int:matter_id>/xac-minh/", acts.verification, name="verification"),
    path("viec/<int:matter_id>/trang-thai/<int:fact_id>/", acts.stage, name="stage"),
    path("thong-ke/", statistics.form, name="statistics"),
    path("thong-ke/tai-xuong/", statistics.workbook, name="statistics-workbook"),
    path("thong-ke/o/", drill.cell, name="drill"),
    path("nhap-so/", imports.start, name="imports"),
    path("nhap-so/mau-so/", imports.blank, name="import-template"),
    path("nhap-so/tien-do/<str:key>/", imports.telling, name="import-progress"),
    path("nhap-so/<int:run_id>/", imports.run, name="import"),
    path("nhap-so/<int:run_id>/ghi/", imports.apply, name="import-apply"),
    path("nhap-so/<int:run_id>/huy/", imports.cancel, name="import-cancel"),
    path("nhap-so/<int:run_id>/o-loi/", imports.errors, name="import-errors"),
    path("han/", deadlines.explain, name="deadline"),
    path("lich/", calendar.year, name="calendar"),
    path("lich/ngay-rieng/", overrides.override, name="calendar-override"),
    path("phap-luat/", law.parameters, name="law"),
    path("so-ghi/", record.status, name="record"),
    path("so-ghi/kiem-tra/", record.check, name="record-check"),
    path("so-ghi/muc/<int:entry_id>/", record.entry, name="entry"),
    path("quyen/", access.matrix, name="access"),
    path("tai-khoan/danh-sach/", accounts.listing, name="accounts"),
]
