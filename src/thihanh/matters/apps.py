"""Django's entry for this room."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "thihanh.matters"
    label = "matters"

    def ready(self) -> None:
        """Let the record's check compare facts with what entries state, and rebuild the projections."""
        from thihanh.matters.operations import rebuild
        from thihanh.matters.rows import COLUMNS, INTAKE_COLUMNS, PERSON_COLUMNS, stated_person
        from thihanh.trail import facts, projections

        for table, columns in {**COLUMNS, **INTAKE_COLUMNS}.items():
            facts.register(facts.FactTable(table, columns))
        facts.register(facts.FactTable("matters_person", PERSON_COLUMNS, stated=stated_person))
        projections.register("matters", rebuild)
