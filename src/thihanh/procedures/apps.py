"""Django's entry for this room."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "thihanh.procedures"
    label = "procedures"
