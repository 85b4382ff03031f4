"""The repository tests itself: every rule is a function, tried on a good and on a bad example."""
