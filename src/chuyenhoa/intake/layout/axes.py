"""The first steps: which column names the areas, which the criteria, and where the header is."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake.layout import words
from chuyenhoa.intake.layout.grid import SAMPLE, is_figure
from chuyenhoa.intake.layout.layouts import Heading, Role
from chuyenhoa.sources.sheets import CellKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from chuyenhoa.intake.layout.grid import Grid
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.sources.sheets import Cell

_MOST_HEADER_ROWS = 5
_MOST_ROWS_BETWEEN = 12
_NAMING = {CellKind.TEXT, CellKind.NUMBER}
_SUBJECTS = {Role.AREA, Role.CRITERION}
_COUNTED = {Role.IGNORED, Role.VALUE}


class Axis(NamedTuple):
    """A column that names areas or criteria: its rows, each with what is named there."""

    column: int
    rows: dict[int, tuple[str, ...]]

    @property
    def things(self) -> int:
        """How many different things it names."""
        return len(set(self.rows.values()))

    @property
    def first(self) -> int:
        """The first row that names one."""
        return min(self.rows)


class Header(NamedTuple):
    """The rows of the header, from 0, the last one excluded; a table may have none."""

    top: int
    bottom: int

    @property
    def lowest(self) -> int:
        """Its last row; the sheet's first one where the table begins there without a header."""
        return max(self.bottom - 1, 0)


def area_axes(grid: Grid, lexicon: Lexicon) -> list[Axis]:
    """The columns that name areas, the likeliest first."""

    def named(cell: Cell) -> tuple[str, ...]:
        if codes := lexicon.areas(cell.text).codes:
            return codes
        padded = lexicon.padded_area(cell.text)
        return (padded,) if padded else ()

    return _axes(grid, named, Role.AREA)


def criterion_axes(grid: Grid, lexicon: Lexicon) -> list[Axis]:
    """The columns that name criteria, the likeliest first."""
    return _axes(grid, lambda cell: lexicon.criteria(cell.text).codes, Role.CRITERION)


def _axes(grid: Grid, named: Callable[[Cell], tuple[str, ...]], role: Role) -> list[Axis]:
    # Figures repeat: each cell once.
    named, found = cache(named), []
    for column in range(grid.width):
        rows: dict[int, tuple[str, ...]] = {}
        said: set[Role | None] = set()
        for row in range(min(len(grid.rows), SAMPLE)):
            cell = grid.cell(row, column)
            # What a wide merge shows stands in its first column.
            if cell.kind not in _NAMING or grid.owner(row, column)[1] != column:
                continue
            lettered = any(map(str.isalpha, cell.text))
            if not rows:
                heading = words.role(cell.text)
                if heading in _SUBJECTS and heading not in said:
                    # Not what has the code `area`.
                    said.add(heading)
                    continue
                if said.isdisjoint(_SUBJECTS):
                    said.add(heading)
            # Serial numbers, figures and answers are not codes.
            may_be_code = said.isdisjoint(_COUNTED) or (lettered and not is_figure(cell))
            if may_be_code and (codes := named(cell)):
                rows[row] = codes
        # The codes of areas may look like those of criteria, but not where a heading says which.
        if rows and (role in said or not said & _SUBJECTS):
            found.append((role not in said, Axis(column, rows)))
    found.sort(key=lambda each: (each[0], -each[1].things, each[1].column))
    return [axis for _, axis in found]


def same_things(best: Axis, others: Iterable[Axis]) -> list[Axis]:
    """The columns that name the same in the same rows, as a code stands beside a name.

    It is enough that most rows do: where the others name something else, one of the two is wrong.
    """
    return [best, *(axis for axis in others if axis is not best and _agree(axis, best))]


def _agree(axis: Axis, best: Axis) -> bool:
    shared = axis.rows.keys() & best.rows.keys()
    agreeing = sum(axis.rows[row] == best.rows[row] for row in shared)
    return 2 * len(shared) >= len(best.rows) and 2 * agreeing > len(shared)


def find_header(
    grid: Grid, lexicon: Lexicon, label: int, first: int, other: int | None = None
) -> Header | None:
    """The rows that say what the columns hold.

    Its lowest row is the nearest above that names something; the rows between it and `first` that
    name nothing are groups, totals and mistakes.

    Args:
        grid: The sheet.
        lexicon: What can be named.
        label: The column that names what the rows are about.
        first: The first row in which it does.
        other: Another column that names what the rows are about, if there is one.
    """
    labels = {label, other}
    for row in range(first - 1, max(first - _MOST_ROWS_BETWEEN, 0) - 1, -1):
        if _names_columns(grid, lexicon, row, label, labels):
            return header_at(grid, label, row, first)
    return None


