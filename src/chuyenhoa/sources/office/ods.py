"""ODS: the cells with the types that stand beside them (OpenDocument 1.3 part 3, 9 and 19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.model.problems import LAST_COLUMN
from chuyenhoa.sources.office import formats
from chuyenhoa.sources.office.archive import Reader
from chuyenhoa.sources.office.grid import LONGEST_TEXT, Grid, RefusedError, clean
from chuyenhoa.sources.sheets import CellKind, Range

if TYPE_CHECKING:
    from collections.abc import Callable

    from chuyenhoa.sources.office.archive import Archive

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE = f"{_OASIS}table:1.0 ", f"{_OASIS}office:1.0 "
_TEXT, _STYLE = f"{_OASIS}text:1.0 ", f"{_OASIS}style:1.0 "
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
# What stands in or beside a cell and is not what it says: a note, a picture, what was deleted.
_ASIDE = frozenset(
    {f"{_OFFICE}annotation", f"{_TABLE}shapes", f"{_TABLE}tracked-changes"}
    | {f"{_OASIS}drawing:1.0 {shape}" for shape in ("frame", "custom-shape", "rect", "g")}
)
_BLANKS = {f"{_TEXT}tab": " ", f"{_TEXT}line-break": "\n"}

# Nobody enters the same row this often; one that is repeated to the sheet's end is a slip or worse.
_MOST_REPEATED = 10_000
_MOST_BLANKS = 100


def read(archive: Archive, main: str) -> list[Grid]:
    """The sheets of a workbook.

    Args:
        archive: The file.
        main: Its part that holds them.

    Raises:
        RefusedError: It is damaged or too large.
    """
    content = _Content()
    archive.parse(main, content)
    return content.grids


class _Content(Reader):
    """The one document that all sheets stand in."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._aside = 0
        self._in_paragraph = False
        self._row = self._column = 0
        self._repeated = 1
        self._hidden = False
        self._in_row: list[tuple[int, int, int]] = []
        self._cell: dict[str, str] = {}
        self._parts: list[str] = []
        self._length = 0

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        if self._aside or name in _ASIDE:
            self._aside += 1
        elif name in _CELLS:
            self._cell = attributes
            self._parts, self._length = [], 0
        elif name == f"{_TEXT}p":
            if self._parts:
                self._parts.append("\n")
            self._in_paragraph = True
        elif name == f"{_TEXT}s":
            self.text(" " * _number(attributes, f"{_TEXT}c", most=_MOST_BLANKS))
        elif name in _BLANKS:
            self.text(_BLANKS[name])
        elif name == f"{_TABLE}table-row":
            self._repeated = _number(attributes, f"{_TABLE}number-rows-repeated")
            self._hidden = _is_hidden(attributes)
            self._column = 0
            self._in_row = []
        elif name == f"{_TABLE}table-column":
            self._pass_columns(attributes)
        elif name == f"{_TABLE}table":
            hidden = attributes.get(f"{_TABLE}style-name") in self._hidden_styles
            self.grids.append(Grid(attributes.get(f"{_TABLE}name", ""), hidden=hidden))
            self._row = self._column = 0
        else:
            self._note_style(name, attributes)

    def _note_style(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif name == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._hidden_styles.add(self._style)

    def end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif name == f"{_TEXT}p":
            self._in_paragraph = False
        elif name in _CELLS:
            self._end_cell()
        elif name == f"{_TABLE}table-row":
            self._end_row()

    def text(self, text: str) -> None:
        if self._in_paragraph and not self._aside:
            self._length += len(text)
            if self._length <= LONGEST_TEXT:
                self._parts.append(text)

    def _pass_columns(self, attributes: dict[str, str]) -> None:
        # They are described one after the other, before the rows.
        first = self._column
        self._column += _number(attributes, f"{_TABLE}number-columns-repeated")
        if _is_hidden(attributes):
            self.grids[-1].hidden_columns.update(range(first, min(self._column, LAST_COLUMN)))

    def _end_cell(self) -> None:
        grid, cell = self.grids[-1], self._cell
        repeated = _number(cell, f"{_TABLE}number-columns-repeated")
        if self._length > LONGEST_TEXT:
            grid.put_text(self._row, self._column, "", self._length)
        elif number := grid.number_of(*_understand(cell, "".join(self._parts))):
            self._in_row.append((self._column, repeated, number))
        wide = _number(cell, f"{_TABLE}number-columns-spanned")
        high = _number(cell, f"{_TABLE}number-rows-spanned")
        if wide > 1 or high > 1:
            top, left = self._row + 1, self._column + 1
            grid.merge(Range(top, left, top + high - 1, left + wide - 1))
        self._column += repeated

    def _end_row(self) -> None:
        grid = self.grids[-1]
        if self._in_row and self._repeated > _MOST_REPEATED:
            where = (grid.name, self._row + 1, self._in_row[0][0] + 1)
            raise RefusedError("repeated_rows", where, count=self._repeated)
        if self._in_row:
            rows = range(self._row, self._row + self._repeated)
            if self._hidden:
                grid.hidden_rows.update(rows)
            for row in rows:
                for column, repeated, number in self._in_row:
                    for each in range(column, column + repeated):
                        grid.put(row, each, number)
        self._row += self._repeated


def _number(attributes: dict[str, str], name: str, *, most: int = 1 << 31) -> int:
    return min(int(attributes.get(name, 1)), most)


def _is_hidden(attributes: dict[str, str]) -> bool:
    """Whether somebody, or a filter, has hidden the row or column."""
    return attributes.get(f"{_TABLE}visibility", "visible") != "visible"


def _understand(cell: dict[str, str], text: str) -> tuple[CellKind, str]:
    kind = cell.get(f"{_OFFICE}value-type")
    formula = f"{_TABLE}formula" in cell
    if cell.get(_CALC_TYPE) == "error" or (formula and text.startswith(("#", "Err:"))):
        return CellKind.ERROR, clean(text)
    if kind is None and formula and not text:
        return CellKind.NO_VALUE, ""
    if kind in _UNDERSTOOD:
        attribute, understand = _UNDERSTOOD[kind]
        return understand(cell.get(f"{_OFFICE}{attribute}", ""), text)
    return CellKind.TEXT, clean(text or cell.get(f"{_OFFICE}string-value", ""))


def _number_cell(stored: str, text: str) -> tuple[CellKind, str]:
    # Zeros before a number are in its style, far away; the text shows them.
    zeros = len(text) if text.isdecimal() and text.startswith("0") else 0
    return formats.read_stored(stored, formats.Format(CellKind.NUMBER, zeros))


def _percent_cell(stored: str, _text: str) -> tuple[CellKind, str]:
    return formats.read_stored(stored, formats.Format(CellKind.PERCENT))


# For each type the attribute that has the value, and what it means.
_UNDERSTOOD: dict[str | None, tuple[str, Callable[[str, str], tuple[CellKind, str]]]] = {
    "boolean": ("boolean-value", lambda stored, _: (CellKind.BOOLEAN, stored.upper())),
    "currency": ("value", _number_cell),
    "date": ("date-value", lambda stored, _: formats.iso_date(stored)),
    "float": ("value", _number_cell),
    "percentage": ("value", _percent_cell),
    "time": ("time-value", lambda stored, _: formats.iso_time(stored)),
}
