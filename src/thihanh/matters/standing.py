"""Which facts stand, as SQL: one wording for every question about "all we know now"."""


def in_force(table: str, alias: str) -> str:
    """The condition that a fact of ``table`` was neither taken back nor replaced by a later fact."""
    return f"NOT {alias}.void AND NOT EXISTS (SELECT 1 FROM {table} r WHERE r.replaces_id = {alias}.id)"
