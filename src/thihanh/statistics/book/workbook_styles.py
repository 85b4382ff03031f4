"""How cells of a form's workbook look: each format made once for a workbook."""

from dataclasses import dataclass, field
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format

_FONT: Final = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
_LINED: Final = {"border": 1}
_STYLES: Final[dict[str, dict[str, Any]]] = {
    "text": {},
    "small": {"font_size": 10, "text_wrap": True, "valign": "top"},
    "wrapped": {"text_wrap": True},
    "bold": {"bold": True},
    "centre": {"align": "center", "text_wrap": True},
    "centre bold": {"bold": True, "align": "center", "text_wrap": True},
    "title": {"bold": True, "font_size": 14, "align": "center", "text_wrap": True},
    "italic": {"italic": True, "align": "center"},
    "right": {"italic": True, "align": "right"},
    "head": {**_LINED, "bold": True, "align": "center", "text_wrap": True},
    "number": {**_LINED, "italic": True, "align": "center", "font_size": 9},
    "count": {**_LINED, "num_format": "#,##0", "align": "right"},
    "count bold": {**_LINED, "num_format": "#,##0", "align": "right", "bold": True},
    "rate": {**_LINED, "num_format": "0.00", "align": "right"},
    "rate bold": {**_LINED, "num_format": "0.00", "align": "right", "bold": True},
    "none": {**_LINED, "align": "center"},
}


@dataclass
class Styles:
    """The formats of one workbook by name."""

    book: xlsxwriter.Workbook
    made: dict[tuple[str, int], Format] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Format:
        return self._kept((name, 0), _STYLES[name])

    def row_head(self, depth: int) -> Format:
        """The style of a row's name at a depth; the total is bold."""
        own = {**_LINED, "text_wrap": True, "bold": depth == 0}
        return self._kept(("row", depth), own | ({"indent": depth} if depth else {}))

    def _kept(self, key: tuple[str, int], own: dict[str, Any]) -> Format:
        if key not in self.made:
            self.made[key] = self.book.add_format({**_FONT, **own})
        return self.made[key]
