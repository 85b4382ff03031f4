"""Django's entry for this room."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "thihanh.dossiers"
    label = "dossiers"

    def ready(self) -> None:
        """Name the room's tables of facts and its projection to the record."""
        from thihanh.dossiers import recording
        from thihanh.dossiers.projections import rebuild
        from thihanh.trail import projections
        from thihanh.trail.facts import register

        for table in recording.TABLES:
            register(table)
        projections.register("dossiers_current", rebuild)
