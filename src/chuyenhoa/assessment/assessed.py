"""What an assessment found: plain values, frozen, that renderers read (contract §5–8, §11)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from chuyenhoa.model.dataset import Criterion
from chuyenhoa.model.numbers import MOST_DECIMALS, units
from chuyenhoa.model.rounding import rounded
from chuyenhoa.model.values import Measure
from chuyenhoa.store.figures import value

if TYPE_CHECKING:
    from collections.abc import Collection

    from chuyenhoa.model.values import Value

Verdict = Literal["met", "not_met", "missing", "not_applicable"]
Reason = Literal["no_result", "no_reference", "zero_denominator", "zero_reference"]
Standing = Literal["met", "not_met", "incomplete"]
Stage = Literal["listed", "in_progress", "transformed", "maintained", "relapsed", "unverified"]


@dataclass(frozen=True, eq=False)
class AskedCriterion(Criterion):
    """A criterion with the target that some areas have: one for all of them, and equal to no other.

    So figures can be looked up by it hundreds of thousands of times.
    """

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @cached_property
    def bounds(self) -> tuple[int, ...]:
        """The ends of the target, in ten-thousandths."""
        return self.target.bounds


class AssessedCriterion(NamedTuple):
    """One area's figure for one criterion, and the verdict on it. A tuple, for there are many.

    What is measured is `dividend` / `divisor`, exactly; `number`, `denominator` and `reference` are
    plain numbers of at most four decimals, as recorded.
    """

    asked: AskedCriterion
    verdict: Verdict
    reason: Reason | None
    number: float | None
    denominator: float | None
    reference: float | None
    dividend: int | None
    divisor: int | None

    @property
    def value(self) -> Value | None:
        """What was recorded; None is nothing, which is not zero."""
        return None if self.reason == "no_result" else value(self.number, self.denominator)

    def measured(self, decimals: int = MOST_DECIMALS) -> Decimal | None:
        """What was held against the target, rounded without tipping the verdict.

        None where nothing was measured: a yes or no, nothing recorded, no or a zero reference.
        """
        if self.dividend is None or not self.divisor or self.asked.measure is Measure.YES_NO:
            return None
        return rounded(self.dividend, self.divisor, self.asked.bounds, decimals)

    @property
    def points(self) -> Decimal:
        """The points that it brings: none unless met."""
        return self.asked.points if self.verdict == "met" else Decimal(0)

    @property
    def max_points(self) -> Decimal:
        """The points that it could bring: none where it does not apply."""
        return Decimal(0) if self.verdict == "not_applicable" else self.asked.points


@dataclass(frozen=True, slots=True)
class AssessedArea:
    """One listed area in the period. `selected` is false once it is delisted."""

    code: str
    name: str
    kind: str
    selected: bool
    standing: Standing
    stage: Stage
    points: Decimal
    open_points: Decimal
    max_points: Decimal
    met: int
    not_met: int
    missing: int
    not_applicable: int
    criteria: tuple[AssessedCriterion, ...]

    @property
    def unknown(self) -> bool:
        """Whether nothing of what is asked of it is known: it has no points, not 0 of them."""
        return bool(self.missing) and not self.met + self.not_met

    def score(self, pass_score: Decimal, decimals: int = MOST_DECIMALS) -> Decimal | None:
        """Percent of its applicable points, on its side of the pass mark.

        None where no points apply, or nothing is known.
        """
        if not self.max_points or self.unknown:
            return None
        dividend, divisor = 100 * units(self.points), units(self.max_points)
        return rounded(dividend, divisor, [units(pass_score)], decimals)


@dataclass(frozen=True, slots=True)
class AssessedPeriod:
    """The period that was assessed; both dates (ISO 8601) lie in it."""

    code: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class AssessedProgramme:
    """The programme in the period: `listed` counts every area, `met` … the selected ones."""

    verdict: Standing
    listed: int
    selected: int
    met: int
    not_met: int
    incomplete: int
    relapsed: int
    min_success_rate: Decimal
    max_relapses: int

    @property
    def unknown(self) -> bool:
        """Whether no selected area could be judged."""
        return bool(self.selected) and self.incomplete == self.selected

    def success_rate(self, decimals: int = MOST_DECIMALS) -> Decimal | None:
        """Percent of the selected areas that are met; None where none is selected."""
        if not self.selected:
            return None
        return rounded(self.met * 100, self.selected, [units(self.min_success_rate)], decimals)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Who met the targets in one period.

    `programme` is None when only some areas were asked about: the programme is about all of them.
    """

    title: str
    language: str
    illustrative: bool
    criteria_set: str
    pass_score: Decimal
    period: AssessedPeriod
    programme: AssessedProgramme | None
    areas: tuple[AssessedArea, ...]

    def only(self, area_codes: Collection[str]) -> Assessment:
        """The same assessment, showing these areas."""
        return replace(self, areas=tuple(a for a in self.areas if a.code in area_codes))
