"""What a person types at the terminal."""

from __future__ import annotations

import os
import select
import signal
import sys


def read_line() -> str:
    """The next line, its end included; '' when there is nothing more to come.

    A signal that comes after Python has last looked for one, and before the system waits for a
    key, would go unnoticed until the next key. So the waiting is done where a signal ends it.
    Windows waits for both by itself.
    """
    if os.name != "nt":
        _wait_for_input()
    return sys.stdin.readline()


def _wait_for_input() -> None:
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    before = signal.set_wakeup_fd(wake)
    try:
        # The terminal gives one line at a time, so none is left over in sys.stdin.
        select.select([sys.stdin, woken], [], [])
    finally:
        signal.set_wakeup_fd(before)
        os.close(woken)
        os.close(wake)
