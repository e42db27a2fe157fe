"""Write src/chuyenhoa/store/schema.sql anew: what all migrations lead to.

With --check, say instead whether it is what they lead to.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import StaticPool, create_engine

SCHEMA = Path(__file__).resolve().parent.parent / "src" / "chuyenhoa" / "store" / "schema.sql"
HEAD = "-- Generated from migrations/ by tools/schema.py: a new database is made from this.\n"


def migrated() -> sqlite3.Connection:
    """A database in memory to which all migrations were applied."""
    connection = sqlite3.connect(":memory:")
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    with engine.begin() as begun:
        config = Config()
        config.set_main_option("script_location", "chuyenhoa.store:migrations")
        config.attributes["connection"] = begun
        command.upgrade(config, "head")
    return connection


def schema(connection: sqlite3.Connection) -> str:
    """The statements that make the same tables."""
    rows = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid"
    )
    made = [
        "\n".join(line.rstrip() for line in sql.expandtabs(4).strip().splitlines())
        for (sql,) in rows
    ]
    (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    made.append(f"INSERT INTO alembic_version VALUES ('{version}')")  # noqa: S608 - our own number
    return "\n".join([HEAD, *(f"{statement};\n" for statement in made)])


def main() -> int:
    """Write the file, or with --check compare it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    text = schema(migrated())
    if not check:
        SCHEMA.write_text(text, "utf-8", newline="\n")
    elif SCHEMA.read_text("utf-8") != text:
        print(f"{SCHEMA.name} is not what the migrations lead to: python tools/schema.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
