"""Items that are made when they are asked for: a country's need not be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_T = TypeVar("_T")
_R = TypeVar("_R")


class Made(Generic[_T, _R]):
    """One item of each thing, made anew in each pass.

    Args:
        things: What the items are about.
        make: An item of one of them.
    """

    def __init__(self, things: Sequence[_T], make: Callable[[_T], _R]) -> None:
        self._things = things
        self._make = make

    def __len__(self) -> int:
        return len(self._things)

    def __iter__(self) -> Iterator[_R]:
        return map(self._make, self._things)
