"""Whole đồng in a two-legged, append-only ledger."""
