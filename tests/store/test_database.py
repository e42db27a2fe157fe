from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from chuyenhoa.errors import CannotRun, Interrupted
from chuyenhoa.store import connections, faults, schema, temporary
from chuyenhoa.store.database import create_database, memory_database, open_database
from chuyenhoa.store.imports import inputs
from chuyenhoa.store.read_definitions import read_definitions
from chuyenhoa.store.schema import APPLICATION_ID, SCHEMA_VERSION
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
    from collections.abc import Callable, Iterator


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return make(tmp_path / "a.db")


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.05)


@contextmanager
def another_user() -> Iterator[None]:
    """Root may write what is read-only; somebody else may not."""
    if os.name == "nt":
        pytest.skip("files have no permissions here")
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def refusal(path: Path, *, write: bool = False) -> CannotRun:
    with pytest.raises(CannotRun) as raised, open_database(path, write=write):
        pytest.fail("it was opened")
    assert str(path) in str(raised.value)
    return raised.value


def test_a_new_database_is_marked_and_sound(database: Path) -> None:
    with raw(database) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert is_sound(database)
    assert names(database.parent) == ["a.db"]


@pytest.mark.skipif(os.name == "nt", reason="permissions are another matter there")
def test_a_new_database_has_the_permissions_of_a_new_file(tmp_path: Path, database: Path) -> None:
    (tmp_path / "other").touch()
    assert database.stat().st_mode == (tmp_path / "other").stat().st_mode


def test_an_empty_new_database_is_sound(tmp_path: Path) -> None:
    with create_database(tmp_path / "a.db"):
        pass
    assert is_sound(tmp_path / "a.db")


def test_a_database_that_fails_is_not_created(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), create_database(tmp_path / "a.db") as connection:  # noqa: PT012 - all of it is in one transaction
        write(connection, DATASET)
        raise ZeroDivisionError
    assert not names(tmp_path)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_text("mine")
    with pytest.raises(CannotRun, match=r"exists already"), create_database(path):
        pytest.fail("it was created")
    assert path.read_text() == "mine"


@pytest.mark.parametrize("links", [True, False])
def test_what_appears_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "a.db"
    with pytest.raises(CannotRun, match=r"exists already"), create_database(path) as connection:  # noqa: PT012 - all of it is in one transaction
        write(connection, DATASET)
        path.write_text("mine")
    assert path.read_text() == "mine"
    assert names(tmp_path) == ["a.db"]


def no_links(*_: object) -> None:
    raise PermissionError


def test_a_file_system_without_links_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", no_links)
    assert is_sound(make(tmp_path / "a.db"))
    assert names(tmp_path) == ["a.db"]


