"""One sheet: the steps in their order, and what comes of them (an answer, or questions)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake.layout import columns as steps
from chuyenhoa.intake.layout import pairs, words
from chuyenhoa.intake.layout.axes import (
    Axis,
    Header,
    area_axes,
    criterion_axes,
    find_header,
    header_at,
    headings,
    same_things,
)
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
from chuyenhoa.intake.layout.periods import agrees, is_unfinished, period_of, periods_in
from chuyenhoa.intake.layout.titles import areas_in, titles
from chuyenhoa.model.periods import Period, PeriodKind
from chuyenhoa.model.problems import Problem, column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chuyenhoa.intake.layout.columns import Columns
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.intake.layout.titles import Title
    from chuyenhoa.sources.sheets import Sheet


class Table(NamedTuple):
    """A way in which the sheet may lie: what names its rows, and where its header is."""

    kind: LayoutKind
    labels: dict[int, Role]
    axis: Axis
    header: Header


class Told(NamedTuple):
    """Where a person sees the table; rows and columns from 0.

    Attributes:
        header: The lowest row of its headings, None where there are none.
        areas: The column that names areas, None where none does.
        criteria: The column that names criteria, None where none does; one of the two does.
    """

    header: int | None
    areas: int | None
    criteria: int | None


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
    if told is not None:
        found = [_told_table(grid, lexicon, told)]
    else:
        found = find_tables(grid, lexicon) or unnamed_tables(grid, lexicon)
    if len(found) != 1:
        return _no_table(sheet, found, lexicon)
    table = found[0]
    above = titles(grid, table.header.top, lexicon.title)
    stated = _stated(above)
    known = name_all_columns(grid, lexicon, table, asked, stated)
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
    example = [code for code, _name in zip(lexicon.criterion_codes, range(2), strict=False)]
    problem = Problem("no_layout", sheet.place(0, 0), {"criteria": example})
    return Unclear(sheet, (Question(problem),), table=False)


def find_tables(grid: Grid, lexicon: Lexicon) -> list[Table]:
    """The ways in which the sheet may lie; one of them, where it is clear."""
    areas, criteria = area_axes(grid, lexicon), criterion_axes(grid, lexicon)
    if long := _long(grid, lexicon, areas, criteria):
        return [long]
    wide = next(filter(None, (_wide(grid, lexicon, axis, areas) for axis in areas)), None)
    down = next(filter(None, (_down(grid, lexicon, axis, criteria) for axis in criteria)), None)
    found = [table for table in (wide, down) if table is not None]
    return [table for table in found if not any(_is_inside(table, other) for other in found)]


def _is_inside(table: Table, other: Table) -> bool:
    """Whether all that one table names stands in the header of the other."""
    return all(other.header.top <= row < other.header.bottom for row in table.axis.rows)


def _long(
    grid: Grid, lexicon: Lexicon, areas: Sequence[Axis], criteria: Sequence[Axis]
) -> Table | None:
    for area in areas:
        for criterion in criteria:
            both = area.rows.keys() & criterion.rows.keys()
            if area.column == criterion.column or not both:
                continue
            rows = {row: area.rows[row] + criterion.rows[row] for row in both}
            axis = Axis(area.column, rows)
            header = find_header(grid, lexicon, area.column, axis.first, criterion.column)
            if header is None or _named(grid, header, area.column, lexicon, "criterion"):
                continue
            labels = {each.column: Role.CRITERION for each in same_things(criterion, criteria)}
            labels |= {each.column: Role.AREA for each in same_things(area, areas)}
            return Table(LayoutKind.LONG, labels, axis, header)
    return None


def _wide(grid: Grid, lexicon: Lexicon, axis: Axis, areas: Sequence[Axis]) -> Table | None:
    header = find_header(grid, lexicon, axis.column, axis.first)
    if header is None:
        return None
    named = _named(grid, header, axis.column, lexicon, "criterion")
    # A figure may look like the code of its area.
    labels = dict.fromkeys({each.column for each in same_things(axis, areas)} - named, Role.AREA)
    return Table(LayoutKind.WIDE, labels, axis, header) if named else None


def _down(grid: Grid, lexicon: Lexicon, axis: Axis, criteria: Sequence[Axis]) -> Table | None:
    header = find_header(grid, lexicon, axis.column, axis.first)
    if header is None or _named(grid, header, axis.column, lexicon, "criterion"):
        return None
    turned = _named(grid, header, axis.column, lexicon, "area")
    down = {each.column for each in same_things(axis, criteria)} - turned
    labels = dict.fromkeys(down, Role.CRITERION)
    return Table(LayoutKind.TURNED if turned else LayoutKind.ONE_AREA, labels, axis, header)


def _told_table(grid: Grid, lexicon: Lexicon, told: Told) -> Table:
    """The table that a person sees; what its rows are about may be known of none of them."""
    label = told.criteria if told.areas is None else told.areas
    assert label is not None  # noqa: S101 - one of the two is told
    named = lexicon.criteria if told.areas is None else lexicon.areas
    top = 0 if told.header is None else told.header + 1
    rows = {
        row: codes
        for row in range(top, len(grid.rows))
        if (codes := named(grid.text(row, label)).codes)
    }
    axis = Axis(label, rows or {top: ()})
    if told.header is None:
        header = Header(axis.first, axis.first)
    else:
        header = header_at(grid, label, told.header, axis.first)
    labels = {
        column: role
        for column, role in ((told.areas, Role.AREA), (told.criteria, Role.CRITERION))
        if column is not None
    }
    if told.areas is None:
        turned = _named(grid, header, label, lexicon, "area")
        return Table(LayoutKind.TURNED if turned else LayoutKind.ONE_AREA, labels, axis, header)
    kind = LayoutKind.WIDE if told.criteria is None else LayoutKind.LONG
    return Table(kind, labels, axis, header)


def unnamed_tables(grid: Grid, lexicon: Lexicon) -> list[Table]:
    """A table of areas of which no heading names a criterion: each will be asked about."""
    for axis in area_axes(grid, lexicon):
        header = find_header(grid, lexicon, axis.column, axis.first)
        if header is not None:
            above = headings(grid, header, axis.column)[axis.column]
            if Role.AREA in map(words.role, above.texts):
                return [Table(LayoutKind.WIDE, {axis.column: Role.AREA}, axis, header)]
    return []


def _named(grid: Grid, header: Header, label: int, lexicon: Lexicon, subject: str) -> set[int]:
    """The other columns whose headings name an area, or a criterion."""
    match = lexicon.areas if subject == "area" else lexicon.criteria
    found = headings(grid, header, label)
    keys = steps.heading_keys(found)

    def names(column: int) -> bool:
        known = lexicon.meaning(keys[column], steps.heading_key(found[column])) or Meaning()
        named = any(match(text).codes for text in found[column].texts)
        return named or getattr(known, subject) is not None

    return {column for column in found if column != label and names(column)}


def name_all_columns(
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


def _stated(above: Sequence[Title]) -> dict[Title, list[Period]]:
    """The periods that each title states; no year where another title is the half that lacks it."""
    stated = {title: found for title in above if (found := periods_in(title.text))}
    if any(is_unfinished(title.text) for title in above):
        return {
            title: found
            for title, found in stated.items()
            if any(period.kind is not PeriodKind.YEAR for period in found)
        }
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
