"""What it would take for a criterion to be met."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Literal, NamedTuple

from chuyenhoa.model.values import Measure

if TYPE_CHECKING:
    from chuyenhoa.assessment.assessed import AssessedCriterion

# Figures of counted things, which are whole like their target, change by one; others by the
# hundredth that people write them with, or where a target is finer, by the last decimal there is.
_COUNTED = (Fraction(1),)
_MEASURED = (Fraction(1, 100), Fraction(1, 10000))


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would meet the target, all else being as it is.

    Attributes:
        kind: `record` a figure; give the `reference` figure; the `answer` would have to be
            `needed` (1 yes, 0 no); `change` the number to `needed`; or `none`: no number would do
            with this denominator or reference.
        needed: The number, or numerator, nearest to the recorded one that meets the target.
        change: `needed` less what was recorded.
    """

    kind: Literal["record", "reference", "answer", "change", "none"]
    needed: Decimal | None = None
    change: Decimal | None = None


class _Ends(NamedTuple):
    """The numbers that would do: from `low` to `high`, an open end not included."""

    low: Fraction | None
    low_open: bool
    high: Fraction | None
    high_open: bool

    def hold(self, number: Fraction) -> bool:
        return (
            self.low is None or number > self.low or (number == self.low and not self.low_open)
        ) and (
            self.high is None or number < self.high or (number == self.high and not self.high_open)
        )


def remedy(criterion: AssessedCriterion) -> Remedy | None:
    """What it would take; None for a criterion that is met or does not apply."""
    if criterion.verdict in {"met", "not_applicable"}:
        return None
    if criterion.reason == "no_result":
        return Remedy("record")
    if criterion.reason == "no_reference":
        return Remedy("reference")
    if criterion.asked.measure is Measure.YES_NO:
        return Remedy("answer", needed=criterion.asked.target.low)
    number = _fraction(criterion.number)
    ends = _ends(criterion)
    for step in _steps(criterion, ends):
        needed = _nearest(number, ends, step)
        if ends.hold(needed) and _possible(criterion, needed):
            return Remedy("change", _decimal(needed), _decimal(needed - number))
    return Remedy("none")


def _nearest(number: Fraction, ends: _Ends, step: Fraction) -> Fraction:
    """The multiple of the step just past the end that the number misses."""
    if ends.low is not None and (number < ends.low or (number == ends.low and ends.low_open)):
        steps = ends.low / step
        return step * (floor(steps) + 1 if ends.low_open else ceil(steps))
    steps = (ends.high or 0) / step
    return step * (ceil(steps) - 1 if ends.high_open else floor(steps))


def _ends(criterion: AssessedCriterion) -> _Ends:
    """The target (contract §4), turned from what is measured into the number recorded."""
    target = criterion.asked.target
    low, high = (None if end is None else Fraction(end) for end in (target.low, target.high))
    ends = _Ends(low, target.low_open, high, target.high_open)
    if criterion.asked.measure is Measure.REDUCTION:
        reference = _fraction(criterion.reference)
        if not reference:
            return _Ends(Fraction(0), low_open=False, high=Fraction(0), high_open=False)
        return _Ends(
            None if high is None else reference * (100 - high) / 100,
            target.high_open,
            None if low is None else reference * (100 - low) / 100,
            target.low_open,
        )
    if criterion.denominator is None:
        return ends
    share = _fraction(criterion.denominator) / criterion.asked.per
    return ends._replace(
        low=None if low is None else low * share, high=None if high is None else high * share
    )


def _steps(criterion: AssessedCriterion, ends: _Ends) -> tuple[Fraction, ...]:
    measure, denominator = criterion.asked.measure, criterion.denominator
    figures = (criterion.number, denominator, criterion.reference)
    counted = all(figure is None or not figure % 1 for figure in figures)
    if denominator is None and measure is not Measure.REDUCTION:
        target = [end for end in (ends.low, ends.high) if end is not None]
        if any(end % _MEASURED[0] for end in target):
            return _MEASURED[1:]
        counted &= measure is Measure.VALUE and not any(end % 1 for end in target)
    return _COUNTED + (_MEASURED if measure is Measure.VALUE else ()) if counted else _MEASURED


def _possible(criterion: AssessedCriterion, number: Fraction) -> bool:
    """Whether such a number could be recorded (contract §3)."""
    if criterion.asked.measure is Measure.VALUE:
        return True
    if number < 0:
        return False
    if criterion.asked.measure is Measure.REDUCTION or criterion.asked.may_exceed:
        return True
    if criterion.denominator is None:
        return number <= criterion.asked.per
    return number <= _fraction(criterion.denominator)


def _fraction(number: float | None) -> Fraction:
    return Fraction(repr(number))


def _decimal(number: Fraction) -> Decimal:
    """Exactly: a multiple of a step, or less a recorded number, has at most four decimals."""
    return Decimal(int(number * 10000)) / 10000
