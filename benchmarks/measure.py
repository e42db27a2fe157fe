"""Runs two commands side by side and says what each took."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MIB = 2**20 if sys.platform == "darwin" else 2**10  # ru_maxrss is in bytes there, else in KiB


@dataclass(frozen=True, slots=True)
class Command:
    """What is run.

    Attributes:
        arguments: The program and what follows it.
        output: Where its output goes.
        fresh: What must not be there before, or must be a copy of `origin`.
        origin: See `fresh`.
    """

    arguments: Sequence[str | Path]
    output: Path
    fresh: Path | None = None
    origin: Path | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of wall time and of the processors (medians of the runs), MiB (the peak of all)."""

    seconds: float
    busy: float
    peak: float


def run(command: Command) -> Taken:
    """Runs the command once; a command that fails ends the benchmark."""
    if command.fresh:
        command.fresh.unlink(missing_ok=True)
        if command.origin:
            shutil.copyfile(command.origin, command.fresh)
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith("CHUYENHOA_")
    }
    with command.output.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command.arguments,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.PIPE,
            env=surroundings,
        )
        # One of them writes little and the other nothing: the pipe never fills.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    with process:
        _, errors = process.communicate()
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command.arguments))}\n{errors.decode()}")
    return Taken(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _MIB)


def side_by_side(ours: Command, peer: Command, runs: int) -> tuple[Taken, Taken]:
    """Both in turn, so that whatever else the machine does meets both; the first pair warms up."""
    pairs = [(run(ours), run(peer)) for _ in range(runs + 1)][1:]
    return _middle([pair[0] for pair in pairs]), _middle([pair[1] for pair in pairs])


def _middle(taken: list[Taken]) -> Taken:
    return Taken(
        statistics.median(one.seconds for one in taken),
        statistics.median(one.busy for one in taken),
        max(one.peak for one in taken),
    )
