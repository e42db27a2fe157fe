"""`import --format json` (contract §13)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, get_args

from chuyenhoa.model.problems import column_letters
from chuyenhoa.model.values import Measure
from chuyenhoa.reports.figures import plain
from chuyenhoa.reports.imports.imported import Status
from chuyenhoa.reports.json_text import dumps
from chuyenhoa.reports.problems import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chuyenhoa.assessment.flips import Flip
    from chuyenhoa.model.problems import Place, Problem
    from chuyenhoa.model.values import Value
    from chuyenhoa.reports.imports.imported import (
        Imported,
        ImportedFigure,
        ImportedFile,
        ImportedSheet,
    )

FORMAT = "chuyenhoa-import/1"


def chunks(imported: Imported) -> Iterator[str]:
    """The document, a figure at a time: there can be hundreds of thousands."""
    head = dumps(
        {
            "format": FORMAT,
            "title": imported.title,
            "illustrative": imported.illustrative,
            "dry_run": imported.dry_run,
            "written": imported.written,
        }
    )
    yield f'{head[:-1]}, "files": ['
    by_file: dict[str, list[ImportedFigure]] = {file.name: [] for file in imported.files}
    for figure in imported.figures:
        by_file[figure.place.file].append(figure)
    for number, file in enumerate(imported.files):
        figures = by_file[file.name]
        yield f"{',' if number else ''}\n{dumps(_file(file, figures))[:-1]}, "
        yield from _list("figures", map(_figure, figures))
        yield "}"
    yield "\n], "
    yield from _list("flips", map(_flip, imported.flips))
    yield ", "
    yield from _list("problems", map(_problem, imported.problems))
    yield "}\n"


def _list(name: str, entries: Iterable[object]) -> Iterator[str]:
    yield f'"{name}": ['
    for number, entry in enumerate(entries):
        yield f"{',' if number else ''}\n{dumps(entry)}"
    yield "]"


def _file(file: ImportedFile, figures: Iterable[ImportedFigure]) -> dict[str, Any]:
    counts = Counter(figure.status for figure in figures)
    kind, *how = file.kind.split(", ")
    return {
        "name": file.name,
        "sha256": file.sha256,
        "kind": kind or None,
        "delimiter": how[0] if len(how) > 1 else None,
        "encoding": how[-1] if how else None,
        "reasons": list(file.reasons),
        "layout": [_sheet(sheet) for sheet in file.sheets],
        **{status: counts[status] for status in get_args(Status)},
    }


def _sheet(sheet: ImportedSheet) -> dict[str, Any]:
    first, last = sheet.header
    return {
        "sheet": sheet.name or None,
        "layout": sheet.layout,
        "profile": sheet.profile,
        "moved": [each._asdict() for each in sheet.moved],
        "area": sheet.area,
        "periods": list(sheet.periods),
        "header_rows": [first, last],
        "columns": [
            {
                "column": column_letters(number),
                "heading": heading,
                "as": role,
                "criterion": criterion,
                "area": area,
                "period": period,
                "part": part,
            }
            for number, heading, role, criterion, area, period, part in sheet.columns
        ],
        "rows_left_out": sheet.left_out,
        "reasons": list(sheet.reasons),
    }


def _figure(figure: ImportedFigure) -> dict[str, Any]:
    return {
        "period": figure.period,
        "area": figure.area,
        "criterion": figure.criterion,
        "status": figure.status,
        "old": _value(figure.old, figure.measure),
        "new": _value(figure.new, figure.measure),
        "text": figure.text or None,
        **_place(figure.place),
    }


def _value(value: Value | None, measure: Measure) -> float | str | None:
    """As in a data file, but a number is a number."""
    if value is None:
        return None
    if value.number is None or value.denominator is not None or measure is Measure.YES_NO:
        return value.text(measure)
    return plain(value.number)


def _place(place: Place) -> dict[str, Any]:
    """In a workbook the cell, in a text file line and column."""
    if place.sheet is None:
        return {"sheet": None, "cell": None, "line": place.line, "column": place.column}
    cell = f"{column_letters(place.column or 0)}{place.line}" if place.line else None
    return {"sheet": place.sheet, "cell": cell, "line": None, "column": None}


def _flip(flip: Flip) -> dict[str, Any]:
    return {
        "period": flip.period,
        "area": flip.area or None,
        "criterion": flip.criterion or None,
        "judged": flip.judged,
        "before": flip.before,
        "after": flip.after,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "notice": problem.notice,
        "file": problem.place.file,
        **_place(problem.place),
        "message": in_words(problem),
        "suggestion": problem.suggestion,
        "candidates": problem.params.get("candidates", []),
    }
