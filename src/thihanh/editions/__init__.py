"""Frozen books: a period closed over a cut of the record, verified anywhere, restated when a fact comes late."""
