"""A wide workbook of results into a database as an able analyst would do it in pandas.

python wide.py WORKBOOK DATABASE: nothing is checked.
"""

from __future__ import annotations

import sqlite3
import sys

import pandas as pd


def main() -> None:
    """Read, turn and write."""
    book, database = sys.argv[1:]
    wide = pd.read_excel(book)
    long = wide.melt(["STT", "Mã địa bàn", "Địa bàn"], var_name="criterion", value_name="value")
    with sqlite3.connect(database) as connection:
        long.drop(columns="STT").to_sql("result", connection, index=False)


if __name__ == "__main__":
    main()
