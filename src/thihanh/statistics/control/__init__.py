"""The control rules of the sector over a book, with severity."""