@pytest.mark.parametrize(
    ("error", "template"),
    [(PermissionError, faults.CANNOT_OPEN), (FileExistsError, faults.EXISTS)],
)
def test_a_rename_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError], template: str
) -> None:
    def rename(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(CannotRun) as raised:
        make(tmp_path / "a.db")
    assert raised.value.template == template
    assert not names(tmp_path)


def test_leftovers_of_killed_runs_are_removed_but_no_others(tmp_path: Path) -> None:
    path = tmp_path / "a[1].db"
    leftovers = [tmp_path / f".a[1].db.{number}.new" for number in (97, 98, 99)]
    with raw(leftovers[0]) as connection:
        connection.execute("CREATE TABLE unfinished (x)")
    leftovers[1].write_bytes(b"\0" * 5000)
    leftovers[2].touch()
    others = [tmp_path / ".a1.db.7.new", tmp_path / ".b.db.9.new"]
    for other in others:
        other.touch()
    at_work = tmp_path / ".a[1].db.10.new"
    with raw(at_work) as somebody:
        somebody.execute("BEGIN EXCLUSIVE")
        make(path)
        assert not any(leftover.exists() for leftover in leftovers)
        assert all(other.exists() for other in others)
        assert at_work.exists()
    with open_database(path, write=True):
        assert names(tmp_path) == [".a1.db.7.new", ".b.db.9.new", "a[1].db"]


def test_who_loses_a_file_before_locking_it_takes_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two others at work, who both take a new file for a leftover."""
    path = tmp_path / "a.db"
    connect = connections.connect
    times = iter(range(9))

    def slowly(file: Path) -> sqlite3.Connection:
        match next(times):
            case 0:
                file.unlink()
                file.touch()
                holders.append(sqlite3.connect(file, isolation_level=None))
                holders[0].execute("BEGIN EXCLUSIVE")
            case 1:
                connection = connect(file)
                file.unlink()
                return connection
        return connect(file)

    holders: list[sqlite3.Connection] = []
    monkeypatch.setattr(temporary, "connect", slowly)
    with create_database(path) as connection:
        write(connection, DATASET)
    holders[0].close()
    assert is_sound(path)


@pytest.mark.parametrize(
    "name", ["a b.db", "100%25.db", "a?mode=memory.db", "a#b.db", "Sìn Hồ.db", "x'y\".db", "file:a"]
)
def test_any_path_will_do(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.name == "nt" and set(name) & set('?":'):
        pytest.skip("no file can be called that here")
    monkeypatch.chdir(tmp_path)
    make(Path(name))
    with open_database(name) as connection:
        assert recorded(connection) == 2
    assert names(tmp_path) == [name]


def test_the_folder_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "a.db"
    with pytest.raises(CannotRun, match=r"nowhere.*cannot be opened or created: there is no"):
        make(path)


def test_a_missing_file_is_not_created(tmp_path: Path) -> None:
    error = refusal(tmp_path / "a.db")
    assert error.template == faults.NO_DATABASE
    assert not names(tmp_path)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert refusal(tmp_path).template == faults.NOT_A_FILE


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize(
    ("given", "template"),
    [
        (b"", faults.EMPTY_FILE),
        (b"areas: []\n", faults.NOT_A_DATABASE),
        (b"format: chuyenhoa/1\n" * 1000, faults.NOT_A_DATABASE),
        (b"\x89PNG\r\n\x1a\n" + bytes(5000), faults.NOT_A_DATABASE),
    ],
)
def test_what_is_no_database_is_refused_untouched(
    tmp_path: Path, given: bytes, template: str, write: bool
) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(given)
    assert refusal(path, write=write).template == template
    assert path.read_bytes() == given
    assert names(tmp_path) == ["a.db"]


@pytest.mark.parametrize("write", [False, True])
def test_the_database_of_another_program_is_refused_untouched(tmp_path: Path, write: bool) -> None:
    path = tmp_path / "a.db"
    with raw(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    before = path.read_bytes()
    assert refusal(path, write=write).template == faults.FOREIGN
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [False, True])
def test_a_newer_schema_is_refused_untouched(database: Path, write: bool) -> None:
    with raw(database) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = database.read_bytes()
    error = refusal(database, write=write)
    assert error.template == faults.NEWER
    assert (error.params["found"], error.params["known"]) == (SCHEMA_VERSION + 1, SCHEMA_VERSION)
    assert database.read_bytes() == before


@pytest.mark.parametrize("write", [False, True])
def test_half_a_database_is_damaged(database: Path, write: bool) -> None:
    half = database.read_bytes()[: database.stat().st_size // 2]
    database.write_bytes(half)
    assert refusal(database, write=write).template == faults.DAMAGED
    assert database.read_bytes() == half


def test_damaged_text_is_damage(database: Path) -> None:
    with raw(database) as connection:
        connection.execute("UPDATE area SET name = CAST(x'ff' AS TEXT)")
    with pytest.raises(CannotRun) as raised, open_database(database) as connection:
        connection.execute("SELECT name FROM area").fetchall()
    assert raised.value.template == faults.DAMAGED


@pytest.mark.parametrize(
    ("change", "read"),
    [
        ("period SET code = '2023-Hr' WHERE code = '2023-H1'", read_definitions),
        ("criterion SET measure = 'valud'", read_definitions),
        ("input SET recorded_at = '2023-06-23T09:47247'", inputs),
        ("note SET deadline = '2023-06-3t'", read_definitions),
    ],
)
def test_what_was_a_period_or_a_date_is_damage(
    database: Path, change: str, read: Callable[[sqlite3.Connection], object]
) -> None:
    with raw(database) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE {change}")
    with pytest.raises(CannotRun) as raised, open_database(database) as connection:
        read(connection)
    assert raised.value.template == faults.DAMAGED


def test_a_read_only_file_can_be_read_but_not_written(database: Path) -> None:
    shutil.copy(database, shared := _shared_folder() / "a.db")
    try:
        shared.chmod(0o444)
        with another_user():
            with open_database(shared) as connection:
                assert recorded(connection) == 2
            assert refusal(shared, write=True).template == faults.READ_ONLY
    finally:
        shutil.rmtree(shared.parent)


def test_a_read_only_folder_can_be_read_but_not_written(database: Path) -> None:
    folder = _shared_folder()
    shutil.copy(database, shared := folder / "a.db")
    try:
        shared.chmod(0o666)
        folder.chmod(0o555)
        with another_user():
            with open_database(shared) as connection:
                assert recorded(connection) == 2
            with pytest.raises(CannotRun), open_database(shared, write=True) as connection:
                record(connection, 3)
            with pytest.raises(CannotRun, match=r"cannot be opened or created: permission"):
                make(folder / "b.db")
            with open_database(shared) as connection:
                assert recorded(connection) == 2
        assert names(folder) == ["a.db"]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def _shared_folder() -> Path:
    """A folder that another user may enter, unlike pytest's."""
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="chuyenhoa-"))
    folder.chmod(0o777)
    return folder


