"""What a sheet hides and is read all the same: a filter hides rows, and loses none."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from chuyenhoa.intake.layout.layouts import Role
from chuyenhoa.model.problems import Problem, column_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from chuyenhoa.intake.layout.layouts import Layout
    from chuyenhoa.sources.sheets import Sheet


def hidden_notice(
    sheet: Sheet, layout: Layout, left_out: AbstractSet[int], notes: int | None
) -> Problem | None:
    """The rows and columns that are read although whoever opens the sheet does not see them.

    Args:
        sheet: As it was read.
        layout: How it is laid out.
        left_out: The rows below its headings that are not read.
        notes: The column from which notes are read, None where none are.

    Returns:
        A notice at the first of them; None where nothing that is hidden holds anything.
    """
    if not (sheet.hidden_rows or sheet.hidden_columns):
        return None
    values, (top, bottom) = layout.columns_of(Role.VALUE), layout.header
    rows = [
        row
        for row in sorted(sheet.hidden_rows - left_out)
        if row >= top and any(sheet.rows[row][column].text for column in values)
    ]
    columns = [
        column
        for column in sorted(sheet.hidden_columns.intersection([*values, *layout.labels, notes]))
        if any(cells[column].text for cells in sheet.rows[bottom:])
    ]
    if not (rows or columns):
        return None
    first = (rows[0], values[0]) if rows else (layout.headings[columns[0]].row, columns[0])
    hidden = [
        *_runs(rows, lambda row: str(row + 1)),
        *_runs(columns, lambda column: column_letters(column + 1)),
    ]
    return Problem("hidden_read", sheet.place(*first), {"hidden": hidden}, notice=True)


def _runs(numbers: Sequence[int], name: Callable[[int], str]) -> Iterator[str]:
    """The rows or columns as people write them, '7–9' for three that follow each other."""
    for _, run in groupby(enumerate(numbers), lambda each: each[1] - each[0]):
        names = [name(number) for _, number in run]
        yield "–".join(dict.fromkeys((names[0], names[-1])))
