"""Sequences whose items are made when they are asked for: a country's need not be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar, overload

_T = TypeVar("_T")
_R = TypeVar("_R")


class Made(Sequence[_R], Generic[_T, _R]):
    """One item of each thing, made anew each time.

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

    @overload
    def __getitem__(self, index: int) -> _R: ...

    @overload
    def __getitem__(self, index: slice) -> Made[_T, _R]: ...

    def __getitem__(self, index: int | slice) -> _R | Made[_T, _R]:
        if isinstance(index, slice):
            return Made(self._things[index], self._make)
        return self._make(self._things[index])
