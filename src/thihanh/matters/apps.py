"""Django's entry for this room."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "thihanh.matters"
    label = "matters"
