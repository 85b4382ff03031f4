"""Django's entry for this room."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "thihanh.statistics"
    label = "statistics"