def header_at(grid: Grid, label: int, row: int, first: int) -> Header:
    """The rows that belong to the header whose lowest row that names something is this one.

    Args:
        grid: The sheet.
        label: The column that names what the rows are about.
        row: That row.
        first: The first row that is none of it.
    """
    top, bottom = row, row + 1
    while (
        top
        and row - top < _MOST_HEADER_ROWS - 1
        and not (_is_title(grid, top - 1, label) or _is_line(grid, top - 1, label, row))
    ):
        top -= 1
    while bottom < first and _continues(grid, bottom, label, row):
        bottom += 1
    return Header(top, bottom)


def _names_columns(
    grid: Grid, lexicon: Lexicon, row: int, label: int, labels: Collection[int | None]
) -> bool:
    if grid.is_numbering(row) or _is_title(grid, row, label) or _is_of_targets(grid, row, label):
        return False
    named = False
    naming = {grid.owner(row, column) for column in labels if column is not None}
    for owner in grid.owners(row):
        cell = grid.cell(*owner)
        if cell.kind is CellKind.NUMBER and not lexicon.criteria(cell.text).codes:
            return False
        if owner in naming:
            role = words.role(cell.text)
            if role is Role.IGNORED:
                # A row of targets or units.
                return False
            named = named or role in _SUBJECTS
        else:
            named = named or bool(
                words.role(cell.text)
                or words.part(cell.text)
                or lexicon.is_known(cell.text)
                or lexicon.criteria(cell.text).codes
                or lexicon.areas(cell.text).codes
            )
    return named


def _is_of_targets(grid: Grid, row: int, label: int) -> bool:
    """Whether the row says before its label what it holds: its merged cells have been parted."""
    before = (grid.text(row, column) for column in range(label))
    return not grid.text(row, label) and any(map(words.is_plan, before))


def _is_title(grid: Grid, row: int, label: int) -> bool:
    """Whether the row speaks of the whole table, or is blank."""
    owners = list(grid.owners(row))
    if not owners:
        return True
    widths = Counter(grid.owner(row, column) for column in range(grid.width))
    over_label = grid.owner(row, label) in owners
    if len(owners) == 1:
        return over_label or widths[owners[0]] == 1
    return over_label and all(widths[owner] > 1 for owner in owners)


def _is_line(grid: Grid, row: int, label: int, named: int) -> bool:
    """Whether the row is a title that a text file has cut at its commas.

    It has a word of its own above the heading of the labels, in no wider cell.
    """
    above, below = grid.text(row, label), grid.text(named, label)
    alone = grid.owner(row, label) == (row, label) and grid.owner(row, label + 1) != (row, label)
    heading = words.role(below) in {Role.AREA, Role.CRITERION}
    return alone and heading and bool(above) and words.role(above) is None


def _continues(grid: Grid, row: int, label: int, last: int) -> bool:
    """Whether a row below the last one that names something still belongs to the header."""
    if grid.is_numbering(row):
        return True
    top, left = grid.owner(row, label)
    if top == row and grid.text(top, left):
        # What the row is about, if only `Chỉ tiêu`.
        return False
    own = [owner for owner in grid.owners(row) if owner[0] > last]
    if _is_of_targets(grid, row, label):
        return False
    return bool(own) and not any(is_figure(grid.cell(*owner)) for owner in own)


def headings(grid: Grid, header: Header, label: int) -> dict[int, Heading]:
    """What stands above each column, without numbering and titles."""
    rows = [row for row in range(header.top, header.bottom) if not grid.is_numbering(row)]
    found = {}
    for column in range(grid.width):
        owners = dict.fromkeys(
            grid.owner(row, column)
            for row in rows
            if column == label or grid.owner(row, column) != grid.owner(row, label)
        )
        texts = [(owner, grid.text(*owner)) for owner in owners if grid.text(*owner)]
        lowest = max((owner[0] for owner, _ in texts), default=header.lowest)
        found[column] = Heading(tuple(dict.fromkeys(text for _, text in texts)), lowest)
    return found
