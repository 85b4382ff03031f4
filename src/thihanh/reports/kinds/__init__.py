"""The kinds of report, A to F: each a function from material to the blocks of one structure."""
