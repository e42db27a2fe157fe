"""Tables as text with its places: what every reader of tables yields, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from chuyenhoa.model.problems import Place

if TYPE_CHECKING:
    from chuyenhoa.model.problems import Problem


class CellKind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    BOOLEAN = "boolean"
    DATE = "date"
    EMPTY = "empty"
    ERROR = "error"
    NO_VALUE = "no_value"

    # As quick as that of any text: cells are looked up by the hundred thousand.
    __hash__ = str.__hash__


class Cell(NamedTuple):
    """One cell.

    Attributes:
        text: By its kind. Text: composed, without blanks around it. Number: as a data file has it
            ('12.5'), at most 15 significant digits; '03496' where zeros are shown before it.
            Percent: the number before the sign, '95.5' for 0.955 shown as 95,5%, not rounded to
            what is shown. Boolean: 'TRUE' or 'FALSE'. Date: '2023-06-14', '2023-06-14T08:30:00'
            or '08:30:00'. Error: as it is shown ('#N/A'). Empty, and a formula that was saved
            without its value: ''.
        kind: What it is.
    """

    text: str
    kind: CellKind


EMPTY = Cell("", CellKind.EMPTY)

Row: TypeAlias = tuple[Cell, ...]


class Range(NamedTuple):
    """A rectangle of cells; rows and columns from 1, all four of them within."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: one sheet of a workbook, a text file, one table of a Word file.

    Attributes:
        file: As the user named it.
        name: Of the sheet; '' in a text file; 'Bảng 1', 'Bảng 2' … in a Word file.
        rows: From A1 on, all equally wide: row i and column j are Excel's i + 1 and j + 1.
        hidden: Whether the workbook hides it.
        merged: The merged cells; all but the top left one of each are empty.
        lines: For a text file the line on which each row begins, where that is not i + 1.
        above: The paragraphs between a Word table and the table before it.
        hidden_rows: The rows (from 0) that the workbook hides, as a filter does.
        hidden_columns: The columns (from 0) that it hides.
    """

    file: str
    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    merged: tuple[Range, ...] = ()
    lines: tuple[int, ...] = ()
    above: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def place(self, row: int, column: int) -> Place:
        """Where the cell in row i and column j (both from 0) stands, as its reader sees it."""
        line = self.lines[row] if self.lines else row + 1
        return Place(self.file, line, column + 1, self.name or None)


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a file holds.

    Attributes:
        file: As the user named it.
        sheets: Its tables; none where a problem says why.
        problems: What could not be read, and (notices) what was recognised and converted.
        said: How it was read, in words without a language: 'XLSX', 'CSV, ;, cp1258'.
    """

    file: str
    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()
    said: str = ""
