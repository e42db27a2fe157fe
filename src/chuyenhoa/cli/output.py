"""The way to the terminal: reports and data on stdout, everything else on stderr (contract §10)."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import replace
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from chuyenhoa.cli import progress
from chuyenhoa.errors import CannotRun, reason
from chuyenhoa.language import N_, _
from chuyenhoa.model.problems import Place
from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.problems import problem_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from chuyenhoa.errors import ChuyenhoaError
    from chuyenhoa.model.problems import Problem

_CLOSED = N_("Standard output is closed.")
_NO_TEXT = N_("This is a file that a terminal cannot show: say with -o where to write it.")
_FAILED = N_("Writing to standard output failed: {detail}.")


def prepare() -> None:
    """Have both outputs take every character, and nothing else take their places.

    A file that is opened while stdout is closed would get its number: what is printed later would
    end up in the database.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def write_text(text: str) -> None:
    """Write a report; what the terminal cannot show becomes a replacement character.

    Raises:
        CannotRun: stdout is closed or full.
        BrokenPipeError: Nobody reads it any more.
    """
    _write([text], as_data=False)


def write_data(chunks: Iterable[str | bytes]) -> None:
    """Write data for files and programs: in UTF-8, unless a person reads it at a terminal.

    Raises:
        CannotRun: stdout is closed or full, or bytes that are no text would go to a terminal.
        BrokenPipeError: Nobody reads it any more.
    """
    _write(chunks, as_data=not _stdout().isatty())


def refuse_terminal() -> None:
    """Say no where stdout is a terminal, and what is to come is no text.

    Raises:
        CannotRun: If so, or stdout is closed.
    """
    if _stdout().isatty():
        raise CannotRun(_NO_TEXT)


def encoded(chunk: str | bytes) -> bytes:
    """A piece of a file."""
    return chunk.encode() if isinstance(chunk, str) else chunk


def show(renderable: RenderableType) -> None:
    """Write what Rich lays out, as wide and as colourful as stdout is."""
    from chuyenhoa.reports.screen import rendered

    # Rich writes nothing to the stream, which is too much for some already.
    with _failures_named():
        text = rendered(renderable, _stdout())
    write_text(text)


def say(text: str) -> None:
    """One line on stderr."""
    if sys.stderr is None:
        return
    try:
        sys.stderr.write(f"{visible(text)}\n")
        sys.stderr.flush()
    except OSError:
        # Nobody can be told.
        _silence(sys.stderr)


def say_problem(problem: Problem) -> None:
    """A problem of what was typed, at the part of the command line that the help names so."""
    say(problem_line(replace(problem, place=Place(_(problem.place.file)))))


def say_error(error: ChuyenhoaError) -> None:
    """What ended the run; `detail` is in words of ours where they are known."""
    fields = {name: _(str(it)) if name == "detail" else it for name, it in error.params.items()}
    say(_("Error: {sentence}").format(sentence=_(error.template).format_map(fields)))


def _stdout() -> TextIO:
    if sys.stdout is None:
        raise CannotRun(_CLOSED)
    return sys.stdout


def _write(chunks: Iterable[str | bytes], *, as_data: bool) -> None:
    sink = _stdout()
    if sink.isatty():
        progress.stop()
    for chunk in chunks:
        with _failures_named():
            if as_data:
                sink.buffer.write(encoded(chunk))
            elif isinstance(chunk, bytes):
                raise CannotRun(_NO_TEXT)
            else:
                sink.write(chunk)
    with _failures_named():
        sink.flush()


@contextmanager
def _failures_named() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        # What is still buffered would fail once more, and loudly, when Python ends.
        _silence(sys.stdout)
        if isinstance(error, BrokenPipeError):
            raise
        raise CannotRun(_FAILED, detail=reason(error)) from error


def _silence(stream: TextIO) -> None:
    """Let the rest go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
