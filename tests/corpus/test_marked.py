"""A marked copy of a file of the corpus has the same cells, whoever has written the file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from chuyenhoa.intake.tables import Wanted, read_table_file
from chuyenhoa.reports.imports.marked import Mark, marked_copy, marked_tables
from tests.corpus.programme import LEXICON
from tests.corpus.reading import PATHS

if TYPE_CHECKING:
    from pathlib import Path

    from chuyenhoa.sources.sheets import Sheet, Sheets
    from chuyenhoa.sources.tables import OfficeReader


def cells(sheet: Sheet) -> list[list[str]]:
    """The texts of a sheet, those above a Word table in rows of their own."""
    rows = [[cell.text for cell in row] for row in sheet.rows]
    width = len(rows[0]) if rows else 0
    above = [[text, *[""] * (width - 1)] for text in sheet.above]
    return [*above, *([[""] * width] if above else []), *rows]


def meant(sheets: Sheets) -> tuple[list[tuple[object, ...]], list[str]]:
    """Every figure, good and bad, and the problems: what an import would make of it."""
    file = read_table_file(sheets, LEXICON, Wanted())
    readings = [sheet.reading for sheet in file.sheets]
    good = [(*each[:3], each.value) for reading in readings for each in reading.results]
    bad = [each[:4] for reading in readings for each in reading.refused]
    wrong = [each.code for reading in readings for each in reading.problems]
    return [*good, *bad], [*wrong, *(each.problem.code for each in file.questions)]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
# What openpyxl cannot keep it says on stderr, which nobody sees of the process that marks.
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_a_marked_copy_reads_the_same(
    path: Path, sheets: dict[str, Sheets], office: OfficeReader
) -> None:
    given = sheets[path.name]
    marks = [Mark(each.name, len(each.rows), 1, "wrong") for each in given.sheets if each.rows]
    if not marks:
        return
    name = f"{path.name}.xlsx"
    if given.said == "XLSX":
        name = path.name
        copy = marked_copy(path.read_bytes(), marks, macros=False)
    else:
        copy = marked_tables(given.sheets, marks)
    again = office.read(name, copy)
    assert [*map(cells, again.sheets)] == [*map(cells, given.sheets)]
    assert meant(again) == meant(given)
    said = [
        cell.comment.text
        for sheet in load_workbook(BytesIO(copy)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    ]
    assert sum(text.endswith("wrong") for text in said) == len(marks)
