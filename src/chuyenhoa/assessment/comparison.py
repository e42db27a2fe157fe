"""Two assessments side by side: who newly meets, who relapsed, which criteria flipped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chuyenhoa.assessment.assessed import AssessedArea, AssessedCriterion, Assessment

# What the earlier period is to the later one; `chosen` is whatever somebody asked for.
Against = Literal["previous", "prior_year", "chosen"]


class VerdictFlip(NamedTuple):
    """A criterion whose verdict on an area is another than before."""

    before: AssessedCriterion
    now: AssessedCriterion

    @property
    def gained(self) -> bool:
        """Whether it is met now."""
        return self.now.verdict == "met"

    @property
    def lost(self) -> bool:
        """Whether it was met, and is not met now."""
        return self.before.verdict == "met" and self.now.verdict == "not_met"


@dataclass(frozen=True, slots=True)
class AreaChange:
    """One area now and before; `before` is None where it was not on the list."""

    now: AssessedArea
    before: AssessedArea | None
    flips: tuple[VerdictFlip, ...]

    @property
    def newly_met(self) -> bool:
        """Whether it meets the targets now and did not before."""
        return self._moved and self.now.standing == "met"

    @property
    def no_longer_met(self) -> bool:
        """Whether it met the targets before and does not now."""
        return self._moved and self.before is not None and self.before.standing == "met"

    @property
    def newly_relapsed(self) -> bool:
        """Whether it has become complex again since."""
        before = self.before and self.before.stage
        return self.now.stage == "relapsed" and before != "relapsed"

    @property
    def _moved(self) -> bool:
        return self.before is not None and self.before.standing != self.now.standing


@dataclass(frozen=True, slots=True)
class Comparison:
    """A period beside an earlier one.

    Attributes:
        against: What the earlier one is to this one.
        before: The earlier one; of its areas' criteria perhaps only those whose verdicts differ.
        now: This one.
        changes: One for each area of this one, in its order.
    """

    against: Against
    before: Assessment
    now: Assessment
    changes: tuple[AreaChange, ...]

    @property
    def same_rules(self) -> bool:
        """Whether the same criteria set was in force."""
        return self.before.criteria_set == self.now.criteria_set

    @property
    def newly_met(self) -> tuple[AreaChange, ...]:
        """The areas that newly meet the targets."""
        return tuple(change for change in self.changes if change.newly_met)

    @property
    def no_longer_met(self) -> tuple[AreaChange, ...]:
        """The areas that no longer meet them."""
        return tuple(change for change in self.changes if change.no_longer_met)

    @property
    def newly_relapsed(self) -> tuple[AreaChange, ...]:
        """The areas that have become complex again."""
        return tuple(change for change in self.changes if change.newly_relapsed)

    @property
    def newly_listed(self) -> tuple[AreaChange, ...]:
        """The areas that were not on the list before."""
        return tuple(change for change in self.changes if change.before is None)


def compare(now: Assessment, before: Assessment, against: Against = "chosen") -> Comparison:
    """This assessment beside an earlier one; criteria that only one of them has do not flip."""
    then = {area.code: area for area in before.areas}
    return Comparison(
        against, before, now, tuple(_change(area, then.get(area.code)) for area in now.areas)
    )


def _change(now: AssessedArea, before: AssessedArea | None) -> AreaChange:
    if before is None:
        return AreaChange(now, None, ())
    then = {criterion.asked.code: criterion for criterion in before.criteria}
    pairs = ((then.get(criterion.asked.code), criterion) for criterion in now.criteria)
    flips = (VerdictFlip(b, n) for b, n in pairs if b is not None and b.verdict != n.verdict)
    return AreaChange(now, before, tuple(flips))


def other_verdicts(
    criteria: Iterable[AssessedCriterion], than: Iterable[AssessedCriterion]
) -> tuple[AssessedCriterion, ...]:
    """Those of the criteria whose verdicts are others than these."""
    verdicts = {criterion.asked.code: criterion.verdict for criterion in than}
    return tuple([c for c in criteria if verdicts.get(c.asked.code, c.verdict) != c.verdict])
