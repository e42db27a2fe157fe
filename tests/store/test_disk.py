"""The disk fails or is full at every moment: the old state is there, or the new one."""

from __future__ import annotations

import sqlite3
import sys
from typing import TYPE_CHECKING, Any

import pytest

from chuyenhoa.errors import CannotRun
from chuyenhoa.store import faults
from chuyenhoa.store.backup import backup
from chuyenhoa.store.database import create_database, open_database
from tests.store.disk import Disk, failing
from tests.store.programmes import (
    DATASET,
    content,
    grow,
    is_sound,
    make,
    names,
    raw,
    record,
    recorded,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ERRORS = [
    (sqlite3.SQLITE_FULL, faults.DISK_FULL),
    (sqlite3.SQLITE_IOERR_WRITE, faults.DISK_FAILED),
    (sqlite3.SQLITE_IOERR_FSYNC, faults.DISK_FAILED),
]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return make(tmp_path / "a.db")


def at_every_moment(
    work: Callable[[], None], check: Callable[[], None], **how: Any
) -> list[CannotRun]:
    """Do the work on a disk that fails at the first, the second, … moment, until it works."""
    errors = []
    for moment in range(1, 10_000):
        with failing(Disk(moment, **how)) as disk:
            try:
                work()
            except CannotRun as error:
                errors.append(error)
            else:
                # What goes wrong without being noticed is no more than clearing away.
                if not disk.failed:
                    return errors
        check()
    pytest.fail("it never worked")


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize(("error", "template"), ERRORS)
def test_a_write_that_fails_leaves_the_old_state(
    database: Path, error: int, template: str, for_good: bool
) -> None:
    before = content(database)

    def work() -> None:
        with open_database(database, write=True) as connection:
            record(connection, 3)

    def check() -> None:
        assert content(database) == before
        assert is_sound(database)
        # A disk that is dead removes nothing either.
        dead = for_good and error != sqlite3.SQLITE_FULL
        assert set(names(database.parent)) <= {"a.db", *["a.db-journal"] * dead}

    errors = at_every_moment(work, check, error=error, for_good=for_good)
    assert errors
    assert {error.template for error in errors} == {template}
    assert names(database.parent) == ["a.db"]
    with open_database(database) as connection:
        assert recorded(connection) == 3


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize(("error", "template"), ERRORS)
def test_a_new_database_that_fails_is_not_there(
    tmp_path: Path, error: int, template: str, for_good: bool
) -> None:
    def work() -> None:
        make(tmp_path / "a.db")

    def check() -> None:
        assert names(tmp_path) == []

    errors = at_every_moment(work, check, error=error, for_good=for_good)
    assert errors
    assert {error.template for error in errors} == {template}
    assert is_sound(tmp_path / "a.db")


@pytest.mark.parametrize("for_good", [False, True])
def test_a_backup_that_fails_is_not_there(database: Path, for_good: bool) -> None:
    before = database.read_bytes()

    def work() -> None:
        with open_database(database) as connection:
            backup(connection, database.parent / "b.db")

    def check() -> None:
        assert names(database.parent) == ["a.db"]
        assert database.read_bytes() == before

    assert at_every_moment(work, check, for_good=for_good)
    assert content(database.parent / "b.db") == content(database)


def test_a_limit_on_the_size_is_like_a_full_disk(database: Path) -> None:
    before = content(database)
    with (  # noqa: PT012 - all of it is in one transaction
        pytest.raises(CannotRun) as raised,
        open_database(database, write=True) as connection,
    ):
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        grow(connection)
    assert raised.value.template == faults.DISK_FULL
    assert content(database) == before
    assert is_sound(database)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits here")
def test_a_limit_on_the_size_of_files_is_named(database: Path) -> None:
    import resource
    import signal

    before = content(database)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (database.stat().st_size, limits[1]))
    try:
        with (
            pytest.raises(CannotRun) as raised,
            open_database(database, write=True) as connection,
        ):
            grow(connection)
        with pytest.raises(CannotRun), create_database(database.parent / "b.db") as connection:  # noqa: PT012 - all of it is in one transaction
            write(connection, DATASET)
            grow(connection)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert raised.value.template == faults.DISK_FAILED
    assert content(database) == before
    assert is_sound(database)
    assert names(database.parent) == ["a.db"]


def test_what_a_crash_left_is_rolled_back_by_the_next_reader(database: Path) -> None:
    """A journal that is still there, as after a power cut."""
    before = content(database)
    with raw(database) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE area SET name = printf('%9000d', 1)")
        # The change is partly in the file already.
        crashed = database.read_bytes()
        journal = (database.parent / "a.db-journal").read_bytes()
        connection.rollback()
    database.write_bytes(crashed)
    (database.parent / "a.db-journal").write_bytes(journal)
    assert content(database) == before
    assert names(database.parent) == ["a.db"]
