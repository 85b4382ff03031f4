"""Django's entry for this room: it brings the ``migrate`` command."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "thihanh.config"
    label = "config"
