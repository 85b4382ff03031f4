"""Django's entry for this room."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "thihanh.offices"
    label = "offices"

    def ready(self) -> None:
        """Name the room's fact tables to the record, and listen to the log-in."""
        from thihanh.offices import facts, signals
        from thihanh.trail.facts import register

        for table in facts.TABLES:
            register(table)
        signals.connect()
