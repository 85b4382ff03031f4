"""The manual says what the template is."""

from pathlib import Path

from thihanh.law.notation import dotted
from thihanh.procedures.register_file import container, error_workbook, layout, problems

MANUAL = (Path(__file__).parents[2] / "docs" / "manual" / "register-file.md").read_text(encoding="utf-8")


def test_the_manual_lists_every_sheet_with_its_headings_in_order() -> None:
    for sheet in layout.SHEETS:
        headings = " · ".join(column.heading + ("*" if column.required else "") for column in sheet.columns)
        assert f"| {sheet.name} |" in MANUAL
        assert f"| {headings} |" in MANUAL


def test_the_manual_states_the_limits_in_force() -> None:
    for limit in (
        f"{container.MAX_FILE // container.MEGABYTE} MB packed",
        f"{container.MAX_UNPACKED // container.MEGABYTE} MB unpacked",
        f"{container.MAX_ENTRIES} parts",
        f"{container.MAX_RATIO} times",
        f"up to {dotted(layout.MOST_MATTERS)} rows",
        f"up to {dotted(layout.MOST_ROWS)};",
        f"({dotted(error_workbook.MARKED)} at most)",
        f"{dotted(problems.LISTED_PER_KIND)} are listed",
        f"{dotted(error_workbook.MOST_CELLS)} cells",
    ):
        assert limit in MANUAL
