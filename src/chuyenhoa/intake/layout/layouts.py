"""The vocabulary of layouts: what the columns and rows of a sheet stand for, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.language import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.problems import Problem
    from chuyenhoa.sources.sheets import Sheet


class LayoutKind(StrEnum):
    """The ways in which a sheet can be laid out.

    Long: each row has an area, a criterion and a value. Wide: areas down, criteria across.
    Turned: criteria down, areas across. One area: criteria down, the area is named elsewhere.
    """

    LONG = "long"
    WIDE = "wide"
    TURNED = "turned"
    ONE_AREA = "one_area"


# In these layouts headings name what the figures are about.
NAMED_ABOVE = {LayoutKind.WIDE: "criterion", LayoutKind.TURNED: "area"}


class Part(StrEnum):
    """Which part of a value a cell holds; a share beside both others follows from them.

    Under a heading that says met, or not met, a cell holds a mark.
    """

    WHOLE = "whole"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    SHARE = "share"
    MET = "met"
    NOT_MET = "not_met"


# What a rate is made of, where it is given in two cells.
HALVES = (Part.NUMERATOR, Part.DENOMINATOR)


class Role(StrEnum):
    """What a column holds; `IGNORED` is a serial number, a unit, a target and the like."""

    AREA = "area"
    CRITERION = "criterion"
    PERIOD = "period"
    VALUE = "value"
    NOTE = "note"
    IGNORED = "ignored"


class Meaning(NamedTuple):
    """What the figures under a heading are about; None where the heading does not say."""

    role: Role = Role.VALUE
    area: str | None = None
    criterion: str | None = None
    period: Period | None = None
    part: Part = Part.WHOLE


class Heading(NamedTuple):
    """What stands above a column.

    Attributes:
        texts: Of its header cells from the top, each once.
        row: Of the lowest of them, from 0.
    """

    texts: tuple[str, ...]
    row: int

    @property
    def text(self) -> str:
        """The whole of it, as people are shown it."""
        return " / ".join(self.texts)


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where in one sheet; rows and columns from 0.

    Attributes:
        kind: Which way it lies.
        sheet: The sheet's name.
        header: The header's first row, and the one after its last: there the body begins.
        columns: What each column holds that anything is known about.
        headings: What stands above the columns.
        area: The area of the whole sheet, where neither rows nor columns name one.
        period: The period of all figures for which neither their row nor column names one.
        asked: The period that alone is wanted, None for whatever there is.
    """

    kind: LayoutKind
    sheet: str
    header: tuple[int, int]
    columns: Mapping[int, Meaning]
    headings: Mapping[int, Heading]
    area: str | None = None
    period: Period | None = None
    asked: Period | None = None

    @property
    def labels(self) -> list[int]:
        """The columns that say what rows are about."""
        about = {Role.AREA, Role.CRITERION, Role.PERIOD}
        return sorted(column for column, meaning in self.columns.items() if meaning.role in about)

    def columns_of(self, role: Role) -> list[int]:
        """The columns that hold this, from the left."""
        return sorted(column for column, meaning in self.columns.items() if meaning.role is role)


REASONS: dict[str, str] = {
    "areas_down": N_("Column {column} names {count} areas, the first in row {row}."),
    "criteria_down": N_("Column {column} names {count} criteria, the first in row {row}."),
    "table_told": N_("Where headings, areas and criteria stand has been answered."),
    "header_rows": N_("The headings stand in rows {first} to {last}."),
    "layout_long": N_("Each row names an area and a criterion."),
    "layout_wide": N_("The areas stand down, the criteria across."),
    "layout_turned": N_("The criteria stand down, the areas across."),
    "layout_one_area": N_("The criteria stand down and no heading names an area: one area only."),
    "column_whole": N_("Column {column}, “{heading}”, holds results ({subject})."),
    "column_numerator": N_("Column {column}, “{heading}”, holds numerators ({subject})."),
    "column_denominator": N_("Column {column}, “{heading}”, holds denominators ({subject})."),
    "column_met": N_("Column {column}, “{heading}”, holds marks of what is met ({subject})."),
    "column_not_met": N_(
        "Column {column}, “{heading}”, holds marks of what is not met ({subject})."
    ),
    "column_ignored": N_("Column {column}, “{heading}”, holds no results."),
    "column_of_other_period": N_("Column {column}, “{heading}”, is not of {period}."),
    "other_part": N_("Column {column} is the other half of the rate in column {other}."),
    "same_criterion": N_("Column {column} belongs to the criterion of column {other}."),
    "share_follows": N_("Column {column} is a share that follows from the two beside it."),
    "area_from": N_("The area {area} is named in “{text}”."),
    "area_answered": N_("The area {area} is the one that was answered."),
    "period_from": N_("The period {period} is named in “{text}”."),
    "period_asked": N_("The period {period} is the one that was asked for."),
    "profile_moved": N_("Column {column}, “{heading}”, is {before} in the profile."),
    "profile_new": N_("Column {column}, “{heading}”, is not in the profile."),
    "profile_gone": N_("“{heading}”, column {before} in the profile, is not there."),
    "known_heading": N_("Column {column}, “{heading}”: as it was answered before."),
    "rows_skipped": N_("{count} rows hold no results, the first is row {row}: “{text}”."),
    "rows_of_other_period": N_(
        "{count} rows are of other periods and not read, the first is row {row}."
    ),
    "sheet_used": N_("The sheet “{sheet}” is read."),
    "sheet_hidden": N_("The sheet “{sheet}” is hidden and not read."),
    "sheet_left": N_("The sheet “{sheet}” holds no table of results."),
    "sheet_of_plan": N_("The sheet “{sheet}” is titled as a plan and not read."),
    "sheet_of_other_period": N_("The sheet “{sheet}” is of another period and not read."),
}


# Those that say of a sheet that it is not read.
UNREAD = {"sheet_hidden", "sheet_left", "sheet_of_other_period", "sheet_of_plan"}


class Reason(NamedTuple):
    """Why a sheet is understood as it is: one of `REASONS` with its fields."""

    code: str
    params: Mapping[str, object] = {}

    def sentence(self, translate: Callable[[str], str] = str) -> str:
        """The reason in words."""
        return translate(REASONS[self.code]).format_map(self.params)


@dataclass(frozen=True, slots=True)
class Question:
    """What cannot be told from the sheet: to be asked, or else a problem.

    Attributes:
        problem: What is unclear, where, as a script is told.
        choices: What may be meant: codes, or words of `Role`.
        heading: The heading whose meaning would settle it (see `recognise`), if one would.
    """

    problem: Problem
    choices: tuple[str, ...] = ()
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet that is understood."""

    sheet: Sheet
    layout: Layout
    reasons: tuple[Reason, ...] = ()
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Unclear:
    """A sheet that is not: what would have to be answered first.

    Attributes:
        sheet: The sheet.
        questions: One at least.
        reasons: For what was understood nevertheless.
        table: Whether it looks like a table of results at all.
        layout: What is known of the layout nevertheless.
    """

    sheet: Sheet
    questions: tuple[Question, ...]
    reasons: tuple[Reason, ...] = ()
    table: bool = True
    layout: Layout | None = None
