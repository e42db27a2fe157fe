"""The columns of a sheet and the names of what they hold, as reports have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.intake.layout.layouts import Meaning, Role
from chuyenhoa.intake.rules import Rules
from chuyenhoa.language import current
from chuyenhoa.reports.imports.columns import Names
from chuyenhoa.reports.imports.imported import ImportedColumn

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from chuyenhoa.intake.layout.layouts import Layout
    from chuyenhoa.model.dataset import Dataset


def names_of(dataset: Dataset) -> Names:
    """The names of areas and criteria, these as the latest set has them."""
    return Names(
        {area.code: area.name for area in dataset.areas},
        {
            each.code: each.title(current())
            for known in Rules(dataset.criteria_sets).sets
            for each in known.criteria
        },
    )


def columns_of(layout: Layout, asked: Container[tuple[str, int]] = ()) -> Iterator[ImportedColumn]:
    """The columns of a sheet that are shown: those with a heading or a meaning.

    Args:
        layout: Of the sheet.
        asked: The sheets and columns of which nobody knows what they hold.
    """
    for column, heading in sorted(layout.headings.items()):
        unknown = (layout.sheet, column) in asked
        if heading.texts or unknown or column in layout.columns:
            meaning = layout.columns.get(column, Meaning(Role.IGNORED))
            found = imported_column(column, heading.text, meaning)
            yield found._replace(role="") if unknown else found


def imported_column(column: int, heading: str, meaning: Meaning) -> ImportedColumn:
    """A column as reports have it.

    Args:
        column: From 0.
        heading: What stands above it.
        meaning: What it holds.
    """
    role, area, criterion, period, part = meaning
    code = period.code if period else None
    return ImportedColumn(column + 1, heading, role, criterion, area, code, part)
