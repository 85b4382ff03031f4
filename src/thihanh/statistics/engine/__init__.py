"""Two engines for the same measures: a slow obvious one over plain facts, and one that writes SQL."""
