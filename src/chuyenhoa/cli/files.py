"""Files that commands read and write; `-` is standard input or output (contract §10)."""

from __future__ import annotations

import glob
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from chuyenhoa.cli import output
from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

STANDARD = "-"

_EXISTS = N_("{path} exists already; --force replaces it.")
_IS_LINK = N_(
    "{path} is a link to {target}; --force puts a file in the place of the link and leaves "
    "{target} as it is."
)


def named(patterns: Iterable[str]) -> list[str]:
    """The files that are meant: `*.yaml` is spelt out where the shell has not done it."""
    names = []
    for pattern in patterns:
        found = [] if os.path.lexists(pattern) else sorted(glob.glob(pattern))  # noqa: PTH207
        names += found or [pattern]
    return names


def read(name: str) -> bytes:
    """The bytes of a file.

    Raises:
        OSError: It cannot be read.
    """
    if name != STANDARD:
        return Path(name).read_bytes()
    if sys.stdin is None:
        raise CannotRun(N_("Standard input is closed."))
    return sys.stdin.buffer.read()


def write(name: str, chunks: Iterable[str], *, force: bool) -> None:
    """Write a whole file or nothing, in UTF-8.

    It is built beside its place and put there when it is complete. Devices and pipes are written
    to as they are.

    Args:
        name: The file; `-` is standard output.
        chunks: Its text, piece by piece.
        force: Whether a file that exists is replaced. A link is never followed.

    Raises:
        CannotRun: The file exists and `force` is not given, or stdout is closed or full.
        OSError: It cannot be written.
    """
    if name == STANDARD:
        output.write_data(chunks)
        return
    write_bytes(name, (chunk.encode() for chunk in chunks), force=force)


def write_bytes(name: str, chunks: Iterable[bytes], *, force: bool) -> None:
    """The same of what is no text; `-` is no name for it.

    Raises:
        CannotRun: The file exists and `force` is not given.
        OSError: It cannot be written.
    """
    path = Path(name)
    try:
        if _is_device(path):
            with path.open("wb") as stream:
                stream.writelines(chunks)
        else:
            if not force:
                refuse_existing(path)
            _place(path, chunks, force=force)
    except OSError as error:
        # Not the unfinished file, which is none of the user's business.
        error.filename = name
        raise


def refuse(name: str, *, force: bool) -> None:
    """Say no, before any work is done, to a file that `write` would not write.

    Raises:
        CannotRun: Something stands there, and `force` is not given.
    """
    path = Path(name)
    if not force and not _is_device(path):
        refuse_existing(path)


def refuse_existing(path: Path) -> None:
    """Say no, before any work is done, where something stands already.

    Raises:
        CannotRun: If so.
    """
    if path.is_symlink():
        raise CannotRun(_IS_LINK, path=path, target=path.readlink())
    if os.path.lexists(path):
        raise CannotRun(_EXISTS, path=path)


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def _place(path: Path, chunks: Iterable[bytes], *, force: bool) -> None:
    """Build the file beside its place and put it there."""
    if not path.parent.is_dir():
        raise CannotRun(N_("There is no folder {path}."), path=path.parent)
    _remove_leftovers(path)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with unfinished.open("xb") as stream:
            _lock(stream)
            stream.writelines(chunks)
            stream.flush()
            os.fsync(stream.fileno())
            if force and path.is_file() and not path.is_symlink():
                shutil.copymode(path, unfinished)
        if force:
            unfinished.replace(path)
        else:
            _move(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _move(unfinished: Path, path: Path) -> None:
    """Give the file its place, unless something has appeared there meanwhile."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise CannotRun(_EXISTS, path=path) from None
    except OSError:
        # A file system without hard links: there is no better way than to look first.
        refuse_existing(path)
        unfinished.rename(path)


def _remove_leftovers(path: Path) -> None:
    """Remove what killed runs have left beside the file."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        with suppress(OSError), leftover.open("rb") as stream:
            if _lock(stream):
                leftover.unlink()


def _lock(stream: IO[Any]) -> bool:
    """Lock an unfinished file for as long as it is open; False if another program has."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        # Windows removes no file that is open, which does as well.
        return True
    try:
        flock(stream, LOCK_EX | LOCK_NB)
    except OSError:
        return False
    return True
