"""What both languages count before they say it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.language import _
from chuyenhoa.model.rounding import rounded
from chuyenhoa.reports.figures import DECIMALS
from chuyenhoa.reports.words import REASONS
from chuyenhoa.store.figures import decimal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from chuyenhoa.assessment.assessed import AssessedArea, AssessedCriterion
    from chuyenhoa.assessment.comparison import Comparison
    from chuyenhoa.model.dataset import Criterion
    from chuyenhoa.reports.report import Report

# As many criteria as a sentence can name.
MISSED = 3
# More names than this are counted.
NAMED = 15
# Percent.
ALL = 100
_UNITS = 10_000


def falls(now: Decimal, before: Decimal) -> tuple[Decimal, Decimal | None]:
    """By how much a number fell (negative: rose), and that in percent.

    To one decimal, or where that is nothing to four. There is no percentage of nothing.
    """
    change = before - now
    if not before:
        return change, None
    dividend, divisor = int(change * 100 * _UNITS), int(before * _UNITS)
    return change, rounded(dividend, divisor, decimals=1) or rounded(dividend, divisor, (0,))


def reduction(criterion: AssessedCriterion) -> tuple[Decimal, Decimal] | None:
    """What was recorded and what that is compared with, for a criterion that counts a fall."""
    if criterion.number is None or criterion.reference is None:
        return None
    return decimal(criterion.number), decimal(criterion.reference)


def standing_counts(areas: Iterable[AssessedArea]) -> Counter[str]:
    """How many areas have each standing."""
    return Counter(area.standing for area in areas)


def of_stage(areas: Iterable[AssessedArea], stage: str) -> list[AssessedArea]:
    """The areas at a stage."""
    return [area for area in areas if area.stage == stage]


def met_everywhere(report: Report) -> int:
    """How many criteria are met by all areas to which they apply, if there are any."""
    tallies = (report.tallies[criterion.code] for criterion in report.criteria_set.criteria)
    return sum(0 < tally.met == tally.applicable for tally in tallies)


def missed_most(report: Report) -> tuple[int, list[Criterion]]:
    """How many areas miss the criteria that most miss, and those criteria."""
    missed = {c.code: report.tallies[c.code].not_met for c in report.criteria_set.criteria}
    most = max(missed.values(), default=0)
    return most, [c for c in report.criteria_set.criteria if most and missed[c.code] == most]


class Lacking(NamedTuple):
    """The areas that lack figures, how many verdicts that leaves open, and of how many."""

    areas: list[AssessedArea]
    missing: int
    of: int


def lacking(areas: Sequence[AssessedArea]) -> Lacking:
    """What has not been reported."""
    found = [area for area in areas if area.missing]
    missing = sum(area.missing for area in found)
    return Lacking(found, missing, missing + sum(area.met + area.not_met for area in areas))


def all_met(areas: Iterable[AssessedArea]) -> bool:
    """Whether every criterion that applies is met, and there are some."""
    found = [area for area in areas if area.met + area.not_met + area.missing]
    return bool(found) and not any(area.not_met + area.missing for area in found)


def without_figure(area: AssessedArea) -> list[str]:
    """The codes of the criteria that cannot be judged yet, and where it is no figure that lacks."""
    return [
        f"{c.asked.code} ({_(REASONS[c.reason])})" if c.reason == "no_reference" else c.asked.code
        for c in area.criteria
        if c.verdict == "missing"
    ]


def rates(comparison: Comparison) -> tuple[Decimal, Decimal] | None:
    """The success rates then and now, where both are known."""
    before, now = comparison.before.programme, comparison.now.programme
    if before is None or now is None or before.unknown or now.unknown:
        return None
    then, rate = before.success_rate(DECIMALS), now.success_rate(DECIMALS)
    return None if then is None or rate is None else (then, rate)


def moved(comparison: Comparison) -> Iterator[tuple[str, list[AssessedArea]]]:
    """The areas of which there is something to say, by what it is."""
    for what in ("newly_met", "no_longer_met", "newly_relapsed", "newly_listed"):
        if changes := getattr(comparison, what):
            yield what, [change.now for change in changes]


def turned(comparison: Comparison) -> tuple[int, int]:
    """How many verdicts on criteria have turned to met, and how many from met to not met."""
    flips = [flip for change in comparison.changes for flip in change.flips]
    return sum(flip.gained for flip in flips), sum(flip.lost for flip in flips)


def months_padded(number: int) -> str:
    """A month's number; decree 30/2020 pads the first two, which could be made others."""
    return f"{number:02}" if number <= 2 else str(number)  # noqa: PLR2004 - January, February


def sentence(text: str, end: str = ".") -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:] + end
