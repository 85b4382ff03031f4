"""Django's entry for this room."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "thihanh.editions"
    label = "editions"
