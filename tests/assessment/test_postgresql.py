"""The views are in the SQL that SQLite and PostgreSQL share: the same text, the same verdicts."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import tempfile
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings

from tests.assessment.judges import database
from tests.assessment.programmes import criterion, programme, rules
from tests.assessment.random_programmes import programmes_to_judge

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from chuyenhoa.model.dataset import Dataset

TYPES = {"INTEGER": "bigint", "REAL": "numeric", "TEXT": "text"}
VIEWS = ("assessed_programme", "assessed_area", "assessed_criterion", "figure_history")


class Server:
    """A PostgreSQL server of the tests' own, reached through a socket in its folder.

    Args:
        programs: Where the programs of PostgreSQL are.
        folder: Where all that it writes goes.
        user: Who runs it; PostgreSQL refuses to be run by root.
    """

    def __init__(self, programs: Path, folder: Path, user: str | None) -> None:
        self.programs = programs
        self.folder = folder
        self.user = user

    def run(self, program: str, *arguments: str, given: str = "") -> str:
        done = subprocess.run(
            [self.programs / program, *arguments],
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
            user=self.user,
            cwd=self.folder,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(self.folder)},
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        data = str(self.folder / "data")
        self.run("initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c jit=off"
        # Its output would keep the pipe open for as long as it runs.
        self.run("pg_ctl", "start", "-w", "-D", data, "-o", options, "-l", str(self.folder / "log"))

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "-m", "immediate", "-D", str(self.folder / "data"))

    def sql(self, script: str) -> str:
        """What `psql` prints for a script, as CSV."""
        reach = ("-h", str(self.folder), "-U", "tests", "-d", "postgres")
        return self.run(
            "psql", *reach, "-X", "-q", "--csv", "-t", "-v", "ON_ERROR_STOP=1", given=script
        )


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server, where PostgreSQL 15 or newer is installed."""
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    found = max(installed, key=lambda path: int(path.parts[-3]), default=None)
    if found is None or int(found.parts[-3]) < 15:
        pytest.skip("PostgreSQL 15 or newer is not installed")
    user = "postgres" if os.geteuid() == 0 else None
    # The folders that pytest makes are not open to another user.
    folder = Path(tempfile.mkdtemp(prefix="chuyenhoa-"))
    running = Server(found.parent, folder, user)
    try:
        try:
            if user:
                shutil.chown(folder, user)
            running.start()
        except (LookupError, OSError) as error:
            pytest.skip(f"PostgreSQL cannot be run as another user: {error}")
        yield running
        running.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def tables(connection: sqlite3.Connection) -> Iterator[str]:
    """The tables and their rows as statements for PostgreSQL."""
    named = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' "
        " AND name NOT LIKE 'sqlite%' AND name <> 'alembic_version'"
    ).fetchall()
    for (table,) in named:
        columns = connection.execute(f"SELECT name, type FROM pragma_table_info('{table}')")
        typed = [(name, TYPES[kind]) for name, kind in columns]
        yield f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in typed)});"
        names = ", ".join(name for name, _ in typed)
        for row in connection.execute(f"SELECT {names} FROM {table}"):
            yield f"INSERT INTO {table} VALUES ({', '.join(map(literal, row))});"


def literal(content: object) -> str:
    if content is None:
        return "NULL"
    return "'{}'".format(str(content).replace("'", "''"))


def same_rows(connection: sqlite3.Connection, printed: str, view: str) -> bool:
    found = list(csv.reader(printed.splitlines()))
    expected = [
        ["" if content is None else content for content in row]
        for row in connection.execute(f"SELECT * FROM {view}")
    ]
    return sorted(map(comparable, found)) == sorted(map(comparable, expected))


def comparable(row: Sequence[object]) -> list[str]:
    return [as_number(content) for content in row]


def as_number(content: object) -> str:
    try:
        return repr(float(str(content)))
    except ValueError:
        return str(content)


def check(server: Server, dataset: Dataset) -> None:
    views = resources.files("chuyenhoa.store").joinpath("views.sql").read_text("utf-8")
    schema = "DROP SCHEMA public CASCADE; CREATE SCHEMA public; BEGIN;"
    with database(dataset) as connection:
        server.sql("\n".join([schema, *tables(connection), views, "COMMIT;"]))
        for view in VIEWS:
            assert same_rows(connection, server.sql(f"SELECT * FROM {view};"), view)


def test_the_same_text_gives_the_same_verdicts(server: Server) -> None:
    @settings(max_examples=15, derandomize=True, database=None, phases=[Phase.generate])
    @given(programmes_to_judge())
    def compare(dataset: Dataset) -> None:
        check(server, dataset)

    compare()


def test_largest_figures_stay_inside_64_bits(server: Server) -> None:
    asked = [
        criterion("TC1", ">= 999999999.9999", "rate", per=100_000, may_exceed=True),
        criterion("TC2", ">= 999999999.9999", "rate", per=100_000),
        criterion("TC3", ">= -999999999.9999", "reduction", against="previous"),
        criterion("TC4", ">= -999999999.9999"),
    ]
    largest = "999999999.9999"
    figures = {"TC1": f"{largest}/0.0001", "TC2": f"{largest}/{largest}", "TC4": f"-{largest}"}
    recorded = {"2022-H2": {"TC3": "0.0001"}, "2023-H1": {**figures, "TC3": largest}}
    check(server, programme(rules(*asked), recorded=recorded))
