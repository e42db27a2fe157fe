"""Reading tables from files of every format; what is hostile is read in another process."""

from __future__ import annotations

import subprocess
import sys
from threading import Timer
from typing import TYPE_CHECKING, Self, cast

from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.sources import kinds
from chuyenhoa.sources.delimited import read_delimited
from chuyenhoa.sources.memory import without_collections
from chuyenhoa.sources.office.grid import unpack
from chuyenhoa.sources.sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO

SECONDS_A_FILE = 60.0
_LENGTH_BYTES = 8
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

    Args:
        files: The name of each, as in the problems, and its content.
    """
    with OfficeReader() as office:
        for name, content in files:
            kind = kinds.kind_of(content)
            if kind == kinds.TEXT:
                yield read_delimited(name, content)
            elif kind == kinds.OFFICE:
                yield office.read(name, content)
            elif kind == kinds.ENCRYPTED:
                yield _refused(name, "encrypted", "")
            else:
                yield _refused(name, "wrong_kind", kind)


def _refused(name: str, code: str, kind: str) -> Sheets:
    return Sheets(name, problems=(Problem(code, Place(name), {"kind": kind}),), said=kind)


class OfficeReader:
    """A process that reads workbooks and Word files; it starts with the first one.

    A file that it does not survive, or that takes it too long, is a problem; the next one gets a
    process of its own.

    Args:
        seconds: How long a file may take.
    """

    def __init__(self, seconds: float = SECONDS_A_FILE) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

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
        process = self._process = self._process or _start()
        watchdog = Timer(self._seconds, process.kill)
        watchdog.start()
        try:
            answer = _ask(process, content)
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
            self._process.communicate()
            self._process = None


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 (this program, and nothing that anybody typed)
        [sys.executable, *_CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _ask(process: subprocess.Popen[bytes], content: bytes) -> bytes | None:
    """The process's answer; None if it died over the file."""
    questions = cast("IO[bytes]", process.stdin)
    answers = cast("IO[bytes]", process.stdout)
    try:
        questions.write(len(content).to_bytes(_LENGTH_BYTES))
        questions.write(content)
        questions.flush()
    except BrokenPipeError:
        return None
    length = int.from_bytes(answers.read(_LENGTH_BYTES))
    answer = answers.read(length)
    return answer if length and len(answer) == length else None
