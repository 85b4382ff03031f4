"""Django's entry for this room: its kinds of dossier, one tuple a module."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "thihanh.oversight"
    label = "oversight"

    def ready(self) -> None:
        """Make the room's kinds known."""
        from thihanh.dossiers.kinds import register
        from thihanh.oversight import (
            administrative,
            compensation,
            complaints,
            denunciations,
            protests,
            reception,
        )

        register(*administrative.KINDS)
        register(*complaints.KINDS, *denunciations.KINDS, *protests.KINDS)
        register(*compensation.KINDS, *reception.KINDS)
