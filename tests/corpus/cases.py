"""What is in the corpus: the files by name, each a difficulty of its own, filled by the modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FILES: dict[str, Callable[[], bytes]] = {}


def file(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Make what the function returns the file of this name."""

    def register(build: Callable[[], bytes]) -> Callable[[], bytes]:
        if FILES.setdefault(name, build) is not build:
            raise LookupError(f"two files {name}")
        return build

    return register
