"""The cells of one table, gathered in any order within limits, and sent from process to process.

A file of a few kilobytes can claim a cell in row 1,048,576 or a million repeats of a row, so cells
are gathered sparsely and laid out only when their extent is known. Distinct cells are sent once.
"""

from __future__ import annotations

import json
import unicodedata
from array import array
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING, Any, TypeAlias

from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.sources import legacy
from chuyenhoa.sources.sheets import EMPTY, Cell, CellKind, Range, Sheet, Sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

# Three times what 10,600 areas with 30 criteria take in a list of their own.
MOST_CELLS = 5_000_000
# What Excel allows in a cell.
LONGEST_TEXT = 32_767
# So many bytes before what is sent say how long it is.
LENGTH_BYTES = 8
# Merged cells beyond this are not a layout but an attack.
_MOST_MERGED = 100_000
_MOST_TOO_LONG = 1_000

_KINDS = {kind: chr(ord("a") + number) for number, kind in enumerate(CellKind)}
_KINDS_BACK = {letter: kind for kind, letter in _KINDS.items()}

# The problems that are only worth a look.
_NOTICES = frozenset({"converted"})

# A problem on its way: code; sheet, row and column (from 1), as far as there are; fields.
Sent: TypeAlias = tuple[str, tuple[Any, ...], dict[str, object]]


