"""A word on stderr for whoever waits longer than a second at a terminal."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 1.0
_SECONDS_BETWEEN = 0.2

_running: list[tuple[threading.Event, threading.Thread]] = []


@contextmanager
def working(text: str) -> Iterator[None]:
    """Say what is being done, and for how long, while the block takes longer than a second.

    Args:
        text: What is being done, translated.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(text, done), daemon=True)
    teller.start()
    _running.append((done, teller))
    try:
        yield
    finally:
        stop()


def stop() -> None:
    """Say no more: what was waited for is about to appear on the same screen."""
    while _running:
        done, teller = _running.pop()
        done.set()
        teller.join()


def _tell(text: str, done: threading.Event) -> None:
    started = time.monotonic()
    line = ""
    while not done.wait(_SECONDS_BETWEEN if line else _PATIENCE):
        line = f"{text} {time.monotonic() - started:.0f} s"
        # Back at the beginning, so that whatever is said meanwhile takes its place.
        sys.stderr.write(f"{line}\r")
        sys.stderr.flush()
    if line:
        sys.stderr.write(f"{' ' * len(line)}\r")
        sys.stderr.flush()
