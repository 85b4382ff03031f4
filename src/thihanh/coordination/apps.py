"""Django's entry for this room: its tables of facts and its kinds of dossier."""

from django.apps import AppConfig


class CoordinationConfig(AppConfig):
    name = "thihanh.coordination"
    label = "coordination"

    def ready(self) -> None:
        """Name the room's tables to the record and make its kinds known."""
        from thihanh.coordination import coercion, letters, recording, requests
        from thihanh.dossiers.kinds import register
        from thihanh.trail import facts

        for table in recording.TABLES:
            facts.register(table)
        register(requests.REQUEST, coercion.COERCION_DAY, letters.LETTER)
