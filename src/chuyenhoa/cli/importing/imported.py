"""An import as its reports have it: what was read, beside what is recorded."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, cast

from chuyenhoa.cli.importing.columns import imported_column
from chuyenhoa.intake.layout.layouts import UNREAD
from chuyenhoa.language import _
from chuyenhoa.model.problems import column_letters
from chuyenhoa.reports.imports.imported import (
    Imported,
    ImportedColumn,
    ImportedFigure,
    ImportedFile,
    ImportedMove,
    ImportedSheet,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chuyenhoa.cli.importing.outcome import Outcome, Read
    from chuyenhoa.intake.layout.layouts import Layout, Reason
    from chuyenhoa.intake.tables import Tables, TableSheet
    from chuyenhoa.model.dataset import Dataset
    from chuyenhoa.model.values import Value
    from chuyenhoa.store.comparison import Compared
    from chuyenhoa.store.inputs import InputFile


def as_imported(read: Read, outcome: Outcome, *, dry_run: bool, reasons: bool) -> Imported:
    """An import as its reports have it.

    Args:
        read: The files as they are understood.
        outcome: What has become of them, or would.
        dry_run: Whether nothing was to be written.
        reasons: Whether it is said why each sheet is taken for what it is.
    """
    dataset = read.dataset
    return Imported(
        title=dataset.programme.title,
        illustrative=dataset.programme.illustrative,
        dry_run=dry_run,
        written=outcome.number is not None,
        areas={area.code: area.name for area in dataset.areas},
        files=_files(read.tables, read.sources, reasons=reasons),
        figures=outcome.figures,
        flips=outcome.flips,
        problems=read.tables.problems,
    )


def _files(tables: Tables, sources: Sequence[InputFile], *, reasons: bool) -> list[ImportedFile]:
    return [
        ImportedFile(
            file.name,
            source.sha256 or "",
            file.said,
            tuple(_sheet(sheet, reasons=reasons) for sheet in file.sheets),
            _sentences(file.reasons if reasons else ()),
            tuple(str(each.params["sheet"]) for each in file.reasons if each.code in UNREAD),
        )
        for file, source in zip(tables.files, sources, strict=True)
    ]


def _sheet(sheet: TableSheet, *, reasons: bool) -> ImportedSheet:
    layout, reading = sheet.layout, sheet.reading
    # Most results come period by period.
    periods = [period for period, _results in groupby(reading.results, itemgetter(0))]
    periods += [each.period for each in reading.refused]
    # Of two cells that disagree the first is among the results.
    second = {each.place for each in reading.problems if each.code == "conflicting_result"}
    skipped = [each.params["count"] for each in sheet.reasons if each.code == "rows_skipped"]
    return ImportedSheet(
        layout.sheet,
        layout.kind.value,
        layout.area,
        tuple(period.code for period in dict.fromkeys(periods)),
        (layout.header[0] + 1, layout.header[1]),
        tuple(_columns(layout)),
        len(reading.results) + len(reading.refused) + len(second),
        sum(cast("list[int]", skipped)),
        sheet.profile.name if sheet.profile else None,
        tuple(ImportedMove(each.heading, *map(_letters, each[1:])) for each in sheet.moved),
        _sentences(sheet.reasons if reasons else ()),
    )


def _columns(layout: Layout) -> Iterator[ImportedColumn]:
    for column, meaning in sorted(layout.columns.items()):
        yield imported_column(column, layout.headings[column].text, meaning)


def _letters(columns: Iterable[int]) -> tuple[str, ...]:
    return tuple(column_letters(column + 1) for column in columns)


def _sentences(reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(reason.sentence(_) for reason in reasons)


def imported_figures(
    tables: Tables, dataset: Dataset, compared: Sequence[Compared], kept: Sequence[Value | None]
) -> list[ImportedFigure]:
    """Every figure, taken or refused, in the order of the cells.

    Args:
        tables: What was read.
        dataset: The definitions.
        compared: What becomes of each result.
        kept: What is recorded in the place of each figure that is refused.
    """
    measures = {
        criterion.code: criterion.measure
        for each in dataset.criteria_sets
        for criterion in each.criteria
    }
    names = [file.name for file in tables.files]
    figures = []
    for (period, area, criterion, new, origin, _note), (old, status) in zip(
        tables.results, compared, strict=True
    ):
        about = (period.code, area, criterion, measures[criterion])
        figures.append(ImportedFigure(*about, status, old, new, "", origin.place(names)))
    for (period, area, criterion, text, place), old in zip(tables.refused, kept, strict=True):
        about = (period.code, area, criterion, measures[criterion])
        figures.append(ImportedFigure(*about, "refused", old, None, text, place))
    sheets = {
        (file.name, sheet.layout.sheet or None): position
        for position, (file, sheet) in enumerate(
            (file, sheet) for file in tables.files for sheet in file.sheets
        )
    }

    def position(figure: ImportedFigure) -> tuple[int, int, int]:
        place = figure.place
        return sheets[place.file, place.sheet], place.line or 0, place.column or 0

    return sorted(figures, key=position)
