"""An import as its reports have it: the reading and what became of it, brought together."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from chuyenhoa.intake.layout.figures import place_of
from chuyenhoa.intake.rules import Rules
from chuyenhoa.language import _
from chuyenhoa.reports.imported import (
    Imported,
    ImportedColumn,
    ImportedFigure,
    ImportedFile,
    ImportedSheet,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chuyenhoa.cli.importing import Outcome, Read
    from chuyenhoa.intake.layout.layouts import Layout, Reason
    from chuyenhoa.intake.tables import TableFile, TableSheet


def imported_of(
    read: Read, outcome: Outcome, *, dry_run: bool, written: bool, reasons: bool
) -> Imported:
    """The import for its reports.

    Args:
        read: The files.
        outcome: What became of them.
        dry_run: Whether nothing was to be written.
        written: Whether the database has been changed.
        reasons: Whether it is said why each sheet is taken for what it is.
    """
    dataset, tables = read.dataset, read.tables
    sources = zip(tables.files, read.sources, strict=True)
    return Imported(
        title=dataset.programme.title,
        illustrative=dataset.programme.illustrative,
        dry_run=dry_run,
        written=written,
        areas={area.code: area.name for area in dataset.areas},
        files=[_file(file, source.sha256 or "", reasons=reasons) for file, source in sources],
        figures=list(_figures(read, outcome)),
        flips=outcome.flips,
        problems=tables.problems,
    )


def _file(file: TableFile, sha256: str, *, reasons: bool) -> ImportedFile:
    return ImportedFile(
        file.name,
        sha256,
        file.said,
        tuple(_sheet(sheet, reasons=reasons) for sheet in file.sheets),
        _sentences(file.reasons if reasons else ()),
    )


def _sheet(sheet: TableSheet, *, reasons: bool) -> ImportedSheet:
    layout, reading = sheet.layout, sheet.reading
    periods = [each.period for each in reading.results]
    periods += [each.period for each in reading.refused]
    skipped = [each.params["count"] for each in sheet.reasons if each.code == "rows_skipped"]
    return ImportedSheet(
        layout.sheet,
        layout.kind.value,
        layout.area,
        tuple(period.code for period in dict.fromkeys(periods)),
        (layout.header[0] + 1, layout.header[1]),
        tuple(_columns(layout)),
        len(reading.results) + len(reading.refused),
        sum(cast("list[int]", skipped)),
        _sentences(sheet.reasons if reasons else ()),
    )


def _columns(layout: Layout) -> Iterator[ImportedColumn]:
    for column, (role, area, criterion, period, part) in sorted(layout.columns.items()):
        heading = layout.headings[column].text
        code = period.code if period else None
        yield ImportedColumn(column + 1, heading, role, criterion, area, code, part)


def _sentences(reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(reason.sentence(_) for reason in reasons)


def _figures(read: Read, outcome: Outcome) -> Iterator[ImportedFigure]:
    """Every figure that was compared, and every one that was refused."""
    rules = Rules(read.dataset.criteria_sets)
    names = {position: file.name for position, file in enumerate(read.tables.files)}
    for (period, area, criterion, value, origin, _note), old, status in outcome.compared:
        measure = rules.criterion(criterion).measure
        place = place_of(origin, names)
        yield ImportedFigure(period.code, area, criterion, measure, status, old, value, "", place)
    for period, area, criterion, text, place in read.tables.refused:
        measure = rules.criterion(criterion).measure
        yield ImportedFigure(
            period.code, area, criterion, measure, "refused", None, None, text, place
        )
