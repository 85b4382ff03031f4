"""Django's entry for this room."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "thihanh.offices"
    label = "offices"
