"""A disk that fails, or kills the process, at the Nth thing that SQLite does to it.

SQLite reaches the disk through a table of functions. Those that write, cut, sync and delete are
exchanged for ones that count. That works wherever Python's SQLite is a library of its own.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sqlite3
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_void_p, cast
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SQLITE_OK = 0


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", c_void_p),
        ("delete", c_void_p),
    )


class _Methods(ctypes.Structure):
    """Of an open file: version 3 has 18 functions, of which these matter."""

    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", c_void_p),
        ("truncate", c_void_p),
        ("sync", c_void_p),
        ("others", c_void_p * 13),
    )


class _File(ctypes.Structure):
    _fields_ = (("methods", POINTER(_Methods)),)


_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, POINTER(_File), c_int, c_void_p)
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class Disk:
    """Counts what is done to the disk, and lets the Nth of it go wrong.

    Attributes:
        done: How much was done.
        fails_at: What goes wrong, counted from 1; 0 for nothing.
        for_good: Whether everything after it goes wrong too.
        error: What SQLite is told.
        kills: Whether the process is killed instead.
    """

    def __init__(
        self,
        fails_at: int = 0,
        *,
        for_good: bool = False,
        error: int = sqlite3.SQLITE_IOERR,
        kills: bool = False,
    ) -> None:
        self.done = 0
        self.fails_at = fails_at
        self.for_good = for_good
        self.error = error
        self.kills = kills

    @property
    def failed(self) -> bool:
        return 0 < self.fails_at <= self.done

    def do(self, what: str) -> int:
        """What SQLite is told about the next thing."""
        if self.error == sqlite3.SQLITE_FULL and what != "write":
            # There is always room for less.
            return _SQLITE_OK
        self.done += 1
        if not self.fails_at:
            return _SQLITE_OK
        if self.done == self.fails_at and self.kills:
            os.kill(os.getpid(), signal.SIGKILL)
        wrong = self.done >= self.fails_at if self.for_good else self.done == self.fails_at
        return self.error if wrong else _SQLITE_OK


@contextmanager
def failing(disk: Disk) -> Iterator[Disk]:
    """Within the block, new connections work on this disk. All must be closed in it."""
    vfs = _default_vfs()
    really_open, really_delete = vfs.open, vfs.delete
    kept: list[object] = []

    def open_(own: int, name: int, file: ctypes._Pointer[_File], flags: int, out: int) -> int:
        code: int = cast(really_open, _OPEN)(own, name, file, flags, out)
        if file.contents.methods:
            methods, functions = _counting(disk, file.contents.methods.contents)
            kept.extend((methods, functions))
            file.contents.methods = ctypes.pointer(methods)
        return code

    def delete(own: int, name: int, sync: int) -> int:
        return disk.do("delete") or int(cast(really_delete, _DELETE)(own, name, sync))

    functions = _OPEN(open_), _DELETE(delete)
    vfs.open, vfs.delete = (cast(function, c_void_p).value for function in functions)
    try:
        yield disk
    finally:
        vfs.open, vfs.delete = really_open, really_delete


def _default_vfs() -> _Vfs:
    try:
        # Through Python's own module, to find the very library that it uses.
        import _sqlite3

        library = ctypes.CDLL(_sqlite3.__file__)
        find = library.sqlite3_vfs_find
    except (AttributeError, OSError):
        pytest.skip("Python's SQLite is not a library of its own here")
    find.restype = POINTER(_Vfs)
    vfs: _Vfs = find(None).contents
    return vfs


def _counting(disk: Disk, real: _Methods) -> tuple[_Methods, list[object]]:
    """A copy of a file's functions that counts."""
    methods = _Methods.from_buffer_copy(real)
    functions: list[object] = []
    for name, prototype in (("write", _WRITE), ("truncate", _TRUNCATE), ("sync", _SYNC)):
        function = prototype(_counted(disk, name, cast(getattr(real, name), prototype)))
        functions.append(function)
        setattr(methods, name, cast(function, c_void_p).value)
    return methods, functions


def _counted(disk: Disk, what: str, function: Callable[..., int]) -> Callable[..., int]:
    def counted(*arguments: int) -> int:
        return disk.do(what) or function(*arguments)

    return counted
