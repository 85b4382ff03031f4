"""Django's entry for this room."""

from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "thihanh.editions"
    label = "editions"

    def ready(self) -> None:
        """Name the room's tables of facts to the record."""
        from thihanh.editions import recording
        from thihanh.trail.facts import register

        for table in recording.TABLES:
            register(table)
