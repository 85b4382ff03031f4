"""Signing a PDF (PAdES): the signer's hand where the paper keeps room for it, the agency's seal over it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import pikepdf
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, fields
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import StaticStampStyle

from thihanh.documents.problems import Refused
from thihanh.documents.signing import seen
from thihanh.documents.signing.authority import DIGEST, check_valid
from thihanh.documents.signing.keys import SigningKey

SIGN_PLACE: Final = "/viTriKy"
PERSON_FIELD: Final = "NguoiKy"
AGENCY_FIELD: Final = "CoQuan"
_ROOM: Final = 12_288
_NO_PLACE: Final = (425.0, 150.0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the hand goes: page from 0, middle and upper edge in points."""

    page: int
    x: float
    y: float


def sign_pdf(
    pdf: bytes,
    *,
    signer: SigningKey,
    agency: SigningKey | None,
    at: datetime,
    timestamper: TimeStamper | None = None,
) -> bytes:
    """The PDF with the signer's signature and, over it, the agency's. ``at`` is the time of signing.

    Without a time-stamp service PAdES B-B, with one B-T. Raises ``Refused`` before anything is signed when a
    certificate is not good at ``at`` or the file cannot be signed.
    """
    for key in (signer, agency):
        if key is not None:
            check_valid(key.certificate, {}, at=at)
    place = sign_place(pdf)
    width, height = seen.HAND
    x, top = place.x - width / 2, place.y - 4
    hand = seen.hand(signer.certificate.name, at, trial=signer.certificate.trial)
    box = _whole(x, top - height, x + width, top)
    signed = _signed(pdf, _Stamp(PERSON_FIELD, hand, place.page, box), signer, at, timestamper)
    if agency is None:
        return signed
    right, middle = place.x - width / 6, top - height / 2
    seal = seen.seal(agency.certificate.name, trial=agency.certificate.trial)
    box = _whole(right - seen.SEAL, middle - seen.SEAL / 2, right, middle + seen.SEAL / 2)
    return _signed(signed, _Stamp(AGENCY_FIELD, seal, place.page, box), agency, at, timestamper)


def sign_place(pdf: bytes) -> Place:
    """Where the template keeps room for the signature; else low on the last page."""
    with _opened(pdf) as file:
        named = file.Root.Dests.get(SIGN_PLACE) if "/Dests" in file.Root else None
        if named is None:
            return Place(len(file.pages) - 1, *_NO_PLACE)
        page, _, x, y, *_ = list(named)
        numbers = [number for number, one in enumerate(file.pages) if one.objgen == page.objgen]
        return Place(numbers[0] if numbers else 0, float(x), float(y))


@dataclass(frozen=True, slots=True)
class _Stamp:
    field: str
    picture: bytes
    page: int
    box: tuple[int, int, int, int]


class _Picture(PdfContent):
    """A one-page PDF held in memory, drawn as it is."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self._page = page

    def render(self) -> bytes:
        drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._page)))
        self.resources.xobject["/Seen"] = drawn
        left, low, right, high = drawn.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(high - low))
        return b"/Seen Do"


class _DatedSigner(PdfSigner):
    """Signs with the time it was given: the clock belongs to the doors."""

    at: datetime

    def init_signing_session(self, *arguments: Any, **named: Any) -> Any:
        session = super().init_signing_session(*arguments, **named)
        session.system_time = self.at
        return session


def _signed(
    pdf: bytes, stamp: _Stamp, key: SigningKey, at: datetime, timestamper: TimeStamper | None
) -> bytes:
    about = PdfSignatureMetadata(
        field_name=stamp.field,
        md_algorithm=DIGEST,
        subfilter=fields.SigSeedSubFilter.PADES,
        name=key.certificate.name,
        location=key.certificate.organisation or None,
    )
    look = StaticStampStyle(
        background=_Picture(stamp.picture),
        border_width=0,
        background_layout=SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID),
    )
    spec = fields.SigFieldSpec(stamp.field, on_page=stamp.page, box=stamp.box)
    signing = _DatedSigner(about, key.signer, timestamper=timestamper, stamp_style=look, new_field_spec=spec)
    signing.at = at
    # Without an estimate the library would sign twice; a chain or a time stamp of others may be longer.
    room = _ROOM if key.certificate.trial and timestamper is None else None
    try:
        made: BytesIO = signing.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), bytes_reserved=room)
    except Exception as error:
        raise Refused(f"Dữ liệu: không ký được tệp PDF này ({type(error).__name__}).") from error
    return made.getvalue()


def _whole(left: float, low: float, right: float, high: float) -> tuple[int, int, int, int]:
    return round(left), round(low), round(right), round(high)


@contextmanager
def _opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    try:
        file = pikepdf.open(BytesIO(pdf))
    except pikepdf.PdfError:
        raise Refused("Dữ liệu: không phải tệp PDF, hoặc tệp bị hỏng hay đặt mật khẩu.") from None
    with file:
        yield file
