"""XLSX and XLSM: the cells with the kinds that their formats give them (ECMA-376 part 1, 18)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.model.problems import LAST_COLUMN, column_number
from chuyenhoa.sources.office import formats
from chuyenhoa.sources.office.archive import LocalNames, Reader, Relations, attribute
from chuyenhoa.sources.office.grid import LONGEST_TEXT, Grid, clean, damaged
from chuyenhoa.sources.office.plain import PlainRow, split, written
from chuyenhoa.sources.sheets import CellKind, Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chuyenhoa.sources.office.archive import Archive

_LAST_ROW = 1_048_576
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
# A character that XML cannot hold, as Excel writes it.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read(archive: Archive, main: str) -> list[Grid]:
    """The sheets of a workbook.

    Args:
        archive: The file.
        main: Its part that lists the sheets.

    Raises:
        RefusedError: It is damaged or too large.
    """
    relations = Relations(archive, main)
    book = _Book()
    archive.parse(main, book)
    if styles := relations.of_kind("styles"):
        archive.parse(styles, book.styles)
    if shared := relations.of_kind("sharedStrings"):
        archive.parse(shared, book.strings)
    grids = []
    for name, identifier, hidden in book.sheets:
        # Chart sheets and dialogs hold no cells.
        if relations.kinds.get(identifier) == "worksheet":
            grid = Grid(name, hidden=hidden)
            archive.parse(relations.targets[identifier], _Cells(grid, book))
            grids.append(grid)
    return grids


class _Book(Reader):
    """What holds for the whole workbook: its sheets, its dates, its texts and formats.

    Attributes:
        sheets: Name, identifier and whether it is hidden, of each sheet.
        since_1904: Whether days count from 1904.
        uncalculated: Whether the program that wrote it left the calculating to Excel.
    """

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False
        self.uncalculated = False
        self.styles = _Styles()
        self.strings = _Strings()
        self._local = LocalNames()

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        tag = self._local[name]
        if tag == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            identifier = attribute(attributes, "id") or ""
            self.sheets.append((attributes.get("name", ""), identifier, hidden))
        elif tag == "workbookPr":
            self.since_1904 = attributes.get("date1904") in {"1", "true"}
        elif tag == "calcPr":
            self.uncalculated = attributes.get("fullCalcOnLoad") in {"1", "true"}


class _Styles(Reader):
    """The number format of each style that a cell can have."""

    def __init__(self) -> None:
        self.formats: list[formats.Format] = []
        self._codes: dict[str, str] = {}
        self._in_cell_styles = False
        self._local = LocalNames()

    def of(self, style: str) -> formats.Format:
        """The format of the style with this number."""
        if style.isdecimal() and len(style) < len("1000000") and int(style) < len(self.formats):
            return self.formats[int(style)]
        return formats.GENERAL

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        tag = self._local[name]
        if tag == "cellXfs":
            self._in_cell_styles = True
        elif tag == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and self._in_cell_styles:
            number = attributes.get("numFmtId", "0")
            if number in self._codes:
                self.formats.append(formats.understood(self._codes[number]))
            else:
                self.formats.append(formats.built_in(int(number)))

    def end(self, name: str) -> None:
        if self._local[name] == "cellXfs":
            self._in_cell_styles = False


class _Strings(Reader):
    """The texts that cells share. How a text is read aloud (`rPh`) is not part of it.

    Attributes:
        texts: By their number.
        too_long: The length of those that no cell can hold, by their number.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.too_long: dict[int, int] = {}
        self._parts: list[str] = []
        self._collecting = self._phonetic = False
        self._local = LocalNames()

    def start(self, name: str, _attributes: dict[str, str], /) -> None:
        tag = self._local[name]
        if tag == "t":
            self._collecting = not self._phonetic
        elif tag == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        tag = self._local[name]
        if tag == "t":
            self._collecting = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "si":
            text = "".join(self._parts)
            self._parts.clear()
            if len(text) > LONGEST_TEXT:
                self.too_long[len(self.texts)] = len(text)
                text = ""
            self.texts.append(clean(_unescaped(text)))

    def text(self, text: str) -> None:
        if self._collecting:
            self._parts.append(text)


class _Stored(NamedTuple):
    """All that a cell depends on."""

    text: str
    kind: str
    style: str
    formula: bool
    has_value: bool


class _Columns(dict[str, int]):
    """Columns from 0 by their letters, each worked out only once."""

    def __missing__(self, letters: str) -> int:
        self[letters] = column_number(letters.upper()) - 1
        return self[letters]


