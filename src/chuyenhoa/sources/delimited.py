"""Text files of tables: fields between commas, semicolons or tabs, in whatever encoding."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import accumulate, chain, islice, repeat
from typing import TYPE_CHECKING

from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.sources import legacy
from chuyenhoa.sources.characters import decode
from chuyenhoa.sources.memory import without_collections
from chuyenhoa.sources.office.grid import LONGEST_TEXT, MOST_CELLS, clean
from chuyenhoa.sources.sheets import EMPTY, Cell, CellKind, Sheet, Sheets

if TYPE_CHECKING:
    from collections.abc import Iterable

_LARGEST = 100_000_000
_DELIMITERS = (",", ";", "\t")
_NAMES = {"\t": "tab"}
# So many lines show which delimiter a file has.
_SAMPLE = 200
# And so many rows are split before it is looked whether there are too many.
_AT_ONCE = 10_000
# Excel's own way of saying it, in the first line.
_DECLARED = "sep="
# What `reports.escape` has put an apostrophe before, so that no spreadsheet runs it.
_MADE_HARMLESS = ("'=", "'+", "'-", "'@", "'\t", "'\r")
csv.field_size_limit(_LARGEST)


def read_delimited(file: str, content: bytes) -> Sheets:
    """The table of a text file.

    Args:
        file: Its name in the problems.
        content: The file.
    """
    if len(content) > _LARGEST:
        return _refused(file, "file_too_large")
    decoded = decode(content)
    text = decoded.text
    if text is None:
        if decoded.encoding == "UTF-8" and b"\0" in content:
            return Sheets(file, problems=(Problem("unknown_kind", Place(file)),))
        before = decode(content[: decoded.bad_byte]).text or ""
        return _refused(file, "unknown_encoding", *_position(before, len(before)))
    if not text.strip():
        return _refused(file, "empty_file", 1, 1)
    if (nul := text.find("\0")) >= 0:
        place = _position(text, nul)
        return _refused(file, "control_character", *place, character="U+0000")
    with without_collections():
        return _Table(file, text, decoded.encoding).sheets()


def _refused(
    file: str, code: str, line: int | None = None, column: int | None = None, **params: object
) -> Sheets:
    return Sheets(file, problems=(Problem(code, Place(file, line, column), params),), said="CSV")


def _position(text: str, index: int) -> tuple[int, int]:
    """Line and column, from 1, of a character."""
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


class _Table:
    """One text file on its way from characters to cells."""

    def __init__(self, file: str, text: str, encoding: str) -> None:
        self._file = file
        self._text = text
        self._encoding = encoding
        self._problems: list[Problem] = []
        self._rows: list[list[str]] = []
        self._starts: list[int] = []
        first_line = text.partition("\n")[0]
        self._skipped = int(first_line.lower().startswith(_DECLARED))
        declared = first_line[len(_DECLARED) :][:1] if self._skipped else ""
        self._delimiter = declared if declared in _DELIMITERS and declared else _delimiter(text)

    def sheets(self) -> Sheets:
        """The table, or what is wrong with it."""
        self._split()
        width = self._width()
        name = _shown(self._delimiter)
        said = ", ".join(["CSV", name, self._encoding] if width > 1 else ["CSV", self._encoding])
        cells: dict[str, Cell] = {}
        if not self._problems:
            cells = self._cells()
        if self._problems and not all(problem.notice for problem in self._problems):
            return Sheets(self._file, problems=tuple(self._problems), said=said)
        for row in self._rows:
            if len(row) < width:
                row.extend(repeat("", width - len(row)))
        in_order = map(cells.__getitem__, chain.from_iterable(self._rows))
        rows = tuple(zip(*[in_order] * width, strict=True))
        sheet = Sheet(self._file, "", rows, lines=tuple(self._starts[:-1]))
        return Sheets(self._file, (sheet,), tuple(self._problems), said)

    def _split(self) -> None:
        """Make rows of the lines; what follows bad quotes is not read."""
        stream = io.StringIO(self._text)
        for _ in range(self._skipped):
            stream.readline()
        reader = csv.reader(stream, delimiter=self._delimiter, strict=True)
        rows, cells, before, whole = self._rows, 0, -1, True
        try:
            while before < len(rows) and cells <= MOST_CELLS:
                before = len(rows)
                rows.extend(islice(reader, _AT_ONCE))
                cells += sum(map(len, rows[before:]))
        except csv.Error:
            # The rows before it are there.
            whole = False
        self._starts = self._lines(reader.line_num if whole else None)
        if not whole:
            self._refuse_quotes(self._starts[-1], self._skipped + reader.line_num)
        elif cells > MOST_CELLS:
            counted = accumulate(map(len, rows))
            last = next(row for row, cells in enumerate(counted) if cells > MOST_CELLS)
            self._refuse("too_many_cells", self._starts[last], len(rows[last]), limit=MOST_CELLS)
            del rows[last:]

    def _lines(self, lines: int | None) -> list[int]:
        """The line on which each row begins, and the one after the last.

        Args:
            lines: How many there are, where that is known.
        """
        taken: Iterable[int] = [1] * len(self._rows)
        if lines != len(self._rows):
            taken = (1 + sum(field.count("\n") for field in row) for row in self._rows)
        return list(accumulate(taken, initial=self._skipped + 1))

    def _refuse_quotes(self, first: int, last: int) -> None:
        """Say which quotes are wrong in the row that begins and breaks off on these lines."""
        row_text = "\n".join(self._text.split("\n")[first - 1 : last])
        row = next(csv.reader(io.StringIO(row_text), delimiter=self._delimiter))
        through = [column for column, field in enumerate(row, 1) if "\n" in field]
        closed = re.compile(f'(?:^|{self._delimiter})("(?:[^"]|"")*")(?!{self._delimiter}|"|$)')
        stray = closed.search(row_text)
        if first == last and stray:
            before = row_text[: stray.start(1)]
            column = len(next(csv.reader([f"{before}x"], delimiter=self._delimiter)))
            self._refuse("bad_quote", first, column, separator=_shown(self._delimiter))
        else:
            self._refuse("open_quote", first, through[0] if through else len(row))

    def _width(self) -> int:
        """The width of the table; rows of another width are problems.

        Lines of text may stand above the table, and one field alone anywhere: a title or a note.
        """
        widths = list(map(len, self._rows))
        counted = Counter(widths)
        tables = ((width, count) for width, count in counted.items() if width > 1)
        usual = max(tables, key=_often, default=(1, 0))[0]
        begun = False
        for row, width in enumerate(widths) if counted.keys() - {0, 1, usual} else ():
            begun = begun or width == usual
            if width not in {0, 1, usual} and (begun or width > usual):
                self._refuse(
                    "ragged_row",
                    self._starts[row],
                    min(width, usual) + 1,
                    count=width,
                    expected=usual,
                )
        if len(self._rows) * usual > MOST_CELLS:
            self._refuse("too_many_cells", self._starts[len(self._rows) - 1], 1, limit=MOST_CELLS)
        return usual

    def _cells(self) -> dict[str, Cell]:
        """Every different field as a cell."""
        fields = set(chain.from_iterable(self._rows))
        long = {field for field in fields if len(field) > LONGEST_TEXT}
        for field in long:
            place = self._first(field)
            self._refuse("text_too_long", *place, length=len(field), limit=LONGEST_TEXT)
        conversion = legacy.conversion(fields - long)
        if conversion.unclear:
            first = min(conversion.unclear, key=self._first)
            self._refuse("unclear_encoding", *self._first(first), text=clean(first))
        encoding = self._encoding if self._encoding in legacy.READINGS else conversion.encoding
        if encoding:
            params = {"encoding": encoding}
            self._problems.append(Problem("converted", Place(self._file), params, notice=True))
        cells = {field: _cell(conversion.texts.get(field, field)) for field in fields}
        return cells | {"": EMPTY}

    def _first(self, field: str) -> tuple[int, int]:
        """Line and column where a field stands first."""
        found = next(row for row, fields in enumerate(self._rows) if field in fields)
        return self._starts[found], self._rows[found].index(field) + 1

    def _refuse(self, code: str, line: int, column: int, **params: object) -> None:
        self._problems.append(Problem(code, Place(self._file, line, column), params))


def _often(counted: tuple[int, int]) -> tuple[int, int]:
    """Order widths by how many rows have them, and a wider one before."""
    width, count = counted
    return count, width


def _delimiter(text: str) -> str:
    """The delimiter with which most rows come out equally wide."""
    lines = list(islice(io.StringIO(text), _SAMPLE))

    def fit(delimiter: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1)
        width, count = max(widths.items(), key=_often, default=(1, 0))
        return count, width

    return max(_DELIMITERS, key=fit)


def _shown(delimiter: str) -> str:
    return _NAMES.get(delimiter, delimiter)


def _cell(field: str) -> Cell:
    text = clean(field[1:] if field.startswith(_MADE_HARMLESS) else field)
    return Cell(text, CellKind.TEXT) if text else EMPTY
