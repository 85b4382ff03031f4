"""The WSGI entry. The pages are loaded before the first visitor comes, not while he waits."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thihanh.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 -- reading it imports every page
