"""Papers: the .docx, one decision to its signed PDF, and two hundred of them with progress.

In a folder of its own for the keys. Without LibreOffice the lines of the PDF are left out, and one says so.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.table import Line, median, seconds, timed
from thihanh.documents import pdf
from thihanh.documents.bundle import Part, bundle
from thihanh.documents.rendering import docx
from thihanh.documents.samples import sample
from thihanh.documents.signing.authority import Holder
from thihanh.documents.signing.keys import KeyStore
from thihanh.documents.signing.pades import sign_pdf
from thihanh.documents.signing.verify import Trust, verify_pdf
from thihanh.documents.templating import check_template

AT = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PIN = "246810"
BATCH = 200
DECISION = sample("QD-HOAN", "R25")


def numbered(count: int) -> list[bytes]:
    return [docx(replace(DECISION, number=number)) for number in range(1, count + 1)]


def word() -> Iterator[Line]:
    docx(DECISION)
    yield Line(
        ".docx of a decision, templates hot",
        BATCH / timed(lambda: numbered(BATCH)),
        "/s",
        25,
        more_is_better=True,
    )
    template = docx(DECISION)
    yield Line(
        "check of a template an office brings", median(seconds(lambda: check_template(template))) * 1000, "ms"
    )


def files(store: KeyStore) -> Iterator[Line]:
    store.create(Holder("22.0032", "Lý Thị Phương", "Thi hành án dân sự tỉnh Quảng Ninh"), PIN, at=AT)
    store.create(Holder("seal-22", "Thi hành án dân sự tỉnh Quảng Ninh"), PIN, at=AT, holding="agency")

    def signed(file: bytes) -> bytes:
        key = store.authorised_key("22.0032", "0" * 64, at=AT)
        return sign_pdf(file, signer=key, agency=store.seal("seal-22", at=AT), at=AT)

    def one() -> bytes:
        return signed(pdf.convert(docx(DECISION)))

    def all_of_them() -> list[bytes]:
        converted = pdf.convert_many(numbered(BATCH), _told)
        return [signed(file) for file in converted]

    store.authorise("22.0032", PIN, ["0" * 64], at=AT)
    pdf.stop()
    yield Line("one decision to its signed PDF, LibreOffice cold", timed(one), "s")
    yield Line("the same, LibreOffice hot", median(seconds(one)), "s", 3)
    made: list[bytes] = []
    taken = timed(lambda: made.extend(all_of_them()))
    yield Line(f"{BATCH} decisions to signed PDFs, with progress", taken, "s", 120)
    bare = timed(lambda: pdf.convert_many(numbered(BATCH)))
    yield Line("the same ÷ conversion alone", taken / bare, "×")
    trust = Trust(store.roots(), store.revoked())
    yield Line(
        "verification of a signed PDF", median(seconds(lambda: verify_pdf(made[0], trust))) * 1000, "ms"
    )
    parts = [Part(f"Quyết định {number}", str(number), file) for number, file in enumerate(made[:50], 1)]
    yield Line("bundle of 50 papers with contents and folios", timed(lambda: bundle(parts)), "s")


def _told(done: int, of: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done}/{of}")


def lines() -> Iterator[Line]:
    """Everything this module promises."""
    yield from word()
    if said := pdf.missing():
        print(said)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield from files(KeyStore(Path(folder)))
