"""What hostile input may cost: seconds, where minutes would go if cost grew with its square."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS = 20


@contextmanager
def bounded() -> Iterator[None]:
    """Fail on endless work; it is no measure of speed, and other programs do not count."""
    started = time.process_time()
    yield
    assert time.process_time() - started < _SECONDS
