"""The edition as a PDF."""

from thihanh.editions.reading import EditionFile
from thihanh.editions.rows import EditionRow


def paper(row: EditionRow, found: EditionFile) -> bytes:
    raise NotImplementedError
