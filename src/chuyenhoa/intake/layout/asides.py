"""What stands among the rows of a table without being part of it: plans, and another table."""

from __future__ import annotations

from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from chuyenhoa.intake.layout import words
from chuyenhoa.intake.layout.grid import SAMPLE, is_date, is_figure
from chuyenhoa.intake.layout.layouts import HALVES, LayoutKind, Meaning, Part, Role
from chuyenhoa.intake.layout.periods import agrees, period_of, periods_in
from chuyenhoa.intake.layout.scales import unit_columns
from chuyenhoa.model.names import fold
from chuyenhoa.model.periods import Period, PeriodKind
from chuyenhoa.model.problems import Problem
from chuyenhoa.model.values import Measure
from chuyenhoa.sources.sheets import CellKind

if TYPE_CHECKING:
    from chuyenhoa.intake.layout.grid import Grid
    from chuyenhoa.intake.layout.layouts import Layout
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.model.problems import Place
    from chuyenhoa.sources.sheets import Cell

_READ = {Role.AREA, Role.CRITERION, Role.PERIOD, Role.VALUE, Role.NOTE}
_DASHES = {"-", "–", "—"}


class Asides:
    """The rows that look like the table's own and are not.

    Args:
        grid: The sheet.
        layout: How it is laid out.
        lexicon: What its texts can name.

    Attributes:
        telling: Whether any row has to say itself whether it is one.
        covered: The rows over which a figure's merged cell reaches from above, and its place.
        wanted: The period that alone is wanted, where there are rows of others.
    """

    def __init__(self, grid: Grid, layout: Layout, lexicon: Lexicon) -> None:
        self._grid = grid
        self._layout = layout
        self._lexicon = lexicon
        self._unit_columns = unit_columns(layout)
        self._columns = [
            column
            for column in range(grid.width)
            if layout.columns.get(column, Meaning(Role.IGNORED)).role not in _READ
            and self._tells(column)
        ]
        self._units = self._percent_units()
        self._counting: dict[int, bool] = {}
        self.covered: dict[int, list[tuple[int, int]]] = {}
        self._find_covered()
        self.wanted = layout.asked if self._has_other_periods() else None
        self.telling = bool(self._columns or self._units or self.covered or self.wanted)

    def _tells(self, column: int) -> bool:
        if column in self._unit_columns:
            # What is counted in plans has plans for its unit.
            return False
        first = self._layout.header[1]
        texts = {
            cells[column].text
            for cells in self._grid.rows[first : first + SAMPLE]
            if cells[column].kind is CellKind.TEXT
        }
        parts = set(map(words.part, texts))
        return any(map(words.is_plan, texts)) or parts.issuperset(HALVES)

    def _percent_units(self) -> list[int]:
        """The columns in which rows have `%` for their unit, where rows name the criteria."""
        layout, rows = self._layout, self._grid.rows[self._layout.header[1] :]
        if not layout.columns_of(Role.CRITERION):
            return []
        return [
            column for column in self._unit_columns if any(row[column].text == "%" for row in rows)
        ]

    def percent_unit(self, row: int, criterion: str | None) -> int | None:
        """The column in which the row says that it is in percent, if what it is about is not.

        A number without a unit of its own may be anything, and an answer is none.
        """
        column = next((each for each in self._units if self._grid.text(row, each) == "%"), None)
        if column is None or criterion is None:
            return None
        measured = self._lexicon.measured(criterion)
        may_be = (
            self._lexicon.is_percentage(criterion)
            or measured.measure is Measure.YES_NO
            or (measured.measure is Measure.VALUE and not measured.unit)
        )
        return None if may_be else column

    def _find_covered(self) -> None:
        layout, grid = self._layout, self._grid
        values = layout.columns_of(Role.VALUE)
        for top, left, bottom, right in grid.sheet.merged:
            owner = (top - 1, left - 1)
            over_figures = any(left <= column + 1 <= right for column in values)
            if top > layout.header[1] and over_figures and grid.text(*owner):
                for row in range(top, min(bottom, len(grid.rows))):
                    self.covered.setdefault(row, []).append(owner)

    def _has_other_periods(self) -> bool:
        asked, columns = self._layout.asked, self._layout.columns_of(Role.PERIOD)
        if asked is None or not columns:
            return False
        body = self._grid.rows[self._layout.header[1] :]
        stated = {period_of(text) for text, _ in set(map(itemgetter(columns[0]), body))}
        return not stated <= {asked, None}

    def other_period(self, row: int, period: Period | None) -> Problem:
        """That the row's figures are of another period than the one that is wanted."""
        place = self._grid.sheet.place(row, self._layout.columns_of(Role.PERIOD)[0])
        stated, asked = (each.code if each else "" for each in (period, self.wanted))
        return Problem("other_period", place, {"stated": stated, "asked": asked})

    def is_plan(self, row: int) -> bool:
        """Whether the row says that it holds a plan, or another period's figures."""
        return any(words.is_plan(self._grid.text(row, column)) for column in self._columns)

    def part(self, row: int) -> Part:
        """The part of a rate that the row says it holds."""
        found = (words.part(self._grid.text(row, column)) for column in self._columns)
        return next((part for part in found if part in HALVES), Part.WHOLE) or Part.WHOLE

    def is_signed(self, row: int) -> bool:
        """Whether the row below the table says where and when it was signed: `Sìn Hồ | 30/6/2023`.

        In a row that is numbered as others are, or where none is, a date may be a fraction that a
        spreadsheet has taken for one.
        """
        labels = self._layout.labels
        cells = self._grid.rows[row]
        beside = [cell for i, cell in enumerate(cells) if cell.text and i not in labels]
        return (
            any(cells[column].text for column in self._layout.columns_of(Role.VALUE))
            and all(map(is_date, beside))
            and self.is_below(row)
            and (
                any(map(self.counts, range(labels[0])))
                or all(cell.kind is CellKind.TEXT for cell in beside)
            )
        )

    def is_below(self, row: int) -> bool:
        """Whether no figures stand below the row."""
        return self._last <= row

    @cached_property
    def _last(self) -> int:
        return self._grid.lowest_figure(self._layout.columns_of(Role.VALUE))

    def counts(self, column: int) -> bool:
        """Whether Arabic numbers stand in the column."""
        if column not in self._counting:
            rows = self._grid.rows[self._layout.header[1] :]
            self._counting[column] = any(row[column].text.isdecimal() for row in rows)
        return self._counting[column]

    def other_table(self, row: int) -> Place | None:
        """Where in the row another table begins, of other criteria, areas or another period.

        Args:
            row: One that names nothing that the layout's rows are about.
        """
        for top, column in self._grid.owners(row):
            text = self._grid.text(top, column)
            if is_figure(self._grid.cell(top, column)):
                continue
            if (
                self._is_other_heading(row, column, text)
                or self._is_other_period(text)
                or self._is_other_title(row, text)
            ):
                return self._grid.sheet.place(top, column)
        return None

    def _is_other_title(self, row: int, text: str) -> bool:
        """Whether the row is the title of a plan or of another period.

        One with figures is none, nor one with the dashes that say that there are none.
        """
        return (
            words.is_other_title(text)
            and fold(text) not in self._lexicon.left_out
            and not any(map(_begins_with_figure, self._grid.rows[row]))
        )

    def _is_other_heading(self, row: int, column: int, text: str) -> bool:
        layout = self._layout
        meaning = layout.columns.get(column)
        if meaning is None or meaning.role is not Role.VALUE:
            return False
        if text in layout.headings[column].texts:
            return False
        if layout.kind is LayoutKind.WIDE:
            codes, own = self._lexicon.criteria(text).codes, meaning.criterion
        else:
            codes, own = self._lexicon.areas(text).codes, meaning.area
        if codes and own is not None:
            return own not in codes
        return self._is_header(row) and words.role(text) is not Role.VALUE

    def _is_header(self, row: int) -> bool:
        """Whether the row has the heading of a column of labels once more."""
        columns = [*self._layout.columns_of(Role.AREA), *self._layout.columns_of(Role.CRITERION)]
        return any(
            words.role(self._grid.text(row, column)) in {Role.AREA, Role.CRITERION}
            for column in columns
        )

    def _is_other_period(self, text: str) -> bool:
        own = self._layout.period
        if own is None:
            return False
        stated = [period for period in periods_in(text) if period.kind is not PeriodKind.YEAR]
        return bool(stated) and not agrees(own, stated)


def _begins_with_figure(cell: Cell) -> bool:
    """Whether the first line of the cell is a figure, or a dash for none."""
    first = cell._replace(text=cell.text.partition("\n")[0])
    return is_figure(first) or first.text in _DASHES
