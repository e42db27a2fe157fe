"""Our side of the cases `matrix` and `workbook`: a table of cells as a page or a workbook.

python benchmarks/render.py CELLS.csv html|xlsx
"""

from __future__ import annotations

import csv
import gc
import sys
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from chuyenhoa.reports.document import Cell, Column, Document, MadeRows, Row, Table
from chuyenhoa.reports.formats import pieces

if TYPE_CHECKING:
    from chuyenhoa.reports.document import Tone

TONES: dict[str, Tone] = {"✓": "good", "✗": "bad", "?": "open"}
WORDS = {"✓": "Đạt", "✗": "Chưa đạt", "?": "Chưa có số liệu"}


def row(cells: list[str]) -> Row:
    """A row: the name, and a sign with a figure for each criterion."""
    name, *figures = cells
    return Row((Cell(name), *map(figure, figures)))


@lru_cache(maxsize=1 << 16)
def figure(text: str) -> Cell:
    """A cell as reports have them, which make equal ones once as well."""
    sign, shown = text.split(" ", 1)
    value = float(shown) if shown.replace(".", "", 1).isdecimal() else None
    return Cell(shown, value, TONES[sign], sign, kind="number", meaning=WORDS[sign])


def main() -> None:
    """Reads, renders, writes; as the program does, without looking for garbage."""
    gc.set_threshold(10_000_000)
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    columns = tuple(Column(name) for name in heading)
    table = Table("matrix", "Ma trận", columns, MadeRows(rows, row))
    title = "Kết quả theo địa bàn và tiêu chí"
    document = Document("matrix", title, "2023-H2", "", "en", date(2023, 12, 14), None, (table,))
    for piece in pieces(document, sys.argv[2]):
        sys.stdout.buffer.write(piece if isinstance(piece, bytes) else piece.encode())


if __name__ == "__main__":
    main()
