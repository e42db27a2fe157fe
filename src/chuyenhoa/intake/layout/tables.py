"""The step that says which way a sheet lies: what names its rows, and where its header is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake.layout import words
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
from chuyenhoa.intake.layout.columns import heading_key, heading_keys
from chuyenhoa.intake.layout.layouts import LayoutKind, Meaning, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chuyenhoa.intake.layout.grid import Grid
    from chuyenhoa.intake.layout.lexicon import Lexicon


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


def find_tables(grid: Grid, lexicon: Lexicon) -> list[Table]:
    """The ways in which the sheet may lie; one of them, where it is clear."""
    return _named_tables(grid, lexicon) or _unnamed_tables(grid, lexicon)


def _named_tables(grid: Grid, lexicon: Lexicon) -> list[Table]:
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


def told_table(grid: Grid, lexicon: Lexicon, told: Told) -> Table:
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


def _unnamed_tables(grid: Grid, lexicon: Lexicon) -> list[Table]:
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
    found = headings(grid, header, label)
    keys = heading_keys(found)

    def names(column: int) -> bool:
        known = lexicon.meaning(keys[column], heading_key(found[column])) or Meaning()
        named = any(lexicon.named_above(subject, text).codes for text in found[column].texts)
        return named or getattr(known, subject) is not None

    return {column for column in found if column != label and names(column)}
