"""``python -m tests.spec.states`` prints docs/states; the acts need the framework started first."""

import os
from importlib import import_module

import django

from tests.spec.drawn import write

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thihanh.config.settings")
django.setup()
pages = import_module("tests.spec.states.pages")
write(pages.FOLDER, pages.PAGES)
