from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.program import Program


@contextmanager
def damaged(path: Path, change: str) -> Iterator[None]:
    """The database with what no CHECK would let through, as a flipped bit may make it."""
    content = path.read_bytes()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE {change}")
    try:
        yield
    finally:
        path.write_bytes(content)


@pytest.mark.usefixtures("sample_db")
def test_a_sound_database_says_nothing(chuyenhoa: Program) -> None:
    run = chuyenhoa("db", "check")
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_a_figure_that_was_changed_behind_our_back_is_found(
    chuyenhoa: Program, sample_db: Path
) -> None:
    with damaged(sample_db, "dataset SET max_relapses = max_relapses + 1"):
        for language in ("vi", "en"):
            run = chuyenhoa("--lang", language, "db", "check")
            assert run.returncode == 1
            assert "dataset" in run.stderr


def test_a_bit_that_flips_in_the_schema_is_damage(chuyenhoa: Program, sample_db: Path) -> None:
    content = sample_db.read_bytes()
    # SQLite quotes what it does not understand, which is no text any more.
    damaged = content.replace(b"CREATE TABLE area (", b"CREATE TABL\xc5 area (", 1)
    assert damaged != content
    sample_db.write_bytes(damaged)
    for command, said in (
        (("db", "check"), "chuyenhoa.db bị hỏng"),
        (("--lang", "en", "dump"), "chuyenhoa.db is damaged"),
    ):
        run = chuyenhoa(*command)
        assert run.returncode == 2
        assert said in run.stderr
    sample_db.write_bytes(content)


@pytest.mark.parametrize(
    ("change", "command", "said"),
    [
        ("area SET kind = 'wardx'", "areas", "CHECK constraint failed in area"),
        ("note SET kind = 'modem'", "note list", "CHECK constraint failed in note"),
        (
            "period SET starts_on = '2022-12-1x' WHERE code = '2023-H1'",
            "assess",
            "Bảng “period” không còn đúng",
        ),
    ],
)
def test_what_makes_no_sense_in_a_damaged_database_is_no_mistake_of_the_program(
    chuyenhoa: Program, sample_db: Path, change: str, command: str, said: str
) -> None:
    with damaged(sample_db, change):
        run = chuyenhoa(*command.split())
        assert run.returncode == 2
        assert f"bị hỏng ({said}" in run.stderr


def test_a_language_that_is_none_any_more_is_found(chuyenhoa: Program, sample_db: Path) -> None:
    with damaged(sample_db, "dataset SET language = 'vj'"):
        run = chuyenhoa("db", "check")
        assert run.returncode == 1
        assert "Bảng “dataset” không còn đúng" in run.stderr


def test_a_backup_is_a_database(chuyenhoa: Program, sample_db: Path, tmp_path: Path) -> None:
    run = chuyenhoa("db", "backup", "copy.db")
    assert (run.returncode, run.stdout) == (0, "")
    assert "copy.db" in run.stderr
    dumped = chuyenhoa("dump").stdout
    assert chuyenhoa("--db", "copy.db", "dump").stdout == dumped
    again = chuyenhoa("--lang", "en", "db", "backup", "copy.db")
    assert again.returncode == 2
    assert "copy.db exists already" in again.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["chuyenhoa.db", "copy.db"]
    assert sample_db.exists()


def test_a_backup_can_be_restored(chuyenhoa: Program, sample_db: Path, tmp_path: Path) -> None:
    assert chuyenhoa("db", "backup", "copy.db").returncode == 0
    before = chuyenhoa("dump").stdout
    assert chuyenhoa("record", "can-co", "TC03", "9", "--period", "2023-H1").returncode == 0
    changed = chuyenhoa("dump").stdout
    run = chuyenhoa("--lang", "en", "db", "restore", "copy.db")
    assert (run.returncode, run.stdout) == (0, "")
    (kept,) = tmp_path.glob("chuyenhoa.db.replaced-*.bak")
    assert run.stderr.splitlines() == [
        "The database is as in copy.db.",
        f"As it was before, it is in {kept.name}.",
    ]
    assert chuyenhoa("dump").stdout == before
    assert chuyenhoa("--db", kept.name, "dump").stdout == changed
    sample_db.unlink()
    again = chuyenhoa("--lang", "en", "db", "restore", "copy.db")
    assert again.stderr == "The database is as in copy.db.\n"
    assert chuyenhoa("dump").stdout == before


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is an empty file"),
        (b"format: chuyenhoa/1\n" * 100, "is not a database"),
        (None, "is not a file"),
    ],
)
def test_what_is_no_database_is_named_and_left_alone(
    chuyenhoa: Program, tmp_path: Path, content: bytes | None, says: str
) -> None:
    path = tmp_path / "chuyenhoa.db"
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    for line in ("assess", "areas", "dump", "db check", "record a b 1 --period 2023", "load -"):
        run = chuyenhoa("--lang", "en", *line.split(), stdin=b"format: chuyenhoa/1\nareas: []\n")
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.count("\n") == 1
        assert says in run.stderr
    if content is not None:
        assert path.read_bytes() == content


def test_another_program_s_database_and_a_newer_one_are_refused(
    chuyenhoa: Program, sample_db: Path
) -> None:
    for pragma, says in (
        ("user_version = 99", "use a newer chuyenhoa"),
        ("application_id = 7", "is a database of another program"),
    ):
        with closing(sqlite3.connect(sample_db)) as connection, connection:
            connection.execute(f"PRAGMA {pragma}")
        before = sample_db.read_bytes()
        for line in ("assess", "record a b 1 --period 2023", "load -"):
            run = chuyenhoa("--lang", "en", *line.split(), stdin=b"format: chuyenhoa/1\n")
            assert run.returncode == 2
            assert says in run.stderr
        assert sample_db.read_bytes() == before
