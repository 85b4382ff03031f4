"""From what a paper says to its .docx: templates compiled once and kept, static parts packed once.

Same content, same template, same bytes: the file's digest is a fact about what it says.
"""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from io import BytesIO
from typing import Any, Final

from jinja2 import Template, TemplateError

from thihanh.documents import packages, qr
from thihanh.documents.content import PaperContent
from thihanh.documents.kinds import kind
from thihanh.documents.problems import Refused
from thihanh.documents.templating import check_template, environment, patched
from thihanh.documents.values import values_of

QR_PART: Final = "word/media/qr.png"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template ready to be filled: its static parts as one archive, its texts as programs."""

    base: bytes
    texts: Mapping[str, Template]
    has_qr: bool


def docx(content: PaperContent, template: bytes | None = None) -> bytes:
    """The paper as .docx. ``template``: an agency's own version; None: the one delivered with the product.

    Raises ``Refused`` when the content lacks what its kind needs, or the template is not fit.
    """
    compiled = prepared(template or delivered(kind(content.kind).template))
    return filled(compiled, values_of(content))


def filled(compiled: Compiled, values: Mapping[str, Any]) -> bytes:
    """A compiled template with its values. Raises ``Refused`` naming a value the template misses."""
    made = BytesIO(compiled.base)
    made.seek(0, 2)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, text in compiled.texts.items():
            try:
                rendered = text.render(values)
            except TemplateError as error:
                raise Refused(f"Dữ liệu: mẫu không điền được ở {packages.place(name)}: {error}") from error
            package.writestr(_entry(name), rendered)
        if compiled.has_qr:
            package.writestr(_entry(QR_PART), qr.picture(values["dia_chi_kiem_tra"]))
    return made.getvalue()


@lru_cache(maxsize=64)
def prepared(template: bytes) -> Compiled:
    """A template checked and compiled. Raises ``Refused`` with the first thing that is wrong with it."""
    if problems := check_template(template):
        raise Refused(f"Dữ liệu: mẫu văn bản không dùng được. {problems[0]}")
    sandbox = environment()
    texts = {name: sandbox.from_string(patched(xml)) for name, xml in packages.text_parts(template).items()}
    base = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(template)) as source,
        zipfile.ZipFile(base, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = source.namelist()
        for name in sorted(names, key=lambda name: (name != "[Content_Types].xml", name)):
            if name not in texts and name != QR_PART and not name.endswith("/"):
                target.writestr(_entry(name), source.read(name))
    return Compiled(base.getvalue(), texts, QR_PART in names)


@lru_cache(maxsize=64)
def delivered(name: str) -> bytes:
    """The template file delivered with the product. Raises ``Refused`` when there is none of that name."""
    file = resources.files(__package__).joinpath("templates", f"{name}.docx")
    if not file.is_file():
        raise Refused(f"Dữ liệu: không có mẫu văn bản «{name}» trong bản này.")
    return file.read_bytes()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, packages.FIXED_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
