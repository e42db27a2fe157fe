"""The last step: the figures of a sheet, each with its cell, and what is wrong with them."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake import texts
from chuyenhoa.intake.layout.beside import Beside
from chuyenhoa.intake.layout.cells import (
    follows,
    fraction,
    is_doubtful,
    quoted,
    quoting,
    read_cell,
    read_mark,
    read_part,
    rounded,
    unclear_dots,
    unrounded,
)
from chuyenhoa.intake.layout.grid import Grid
from chuyenhoa.intake.layout.hidden import hidden_notice
from chuyenhoa.intake.layout.layouts import HALVES, LayoutKind, Part, Role
from chuyenhoa.intake.layout.readings import Reading, Refused
from chuyenhoa.intake.layout.rows import Rows
from chuyenhoa.intake.layout.scales import scales
from chuyenhoa.intake.repeats import merged, repeated
from chuyenhoa.model.dataset import Origin, Result
from chuyenhoa.model.problems import Invalid, Problem
from chuyenhoa.model.values import Measure
from chuyenhoa.sources.memory import without_collections
from chuyenhoa.sources.sheets import EMPTY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chuyenhoa.intake.layout.layouts import Layout, Recognised
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.intake.layout.rows import Topic
    from chuyenhoa.model.dataset import Criterion
    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.values import Value
    from chuyenhoa.sources.sheets import Cell


_MARKS = {Part.MET, Part.NOT_MET}
_new = tuple.__new__
_ORIGIN = itemgetter(Result._fields.index("origin"))


class _Entry(NamedTuple):
    """What stands in a cell, where that is, and the note beside it."""

    cell: Cell
    row: int
    column: int
    note: str | None


class _Figures:
    """A criterion in one period: what its cells mean, its figures by area, the halves of some."""

    def __init__(self, criterion: Criterion, period: Period) -> None:
        self.criterion = criterion
        self.code = criterion.code
        self.period = period
        self.known: dict[Cell, Value] = {}
        self.found: dict[str, Result] = {}
        self.halves: dict[str, dict[Part, _Entry]] = {}


class _Target(NamedTuple):
    """Where the cells of one column belong; what those mean that have been read before."""

    column: int
    part: Part
    area: str | None
    figures: _Figures
    known: Mapping[Cell, Value]


def read_figures(recognised: Recognised, lexicon: Lexicon, file: int = 0) -> Reading:
    """The figures of a sheet.

    Args:
        recognised: The sheet and how it is laid out.
        lexicon: What its labels can name.
        file: The position of its file in the input, for the origins of the results.

    Returns:
        The results, each once, in the order of their cells; the problems and notices, those of
        the layout among them.
    """
    with without_collections():
        return _Reader(recognised, lexicon, file).read()


class _Reader:
    def __init__(self, recognised: Recognised, lexicon: Lexicon, file: int) -> None:
        self._sheet = recognised.sheet
        self._layout: Layout = recognised.layout
        self._lexicon = lexicon
        self._language = lexicon.language
        self._file = file
        self._files = {file: recognised.sheet.file}
        self._grid = Grid(recognised.sheet)
        self._rows = Rows(self._grid, self._layout, lexicon)
        self._problems = list(recognised.notices)
        self._refused: list[Refused] = []
        self._said_rounded: set[str] = set()
        self._figures: dict[tuple[str, Period], _Figures] = {}
        # As they are read: all that remain, unless a problem or a notice says otherwise.
        self._results: list[Result] = []
        self._targets: dict[Topic, list[_Target]] = {}
        notes = self._layout.columns_of(Role.NOTE)
        per_row = self._layout.kind in {LayoutKind.LONG, LayoutKind.ONE_AREA}
        self._note_column = notes[0] if notes and per_row else None
        self._beside = Beside(self._sheet, self._layout)

    def read(self) -> Reading:
        self._read_rows()
        if self._rows.merged:
            self._drop_merged()
        for figures in self._figures.values():
            self._join_halves(figures)
            if self._language == "vi" and (unclear := unclear_dots(figures.known)):
                self._drop_unclear(figures, unclear)
        self._drop_scaled()
        left_out = self._rows.left_out()
        if notice := hidden_notice(self._sheet, self._layout, left_out, self._note_column):
            self._problems.append(notice)
        problems = [*self._problems, *self._rows.problems, *self._beside.notices]
        problems.sort(key=_position)
        results = self._results
        if problems or any(figures.halves for figures in self._figures.values()):
            found = (figures.found.values() for figures in self._figures.values())
            results = sorted(chain.from_iterable(found), key=_ORIGIN)
        return Reading(tuple(results), tuple(problems), self._rows.reasons(), tuple(self._refused))

    def _read_rows(self) -> None:
        """Read every cell; all that is done for each stands here, as it is nearly all the time."""
        sheet, results, only_area = self._sheet, self._results, self._layout.area or ""
        file, name, lines, beside = self._file, sheet.name or None, sheet.lines, self._beside
        for row, row_area, topic in self._rows:
            cells, note = sheet.rows[row], None
            line, own_area = lines[row] if lines else row + 1, row_area or only_area
            if self._note_column is not None:
                note = self._note(row, self._note_column)
            targets = self._targets.get(topic)
            if targets is None:
                targets = self._targets[topic] = self._targets_of(topic)
            for column, part, column_area, figures, known in targets:
                cell = cells[column]
                area, value = column_area or own_area, known.get(cell)
                if value is None:
                    value = self._read_cell(figures, area, part, _Entry(cell, row, column, note))
                    if value is None:
                        continue
                # As their own calls do, but those take twice as long.
                origin = _new(Origin, (file, line, column + 1, name))
                result = _new(Result, (figures.period, area, figures.code, value, origin, note))
                results.append(result)
                before = figures.found.setdefault(area, result)
                if before is not result:
                    self._again(figures, before, result)
            if beside.remarks:
                beside.look_at_remarks(row, (target.column for target in targets))
            for target in targets if beside.verdicts else ():
                self._read_verdicts(row, target.area or own_area, target, note)

    def _read_verdicts(self, row: int, area: str, target: _Target, note: str | None) -> None:
        """Take what a verdict says for the answer of a yes/no criterion that has no other."""
        cells, figures = self._sheet.rows[row], target.figures
        if figures.criterion.measure is not Measure.YES_NO or cells[target.column] != EMPTY:
            return
        for column, part in self._beside.answers(row, target.column):
            entry = _Entry(cells[column], row, column, note)
            value = self._read_cell(figures, area, part, entry)
            if value is not None:
                result = self._result(figures, area, entry, value)
                self._results.append(result)
                before = figures.found.setdefault(area, result)
                if before is not result:
                    self._again(figures, before, result)

    def _read_cell(self, figures: _Figures, area: str, part: Part, entry: _Entry) -> Value | None:
        """The value that is not known yet; half of one is kept until the other is there."""
        if entry.cell == EMPTY:
            return None
        if part in _MARKS:
            under = self._layout.headings[entry.column].texts[-1]
            return self._value(figures, area, entry, partial(read_mark, part=part, under=under))
        if part is not Part.WHOLE:
            self._keep_half(figures, area, part, entry)
            return None
        value = self._value(figures, area, entry)
        if value is not None:
            figures.known[entry.cell] = value
        return value

    def _targets_of(self, topic: Topic) -> list[_Target]:
        targets = []
        for column in self._layout.columns_of(Role.VALUE):
            meaning = self._layout.columns[column]
            code, when = meaning.criterion or topic.criterion, meaning.period or topic.period
            if code is None or when is None:  # pragma: no cover - recognition sees to both
                continue
            part = topic.part if meaning.part is Part.WHOLE else meaning.part
            figures = self._figures_of(code, when)
            known = figures.known if part is Part.WHOLE else {}
            targets.append(_Target(column, part, meaning.area, figures, known))
        return targets

    def _figures_of(self, code: str, period: Period) -> _Figures:
        figures = self._figures.get((code, period))
        if figures is None:
            criterion = self._lexicon.rules.criterion_in(period, code)
            figures = self._figures[code, period] = _Figures(criterion, period)
        return figures

    def _value(
        self,
        figures: _Figures,
        area: str,
        entry: _Entry,
        read: Callable[..., Value | None] = read_cell,
    ) -> Value | None:
        try:
            value = read(entry.cell, figures.criterion, language=self._language)
        except Invalid as invalid:
            shorter = self._rounded(invalid, figures.criterion, entry)
            if shorter is not None:
                return self._value(figures, area, shorter, read)
            bounds = self._lexicon.bounds[figures.code]
            self._refuse(unrounded(invalid, figures.criterion, bounds), figures, area, entry)
            return None
        if read is read_cell and is_doubtful(entry.cell, figures.criterion):
            params = {"text": entry.cell.text, "name": figures.criterion.name}
            place = self._sheet.place(entry.row, entry.column)
            self._problems.append(Problem("doubtful_no", place, params, notice=True))
        return value

    def _rounded(self, invalid: Invalid, criterion: Criterion, entry: _Entry) -> _Entry | None:
        """A rate that a spreadsheet has worked out to its fifteenth digit; said once for each."""
        if invalid.code != "number_too_long":
            return None
        cell = rounded(entry.cell, criterion, self._lexicon.bounds[criterion.code])
        if cell is None:
            return None
        if criterion.code not in self._said_rounded:
            self._said_rounded.add(criterion.code)
            text = quoted(entry.cell, self._language)
            params = {"criterion": criterion.code, "text": text, "value": Decimal(cell.text)}
            place = self._sheet.place(entry.row, entry.column)
            self._problems.append(Problem("rounded", place, params, notice=True))
        return entry._replace(cell=cell)

    def _drop_merged(self) -> None:
        """Take no figure whose cell reaches over other rows."""
        merged = {self._sheet.place(*owner): owner for owner in self._rows.merged}
        for figures in self._figures.values():
            for result in list(figures.found.values()):
                place = result.origin.place(self._files)
                if place in merged:
                    row, column = merged[place]
                    text = quoted(self._sheet.rows[row][column], self._language)
                    self._drop(figures, result, text)
            for area, halves in list(figures.halves.items()):
                if any((half.row, half.column) in self._rows.merged for half in halves.values()):
                    del figures.halves[area]

    def _drop_unclear(self, figures: _Figures, unclear: set[Cell]) -> None:
        """Take no figure of those cells of a criterion that can be read in two ways."""
        lines = self._sheet.lines
        for area, result in list(figures.found.items()):
            line, column = result.origin.line or 1, result.origin.column or 1
            row = bisect_left(lines, line) if lines else line - 1
            cell = self._sheet.rows[row][column - 1]
            if cell in unclear:
                whole = cell.text.replace(".", "", 1)
                invalid = Invalid("unclear_thousands", text=cell.text, whole=whole)
                self._refuse(invalid, figures, area, _Entry(cell, row, column - 1, None))
                del figures.found[area]

    def _drop_scaled(self) -> None:
        """Take no figures that are said to be thousands of what the criterion counts."""
        for scale in scales(self._grid, self._layout, self._lexicon):
            for figures in self._figures.values():
                criterion = figures.criterion
                # Nothing, a thousand times, is nothing.
                misread = [each for each in figures.found.values() if each.value.number]
                if not misread or not scale.misleads(criterion):
                    continue
                said = {"text": scale.text, "criterion": criterion.code}
                self._problems.append(Problem("scaled_unit", scale.place, said))
                for result in misread:
                    self._drop(figures, result, result.value.text(criterion.measure))

    def _drop(self, figures: _Figures, result: Result, text: str) -> None:
        place = result.origin.place(self._files)
        self._refused.append(Refused(result.period, result.area, result.criterion, text, place))
        del figures.found[result.area]

    def _refuse(self, invalid: Invalid, figures: _Figures, area: str, entry: _Entry) -> None:
        place = self._sheet.place(entry.row, entry.column)
        self._problems.append(quoting(invalid, entry.cell, self._language).at(place))
        text = quoted(entry.cell, self._language)
        self._refused.append(Refused(figures.period, area, figures.criterion.code, text, place))

    def _note(self, row: int, column: int) -> str | None:
        text = self._sheet.rows[row][column].text
        try:
            return texts.prose(text) if text else None
        except Invalid as invalid:
            self._problems.append(invalid.at(self._sheet.place(row, column)))
            return None

    def _result(self, figures: _Figures, area: str, entry: _Entry, value: Value) -> Result:
        place = self._sheet.place(entry.row, entry.column)
        origin = Origin(self._file, place.line, place.column, place.sheet)
        return Result(figures.period, area, figures.code, value, origin, entry.note)

    def _again(self, figures: _Figures, before: Result, result: Result) -> None:
        measure = figures.criterion.measure
        self._problems.append(repeated(before, result, measure, self._files))
        figures.found[before.area] = merged(before, result)

    def _keep_half(self, figures: _Figures, area: str, part: Part, half: _Entry) -> None:
        halves = figures.halves.setdefault(area, {})
        if part not in halves:
            halves[part] = half
        elif halves[part].cell != half.cell:
            self._disagree(figures, area, half, halves[part])

    def _disagree(self, figures: _Figures, area: str, half: _Entry, other: _Entry) -> None:
        said = {
            "area": area,
            "criterion": figures.criterion.code,
            "period": figures.period.code,
            "text": quoted(half.cell, self._language),
            "other": quoted(other.cell, self._language),
            "first": self._sheet.place(other.row, other.column),
        }
        place = self._sheet.place(half.row, half.column)
        self._problems.append(Problem("conflicting_result", place, said))

    def _join_halves(self, figures: _Figures) -> None:
        """Make fractions of the numerators and denominators."""
        for area, halves in figures.halves.items():
            before = len(self._problems)
            given = [
                (halves[part], value)
                for part in HALVES
                if part in halves
                and (value := self._value(figures, area, halves[part], read_part)) is not None
            ]
            if len(self._problems) > before:
                continue
            if len(given) == 1:
                half, _ = given[0]
                invalid = Invalid("half_fraction", text=half.cell.text)
                self._refuse(invalid, figures, area, half)
            elif given:
                (half, over), (_, under) = given
                self._add_fraction(figures, area, half, (over, under))

    def _add_fraction(
        self, figures: _Figures, area: str, half: _Entry, values: tuple[Value, Value]
    ) -> None:
        try:
            value = fraction(values, figures.criterion)
        except Invalid as invalid:
            self._refuse(invalid, figures, area, half)
            return
        result = self._result(figures, area, half, value)
        before = figures.found.get(area)
        if before is None or follows(before.value, value, figures.criterion):
            figures.found[area] = result
        else:
            self._again(figures, before, result)


def _position(problem: Problem) -> tuple[int, int]:
    return problem.place.line or 0, problem.place.column or 0
