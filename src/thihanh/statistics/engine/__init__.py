"""Engines: the slow obvious one in memory, the fast one in SQL; both mean the same."""
