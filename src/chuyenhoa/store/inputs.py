"""Where results come from, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file of an input.

    Attributes:
        name: As the user gave it; '-' for standard input, '' where there was no file.
        sha256: Of its content, in hexadecimal; None where there was no file.
    """

    name: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """What is written in one transaction: one command's files, or one figure typed in.

    Attributes:
        command: 'load', 'record' or 'import'.
        recorded_at: In UTC. Shown, but never what history is ordered by: clocks are set back.
        files: At least one; each origin of a result is an index into them.
    """

    command: str
    recorded_at: datetime
    files: tuple[InputFile, ...] = (InputFile(""),)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of what was given is new, changed, or as it was."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def written(self) -> int:
        """How many made a difference."""
        return self.new + self.changed
