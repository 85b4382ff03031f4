"""Synthetic provinces: register files whose totals equal the published figures."""
