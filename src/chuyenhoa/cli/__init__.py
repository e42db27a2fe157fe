"""The command line: opens the doors in order, and is the one place that catches."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# A run is short, and what it makes by the hundred thousand is no cyclic garbage: looking for some
# among it, again and again, would take a tenth of the time.
_NEW_OBJECTS = 10_000_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        argv: The arguments after the program's name; those of the process where left out.

    Returns:
        The exit status (contract §10).
    """
    gc.set_threshold(_NEW_OBJECTS)
    # Typer reads this while it is imported. Plain help is quick, and the same in every terminal.
    os.environ["TYPER_USE_RICH"] = "0"
    try:
        from chuyenhoa.cli.program import run
    except KeyboardInterrupt:
        # Ctrl-C before there is anybody to catch it.
        return 130
    status = run(sys.argv[1:] if argv is None else list(argv))
    # Python would search all there is for garbage once more: a fifth of the time of a report.
    gc.freeze()
    return status
