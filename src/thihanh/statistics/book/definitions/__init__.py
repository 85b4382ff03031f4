"""Definitions of the forms of the book as data, one file per instrument, and their reader."""
