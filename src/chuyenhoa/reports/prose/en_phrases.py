"""What sentences in English are made of: counted things, names, lists, falls.

A module for each language with the same names, for the sentences of that language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.reports import figures, summary
from chuyenhoa.reports.prose.common import NAMED, falls, reduction, standing_counts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from chuyenhoa.assessment.assessed import AssessedArea, AssessedCriterion

# What is compared with, inside a sentence.
AGAINST = {
    "prior_year": "the same period last year",
    "previous": "the period before",
    "baseline": "the baseline",
    "chosen": "the earlier period",
}


def count(n: int, one: str, many: str) -> str:
    """`1 area`, `2 areas`."""
    return f"{figures.whole(n)} {one if n == 1 else many}"


def areas(n: int) -> str:
    """So many areas."""
    return count(n, "area", "areas")


def criteria(n: int) -> str:
    """So many criteria."""
    return count(n, "criterion", "criteria")


def together(texts: Sequence[str]) -> str:
    """`a, b and c`."""
    return " and ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


def some(named: Sequence[str]) -> str:
    """As many areas as are named, and how many more there are."""
    rest = len(named) - NAMED
    return together([*named[:NAMED], f"{figures.whole(rest)} more"] if rest > 0 else named)


def names(found: Sequence[AssessedArea]) -> str:
    """Which areas."""
    return some([area.name for area in found])


def standings(found: Sequence[AssessedArea]) -> str:
    """How many areas have each standing."""
    counts = standing_counts(found)
    words = (("met", "met"), ("not_met", "not met"), ("incomplete", "undecided"))
    said = [f"{figures.whole(counts[key])} {word}" for key, word in words if counts[key]]
    return ", ".join(said)


def fall(now: Decimal, before: Decimal, unit: str | None, against: str) -> str:
    """`18 vụ, down 3 = 14.3% (18/21) on the same period last year`."""
    amount = figures.number(now)
    change, percent = falls(now, before)
    counted = f"{amount} {unit}" if unit else amount
    if not change:
        return f"{counted}, the same as in {AGAINST[against]}"
    way = "down" if change > 0 else "up"
    share = "" if percent is None else f" = {figures.percent(abs(percent))}"
    return (
        f"{counted}, {way} {figures.number(abs(change))}{share} ({amount}/{figures.number(before)})"
        f" on {AGAINST[against]}"
    )


def missed(criterion: AssessedCriterion) -> str:
    """A criterion that is not met, with figure and target."""
    asked = criterion.asked
    both = reduction(criterion)
    figure = fall(*both, asked.unit, asked.against) if both else figures.both(criterion)
    weight = ", mandatory" if asked.mandatory else ""
    return (
        f"{asked.code} – {summary.name(criterion)}: {figure} (target: {figures.target(asked)}"
        f"{weight})"
    )
