"""Measures: each defined once, as a value."""
