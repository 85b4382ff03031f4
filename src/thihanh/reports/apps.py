"""Django's entry for this room."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "thihanh.reports"
    label = "reports"

    def ready(self) -> None:
        """Name the room's tables of facts to the record."""
        from thihanh.reports.rows import TABLES
        from thihanh.trail.facts import register

        for table in TABLES:
            register(table)
