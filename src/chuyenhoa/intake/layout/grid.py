"""A sheet as people see it: what a merged cell shows, it shows over its whole range."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chuyenhoa.model.names import fold
from chuyenhoa.sources.sheets import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.sources.sheets import Cell, Sheet

# A merge over more cells than this is a frame, not a heading.
_LARGEST_MERGE = 20_000
# A layout shows within so many rows, or not at all.
SAMPLE = 400
_FIGURE = re.compile(r"[-+−]?[\d.,  ]*\d[\d.,  ]*(?:/[\d.,  ]*\d)?\s*%?(?:\s*[^\W\d]{1,12})?")
_ANSWERS = re.compile(r"x|có|không|co|khong|đạt|chưa đạt|kad|yes|no|n/a", re.IGNORECASE)
_NUMBERING = re.compile(r"\(?(\d{1,3})\)?(?: ?=.*)?|\(?([A-ZĐ])\)?")
_DATE = re.compile(
    r"(?:ngay )?\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}|ngay\b[\d.… ]*thang\b[\d.… ]*nam\b[\d.… ]*"
)
_VALUE_KINDS = {CellKind.NUMBER, CellKind.PERCENT, CellKind.BOOLEAN, CellKind.ERROR}
_LETTERED = 3


class Grid:
    """A sheet's cells by row and column, from 0.

    Args:
        sheet: As it was read.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = sheet.rows
        self.width = len(sheet.rows[0]) if sheet.rows else 0
        self._owner: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, lowest, last in sheet.merged:
            bottom, right = min(lowest, len(self.rows)), min(last, self.width)
            if (bottom - top + 1) * (right - left + 1) <= _LARGEST_MERGE:
                for row in range(top - 1, bottom):
                    for column in range(left - 1, right):
                        self._owner[row, column] = (top - 1, left - 1)

    def owner(self, row: int, column: int) -> tuple[int, int]:
        """The cell that is seen here: itself, or the top left one of its merge."""
        return self._owner.get((row, column), (row, column))

    def cell(self, row: int, column: int) -> Cell:
        """The cell that is seen here."""
        row, column = self._owner.get((row, column), (row, column))
        return self.rows[row][column]

    def text(self, row: int, column: int) -> str:
        """What is seen here, '' for nothing."""
        return self.cell(row, column).text

    def is_blank(self, row: int) -> bool:
        """Whether nothing is seen in the row."""
        return not any(self.text(row, column) for column in range(self.width))

    def lowest_figure(self, columns: list[int]) -> int:
        """The last row in which a figure stands in one of the columns; 0 where none does."""
        for row in reversed(range(len(self.rows))):
            if any(is_figure(self.rows[row][column]) for column in columns):
                return row
        return 0

    def owners(self, row: int) -> Iterator[tuple[int, int]]:
        """The cells with a text that are seen in the row, each once, from the left."""
        seen = dict.fromkeys(self.owner(row, column) for column in range(self.width))
        return ((top, left) for top, left in seen if self.rows[top][left].text)

    def is_numbering(self, row: int) -> bool:
        """Whether the row counts the columns: `(1) (2) (3)`, `A B 1 2`."""
        found = [_NUMBERING.fullmatch(self.text(*owner)) for owner in self.owners(row)]
        numbers = [int(each[1]) for each in found if each and each[1]]
        lettered = len(found) - len(numbers)
        counting = numbers == list(range(1, len(numbers) + 1))
        return all(found) and counting and len(numbers) > 1 and lettered < _LETTERED


def is_figure(cell: Cell) -> bool:
    """Whether the cell looks like a value, good or bad."""
    if cell.kind is CellKind.TEXT:
        return bool(_FIGURE.fullmatch(cell.text) or _ANSWERS.fullmatch(cell.text))
    return cell.kind in _VALUE_KINDS or cell.kind is CellKind.NO_VALUE


def is_date(cell: Cell) -> bool:
    """Whether the cell is a date, or one is written in it: `ngày 30/6/2023`."""
    if cell.kind is CellKind.TEXT:
        return bool(_DATE.fullmatch(fold(cell.text)))
    return cell.kind is CellKind.DATE
