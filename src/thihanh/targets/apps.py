"""Django's entry for this room."""

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "thihanh.targets"
    label = "targets"
