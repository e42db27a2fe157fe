"""`docs/database.md` is true: the views have its columns, its queries print what it shows."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.store.database import memory_database

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parent.parent / "docs" / "database.md"
TEXT = PAGE.read_text("utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```\n\n((?:\|[^\n]*\n)*)", TEXT, re.DOTALL)
VIEWS = re.findall(r"^### (\w+)\n(.*?)(?=^##)", TEXT, re.DOTALL | re.MULTILINE)


def first_cells(section: str) -> list[str]:
    """The names in the first column of the tables of a section."""
    cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]


def printed(rows: sqlite3.Cursor) -> str:
    """The rows as a table in Markdown."""
    names = [name for name, *_ in rows.description]
    lines = [names, *(["" if cell is None else str(cell) for cell in row] for row in rows)]
    table = [f"| {' | '.join(line)} |\n" for line in lines]
    return "".join([table[0], "|---" * len(names) + "|\n", *table[1:]])


@pytest.mark.parametrize(("query", "shown"), QUERIES)
def test_query(sample_db: Path, query: str, shown: str) -> None:
    address = f"{sample_db.as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        assert printed(connection.execute(query)) == shown


def test_every_query_shows_its_output() -> None:
    assert len(QUERIES) == TEXT.count("```sql")


@pytest.mark.parametrize(("view", "section"), VIEWS)
def test_columns(view: str, section: str) -> None:
    with memory_database() as connection:
        columns = connection.execute(f"SELECT name FROM pragma_table_info('{view}')")
        assert sorted(first_cells(section)) == sorted(name for (name,) in columns)


def test_every_table_is_named() -> None:
    section = TEXT.partition("## The tables\n")[2].partition("\n## ")[0]
    with memory_database() as connection:
        assert sorted(first_cells(section)) == sorted(tables(connection))


def tables(connection: sqlite3.Connection) -> Iterator[str]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return (name for (name,) in rows if not name.startswith("sqlite_"))
