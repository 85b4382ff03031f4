"""The addresses of the pages, in Vietnamese words."""

from django.urls import path

from thihanh.web import access, accounts, calendar, deadlines, help, home, law, overrides, search

app_name = "web"
urlpatterns = [
    path("", home.home, name="home"),
    path("tim/", search.search, name="search"),
    path("phim-tat/", help.keys, name="keys"),
    path("han/", deadlines.explain, name="deadline"),
    path("lich/", calendar.year, name="calendar"),
    path("lich/ngay-rieng/", overrides.override, name="calendar-override"),
    path("phap-luat/", law.parameters, name="law"),
    path("quyen/", access.matrix, name="access"),
    path("tai-khoan/danh-sach/", accounts.listing, name="accounts"),
]
