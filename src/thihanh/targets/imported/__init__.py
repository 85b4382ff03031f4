"""Published results brought in from a file: read, judged row by row, kept as facts with their sources."""
