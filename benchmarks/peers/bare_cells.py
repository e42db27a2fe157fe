"""Write an area in each row and a figure in each cell by XlsxWriter, with no format and no verdict.

Usage: python bare_cells.py DATABASE OUTPUT
"""

from __future__ import annotations

import sqlite3
import sys
from itertools import groupby
from operator import itemgetter

from xlsxwriter import Workbook

CELLS = """
SELECT a.name, r.number, r.denominator
FROM result r JOIN area a ON a.id = r.area_id
ORDER BY a.position, r.criterion_id
"""

database, output = sys.argv[1:]
with (
    sqlite3.connect(database) as connection,
    Workbook(output, {"constant_memory": True}) as workbook,
):
    sheet = workbook.add_worksheet()
    rows = groupby(connection.execute(CELLS), key=itemgetter(0))
    for row, (name, figures) in enumerate(rows):
        sheet.write_string(row, 0, name)
        for column, (_name, number, denominator) in enumerate(figures, 1):
            if number is None:
                sheet.write_string(row, column, "n/a")
            elif denominator is None:
                sheet.write_number(row, column, number)
            else:
                sheet.write_string(row, column, f"{number:g}/{denominator:g}")
