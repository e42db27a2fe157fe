"""What is found wrong while an input is read, in the order in which it stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.model.dataset import Origin
from chuyenhoa.model.names import Neighbours
from chuyenhoa.model.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chuyenhoa.model.problems import Invalid, Place


class Findings:
    """Collects the problems and notices of one input.

    Args:
        files: The names of its files; an `Origin` points at one by its position.
    """

    def __init__(self, files: Sequence[str]) -> None:
        self.files = files
        self._muted: frozenset[str] = frozenset()
        self._neighbours: dict[tuple[str, ...], Neighbours] = {}
        self._found: list[tuple[tuple[int, int, int], Problem]] = []

    def mute(self, *codes: str) -> None:
        """Leave out these problems from now on: they would only be consequences of others."""
        self._muted = frozenset(codes)

    def place(self, origin: Origin) -> Place:
        """Where a person finds it."""
        return origin.place(self.files)

    def nearest(self, text: str, candidates: tuple[str, ...]) -> str | None:
        """The candidate that was probably meant, with bounded work for the whole input."""
        if candidates not in self._neighbours:
            self._neighbours[candidates] = Neighbours(candidates)
        return self._neighbours[candidates].nearest(text)

    def refuse(
        self, code: str, origin: Origin, suggestion: str | None = None, **params: object
    ) -> None:
        """Record a problem."""
        self.add(origin, Problem(code, self.place(origin), params, suggestion))

    def notice(self, code: str, origin: Origin, **params: object) -> None:
        """Record what is worth a look, but no reason to refuse anything."""
        self.add(origin, Problem(code, self.place(origin), params, notice=True))

    def invalid(self, invalid: Invalid, origin: Origin) -> None:
        """Record that the text that stands there is not what it should be."""
        self.add(origin, invalid.at(self.place(origin)))

    def extend(self, problems: Iterable[Problem], file: int) -> None:
        """Record what a reader has found in this file."""
        for problem in problems:
            self.add(Origin(file, problem.place.line, problem.place.column), problem)

    def add(self, origin: Origin, problem: Problem) -> None:
        """Record what is to be found at this origin."""
        if problem.code not in self._muted:
            key = (origin.file, origin.line or 0, origin.column or 0)
            self._found.append((key, problem))

    def in_order(self) -> tuple[Problem, ...]:
        """All of them, in the order of files, lines and columns."""
        return tuple(problem for _, problem in sorted(self._found, key=lambda found: found[0]))
