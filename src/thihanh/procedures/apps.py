"""Django's entry for this room."""

from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "thihanh.procedures"
    label = "procedures"

    def ready(self) -> None:
        """After a rebuild the open deadlines are counted with what the law's files say now."""
        from thihanh.procedures.change_calendar.changes import keep_basis
        from thihanh.trail import projections

        projections.register("law_basis", keep_basis)
