"""Django's entry for this room."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "thihanh.money"
    label = "money"
