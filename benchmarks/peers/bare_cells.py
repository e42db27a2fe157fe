"""The peer of `workbook`: the same cells by XlsxWriter, in its leanest way and with no format.

python benchmarks/peers/bare_cells.py CELLS.csv
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

from xlsxwriter import Workbook


def main() -> None:
    """Reads, writes."""
    out = io.BytesIO()
    with (
        Path(sys.argv[1]).open(encoding="utf-8", newline="") as file,
        Workbook(out, {"constant_memory": True}) as workbook,
    ):
        sheet = workbook.add_worksheet()
        for row, cells in enumerate(csv.reader(file)):
            for column, cell in enumerate(cells):
                number = cell.rpartition(" ")[2]
                if number.replace(".", "", 1).isdecimal():
                    sheet.write_number(row, column, float(number))
                else:
                    sheet.write_string(row, column, cell)
    sys.stdout.buffer.write(out.getvalue())


if __name__ == "__main__":
    main()
