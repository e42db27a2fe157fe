"""A marked copy of a file of the corpus has the same cells, whoever has written the file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from chuyenhoa.reports.imports.marked import Mark, marked_copy, marked_tables
from chuyenhoa.sources.tables import read_sheets
from tests.corpus.reading import PATHS

if TYPE_CHECKING:
    from pathlib import Path

    from chuyenhoa.sources.sheets import Sheets


def texts(sheets: Sheets) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in sheet.rows] for sheet in sheets.sheets]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
# What openpyxl cannot keep it says on stderr, which nobody sees of the process that marks.
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_a_marked_copy_reads_the_same(path: Path, sheets: dict[str, Sheets]) -> None:
    given = sheets[path.name]
    marks = [Mark(each.name, len(each.rows), 1, "wrong") for each in given.sheets if each.rows]
    if not marks:
        return
    if given.said == "XLSX":
        copy = marked_copy(path.read_bytes(), marks, macros=False)
    else:
        copy = marked_tables(given.sheets, marks)
    assert texts(read_sheets("copy.xlsx", copy)) == texts(given)
    said = [
        cell.comment.text
        for sheet in load_workbook(BytesIO(copy)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    ]
    assert sum(text.endswith("wrong") for text in said) == len(marks)
