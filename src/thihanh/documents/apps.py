"""Django's entry for this room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "thihanh.documents"
    label = "documents"

    def ready(self) -> None:
        """Name the room's fact tables to the record, and how its projections are rebuilt."""
        from thihanh.documents.projections import rebuild
        from thihanh.documents.rows import TABLES
        from thihanh.documents.service import projections as service
        from thihanh.trail import facts, projections

        for table in TABLES:
            facts.register(table)
        projections.register("documents", rebuild)
        projections.register("service", service.rebuild)
