"""Indexes statistics reads by; the room has no tables of its own yet."""