def test_a_file_without_permissions_says_so(database: Path) -> None:
    shutil.copy(database, shared := _shared_folder() / "a.db")
    try:
        shared.chmod(0)
        with another_user():
            assert refusal(shared).template == faults.CANNOT_OPEN
        shared.parent.chmod(0)
        with another_user():
            assert refusal(shared).template == faults.CANNOT_OPEN
    finally:
        shared.parent.chmod(0o777)
        shutil.rmtree(shared.parent)


@pytest.mark.usefixtures("_impatient")
def test_another_writer_is_waited_for_and_named(database: Path) -> None:
    waits: list[int] = []
    with open_database(database, write=True) as writer:
        record(writer, 3)
        with (
            pytest.raises(CannotRun) as raised,
            open_database(database, write=True, on_wait=lambda: waits.append(1)),
        ):
            pytest.fail("it was opened")
    assert raised.value.template == faults.LOCKED
    assert waits == [1]
    with open_database(database) as connection:
        assert recorded(connection) == 3


def test_a_lock_that_is_given_up_in_time_is_no_problem(database: Path) -> None:
    with raw(database) as somebody:
        somebody.execute("BEGIN EXCLUSIVE")
        with open_database(database, on_wait=somebody.rollback) as connection:
            assert recorded(connection) == 2
        somebody.execute("BEGIN IMMEDIATE")
        with open_database(database, write=True, on_wait=somebody.rollback) as connection:
            record(connection, 3)
        somebody.execute("BEGIN")
        somebody.execute("SELECT * FROM area").fetchone()
        with open_database(database, write=True, on_wait=somebody.rollback) as connection:
            record(connection, 4)
    with open_database(database) as connection:
        assert recorded(connection) == 4


@pytest.mark.usefixtures("_impatient")
def test_a_commit_that_is_kept_from_the_lock_writes_nothing(database: Path) -> None:
    before = content(database)
    with raw(database) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM area").fetchone()
        with pytest.raises(CannotRun) as raised, open_database(database, write=True) as connection:
            record(connection, 3)
    assert raised.value.template == faults.LOCKED
    assert content(database) == before


@pytest.mark.usefixtures("_impatient")
def test_a_change_larger_than_the_cache_is_committed_or_not_like_any_other(database: Path) -> None:
    before = content(database)
    with raw(database) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM area").fetchone()
        with pytest.raises(CannotRun) as raised, open_database(database, write=True) as connection:
            grow(connection)
    assert raised.value.template == faults.LOCKED
    assert content(database) == before
    with open_database(database, write=True) as connection:
        grow(connection)
    assert len(content(database)["input"]) == len(before["input"]) + 100


def test_a_reader_sees_one_state(database: Path) -> None:
    with open_database(database, write=True) as writer:
        record(writer, 3)
        with open_database(database) as reader:
            assert recorded(reader) == 2
    with open_database(database) as reader:
        assert recorded(reader) == 3


