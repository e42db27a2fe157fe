"""The real program, run as its users run it: another process, a clean environment."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

# What would let the caller's own terminal and settings into a test.
_PREFIXES = ("CHUYENHOA_", "CLICOLOR", "LC_", "PYTHON", "XDG_", "_TYPER_", "_CHUYENHOA_")
_NAMES = {"COLORTERM", "COLUMNS", "FORCE_COLOR", "LANG", "LANGUAGE", "LINES", "NO_COLOR", "TERM"}


def clean_environment(changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """The environment that a test runs in: UTF-8, 80 columns, nothing of the caller's own.

    Args:
        changes: Variables to set, or with None to leave out.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_PREFIXES) and name not in _NAMES
    }
    environment = {**kept, "LANG": "C.UTF-8", "COLUMNS": "80", **(changes or {})}
    if os.name == "nt":
        environment.setdefault("PYTHONIOENCODING", "utf-8")
    return {name: value for name, value in environment.items() if value is not None}


class Program:
    """`chuyenhoa` as a callable; each call is a run of its own.

    Args:
        directory: Where it runs unless a call says otherwise.
        command: What starts it.
    """

    def __init__(
        self, directory: Path, command: tuple[str, ...] = (sys.executable, "-m", "chuyenhoa")
    ) -> None:
        self.directory = directory
        self.command = command

    def __call__(
        self,
        *arguments: str | Path,
        cwd: Path | None = None,
        stdin: str | bytes = b"",
        env: Mapping[str, str | None] | None = None,
        timeout: float = 120,
    ) -> subprocess.CompletedProcess[str]:
        """Run to the end.

        Args:
            arguments: The command line.
            cwd: Another working directory.
            stdin: What stands on standard input; it is never the terminal.
            env: Changes to `clean_environment`.
            timeout: Seconds until the test fails.

        Returns:
            The exit status, and both outputs as text with `\\n` at the end of a line.
        """
        given = stdin.encode() if isinstance(stdin, str) else stdin
        with self.start(*arguments, cwd=cwd, env=env) as process:
            out, err = process.communicate(given, timeout=timeout)
        return subprocess.CompletedProcess(process.args, process.returncode, _text(out), _text(err))

    @contextmanager
    def start(
        self,
        *arguments: str | Path,
        cwd: Path | None = None,
        env: Mapping[str, str | None] | None = None,
    ) -> Iterator[subprocess.Popen[bytes]]:
        """Start it with pipes on all three ends; whatever happens, it does not outlive the test."""
        with subprocess.Popen(
            [*self.command, *map(str, arguments)],
            cwd=cwd or self.directory,
            env=clean_environment(env),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            try:
                yield process
            finally:
                process.kill()


_EACH = r"""
import sys
from contextvars import copy_context
from chuyenhoa.cli import main
for line in sys.stdin.read().splitlines():
    # A copy, so that the language it speaks ends with it.
    status = copy_context().run(main, line.split("\t"))
    print(end=f"\x1e{status}\x1e", flush=True)
    print(end="\x1e", flush=True, file=sys.stderr)
"""


def each_of(
    directory: Path, lines: Iterable[Sequence[str]]
) -> Iterator[subprocess.CompletedProcess[str]]:
    """What the program says to each command line, all of them being put to one process.

    Args:
        directory: Where it runs.
        lines: The command lines.
    """
    given = list(map("\t".join, lines))
    run = Program(directory, (sys.executable, "-c", _EACH))(stdin="\n".join(given))
    *outs, _end = run.stdout.split("\x1e")
    *errs, rest = run.stderr.split("\x1e")
    assert not rest, rest
    for line, out, status, err in zip(given, outs[::2], outs[1::2], errs, strict=True):
        yield subprocess.CompletedProcess(line, int(status), out, err)


def _text(output: bytes) -> str:
    return output.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
