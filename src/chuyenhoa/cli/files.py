"""Files that commands read and write; `-` is standard input or output (contract §10)."""

from __future__ import annotations

import filecmp
import glob
import os
import shutil
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from chuyenhoa.cli import output
from chuyenhoa.errors import CannotRun
from chuyenhoa.language import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

STANDARD = "-"

# In a folder that is being built: whoever builds it has this locked.
_LOCK = ".lock"

_EXISTS = N_("{path} exists already; --force replaces it.")
_IS_LINK = N_(
    "{path} is a link to {target}; --force puts a file in the place of the link and leaves "
    "{target} as it is."
)


def named(patterns: Iterable[str]) -> list[str]:
    """The files that are meant: `*.yaml` is spelt out where the shell has not done it."""
    names = []
    for pattern in patterns:
        found = [] if os.path.lexists(pattern) else sorted(glob.glob(pattern))  # noqa: PTH207 - typed
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


def write(name: str, chunks: Iterable[str | bytes], *, force: bool) -> None:
    """Write a whole file or nothing, texts in UTF-8.

    It is built beside its place and put there when it is complete. Devices and pipes are written
    to as they are.

    Args:
        name: The file; `-` is standard output.
        chunks: What it holds, piece by piece.
        force: Whether a file that exists is replaced. A link is never followed.

    Raises:
        CannotRun: The file exists and `force` is not given, or stdout is closed or full.
        OSError: It cannot be written.
    """
    if name == STANDARD:
        output.write_data(chunks)
        return
    path = Path(name)
    try:
        if _is_device(path):
            with path.open("wb") as stream:
                stream.writelines(map(output.encoded, chunks))
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
        CannotRun: Something stands there, and `force` is not given; or the folder does not exist.
    """
    path = Path(name)
    if _is_device(path):
        return
    _folder_of(path)
    if not force:
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


def make_folder(path: Path) -> None:
    """Make the folder, unless it is there.

    Raises:
        CannotRun: A file stands there, or the folder in which it would stand does not.
    """
    refuse_file(path)
    _folder_of(path)
    path.mkdir(exist_ok=True)


def refuse_file(folder: Path) -> None:
    """Say no where a file stands in the place of a folder.

    Raises:
        CannotRun: If so.
    """
    if os.path.lexists(folder) and not folder.is_dir():
        raise CannotRun(N_("{path} is a file, not a folder."), path=folder)


def _folder_of(path: Path) -> Path:
    """The folder in which it is to stand.

    Raises:
        CannotRun: There is no such folder.
    """
    if not path.parent.is_dir():
        raise CannotRun(N_("There is no folder {path}."), path=path.parent)
    return path.parent


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def _place(path: Path, chunks: Iterable[str | bytes], *, force: bool) -> None:
    """Build the file beside its place and put it there."""
    _remove_leftovers(path)
    unfinished = _unfinished(path)
    try:
        with _built(unfinished, chunks):
            if force and path.is_file() and not path.is_symlink():
                shutil.copymode(path, unfinished)
        _put(unfinished, path, force=force)
    finally:
        unfinished.unlink(missing_ok=True)


def write_folder(
    name: str,
    contents: Mapping[str, Callable[[], Iterable[str | bytes]]],
    *,
    force: bool,
    renew: bool = False,
) -> list[str]:
    """Write several files into a folder, which is made where there is none.

    They are built in a hidden folder and put there when all are complete.

    Args:
        name: The folder.
        contents: The files by their names, made one after the other.
        force: Whether files that exist are replaced. Others in the folder stay as they are.
        renew: Whether files that exist and would be the same are left as they are.

    Returns:
        The names of those that were written.

    Raises:
        CannotRun: One exists, would not be left as it is, and `force` is not given.
        OSError: One cannot be written.
    """
    folder = Path(name)
    is_new = not folder.is_dir()
    refuse_file(folder)
    _refuse_all(folder, () if force or renew else contents)
    # On the same disk: the folder may be one of its own.
    place = folder if is_new else folder / "new"
    _remove_leftovers(place)
    unfinished = _unfinished(place)
    try:
        unfinished.mkdir()
        with _built(unfinished / _LOCK, ()):
            for each, content in contents.items():
                with _built(unfinished / each, content()):
                    pass
        (unfinished / _LOCK).unlink()
        changed = [n for n in contents if not (renew and _same(unfinished / n, folder / n))]
        _refuse_all(folder, () if force else changed)
        if is_new:
            unfinished.rename(folder)
        else:
            for each in changed:
                _put(unfinished / each, folder / each, force=force)
    except OSError as error:
        error.filename = name
        raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return changed


def _refuse_all(folder: Path, names: Iterable[str]) -> None:
    for each in names:
        refuse_existing(folder / each)


def _same(one: Path, other: Path) -> bool:
    """Whether both are files, and hold the same; a link is no file."""
    return not other.is_symlink() and other.is_file() and filecmp.cmp(one, other, shallow=False)


def _unfinished(path: Path) -> Path:
    """Where what is to stand at `path` is built: beside it.

    Raises:
        CannotRun: There is no such folder.
    """
    return _folder_of(path) / f".{path.name}.{os.getpid()}.tmp"


@contextmanager
def _built(path: Path, chunks: Iterable[str | bytes]) -> Iterator[None]:
    """A new file that is complete on the disk, and locked until the block ends."""
    with path.open("xb") as stream:
        _lock(stream)
        stream.writelines(map(output.encoded, chunks))
        stream.flush()
        os.fsync(stream.fileno())
        yield


def _put(unfinished: Path, path: Path, *, force: bool) -> None:
    if force:
        unfinished.replace(path)
    else:
        _move(unfinished, path)


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
    """Remove what killed runs have left beside the file or folder."""
    for leftover in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        lock = leftover / _LOCK if leftover.is_dir() else leftover
        with suppress(OSError), lock.open("rb") as stream:
            if _lock(stream):
                lock.unlink()
                shutil.rmtree(leftover, ignore_errors=True)


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
