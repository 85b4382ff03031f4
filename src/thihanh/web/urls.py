"""The addresses of the pages, in Vietnamese words."""

from django.urls import path

from thihanh.web import (
    access,
    accounts,
    acts,
    calendar,
    deadlines,
    help,
    home,
    law,
    matter,
    matters,
    overrides,
    record,
    search,
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
