"""One sheet: the steps in their order, and what comes of them (an answer, or questions)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake.layout import columns as steps
from chuyenhoa.intake.layout import pairs, words
from chuyenhoa.intake.layout.axes import headings
from chuyenhoa.intake.layout.grid import Grid
from chuyenhoa.intake.layout.layouts import (
    Layout,
    LayoutKind,
    Meaning,
    Question,
    Reason,
    Recognised,
    Role,
    Unclear,
)
from chuyenhoa.intake.layout.periods import (
    agrees,
    is_unfinished,
    lone_parts_in,
    period_between,
    period_of,
    periods_in,
)
from chuyenhoa.intake.layout.tables import find_tables, told_table
from chuyenhoa.intake.layout.titles import areas_in, titles
from chuyenhoa.model.periods import Period, PeriodKind
from chuyenhoa.model.problems import Problem, column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chuyenhoa.intake.layout.columns import Columns
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.intake.layout.tables import Table, Told
    from chuyenhoa.intake.layout.titles import Title
    from chuyenhoa.sources.sheets import Sheet


class Guide(NamedTuple):
    """What is known of a sheet before it is looked at.

    Attributes:
        lexicon: What can be named, with the meaning of headings that has been answered before.
        asked: The period that is wanted, None for the one that the sheet states.
        area: The area that the sheet is about, where that has been answered.
        period: That of its figures, where that has been; it comes before what titles state.
        told: Where the table is, where that has been.
    """

    lexicon: Lexicon
    asked: Period | None = None
    area: str | None = None
    period: Period | None = None
    told: Told | None = None


def recognise(sheet: Sheet, guide: Guide) -> Recognised | Unclear:
    """How the sheet is laid out.

    Args:
        sheet: As it was read.
        guide: What is known of it beforehand.

    Returns:
        The layout, or the questions that remain; never a guess.
    """
    lexicon, asked, area, period, told = guide
    grid = Grid(sheet)
    found = [told_table(grid, lexicon, told)] if told else find_tables(grid, lexicon)
    if len(found) != 1:
        return _no_table(sheet, found, lexicon)
    table = found[0]
    above = titles(grid, table.header.top, lexicon.title)
    stated = _stated(above, asked, lexicon.programme.cutoff_day)
    known = _name_all_columns(grid, lexicon, table, asked, stated)
    if period is None:
        _ask_about_plan(known, above)
    known.reasons[:0] = [Reason("table_told")] if told else _reasons(table)
    layout = Layout(
        table.kind,
        sheet.name,
        (table.header.top, table.header.bottom),
        known.meanings,
        known.headings,
        _sheet_area(known, above, table, area),
        period or _sheet_period(known, above, stated, asked),
        asked,
    )
    reasons = tuple(known.reasons)
    if known.questions:
        return Unclear(sheet, tuple(known.questions), reasons, layout=layout)
    return Recognised(sheet, layout, reasons, tuple(known.notices))


def _no_table(sheet: Sheet, found: Sequence[Table], lexicon: Lexicon) -> Unclear:
    if found:
        problem = Problem("several_tables", sheet.place(found[1].header.top, 0))
        return Unclear(sheet, (Question(problem),))
    examples = list(lexicon.rules.names)[:2]
    problem = Problem("no_layout", sheet.place(0, 0), {"criteria": examples})
    return Unclear(sheet, (Question(problem),), table=False)


def _name_all_columns(
    grid: Grid,
    lexicon: Lexicon,
    table: Table,
    asked: Period | None,
    stated: Mapping[Title, list[Period]],
) -> Columns:
    """What each column holds, and what has to be asked about them."""
    label = table.axis.column
    known = steps.Columns(
        grid, lexicon, table.kind, table.header, headings(grid, table.header, label)
    )
    steps.name_columns(known, table.labels)
    pairs.pair_marks(known)
    only = _precise(stated)
    period = asked or (only[0] if len(only) == 1 else None)
    if period is not None:
        steps.leave_out_other_parts(known, period)
    pairs.pair_columns(known, period)
    _find_period_column(known)
    steps.take_verdicts(known)
    steps.leave_out(known, asked)
    for column, role in table.labels.items():
        known.meanings[column] = Meaning(role)
    if not any(meaning.role is Role.VALUE for meaning in known.meanings.values()):
        _ask_for_values(known)
    return known


def _find_period_column(known: Columns) -> None:
    """Where no heading says so, a column in which nothing but periods stands is that of periods."""
    if known.kind not in {LayoutKind.LONG, LayoutKind.WIDE}:
        return
    if any(meaning.role is Role.PERIOD for meaning in known.meanings.values()):
        return
    ignored = {column for column, each in known.meanings.items() if each.role is Role.IGNORED}
    for column in sorted(known.unnamed | ignored):
        texts = {known.grid.text(row, column) for row in known.body} - {""}
        if texts and all(not text.isdecimal() and period_of(text) for text in texts):
            known.unnamed.discard(column)
            known.meanings[column] = Meaning(Role.PERIOD)
            return


def _ask_for_values(known: Columns) -> None:
    """Nothing can be read where no column holds values."""
    if not known.questions:
        place = known.grid.sheet.place(known.header.lowest, 0)
        known.questions.append(Question(Problem("no_values", place)))


def _reasons(table: Table) -> list[Reason]:
    down = "areas" if table.kind in {LayoutKind.WIDE, LayoutKind.LONG} else "criteria"
    place = {
        "column": column_letters(table.axis.column + 1),
        "count": table.axis.things,
        "row": table.axis.first + 1,
    }
    rows = {"first": table.header.top + 1, "last": table.header.bottom}
    return [
        Reason(f"{down}_down", place),
        Reason(f"layout_{table.kind}"),
        Reason("header_rows", rows),
    ]


def _sheet_area(
    known: Columns, above: Sequence[Title], table: Table, answered: str | None
) -> str | None:
    """The one area that the titles name, where neither rows nor columns do."""
    if known.kind is not LayoutKind.ONE_AREA:
        return None
    if answered is not None:
        known.reasons.append(Reason("area_answered", {"area": answered}))
        return answered
    named = {title: codes for title in above if (codes := areas_in(title.text, known.lexicon))}
    codes = tuple(dict.fromkeys(code for found in named.values() for code in found))
    if len(codes) == 1:
        title = next(iter(named))
        known.reasons.append(Reason("area_from", {"area": codes[0], "text": title.text}))
        return codes[0]
    place = next(iter(named), above[0]).place
    if codes:
        problem = Problem("several_areas", place, {"candidates": list(codes)})
    else:
        problem = _area_in_body(known, table) or Problem("no_area", place)
    known.questions.append(Question(problem, codes))
    return None


def _area_in_body(known: Columns, table: Table) -> Problem | None:
    """That areas stand among the criteria, each above its own."""
    for row in range(known.header.bottom, table.axis.first):
        for column in range(table.axis.column + 1):
            text = known.grid.text(row, column)
            if any(map(str.isalpha, text)) and known.lexicon.areas(text).codes:
                place = known.grid.sheet.place(row, column)
                return Problem("area_among_criteria", place, {"text": text})
    return None


def _ask_about_plan(known: Columns, above: Sequence[Title]) -> None:
    """Ask of which period the results are where a title is one of a plan, and none of results."""
    # Files are called reports, and plans, whatever is in them.
    *within, _file = above
    if any(words.is_results_title(title.text) for title in within):
        return
    for title in within:
        if words.is_plan_title(title.text) or words.is_other_title(title.text):
            problem = Problem("plan_stated", title.place, {"text": title.text})
            known.questions.append(Question(problem))
            return


def _stated(
    above: Sequence[Title], asked: Period | None, cutoff_day: int
) -> dict[Title, list[Period]]:
    """The periods that each title states; no year where another title is the half that lacks it.

    Such a half is taken for one of the year that is asked for.
    """
    stated = {title: found for title in above if (found := periods_in(title.text))}
    unfinished = [title for title in above if is_unfinished(title.text)]
    if unfinished:
        stated = {
            title: found
            for title, found in stated.items()
            if any(period.kind is not PeriodKind.YEAR for period in found)
        }
    if asked is not None:
        halves = {title: lone_parts_in(title.text, asked.year) for title in unfinished}
        stated |= {title: found for title, found in halves.items() if found}
    for title in above:
        if title not in stated and (between := period_between(title.text, cutoff_day)):
            stated[title] = [between]
    return stated


def _sheet_period(
    known: Columns,
    above: Sequence[Title],
    stated: Mapping[Title, list[Period]],
    asked: Period | None,
) -> Period | None:
    """The period of the figures of which neither row nor column says it."""
    meanings = known.meanings.values()
    values = [meaning for meaning in meanings if meaning.role is Role.VALUE]
    if any(meaning.role is Role.PERIOD for meaning in meanings):
        return None
    if values and all(meaning.period for meaning in values):
        return None
    periods = _precise(stated)
    if asked is not None:
        if periods and asked not in periods:
            title = next(iter(stated))
            said = {"stated": stated[title][0].code, "asked": asked.code}
            if agrees(asked, periods):
                known.notices.append(Problem("year_stated", title.place, said, notice=True))
            else:
                known.questions.append(Question(Problem("other_period", title.place, said)))
        known.reasons.append(Reason("period_asked", {"period": asked.code}))
        return asked
    if len(periods) == 1:
        title = next(iter(stated))
        said = {"period": periods[0].code, "text": title.text}
        known.reasons.append(Reason("period_from", said))
        return periods[0]
    codes = tuple(period.code for period in periods)
    place = next(iter(stated), above[0]).place
    problem = (
        Problem("several_periods", place, {"candidates": list(codes)})
        if codes
        else Problem("no_period", place)
    )
    known.questions.append(Question(problem, codes))
    return None


def _precise(stated: Mapping[Title, list[Period]]) -> list[Period]:
    """The periods, without the years of which another one is a part."""
    found = dict.fromkeys(period for periods in stated.values() for period in periods)
    parts = {period.year for period in found if period.kind is not PeriodKind.YEAR}
    return [
        period for period in found if period.kind is not PeriodKind.YEAR or period.year not in parts
    ]
