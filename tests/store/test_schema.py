from __future__ import annotations

import sqlite3
import subprocess
import sys
import warnings
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import StaticPool, create_engine

from chuyenhoa.store import schema
from chuyenhoa.store.database import create_database, memory_database
from chuyenhoa.store.tables import Table
from tests.store.programmes import DATASET, write

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
STORE = ROOT / "src" / "chuyenhoa" / "store"


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with memory_database() as connection:
        write(connection, DATASET)
        yield connection


def test_a_new_database_has_what_the_migrations_lead_to() -> None:
    command = [sys.executable, str(ROOT / "tools" / "schema.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_last_migration_has_the_number_of_the_schema() -> None:
    latest = max(path.name for path in (STORE / "migrations" / "versions").glob("*.py"))
    assert int(latest.partition("_")[0]) == schema.SCHEMA_VERSION


def test_the_declared_tables_are_those_of_a_new_database(connection: sqlite3.Connection) -> None:
    connection.commit()
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    with engine.connect() as begun:
        context = MigrationContext.configure(begun, opts={"target_metadata": Table.metadata})
        with warnings.catch_warnings(action="ignore"):
            # Indexes on expressions are not compared; the next test does.
            assert compare_metadata(context, Table.metadata) == []


def test_the_declared_constraints_are_those_of_a_new_database() -> None:
    with closing(sqlite3.connect(":memory:")) as declared:
        engine = create_engine("sqlite://", creator=lambda: declared, poolclass=StaticPool)
        Table.metadata.create_all(engine)
        found = {name: _parts(sql) for name, sql in schema.definitions(declared).items()}
    expected = {
        (kind, name): _parts(sql)
        for (kind, name), sql in schema.expected_definitions().items()
        if kind != "view" and name != "alembic_version"
    }
    assert found == expected


def _parts(sql: str) -> list[str]:
    """Columns and constraints, in whatever order they come."""
    return sorted(sql.replace(" ", "").replace(",CONSTRAINT", ",\nCONSTRAINT").split("\n"))


def test_the_views_of_a_database_are_those_of_the_file(tmp_path: Path) -> None:
    text = (STORE / "views.sql").read_text("utf-8")
    with create_database(tmp_path / "a.db") as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'view'")
        views = rows.fetchall()
        assert len(views) == text.count("CREATE VIEW ")
        for name, sql in views:
            assert f"{sql};" in text
            connection.execute(f'SELECT * FROM "{name}"')


def test_statements_are_found_whatever_is_in_them() -> None:
    text = "-- a; b\nSELECT ';' -- c;\n;\nSELECT 2; -- d\nSELECT 'x\n;y';\n"
    found = list(schema.statements(text))
    assert found == ["-- a; b\nSELECT ';' -- c;\n;", "SELECT 2; -- d", "SELECT 'x\n;y';"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE dataset SET cutoff_day = 29",
        "UPDATE dataset SET language = 'fr'",
        "UPDATE dataset SET illustrative = 2",
        "UPDATE dataset SET min_success_rate = 101",
        "UPDATE dataset SET max_relapses = -1",
        "UPDATE dataset SET max_relapses = 'many'",
        "UPDATE dataset SET id = 2",
        "UPDATE area SET code = 'HONG-THU' WHERE code = 'phin-ho'",
        "UPDATE area SET kind = 'district'",
        "UPDATE area SET name = NULL",
        "UPDATE period SET kind = 'week'",
        "UPDATE period SET ends_on = starts_on",
        "UPDATE criterion SET code = 'tc08' WHERE code = 'TC03'",
        "UPDATE criteria_set SET pass_score = 100.1",
        "UPDATE criterion_group SET code = 'a' WHERE code = 'B'",
        "UPDATE criterion_group SET require_count = 1, require_all = 1",
        "UPDATE set_criterion SET low = NULL, high = NULL",
        "UPDATE set_criterion SET low = 2, high = 1",
        "UPDATE set_criterion SET position = 1",
        "UPDATE set_criterion SET per = 0",
        "UPDATE set_criterion SET points = -0.1",
        "UPDATE set_criterion SET against = 'nothing'",
        "UPDATE result SET number = NULL WHERE applicable = 1",
        "UPDATE result SET number = 1 WHERE applicable = 0",
        "UPDATE result SET number = 1e9",
        "UPDATE result SET number = -1e9",
        "UPDATE result SET denominator = -1",
        "UPDATE result SET denominator = 9e999",
        "UPDATE result SET applicable = 2",
        "UPDATE result SET number = 'many'",
        "UPDATE result SET note = 'x', text_crc32 = NULL",
        "UPDATE result SET criterion_id = 99",
        "INSERT INTO office (id) VALUES (2)",
        "UPDATE note SET code = 'n01' WHERE code = 'N02'",
        "UPDATE note SET kind = 'remark'",
        "UPDATE note SET period_id = NULL",
        "UPDATE note SET text = NULL",
        "UPDATE note SET area_id = 99",
        "UPDATE target SET criterion_id = 1, area_id = NULL, from_id = NULL",
        "DELETE FROM input_file",
        "DELETE FROM period",
    ],
)
def test_what_cannot_be_is_refused_by_the_database_itself(
    connection: sqlite3.Connection, change: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(change)


def test_not_a_number_is_nothing(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"ck_result_applicable"):
        connection.execute("UPDATE result SET number = ? WHERE applicable = 1", (float("nan"),))
