"""Thi Hành: civil judgment enforcement as a function of an append-only record and dated law."""
