"""Django's entry for this room."""

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "thihanh.steering"
    label = "steering"

    def ready(self) -> None:
        """Name the room's kinds of dossier, and its tables of facts to the record."""
        from thihanh.coordination import awaiting
        from thihanh.dossiers import kinds
        from thihanh.steering import recording
        from thihanh.steering.committee import COMMITTEE
        from thihanh.steering.directives import DIRECTIVE
        from thihanh.steering.meetings import MEETING
        from thihanh.steering.reporting import REPORTS
        from thihanh.trail.facts import register

        for table in recording.TABLES:
            register(table)
        kinds.register(COMMITTEE, MEETING, DIRECTIVE)
        awaiting.register(REPORTS)
