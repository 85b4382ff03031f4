"""What a PDF without a digital signature says of itself: at the foot of every page, whatever its template."""

from io import BytesIO
from typing import Final

import pikepdf

from thihanh.documents.lettering import face

WORDS: Final = "Bản ghi trên hệ thống, không có chữ ký số. Bản chính là bản giấy có chữ ký."
_SIZE: Final = 9.0
_FOOT: Final = 30.0


def marked(pdf: bytes) -> bytes:
    """The PDF with the words centred in the bottom margin of its pages."""
    italic = face("Italic")
    with pikepdf.open(BytesIO(pdf)) as made:
        font = italic.embedded(made, WORDS)
        for page in made.pages:
            left, low, right, _ = (float(edge) for edge in page.mediabox)
            x = (left + right - italic.width(WORDS, _SIZE)) / 2
            name = page.add_resource(font, pikepdf.Name.Font, name=pikepdf.Name("/UnsignedLetters"))
            page.contents_add(b"q", prepend=True)
            page.contents_add(
                b"\nQ\nq 0 g BT %s %.1f Tf %.2f %.2f Td %s Tj ET Q"
                % (str(name).encode(), _SIZE, x, low + _FOOT, italic.encoded(WORDS))
            )
        written = BytesIO()
        made.save(written, deterministic_id=True)
    return written.getvalue()
