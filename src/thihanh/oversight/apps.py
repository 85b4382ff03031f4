"""Django's entry for this room: its kinds of dossier, one tuple a module."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "thihanh.oversight"
    label = "oversight"

    def ready(self) -> None:
        """Make the room's kinds and its tables of facts known."""
        from thihanh.coordination import awaiting
        from thihanh.dossiers.kinds import register
        from thihanh.oversight import (
            activities,
            administrative,
            administrative_answers,
            agency_papers,
            compensation,
            complaints,
            denunciations,
            findings,
            inspections,
            protests,
            reception,
            recording,
            supervision,
            violations,
        )
        from thihanh.trail.facts import register as register_table

        register(*administrative.KINDS)
        awaiting.register(administrative_answers.ANSWERS)
        register(*complaints.KINDS, *denunciations.KINDS, *protests.KINDS)
        register(*compensation.KINDS, *reception.KINDS)
        register(inspections.PLAN, inspections.KIND, inspections.SESSION, findings.KIND, supervision.KIND)
        register(*activities.KINDS, *violations.KINDS, *agency_papers.KINDS)
        for table in recording.TABLES:
            register_table(table)
