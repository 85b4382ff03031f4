"""Django's entry for this room."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    name = "thihanh.money"
    label = "money"

    def ready(self) -> None:
        """Let the record's check compare postings with what entries state."""
        from thihanh.money.operations import COLUMNS
        from thihanh.trail import facts

        facts.register(
            facts.FactTable("money_posting", tuple(column for column in COLUMNS if column != "entry_id"))
        )
