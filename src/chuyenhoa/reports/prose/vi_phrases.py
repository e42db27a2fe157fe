"""What sentences in Vietnamese are made of: counted things, names, lists, falls.

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
    "prior_year": "cùng kỳ năm trước",
    "previous": "kỳ trước",
    "baseline": "số liệu gốc",
    "chosen": "kỳ được so sánh",
}


def count(n: int) -> str:
    """As decree 30/2020 has it in running text: a digit alone has a zero before it."""
    return f"{n:02}" if 0 < n < 10 else figures.whole(n)  # noqa: PLR2004 - digits are ten


def share(part: int, whole: int) -> str:
    """`02/03`."""
    return f"{count(part)}/{count(whole)}"


def areas(n: int) -> str:
    """So many areas."""
    return f"{count(n)} địa bàn"


def criteria(n: int) -> str:
    """So many criteria."""
    return f"{count(n)} tiêu chí"


def together(texts: Sequence[str]) -> str:
    """`a, b và c`."""
    return " và ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


def some(named: Sequence[str]) -> str:
    """As many areas as are named, and how many more there are."""
    rest = len(named) - NAMED
    return together([*named[:NAMED], f"{areas(rest)} khác"] if rest > 0 else named)


def names(found: Sequence[AssessedArea]) -> str:
    """Which areas."""
    return some([area.name for area in found])


def standings(found: Sequence[AssessedArea]) -> str:
    """How many areas have each standing."""
    counts = standing_counts(found)
    words = (("met", "đạt"), ("not_met", "chưa đạt"), ("incomplete", "chưa đủ số liệu"))
    return ", ".join(f"{count(counts[key])} {word}" for key, word in words if counts[key])


def _amount(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return count(int(amount)) if whole else figures.number(amount)


def fall(now: Decimal, before: Decimal, unit: str | None, against: str) -> str:
    """`18 vụ, giảm 03 vụ = 14,3% (18/21 vụ) so với cùng kỳ năm trước`."""
    unit, amount = f" {unit}" if unit else "", _amount(now)
    change, percent = falls(now, before)
    if not change:
        return f"{amount}{unit}, bằng {AGAINST[against]}"
    way = "giảm" if change > 0 else "tăng"
    share = "" if percent is None else f" = {figures.percent(abs(percent))}"
    return (
        f"{amount}{unit}, {way} {_amount(abs(change))}{unit}{share} ({amount}/{_amount(before)}"
        f"{unit}) so với {AGAINST[against]}"
    )


def missed(criterion: AssessedCriterion) -> str:
    """A criterion that is not met, with figure and target."""
    asked = criterion.asked
    both = reduction(criterion)
    figure = fall(*both, asked.unit, asked.against) if both else figures.both(criterion)
    weight = ", bắt buộc" if asked.mandatory else ""
    return (
        f"{asked.code} – {summary.name(criterion)}: {figure} (chỉ tiêu: {figures.target(asked)}"
        f"{weight})"
    )
