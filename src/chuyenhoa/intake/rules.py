"""The codes that can be referred to, and the criteria as they stand in each period."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from chuyenhoa.model.codes import code_key
from chuyenhoa.model.names import Neighbours
from chuyenhoa.model.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chuyenhoa.model.dataset import Area, CriteriaSet, Criterion
    from chuyenhoa.model.periods import Period


class Areas:
    """Areas by their codes, as a data file refers to them."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._areas = {code_key(area.code): area for area in areas}

    def code(self, text: str) -> str:
        """The code as it was defined; case does not matter.

        Raises:
            Invalid: `unknown_area`, with the code that may have been meant.
        """
        area = self._areas.get(code_key(text))
        if area is None:
            raise Invalid("unknown_area", text=text, suggestion=self._nearest(text))
        return area.code

    def _nearest(self, text: str) -> str | None:
        near = self._neighbours.nearest(text)
        return None if near is None else self._codes[near]

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self._codes)

    @cached_property
    def _codes(self) -> dict[str, str]:
        """What people may have written for a code, codes first."""
        codes = {area.code: area.code for area in self._areas.values()}
        for area in self._areas.values():
            for name in (area.name, *area.aliases):
                codes.setdefault(name, area.code)
        return codes


class Rules:
    """The criteria sets in the order in which they come into force."""

    def __init__(self, sets: Iterable[CriteriaSet]) -> None:
        # Whatever the cut-off day, it moves all starts alike.
        self.sets = sorted(sets, key=lambda each: each.start.start())
        # The latest wording of each; the order is that of their first appearance.
        self._latest = {
            code_key(criterion.code): criterion for each in self.sets for criterion in each.criteria
        }

    def in_force(self, period: Period) -> CriteriaSet | None:
        """The set with the latest start that is not after the period's (contract §6)."""
        started = [each for each in self.sets if each.start.start() <= period.start()]
        return started[-1] if started else None

    def has(self, text: str) -> bool:
        """Whether any set has a criterion with this code."""
        return code_key(text) in self._latest

    def criterion(self, text: str) -> Criterion:
        """The criterion with this code, as the latest set that has it words it.

        Raises:
            Invalid: `unknown_criterion`, with the code that may have been meant.
        """
        criterion = self._latest.get(code_key(text))
        if criterion is None:
            near = self._neighbours.nearest(text)
            raise Invalid("unknown_criterion", text=text, suggestion=near)
        return criterion

    def criterion_in(self, period: Period | None, text: str) -> Criterion:
        """The criterion as the set in force words it, or else the latest set that has it.

        Raises:
            Invalid: `unknown_criterion`, with the code that may have been meant.
        """
        latest = self.criterion(text)
        in_force = None if period is None else self.in_force(period)
        for criterion in in_force.criteria if in_force else ():
            if code_key(criterion.code) == code_key(text):
                return criterion
        return latest

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """What each criterion is called, by its code: in the latest set first, in any language."""
        names: dict[str, list[str]] = {}
        for each in reversed(self.sets):
            for criterion in each.criteria:
                wordings = (criterion.name, criterion.name_en)
                names.setdefault(criterion.code, []).extend(filter(None, wordings))
        return {code: tuple(wordings) for code, wordings in names.items()}

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours([criterion.code for criterion in self._latest.values()])
