"""Django's entry for this room."""

from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "thihanh.targets"
    label = "targets"

    def ready(self) -> None:
        """Name the room's tables of facts to the record."""
        from thihanh.targets import recording
        from thihanh.trail.facts import register

        for table in recording.TABLES:
            register(table)
