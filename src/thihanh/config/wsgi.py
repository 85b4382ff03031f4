"""The WSGI entry. The pages are loaded before the first visitor comes, not while he waits."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thihanh.config.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
