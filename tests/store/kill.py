"""Kill a process at each moment at which it touches the disk; run by `test_killed.py`.

A program of its own, because it forks, which a process with threads must not do.

Usage: python -m tests.store.kill JOB FOLDER STRIDE
"""

from __future__ import annotations

import os
import random
import signal
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from chuyenhoa.store.backup import backup
from chuyenhoa.store.database import open_database
from chuyenhoa.store.restore import restore
from tests.store.disk import Disk, failing
from tests.store.programmes import content, is_sound, make, names, raw, record, rows
from tests.store.versions import later_version

if TYPE_CHECKING:
    from collections.abc import Callable


# Of how many moments one is tried; from a random one on, so that all have their turn.
STRIDE = int(sys.argv[3])


def killed_at_every_moment(work: Callable[[], object], check: Callable[[], None]) -> int:
    """How often the work was killed before it ran to its end."""
    for kills, moment in enumerate(count(random.randint(1, STRIDE), STRIDE)):
        child = os.fork()
        if not child:
            with failing(Disk(moment, kills=True)):
                work()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            assert status == 0, status
            return kills
        assert os.WTERMSIG(status) == signal.SIGKILL
        check()
    raise AssertionError


def recording(folder: Path) -> int:
    """A figure is recorded in a database that is there."""
    path = make(folder / "a.db")
    old = content(path)
    original = path.read_bytes()

    def work() -> None:
        with open_database(path, write=True) as connection:
            record(connection, 3)

    work()
    new = content(path)
    path.write_bytes(original)

    def check() -> None:
        found = content(path)
        assert found in (old, new)
        assert is_sound(path)
        # SQLite itself clears an empty journal away when it needs one.
        with open_database(path, write=True) as connection:
            record(connection, 4)
        assert names(folder) == ["a.db"]
        path.write_bytes(original)

    return killed_at_every_moment(work, check)


def creating(folder: Path) -> int:
    """A database comes into being."""
    path = folder / "a.db"
    new = content(make(folder / "b.db"))
    (folder / "b.db").unlink()

    def check() -> None:
        if not path.exists():
            make(path)
        assert content(path) == new
        assert is_sound(path)
        with open_database(path, write=True):
            assert names(folder) == ["a.db"]
        path.unlink()

    return killed_at_every_moment(lambda: make(path), check)


def backing_up(folder: Path) -> int:
    """A copy is made of a database."""
    path = make(folder / "a.db")
    copy = folder / "b.db"
    state = content(path)

    def work() -> None:
        with open_database(path) as connection:
            backup(connection, copy)

    def check() -> None:
        assert content(path) == state
        if not copy.exists():
            work()
        assert content(copy) == state
        with open_database(copy, write=True):
            assert names(folder) == ["a.db", "b.db"]
        copy.unlink()

    return killed_at_every_moment(work, check)


def restoring(folder: Path) -> int:
    """A backup takes the place of a database."""
    path, source = make(folder / "a.db"), folder / "b.db"
    with open_database(path) as connection:
        backup(connection, source)
    with open_database(path, write=True) as connection:
        record(connection, 3)
    old, new, original = content(path), content(source), path.read_bytes()

    def check() -> None:
        found = content(path)
        assert found in (old, new)
        assert is_sound(path)
        kept = list(folder.glob("a.db.replaced-*.bak"))
        assert found == old or [content(each) for each in kept] == [old]
        with open_database(path, write=True) as connection:
            record(connection, 4)
        assert names(folder) == sorted(["a.db", "b.db", *(each.name for each in kept)])
        for each in kept:
            each.unlink()
        path.write_bytes(original)

    return killed_at_every_moment(lambda: restore(path, source), check)


def upgrading(folder: Path) -> int:
    """An older database is opened."""
    data = folder / "data"
    data.mkdir()
    path = make(data / "a.db")
    original, old = path.read_bytes(), content(path)

    def upgrade() -> None:
        with open_database(path, write=True):
            pass

    def check() -> None:
        backups = list(data.glob("*.bak"))
        with raw(path) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            assert rows(connection) == (new if version == 2 else old)
        for kept in backups:
            with raw(kept) as connection:
                assert rows(connection) == old
        assert backups or version == 1
        upgrade()
        assert content(path) == new
        assert not [name for name in names(data) if name.endswith((".new", "-journal"))]
        for kept in data.glob("*.bak"):
            kept.unlink()
        path.write_bytes(original)

    with later_version(folder):
        upgrade()
        new = content(path)
        path.write_bytes(original)
        for kept in data.glob("*.bak"):
            kept.unlink()
        return killed_at_every_moment(upgrade, check)


if __name__ == "__main__":
    job, where = sys.argv[1:3]
    work = {
        "recording": recording,
        "creating": creating,
        "backing_up": backing_up,
        "restoring": restoring,
        "upgrading": upgrading,
    }[job]
    sys.stdout.write(f"{work(Path(where))}\n")
