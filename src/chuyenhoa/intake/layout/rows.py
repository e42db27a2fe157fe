"""What each row below the header is about; groups, totals and notes are about nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count, repeat
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from chuyenhoa.intake.layout import words
from chuyenhoa.intake.layout.asides import Asides
from chuyenhoa.intake.layout.cells import quoted
from chuyenhoa.intake.layout.grid import is_date, is_figure
from chuyenhoa.intake.layout.layouts import LayoutKind, Part, Reason, Role
from chuyenhoa.model.names import fold
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Invalid, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chuyenhoa.intake.layout.grid import Grid
    from chuyenhoa.intake.layout.layouts import Layout
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.intake.layout.naming import Match
    from chuyenhoa.model.problems import Place
    from chuyenhoa.sources.sheets import Row

T = TypeVar("T")

_GROUP = re.compile(r"[IVX]{1,6}|[A-ZĐ]")
# A row of targets, of units, or of the figures that an area had before.
_NO_DATA = re.compile(
    r"(?:chi tieu|muc tieu|target|don vi tinh|dvt|unit|(?:so lieu )?(?:ky|nam) truoc|"
    r"(?:so lieu )?cung ky|previous|last (?:period|year))\b.*"
)


@dataclass(frozen=True, eq=False, slots=True)
class Topic:
    """What rows are about beside an area; one and the same for all rows that are about it.

    None is for the columns or the sheet to say.
    """

    criterion: str | None
    period: Period | None
    part: Part = Part.WHOLE


# A row, its area ('' is for the columns or the sheet to say), and its topic. A bare tuple, for
# there are many.
Subject: TypeAlias = tuple[int, str, Topic]


class _Missing(Exception):
    """A row that does not say what it is about."""

    def __init__(self, role: Role, column: int) -> None:
        self.role = role
        self.column = column


class Rows:
    """The rows of a sheet, and what is wrong with their labels.

    Args:
        grid: The sheet.
        layout: How it is laid out.
        lexicon: What its labels can name.
    """

    def __init__(self, grid: Grid, layout: Layout, lexicon: Lexicon) -> None:
        self.problems: list[Problem] = []
        self._grid = grid
        self._layout = layout
        self._lexicon = lexicon
        self._labels = {role: layout.columns_of(role) for role in Role}
        self._matches = {Role.AREA: lexicon.areas, Role.CRITERION: lexicon.criteria}
        # Each label once: a sheet repeats its areas and criteria thousands of times.
        self._named: dict[Role, dict[str, tuple[str, Part] | None]] = {
            Role.AREA: {},
            Role.CRITERION: {},
        }
        self._topics: dict[tuple[str | None, Period | None, Part], Topic] = {}
        self._periods: dict[str, Period] = {}
        # Labels that are looked at in each row: merged cells, what belongs to the row above, what
        # is worth a notice.
        self._odd = {""}
        # What all others say, for the many rows that are in order.
        self._area_columns = self._labels[Role.AREA]
        self._topic_columns = [*self._labels[Role.CRITERION], *self._labels[Role.PERIOD][:1]]
        self._plain_areas: dict[object, str] = {}
        self._plain_topics: dict[object, Topic] = {}
        # Labels that say of what they name that these are no results of it.
        self._not_results: set[str] = set()
        self._asides = Asides(grid, layout, lexicon)
        self._other_table: Place | None = None
        # What has figures of the period that alone is wanted, and the rows of others.
        self._given: set[tuple[str, str | None]] = set()
        self._others: list[tuple[int, str, Topic]] = []
        self.merged: set[tuple[int, int]] = set()
        self._skipped: list[int] = []
        self._pending: list[tuple[int, _Missing]] = []
        self._signed: list[int] = []
        self._after_blank = False
        self._parent: str | None = None

    def __iter__(self) -> Iterator[Subject]:
        first = self._layout.header[1]
        body = self._grid.rows[first:]
        # What is plain is looked up without a step in Python, as far as the loop has come.
        areas = map(self._plain_areas.get, _cells(body, self._area_columns))
        topics = map(self._plain_topics.get, _cells(body, self._topic_columns))
        for row, plain_area, plain_topic in zip(count(first), areas, topics):
            area, topic = plain_area, plain_topic
            if area is None or topic is None:
                try:
                    area, topic = self._subject(row)
                except _Missing as missing:
                    if self._is_section(row):
                        self._refuse_pending()
                        return
                    self._unlabelled(row, missing)
                    continue
                except Invalid:
                    continue
            if self._after_blank and self._asides.is_signed(row):
                self._signed.append(row)
                continue
            if self._pending:
                self._refuse_pending()
            self._after_blank = False
            self._parent = topic.criterion
            if self._other_table and self._has_figures(row):
                self.problems.append(Problem("several_tables", self._other_table))
                return
            told = self._told(row, area, topic) if self._asides.telling else topic
            if told is not None:
                yield row, area, told
        self._end()

    def _told(self, row: int, area: str, topic: Topic) -> Topic | None:
        """What the row itself says beside its labels: its period, that it is a plan, its part."""
        asides = self._asides
        if asides.wanted and topic.period != asides.wanted:
            if self._has_figures(row):
                self._others.append((row, area, topic))
            return None
        if asides.is_plan(row):
            self._skipped.append(row)
            return None
        if (unit := asides.percent_unit(row, topic.criterion)) is not None:
            if self._has_figures(row):
                said = self._grid.text(row, self._labels[Role.CRITERION][0])
                criterion = topic.criterion
                self._say("percent_heading", row, unit, text=f"{said} (%)", criterion=criterion)
            return None
        for owner in asides.covered.get(row, ()):
            if owner not in self.merged:
                self.merged.add(owner)
                text = quoted(self._grid.cell(*owner), self._lexicon.language)
                self._say("merged_figure", *owner, text=text)
        self._given.add((area, topic.criterion))
        part = asides.part(row) if topic.part is Part.WHOLE else topic.part
        return self._topic(topic.criterion, topic.period, part)

    def _end(self) -> None:
        """Say what can only be said of all rows."""
        for row in (*(row for row, _ in self._pending), *self._signed):
            self._leave_out(row)
        for row, area, topic in self._others:
            if (area, topic.criterion) not in self._given:
                self.problems.append(self._asides.other_period(row, topic.period))

    def left_out(self) -> set[int]:
        """The rows that are not read, once all have been looked at."""
        return {*self._skipped, *(row for row, *_ in self._others)}

    def reasons(self) -> tuple[Reason, ...]:
        """Which rows have been left out, once all have been looked at."""
        reasons = []
        if self._skipped:
            row = min(self._skipped)
            text = next(filter(None, (cell.text for cell in self._grid.rows[row])), "")
            params = {"count": len(self._skipped), "row": row + 1, "text": text}
            reasons.append(Reason("rows_skipped", params))
        if self._others:
            params = {"count": len(self._others), "row": self._others[0][0] + 1}
            reasons.append(Reason("rows_of_other_period", params))
        return tuple(reasons)

    def _subject(self, row: int) -> tuple[str, Topic]:
        area, criterion, part = "", None, Part.WHOLE
        if self._labels[Role.AREA]:
            area, _ = self._label(row, Role.AREA)
        if self._labels[Role.CRITERION]:
            criterion, part = self._label(row, Role.CRITERION)
        period = self._period(row) if self._labels[Role.PERIOD] else self._layout.period
        topic = self._topic(criterion, period, part)
        self._keep(self._plain_areas, row, self._area_columns, area)
        self._keep(self._plain_topics, row, self._topic_columns, topic)
        return area, topic

    def _topic(self, criterion: str | None, period: Period | None, part: Part) -> Topic:
        key = criterion, period, part
        return self._topics.setdefault(key, Topic(*key))

    def _keep(self, plain: dict[object, T], row: int, columns: list[int], meaning: T) -> None:
        cells = self._grid.rows[row]
        if self._odd.isdisjoint(cells[column].text for column in columns):
            plain[next(_cells([cells], columns))] = meaning

    def _label(self, row: int, role: Role) -> tuple[str, Part]:
        """What the row's labels of this kind name, and which part of it."""
        named, columns = self._named[role], self._labels[role]
        found: tuple[str, Part] | None = None
        for column in columns:
            text = self._grid.text(row, column)
            if not text:
                continue
            if text not in named:
                named[text] = self._resolve(text, role)
            this = named[text]
            if this is None and role is Role.CRITERION:
                this = self._part_of_parent(text)
            if this is None:
                continue
            if found is not None and found[0] != this[0]:
                self._disagree(row, column, found[0], this[0])
            found = found or this
            self._notice_likely(row, column, text, role)
        if found is None:
            texts = [column for column in columns if self._grid.text(row, column)]
            raise _Missing(role, (texts or columns)[0])
        self._parent = found[0]
        return found

    def _resolve(self, text: str, role: Role) -> tuple[str, Part] | None:
        match: Match = self._matches[role](text)
        if match.likely or len(match.codes) != 1:
            self._odd.add(text)
        if len(match.codes) != 1:
            return None
        if any(self._lexicon.is_aside(match.codes[0], each) for each in match.rest):
            self._not_results.add(text)
            return None
        part = next(filter(None, map(words.part, match.rest)), Part.WHOLE)
        return match.codes[0], Part.WHOLE if part is Part.SHARE else part

    def _part_of_parent(self, text: str) -> tuple[str, Part] | None:
        """`- Tổng số vụ` below a rate is the denominator of that rate."""
        part = words.part(text)
        if self._parent is None or part in {None, Part.SHARE} or words.is_total(text):
            return None
        measured = self._lexicon.measured(self._parent)
        return (self._parent, part) if part and measured.measure == "rate" else None

    def _disagree(self, row: int, column: int, one: str, other: str) -> None:
        self._say("labels_disagree", row, column, one=one, other=other)
        raise Invalid("labels_disagree", one=one, other=other)

    def _notice_likely(self, row: int, column: int, text: str, role: Role) -> None:
        match: Match = self._matches[role](text)
        if match.likely:
            self._say("look_alike", row, column, notice=True, text=text, code=match.codes[0])

    def _period(self, row: int) -> Period:
        column = self._labels[Role.PERIOD][0]
        text = self._grid.text(row, column)
        try:
            return self._periods.get(text) or self._parsed_period(text)
        except Invalid as invalid:
            if self._has_figures(row):
                self.problems.append(invalid.at(self._grid.sheet.place(row, column)))
            raise

    def _parsed_period(self, text: str) -> Period:
        period = Period.parse(text)
        # Two spellings are one period, also by identity.
        known = next((each for each in self._periods.values() if each == period), period)
        self._periods[text] = known
        return known

    def _unlabelled(self, row: int, missing: _Missing) -> None:
        """A row that names nothing: left out where that is clear, else a problem."""
        if self._grid.is_blank(row):
            self._after_blank = True
            return
        self._other_table = self._other_table or self._asides.other_table(row)
        text = self._grid.text(row, missing.column)
        if not self._has_figures(row):
            self._skipped.append(row)
        elif text in self._not_results:
            self._say("not_results", row, missing.column, notice=True, text=text)
            self._skipped.append(row)
        elif self._is_aside(row, text, missing):
            self._skipped.append(row)
        elif self._after_blank and not text:
            self._pending.append((row, missing))
        else:
            self._refuse(row, missing)

    def _is_aside(self, row: int, text: str, missing: _Missing) -> bool:
        """Whether the row is a total, a group, or the header or its targets once more."""
        before = [self._grid.text(row, column) for column in range(missing.column + 1)]
        heading = self._layout.headings[missing.column].texts
        return (
            any(words.is_total(each) for each in before)
            or (missing.role is Role.AREA and words.is_summary(text))
            or text in heading
            or fold(text) in self._lexicon.left_out
            or any(_NO_DATA.fullmatch(fold(each)) for each in before)
            or self._grid.is_numbering(row)
            or self._is_group(before[:-1])
        )

    def _is_group(self, before: list[str]) -> bool:
        """Whether a Roman number or a letter stands where other rows have Arabic numbers."""
        return any(
            _GROUP.fullmatch(text) and self._asides.counts(column)
            for column, text in enumerate(before)
        )

    def _is_section(self, row: int) -> bool:
        """Whether the rows from here on are another area's."""
        layout = self._layout
        if layout.kind is not LayoutKind.ONE_AREA:
            return False
        for column in range(max(self._labels[Role.CRITERION]) + 1):
            text = self._grid.text(row, column)
            codes = self._lexicon.areas(text).codes if any(map(str.isalpha, text)) else ()
            if codes and layout.area not in codes and not self._asides.is_below(row - 1):
                self._say("area_among_criteria", row, column, text=text)
                return True
        return False

    def _refuse_pending(self) -> None:
        for row, missing in self._pending:
            self._refuse(row, missing)
        self._pending = []

    def _refuse(self, row: int, missing: _Missing) -> None:
        text = self._grid.text(row, missing.column)
        if not text:
            self._say("no_label", row, missing.column)
            return
        is_area, lexicon = missing.role is Role.AREA, self._lexicon
        unknown = lexicon.unknown_area(text) if is_area else lexicon.unknown_criterion(text)
        self.problems.append(unknown.at(self._grid.sheet.place(row, missing.column)))

    def _leave_out(self, row: int) -> None:
        """Leave a row below the table out that does not say what its figures are about."""
        cells = self._grid.rows[row]
        values = self._labels[Role.VALUE]
        column = next(each for each in values if is_figure(cells[each]) or is_date(cells[each]))
        text = quoted(cells[column], self._lexicon.language)
        self._say("row_left_out", row, column, notice=True, text=text)
        self._skipped.append(row)

    def _say(
        self, code: str, row: int, column: int, /, *, notice: bool = False, **params: object
    ) -> None:
        place = self._grid.sheet.place(row, column)
        self.problems.append(Problem(code, place, params, notice=notice))

    def _has_figures(self, row: int) -> bool:
        cells = self._grid.rows[row]
        return any(is_figure(cells[column]) for column in self._labels[Role.VALUE])


def _cells(rows: Iterable[Row], columns: Sequence[int]) -> Iterator[object]:
    """The cells of each row in these columns: one, a tuple of several, or nothing at all."""
    return map(itemgetter(*columns), rows) if columns else repeat(())
