"""The account pages that exist: log-in, log-out, password change, second factor. Nothing else of allauth."""

from allauth.account import views as account
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path


def closed(request: HttpRequest) -> HttpResponse:
    """Sign-up and password reset by e-mail do not exist here; the page says whom to ask."""
    return render(request, "account/closed.html", status=403)


urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("da-dong/", account.account_inactive, name="account_inactive"),
    path("xac-nhan-lai/", account.reauthenticate, name="account_reauthenticate"),
    path("doi-mat-khau/", account.password_change, name="account_change_password"),
    path("hai-lop/", include("allauth.mfa.urls")),
    path("mo-tai-khoan/", closed, name="account_signup"),
    path("quen-mat-khau/", closed, name="account_reset_password"),
    path("dat-mat-khau/", closed, name="account_set_password"),
    path("thu-dien-tu/", closed, name="account_email"),
]
