"""Our side of the case `matrix`: a table of cells as a page of HTML.

python benchmarks/render.py CELLS.csv
"""

from __future__ import annotations

import csv
import sys
from datetime import date
from pathlib import Path

from chuyenhoa.reports.document import Cell, Column, Document, MadeRows, Row, Table
from chuyenhoa.reports.formats import pieces

TONES = {"✓": "good", "✗": "bad", "?": "open"}
WORDS = {"✓": "Đạt", "✗": "Chưa đạt", "?": "Chưa có số liệu"}


def row(cells: list[str]) -> Row:
    """A row: the name, and a sign with a figure for each criterion."""
    name, *figures = cells
    return Row((Cell(name), *map(figure, figures)))


def figure(text: str) -> Cell:
    """A cell as reports have them."""
    sign, shown = text.split(" ", 1)
    return Cell(shown, None, TONES[sign], sign, kind="number", meaning=WORDS[sign])  # type: ignore[arg-type]


def main() -> None:
    """Reads, renders, writes."""
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    columns = tuple(Column(name) for name in heading)
    table = Table("matrix", "Ma trận", columns, MadeRows(rows, row))
    title = "Kết quả theo địa bàn và tiêu chí"
    document = Document("matrix", title, "2023-H2", "", "vi", date(2023, 12, 14), None, (table,))
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.writelines(map(str, pieces(document, "html")))


if __name__ == "__main__":
    main()
