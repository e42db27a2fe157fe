"""What SQLite and the system say when something fails, in words that say what to do."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 5.0
"""Seconds to wait for another program's lock."""

LOCKED = N_(
    "Another program is using the database {path}, and it is still locked after {seconds} seconds. "
    "Try again when that program is done."
)
NO_DATABASE = N_("There is no database {path}; “chuyenhoa load FILE” makes one.")
NOT_A_FILE = N_("{path} is not a file, and so not a database.")
EMPTY_FILE = N_(
    "{path} is an empty file, not a database; remove it, and “chuyenhoa load FILE” makes one."
)
NOT_A_DATABASE = N_("{path} is not a database of chuyenhoa, or its beginning is damaged.")
FOREIGN = N_("{path} is a database of another program; nothing was changed in it.")
NEWER = N_(
    "The database {path} has schema version {found}, and this program knows versions up to "
    "{known}: use a newer chuyenhoa. Nothing was changed in it."
)
DAMAGED = N_(
    "The database {path} is damaged ({detail}). “chuyenhoa db check” says where; go back to a "
    "backup, or load the data files into a new database."
)
READ_ONLY = N_("The database {path} cannot be written: the file or its folder is read-only.")
CANNOT_OPEN = N_("The file {path} cannot be opened or created: {detail}.")
DISK_FULL = N_("The disk of {path} is full, or a limit on the file's size is reached.")
DISK_FAILED = N_(
    "Reading or writing {path} failed ({detail}): the disk may be full or defective, or a quota "
    "or a limit on the file's size reached."
)
NO_MEMORY = N_("There is not enough memory to work on the database {path}.")
REFUSED = N_("SQLite could not work on the database {path}: {detail}.")
EXISTS = N_("{path} exists already and is not overwritten.")
OLD_SQLITE = N_("SQLite {found} is too old for this program: it needs {needed} or newer.")

# By the primary result code, which is the lowest byte of SQLite's.
_SENTENCES = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_CANTOPEN: CANNOT_OPEN,
    sqlite3.SQLITE_PERM: CANNOT_OPEN,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_FORMAT: DAMAGED,
    sqlite3.SQLITE_FULL: DISK_FULL,
    sqlite3.SQLITE_IOERR: DISK_FAILED,
    sqlite3.SQLITE_NOMEM: NO_MEMORY,
    sqlite3.SQLITE_NOTADB: NOT_A_DATABASE,
    sqlite3.SQLITE_READONLY: READ_ONLY,
}


def is_busy(error: sqlite3.Error) -> bool:
    """Whether the error is another program's lock."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


# sqlite3 raises the second where SQLite's own message quotes damaged text.
SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)


def cannot_run(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> CannotRun:
    """The error in words, for the person whose database stands at `path`."""
    # Python's own errors carry no code; while rows are read there is one: text that is not UTF-8.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    sentence = _SENTENCES.get(code & 0xFF, REFUSED)
    return CannotRun(sentence, path=path, detail=str(error), seconds=int(PATIENCE))


@contextmanager
def faults_named(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system raise in the block into `CannotRun`."""
    try:
        yield
    except SQLITE_ERRORS as error:
        raise cannot_run(error, path) from error
