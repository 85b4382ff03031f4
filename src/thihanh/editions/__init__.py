"""Frozen books: a period closed over a cut of the record, verified anywhere, restated for late facts."""
