"""The demonstration's files and what makes them."""
