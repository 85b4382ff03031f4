"""The sector's control rules R01–R26 over a book, each with its severity and its sentence."""
