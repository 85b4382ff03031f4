"""The WSGI entry of a server under measure: the product, or plain Django writing the same rows."""

import importlib
import json
import os

from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thihanh.config.settings")
told = json.loads(os.environ["SERVED"])
settings.DATABASES["default"].update(told["database"])
if told["plain"]:
    settings.ROOT_URLCONF = "benchmarks._plain"
    settings.MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "allauth.account.middleware.AccountMiddleware",  # its application does not start without
    ]
application = importlib.import_module("thihanh.config.wsgi").application
