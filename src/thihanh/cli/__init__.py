"""The command line: parse, make one call, print; the law commands need no database."""
