"""The living part of the demonstration: weeks of work in a province, done through the real operations."""
