"""DOCX: its tables, each as a sheet of its own (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chuyenhoa.sources.office.archive import LocalNames, Reader, attribute
from chuyenhoa.sources.office.grid import LONGEST_TEXT, Grid, RefusedError, clean
from chuyenhoa.sources.sheets import Range

if TYPE_CHECKING:
    from chuyenhoa.sources.office.archive import Archive

# Word tables are as wide as a page; the format itself allows 63 columns.
_MOST_COLUMNS = 1_000
_DEEPEST = 32
# A title over a table takes a few lines.
_MOST_ABOVE = 12

_CHARACTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
# Text that is not part of the table's: deleted, or a second time for programs that are older.
_ASIDE = frozenset({"del", "moveFrom", "Fallback", "txbxContent"})


def read(archive: Archive, main: str) -> list[Grid]:
    """The tables of a Word file; a table within a table comes after it.

    Raises:
        RefusedError: It is damaged or too large.
    """
    document = _Document()
    archive.parse(main, document)
    return document.grids


@dataclass
class _Table:
    """A table that is being read; the merges down from above stand by their first column."""

    grid: Grid
    row: int = -1
    column: int = 0
    span: int = 1
    continues: bool = False
    restarts: bool = False
    merges: dict[int, Range] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)


class _Document(Reader):
    """The text of the document, as far as it concerns tables."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._open: list[_Table] = []
        self._above: list[str] = []
        self._parts: list[str] = []
        self._in_text = False
        self._aside = 0
        self._local = LocalNames()

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        tag = self._local[name]
        if self._aside or tag in _ASIDE:
            self._aside += 1
        elif tag == "t":
            self._in_text = True
        elif tag in _CHARACTERS:
            self._parts.append(_CHARACTERS[tag])
        elif tag == "p":
            self._parts = []
        elif tag == "tbl":
            self._start_table()
        elif self._open:
            self._start_in_table(self._open[-1], tag, attributes)

    def end(self, name: str) -> None:
        tag = self._local[name]
        if self._aside:
            self._aside -= 1
        elif tag == "t":
            self._in_text = False
        elif tag == "p":
            self._end_paragraph("".join(self._parts))
        elif tag == "tc":
            self._end_cell(self._open[-1])
        elif tag == "tbl":
            table = self._open.pop()
            for merged in table.merges.values():
                table.grid.merge(merged)

    def text(self, text: str) -> None:
        if self._in_text and not self._aside:
            self._parts.append(text)

    def _start_table(self) -> None:
        if len(self._open) >= _DEEPEST:
            raise RefusedError("damaged_file")
        grid = Grid(f"Bảng {len(self.grids) + 1}", above=tuple(self._above[-_MOST_ABOVE:]))
        self.grids.append(grid)
        self._open.append(_Table(grid))
        self._above = []

    @staticmethod
    def _start_in_table(table: _Table, tag: str, attributes: dict[str, str]) -> None:
        if tag == "tr":
            table.row += 1
            table.column = 0
        elif tag == "tc":
            table.span, table.continues, table.restarts = 1, False, False
            table.paragraphs = []
        elif tag == "gridSpan":
            table.span = _count(attributes)
        elif tag == "gridBefore":
            table.column = _count(attributes)
        elif tag == "vMerge":
            table.restarts = attribute(attributes, "val") == "restart"
            table.continues = not table.restarts

    def _end_paragraph(self, text: str) -> None:
        if self._open:
            self._open[-1].paragraphs.append(text)
        elif text := clean(text):
            self._above.append(text)
        self._parts = []

    @staticmethod
    def _end_cell(table: _Table) -> None:
        first, last = table.column, table.column + table.span - 1
        above = table.merges.get(first)
        if table.continues and above and above.bottom == table.row:
            table.merges[first] = above._replace(bottom=table.row + 1)
        else:
            text = "\n".join(table.paragraphs)
            table.grid.put_text(table.row, first, text[:LONGEST_TEXT], len(text))
            if above:
                table.grid.merge(table.merges.pop(first))
            if table.restarts or table.span > 1:
                here = Range(table.row + 1, first + 1, table.row + 1, last + 1)
                table.merges[first] = here
        table.column = last + 1


def _count(attributes: dict[str, str]) -> int:
    count = int(attribute(attributes, "val") or 1)
    if not 0 < count <= _MOST_COLUMNS:
        raise RefusedError("damaged_file")
    return count
