"""Reading tables from files of every format; what is hostile is read in another process."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from threading import Thread, Timer
from typing import TYPE_CHECKING, Self, cast

from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.sources import kinds
from chuyenhoa.sources.delimited import read_delimited
from chuyenhoa.sources.memory import without_collections
from chuyenhoa.sources.office.grid import LENGTH_BYTES, unpack
from chuyenhoa.sources.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

_SECONDS_A_FILE = 60.0
# -P: no module of the folder that the program is called in.
_CHILD = ("-P", "-m", "chuyenhoa.sources.office.child")


def read_sheets(name: str, content: bytes) -> Sheets:
    """What a file holds; `read_files` is quicker for several.

    Args:
        name: Of the file, in the problems.
        content: The file.
    """
    return next(read_files([(name, content)]))


def read_files(files: Iterable[tuple[str, bytes]]) -> Iterator[Sheets]:
    """What each file holds, one after the other.

    The first one, and each next one, is on its way while its reader is busy with something else.

    Args:
        files: The name of each, as in the problems, and its content.
    """
    reading = _read_ahead(files)
    # Before the first file there is nothing, but it has been begun.
    next(reading)
    return cast("Iterator[Sheets]", reading)


def _read_ahead(files: Iterable[tuple[str, bytes]]) -> Iterator[Sheets | None]:
    """What the file before holds, when the next one has been begun."""
    sheets = None
    with OfficeReader() as office:
        for name, content in files:
            kind = kinds.kind_of(content)
            if kind == kinds.OFFICE:
                office.begin(content)
            yield sheets
            # Not two of them at once.
            sheets = None
            if kind == kinds.OFFICE:
                sheets = office.finish(name, content)
            elif kind == kinds.TEXT:
                sheets = read_delimited(name, content)
            elif kind == kinds.ENCRYPTED:
                sheets = _refused(name, "encrypted", "")
            else:
                sheets = _refused(name, "wrong_kind", kind)
        yield sheets


def _refused(name: str, code: str, kind: str) -> Sheets:
    return Sheets(name, problems=(Problem(code, Place(name), {"kind": kind}),), said=kind)


class OfficeReader:
    """A process that reads workbooks and Word files; it starts with the first one.

    A file that it does not survive, or that takes it too long, is a problem; the next one gets a
    process of its own.

    Args:
        seconds: How long a file may take from when its tables are waited for.
    """

    def __init__(self, seconds: float = _SECONDS_A_FILE) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._sender: Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def read(self, name: str, content: bytes) -> Sheets:
        """What a file holds.

        Args:
            name: Of the file, in the problems.
            content: The file.
        """
        self.begin(content)
        return self.finish(name, content)

    def begin(self, content: bytes) -> None:
        """Have a file read, which is to be finished before the next one is begun."""
        self._process = self._process or _start()
        self._sender = Thread(target=_send, args=(self._process, content), daemon=True)
        self._sender.start()

    def finish(self, name: str, content: bytes) -> Sheets:
        """What the file holds that has been begun."""
        process = cast("subprocess.Popen[bytes]", self._process)
        watchdog = Timer(self._seconds, process.kill)
        watchdog.start()
        try:
            answer = _answer(process)
        finally:
            watchdog.cancel()
        if answer is None:
            self._end()
            return _refused(name, "file_too_large", "XLS" if kinds.is_ole(content) else "ZIP")
        with without_collections():
            return unpack(name, answer)

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            if self._sender:
                self._sender.join()
            self._process.communicate()
            self._process = None


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 (this program, and nothing that anybody typed)
        [sys.executable, *_CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _send(process: subprocess.Popen[bytes], content: bytes) -> None:
    questions = cast("IO[bytes]", process.stdin)
    # Whoever waits for the answer sees that there is none.
    with suppress(OSError):
        questions.write(len(content).to_bytes(LENGTH_BYTES))
        questions.write(content)
        questions.flush()


def _answer(process: subprocess.Popen[bytes]) -> bytes | None:
    """The process's answer; None if it died over the file."""
    answers = cast("IO[bytes]", process.stdout)
    length = int.from_bytes(answers.read(LENGTH_BYTES))
    answer = answers.read(length)
    return answer if length and len(answer) == length else None
