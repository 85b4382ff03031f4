"""Definitions of the national result forms 004.N (cases) and 005.N (money), one data file per version."""
