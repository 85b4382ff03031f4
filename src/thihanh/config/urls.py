"""Where the pages stand."""

from django.urls import include, path

urlpatterns = [
    path("", include("thihanh.web.urls")),
    path("tai-khoan/", include("thihanh.offices.account_urls")),
]
