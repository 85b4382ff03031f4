"""The table of published rows, as the record's check knows it."""

from thihanh.targets.imported.models import PublishedFact
from thihanh.trail.facts import FactTable

TABLE = FactTable(
    PublishedFact._meta.db_table,
    tuple(one.attname for one in PublishedFact._meta.concrete_fields if one.attname != "entry_id"),
)
