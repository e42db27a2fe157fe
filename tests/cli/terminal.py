"""The program at a terminal: a pseudo-terminal on all three ends."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Self

from tests.program import clean_environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "chuyenhoa")
_PATIENCE = 120.0


class Terminal:
    """A run of `chuyenhoa` that takes itself to be looked at by a person.

    Args:
        arguments: The command line.
        cwd: Where it runs.
        env: Changes to `clean_environment`.
        command: What starts it.
    """

    def __init__(
        self,
        *arguments: str | Path,
        cwd: Path,
        env: Mapping[str, str | None] | None = None,
        command: Sequence[str] = PROGRAM,
    ) -> None:
        import pty

        self._own, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [*command, *map(str, arguments)],
            cwd=cwd,
            env=clean_environment({"TERM": "xterm", **(env or {})}),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._output = b""
        self._seen = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._own)

    def expect(self, text: str) -> None:
        """Wait until the text is on the screen, after what was expected before."""
        deadline = time.monotonic() + _PATIENCE
        wanted = text.encode()
        while (found := self._output.find(wanted, self._seen)) < 0:
            left = deadline - time.monotonic()
            assert left > 0, f"{text!r} never came; there was:\n{self.output}"
            assert self._read(left), f"{text!r} never came; there was:\n{self.output}"
        self._seen = found + len(wanted)

    def type(self, text: str) -> None:
        """Type a line, Enter included."""
        os.write(self._own, f"{text}\n".encode())

    def press(self, key: bytes) -> None:
        """Press one key, such as Ctrl-D."""
        os.write(self._own, key)

    def status(self) -> int:
        """Wait for the end; the exit status."""
        while self._read(_PATIENCE):
            pass
        return self.process.wait(_PATIENCE)

    @property
    def output(self) -> str:
        """All that has been on the screen."""
        return self._output.decode("utf-8", "backslashreplace").replace("\r\n", "\n")

    def _read(self, seconds: float) -> bool:
        """Read on; False when nothing comes any more."""
        ready, _, _ = select.select([self._own], [], [], seconds)
        if not ready:
            return False
        try:
            piece = os.read(self._own, 65536)
        except OSError:
            # Linux says so when the other end is closed.
            return False
        self._output += piece
        return bool(piece)
