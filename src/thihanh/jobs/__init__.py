"""Registers the names that queue knows; each job loads and makes one call."""