class RefusedError(Exception):
    """The file is not read on: one problem says why.

    Attributes:
        code: Of the problem, one of `SENTENCES`.
        params: The sentence's fields.
        where: Sheet, row and column (from 1) of the cell, as far as there is one.
    """

    def __init__(self, code: str, where: tuple[Any, ...] = (), **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.where = where
        self.params = params


def damaged() -> RefusedError:
    """That the file is not what an office program writes."""
    return RefusedError("damaged_file")


def clean(text: str) -> str:
    """The text composed, without blanks around it."""
    return unicodedata.normalize("NFC", text).strip()


@dataclass
class Grid:
    """The cells of one table; rows and columns count from 0.

    Attributes:
        name: Of the sheet.
        hidden: Whether the workbook hides it.
        above: The paragraphs above a Word table.
        hidden_rows: Those that the workbook hides, whatever is in them.
        hidden_columns: Those that it hides.
    """

    name: str
    hidden: bool = False
    above: tuple[str, ...] = ()
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    _numbers: dict[tuple[CellKind, str], int] = field(default_factory=dict)
    _rows: array[int] = field(default_factory=lambda: array("L"))
    _columns: array[int] = field(default_factory=lambda: array("L"))
    _filled: array[int] = field(default_factory=lambda: array("L"))
    _merged: list[Range] = field(default_factory=list)
    problems: list[Sent] = field(default_factory=list)

    def number_of(self, kind: CellKind, text: str) -> int:
        """The number under which the cell is put; 0 is an empty one."""
        if not text and kind is not CellKind.NO_VALUE:
            return 0
        return self._numbers.setdefault((kind, text), len(self._numbers) + 1)

    def put(self, row: int, column: int, number: int) -> None:
        """Put a cell; the one that is put last counts.

        Raises:
            RefusedError: There are too many.
        """
        if number:
            if len(self._rows) >= MOST_CELLS:
                raise self._too_many(row, column)
            self._rows.append(row)
            self._columns.append(column)
            self._filled.append(number)

    def put_row(self, row: int, columns: Sequence[int], numbers: Sequence[int]) -> None:
        """Put cells of one row.

        Raises:
            RefusedError: There are too many.
        """
        room = MOST_CELLS - len(self._rows)
        if 0 in numbers or len(columns) > room:
            for column, number in zip(columns, numbers, strict=True):
                self.put(row, column, number)
            return
        self._rows.extend(repeat(row, len(columns)))
        self._columns.extend(columns)
        self._filled.extend(numbers)

    def put_text(self, row: int, column: int, text: str, length: int) -> None:
        """Put a text; one that no cell can hold is a problem, and nothing is put.

        Raises:
            RefusedError: There are too many.
        """
        self.put(row, column, self.number_of_text(row, column, text, length))

    def number_of_text(self, row: int, column: int, text: str, length: int) -> int:
        """The number of a text; 0 for one that no cell can hold, which is a problem.

        Raises:
            RefusedError: There are too many of those.
        """
        if length <= LONGEST_TEXT:
            return self.number_of(CellKind.TEXT, clean(text))
        if len(self.problems) >= _MOST_TOO_LONG:
            raise RefusedError("file_too_large")
        params: dict[str, object] = {"length": length, "limit": LONGEST_TEXT}
        self.problems.append(("text_too_long", (self.name, row + 1, column + 1), params))
        return 0

    def merge(self, merged: Range) -> None:
        """Note merged cells.

        Raises:
            RefusedError: There are too many, or they are none.
        """
        if len(self._merged) >= _MOST_MERGED or not (
            0 < merged.top <= merged.bottom and 0 < merged.left <= merged.right
        ):
            raise damaged()
        self._merged.append(merged)

    def texts(self) -> set[str]:
        """The different texts of the table and above it."""
        return {text for kind, text in self._numbers if kind is CellKind.TEXT}.union(self.above)

    def first(self, texts: AbstractSet[str]) -> tuple[str, int, int, str] | None:
        """The first cell with one of the texts: sheet, row and column (from 1), and its text."""
        found = {
            number: text
            for (kind, text), number in self._numbers.items()
            if kind is CellKind.TEXT and text in texts
        }
        filled = zip(self._rows, self._columns, self._filled, strict=True)
        cells = [(row, column, number) for row, column, number in filled if number in found]
        if not cells:
            return None
        row, column, number = min(cells)
        return self.name, row + 1, column + 1, found[number]

    def packed(self, converted: Mapping[str, str]) -> tuple[dict[str, object], bytes]:
        """The table, to be sent: a description and the numbers of its cells.

        Args:
            converted: Text → what it says, for those in an old encoding.

        Raises:
            RefusedError: It reaches too far.
        """
        height = max(self._rows, default=-1) + 1
        width = max(self._columns, default=-1) + 1
        if height * width > MOST_CELLS:
            # The cell that stretches the table most is the one to delete.
            places = zip(self._rows, self._columns, strict=True)
            raise self._too_many(*max(places, key=sum))
        cells = array("I", bytes(4 * height * width))
        for row, column, number in zip(self._rows, self._columns, self._filled, strict=True):
            cells[row * width + column] = number
        merged = self._clear_merged(cells, height, width)
        described = {
            "name": self.name,
            "hidden": self.hidden,
            "above": [converted.get(text, text) for text in self.above],
            "merged": merged,
            "hidden_rows": [row for row in self.hidden_rows if row < height],
            "hidden_columns": [column for column in self.hidden_columns if column < width],
            "size": (height, width),
            "kinds": "".join(_KINDS[kind] for kind, _ in self._numbers),
            "texts": [converted.get(text, text) for _, text in self._numbers],
        }
        return described, cells.tobytes()

    def _too_many(self, row: int, column: int) -> RefusedError:
        where = (self.name, row + 1, column + 1)
        return RefusedError("too_many_cells", where, limit=MOST_CELLS)

    def _clear_merged(self, cells: array[int], height: int, width: int) -> list[Range]:
        """Empty what merged cells hide; the merged cells within the table."""
        within, area = [], 0
        for top, left, bottom, right in self._merged:
            inner = Range(top, left, min(bottom, height), min(right, width))
            if inner.bottom < top or inner.right < left or inner[:2] == inner[2:]:
                continue
            area += (inner.bottom - top + 1) * (inner.right - left + 1)
            if area > MOST_CELLS:
                raise damaged()
            kept = cells[(top - 1) * width + left - 1]
            nothing = array("I", bytes(4 * (inner.right - left + 1)))
            for row in range(top - 1, inner.bottom):
                cells[row * width + left - 1 : row * width + inner.right] = nothing
            cells[(top - 1) * width + left - 1] = kept
            within.append(inner)
        return within


def pack(said: str, grids: list[Grid]) -> bytes:
    """What a file holds, to be sent; texts in an old encoding are converted.

    Raises:
        RefusedError: A table reaches too far.
    """
    conversion = legacy.conversion(set[str]().union(*(grid.texts() for grid in grids)))
    problems = list(_conversion_problems(conversion, grids))
    described, cells = [], []
    for grid in grids:
        head, body = grid.packed(conversion.texts)
        described.append(head)
        cells.append(body)
        problems += grid.problems
    return _packed({"said": said, "sheets": described, "problems": problems}, *cells)


def _conversion_problems(conversion: legacy.Conversion, grids: Iterable[Grid]) -> Iterator[Sent]:
    """That texts were converted, and the first of those of which it is not certain."""
    if conversion.encoding:
        yield "converted", (), {"encoding": conversion.encoding}
    unclear = frozenset(conversion.unclear)
    if unclear:
        places = (grid.first(unclear) for grid in grids)
        # None where it stands above a table.
        *where, text = next(filter(None, places), (conversion.unclear[0],))
        yield "unclear_encoding", tuple(where), {"text": text}


def pack_refusal(said: str, refused: RefusedError) -> bytes:
    """That a file is not read, to be sent."""
    params = {"kind": said} | refused.params
    problem = (refused.code, refused.where, params)
    return _packed({"said": said, "sheets": [], "problems": [problem]})


def _packed(head: dict[str, object], *bodies: bytes) -> bytes:
    # ASCII, so that a lone surrogate in a hostile file can be sent as well.
    return b"".join([json.dumps(head).encode("ascii"), b"\n", *bodies])


def unpack(file: str, packed: bytes) -> Sheets:
    """What was sent of a file.

    Args:
        file: As the user named it.
        packed: What `pack` or `pack_refusal` made of it.
    """
    head, _, body = packed.partition(b"\n")
    described = json.loads(head)
    problems = tuple(
        Problem(code, _place(file, *where), params, notice=code in _NOTICES)
        for code, where, params in described["problems"]
    )
    sheets, start = [], 0
    for sheet in described["sheets"]:
        height, width = sheet["size"]
        end = start + 4 * height * width
        sheets.append(_sheet(file, sheet, memoryview(body)[start:end].cast("I")))
        start = end
    return Sheets(file, tuple(sheets), problems, described["said"])


def _place(
    file: str, sheet: str | None = None, row: int | None = None, column: int | None = None
) -> Place:
    return Place(file, row, column, sheet)


def _sheet(file: str, described: dict[str, Any], numbers: memoryview[int]) -> Sheet:
    height, width = described["size"]
    distinct = zip(described["texts"], described["kinds"], strict=True)
    cells = [EMPTY, *(Cell(text, _KINDS_BACK[letter]) for text, letter in distinct)]
    at = cells.__getitem__
    return Sheet(
        file,
        described["name"],
        tuple(tuple(map(at, numbers[row * width : (row + 1) * width])) for row in range(height)),
        hidden=described["hidden"],
        merged=tuple(Range(*merged) for merged in described["merged"]),
        above=tuple(described["above"]),
        hidden_rows=frozenset(described["hidden_rows"]),
        hidden_columns=frozenset(described["hidden_columns"]),
    )