class _Cells(Reader):
    """The cells of one sheet; equal ones are understood once."""

    def __init__(self, grid: Grid, book: _Book) -> None:
        self._grid = grid
        self._book = book
        self._local = LocalNames()
        self._columns = _Columns()
        self._understood: dict[object, int] = {}
        self._row = self._column = -1
        self._attributes: dict[str, str] = {}
        self._parts: list[str] = []
        self._formula = self._value = self._collecting = self._phonetic = False

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        tag = self._local[name]
        if tag == "c":
            self._attributes = attributes
            self._formula = self._value = False
        elif tag == "v":
            self._collecting = self._value = True
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._begin_row(attributes)
        elif tag == "t":
            self._collecting = not self._phonetic
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col":
            self._hide_columns(attributes)
        elif tag == "sheetFormatPr" and _is_zero(attributes.get("defaultColWidth")):
            # All but those of which something else is said. (Where rows are hidden by default,
            # `zeroHeight`, those with cells are not.)
            self._grid.hidden_columns.update(range(LAST_COLUMN))

    def end(self, name: str) -> None:
        tag = self._local[name]
        if tag == "c":
            self._end_cell()
        elif tag in {"v", "t"}:
            self._collecting = False
        elif tag == "rPh":
            self._phonetic = False

    def text(self, text: str) -> None:
        if self._collecting:
            self._parts.append(text)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 2)) - 1
        self._column = -1
        if self._row < _LAST_ROW and _is_hidden(attributes, "ht"):
            self._grid.hidden_rows.add(self._row)

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        # A control has a `col` too, which says where it stands.
        first, last = int(attributes.get("min", 1)), int(attributes.get("max", 0))
        columns, hidden = range(first - 1, min(last, LAST_COLUMN)), self._grid.hidden_columns
        if _is_hidden(attributes, "width"):
            hidden.update(columns)
        else:
            hidden.difference_update(columns)

    def _end_cell(self) -> None:
        attributes = self._attributes
        if reference := attributes.get("r"):
            letters = reference.rstrip("0123456789")
            self._row, self._column = int(reference[len(letters) :]) - 1, self._columns[letters]
        else:
            # Without a place it follows the one before.
            self._column += 1
        if not (0 <= self._row < _LAST_ROW and self._column < LAST_COLUMN):
            raise damaged()
        text = "".join(self._parts)
        self._parts.clear()
        kind, style = attributes.get("t", "n"), attributes.get("s", "0")
        stored = (text, kind, style, self._formula, self._value)
        number = self._understood.get(stored)
        if number is None:
            number = self._number(_Stored(*stored), stored)
        self._grid.put(self._row, self._column, number)

    def pieces(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """All but the plain rows, which are read here."""
        for piece in split(chunks):
            if isinstance(piece, PlainRow):
                self._read_plain(piece)
            else:
                yield piece

    def _read_plain(self, row: PlainRow) -> None:
        self._row = row.number - 1
        if self._row >= _LAST_ROW:
            raise damaged()
        columns, numbers = [], []
        for letters, cell in row.cells:
            self._column = self._columns[letters]
            number = self._understood.get(cell)
            if number is None:
                number = self._number(_Stored(*written(cell)), cell)
            columns.append(self._column)
            numbers.append(number)
        self._grid.put_row(self._row, columns, numbers)

    def _number(self, stored: _Stored, key: object) -> int:
        """The number of a cell that was not understood before."""
        text, kind, length = stored.text, stored.kind, len(stored.text)
        if kind == "s" and text and int(text) in self._book.strings.too_long:
            text, length = "", self._book.strings.too_long[int(text)]
        if kind == "inlineStr" or length > LONGEST_TEXT:
            return self._grid.number_of_text(self._row, self._column, _unescaped(text), length)
        number = self._understood[key] = self._grid.number_of(*self._understand(stored))
        return number

    def _understand(self, stored: _Stored) -> tuple[CellKind, str]:
        text, kind = stored.text, stored.kind
        if kind == "s" and text.isdecimal():
            return CellKind.TEXT, self._book.strings.texts[int(text)]
        if kind == "str" and stored.has_value:
            return CellKind.TEXT, clean(_unescaped(text))
        if stored.formula and (not text or (text == "0" and self._book.uncalculated)):
            return CellKind.NO_VALUE, ""
        if not text:
            return CellKind.EMPTY, ""
        return self._understand_value(stored)

    def _understand_value(self, stored: _Stored) -> tuple[CellKind, str]:
        match stored.kind:
            case "e":
                return CellKind.ERROR, stored.text
            case "b":
                return CellKind.BOOLEAN, "TRUE" if stored.text in {"1", "true"} else "FALSE"
            case "d":
                return formats.iso_date(stored.text)
            case _:
                shown_as = self._book.styles.of(stored.style)
                return formats.read_stored(stored.text, shown_as, since_1904=self._book.since_1904)

    def _merge(self, reference: str) -> None:
        corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
        first, last = corners[0], corners[-1]
        if first is None or last is None:
            raise damaged()
        left, right = self._columns[first[1]] + 1, self._columns[last[1]] + 1
        self._grid.merge(Range(int(first[2]), left, int(last[2]), right))


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or column is, which people also do by leaving it no room."""
    return attributes.get("hidden") in {"1", "true"} or _is_zero(attributes.get(size))


def _is_zero(size: str | None) -> bool:
    return size is not None and not size.strip("0.")


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