def test_a_reader_may_make_temporary_tables(database: Path) -> None:
    with open_database(database) as connection:
        connection.execute("CREATE TEMP TABLE t AS SELECT * FROM area")
        connection.execute("CREATE TEMP VIEW v AS SELECT * FROM t")
        assert connection.execute("SELECT count(*) FROM v").fetchone() == (3,)


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt, Interrupted])
def test_whatever_is_raised_nothing_is_written(database: Path, error: type[BaseException]) -> None:
    before = content(database)
    with pytest.raises(error), open_database(database, write=True) as connection:  # noqa: PT012 - all of it is in one transaction
        record(connection, 3)
        raise error
    assert content(database) == before


class _Interrupting(sqlite3.Connection):
    """Receives a signal while it commits."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        cursor = super().execute(sql, parameters)
        if sql == "COMMIT":
            raise KeyboardInterrupt
        return cursor


def test_a_signal_while_committing_comes_too_late(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, **k, factory=_Interrupting))
    with open_database(database, write=True) as connection:
        record(connection, 3)
    monkeypatch.undo()
    with open_database(database) as connection:
        assert recorded(connection) == 3


@pytest.mark.usefixtures("_impatient")
def test_a_signal_while_waiting_to_commit_writes_nothing(database: Path) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    before = content(database)
    with raw(database) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM area").fetchone()
        with (
            pytest.raises(KeyboardInterrupt),
            open_database(database, write=True, on_wait=interrupt) as connection,
        ):
            record(connection, 3)
    assert content(database) == before


def test_what_changes_nothing_leaves_the_file_as_it_is(database: Path) -> None:
    before = database.read_bytes()
    with open_database(database, write=True) as connection:
        write(connection, DATASET)
    assert database.read_bytes() == before


def test_errors_of_sqlite_inside_come_in_words(database: Path) -> None:
    with (
        pytest.raises(CannotRun, match=r"a\.db: no such table: nowhere"),
        open_database(database) as connection,
    ):
        connection.execute("SELECT * FROM nowhere")


def test_foreign_keys_hold(database: Path) -> None:
    with (
        pytest.raises(CannotRun, match=r"FOREIGN KEY"),
        open_database(database, write=True) as connection,
    ):
        connection.execute("DELETE FROM area")


def test_commits_are_on_the_disk(database: Path) -> None:
    full = 2
    with open_database(database, write=True) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (full,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_memory_holds_the_same_schema() -> None:
    with memory_database() as connection:
        write(connection, DATASET)
        assert recorded(connection) == 2
        assert schema.has_own_views(connection)


def test_an_old_sqlite_is_named(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 31, 1))
    with pytest.raises(CannotRun, match=r"3\.39\.0 or newer"), open_database(database):
        pytest.fail("it was opened")


def other_views(path: Path) -> None:
    """As another version of the program may have left them."""
    with raw(path) as connection:
        schema.drop_views(connection)
        connection.execute('CREATE VIEW "old ""view" AS SELECT 1')


def test_the_views_of_another_version_are_replaced_by_a_writer(database: Path) -> None:
    other_views(database)
    with open_database(database, write=True) as connection:
        assert schema.has_own_views(connection)
    with closing(sqlite3.connect(database)) as connection:
        assert schema.has_own_views(connection)
    assert is_sound(database)


def test_a_reader_uses_its_own_views(database: Path) -> None:
    other_views(database)
    before = database.read_bytes()
    with open_database(database) as connection:
        assert schema.has_own_views(connection)
        assert recorded(connection) == 2
    assert database.read_bytes() == before
    assert is_sound(database)


def test_reading_and_writing_import_no_frameworks(database: Path) -> None:
    code = (
        "import sys\n"
        "from chuyenhoa.store import check, database, history, results, write_definitions\n"
        "for write in (False, True):\n"
        "    with database.open_database(sys.argv[1], write=write) as connection:\n"
        "        assert not check.check(connection)\n"
        "with database.create_database(sys.argv[1] + '2'): pass\n"
        "print(sorted({'sqlalchemy', 'sqlmodel', 'alembic', 'pydantic'} & set(sys.modules)))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(database)], capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"
