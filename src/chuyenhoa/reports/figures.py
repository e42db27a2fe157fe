"""Figures as people read them, in the language in use: the one place that formats them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from chuyenhoa.language import N_, _, current, ngettext
from chuyenhoa.model.values import Measure, Recorded

if TYPE_CHECKING:
    from chuyenhoa.assessment.assessed import AssessedArea, AssessedCriterion
    from chuyenhoa.model.dataset import Criterion
    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.targets import Target
    from chuyenhoa.model.values import Value

# Percentages are shown to two decimals, or to more where two would tip the verdict.
DECIMALS = 2
# A sign is read with the figure behind it: '< 12,5/100.000'.
WORD = re.compile(r"(?:[<≤=≥>] )?\S+")

_SWAP_MARKS = str.maketrans(",.", ".,")
_PERCENT = 100


def number(value: Decimal) -> str:
    """`1.234,5` in Vietnamese, `1,234.5` in English; no zeros at the end."""
    text = f"{value.normalize():,f}"
    return text.translate(_SWAP_MARKS) if current() == "vi" else text


def whole(n: int) -> str:
    """A count."""
    return number(Decimal(n))


def share(part: int, of: int) -> str:
    """So many of so many: `5/9`."""
    return f"{whole(part)}/{whole(of)}"


def score(area: AssessedArea) -> str:
    """An area's points of those that it could have: `78/94`, `–/94` where nothing is known."""
    points = "–" if area.unknown else number(area.points)
    return f"{points}/{number(area.max_points)}"


def earned(criterion: AssessedCriterion) -> str:
    """The points of a criterion of those that it could bring: `0/6`."""
    return f"{number(criterion.points)}/{number(criterion.max_points)}"


def points(value: Decimal) -> str:
    """So many points."""
    return ngettext("{points} point", "{points} points", 1 if value == 1 else 2).format(
        points=number(value)
    )


def percent(value: Decimal) -> str:
    """A number with its percent sign."""
    return f"{number(value)}%"


def day(iso: str) -> str:
    """A date: `14/06/2023` in Vietnamese, `14 Jun 2023` in English."""
    found = date.fromisoformat(iso)
    if current() == "vi":
        return f"{found:%d/%m/%Y}"
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{found.day} {months[found.month - 1]} {found.year}"


_PERIODS = {
    "": N_("{year}"),
    "-H1": N_("{year}-H1"),
    "-H2": N_("{year}-H2"),
    "-Q1": N_("{year}-Q1"),
    "-Q2": N_("{year}-Q2"),
    "-Q3": N_("{year}-Q3"),
    "-Q4": N_("{year}-Q4"),
    "-9M": N_("{year}-9M"),
}


def period(when: Period) -> str:
    """A period as offices write it, and as it is understood: `6 tháng đầu năm 2023`, `2023-H1`."""
    template = _PERIODS.get(when.code.removeprefix(str(when.year)), N_("{year}-{month}"))
    return _(template).format(year=when.year, month=f"{when.number:02}")


def recorded(value: Value | None, measure: Measure) -> str:
    """What was recorded: `18/19`, `có`, `–` for nothing."""
    if value is None:
        return "–"
    if value.number is None:
        return _("n/a")
    if measure is Measure.YES_NO:
        return _("yes") if value.number else _("no")
    if value.denominator is None:
        return number(value.number)
    return f"{number(value.number)}/{number(value.denominator)}"


def field(value: object) -> str:
    """What a problem says beside texts: numbers, and what was recorded."""
    if isinstance(value, Recorded):
        return recorded(value.value, value.measure)
    return number(Decimal(value)) if isinstance(value, (int, Decimal)) else str(value)


def measured(criterion: AssessedCriterion) -> str:
    """What was held against the target: `94,74%`, `giảm 9,52%`; empty where that says no more.

    A value and a plain rate are measured as they were recorded.
    """
    asked = criterion.asked
    if asked.measure is Measure.VALUE or (
        asked.measure is Measure.RATE and criterion.denominator is None
    ):
        return ""
    result = criterion.measured(DECIMALS)
    if result is None:
        return ""
    if asked.measure is Measure.REDUCTION:
        return change(result)
    return rate(result, asked.per)


def both(criterion: AssessedCriterion) -> str:
    """What was recorded, and what that makes: `18/19 = 94,74%`, `19 (giảm 9,52%)`."""
    figure, result = recorded(criterion.value, criterion.asked.measure), measured(criterion)
    if not result:
        return figure
    reduction = criterion.asked.measure is Measure.REDUCTION
    return f"{figure} ({result})" if reduction else f"{figure} = {result}"


def rate(value: Decimal, per: int) -> str:
    """`94,74%`, or `12,5/100.000` for a rate that is no percentage."""
    return percent(value) if per == _PERCENT else f"{number(value)}/{number(Decimal(per))}"


def in_percent(asked: Criterion) -> bool:
    """Whether what is measured is a number of percent."""
    return asked.is_percentage or asked.measure is Measure.REDUCTION


def change(fall: Decimal) -> str:
    """A fall in percent, in words: down, up or unchanged."""
    if not fall:
        return _("unchanged")
    return (_("down {percent}") if fall > 0 else _("up {percent}")).format(
        percent=percent(abs(fall))
    )


def target(asked: Criterion, instead: Target | None = None) -> str:
    """The target of the criterion, or another one in its terms: `≥ 80%`, `giảm ≥ 5%`, `có`."""
    held = instead or asked.target
    if held.is_answer:
        return _("yes") if held.low else _("no")
    text = _comparison(held)
    if asked.measure is Measure.RATE:
        return f"{text}%" if asked.per == _PERCENT else f"{text}/{number(Decimal(asked.per))}"
    if asked.measure is Measure.REDUCTION:
        return _fall(held)
    return text


def _fall(held: Target) -> str:
    """A target for a fall in percent, in the words of contract §4."""
    if held.high is None and held.low is not None and held.low <= 0:
        if not held.low:
            return _("down") if held.low_open else _("not up")
        sign = "<" if held.low_open else "≤"
        return _("up {percent}").format(percent=f"{sign} {percent(-held.low)}")
    return _("down {percent}").format(percent=f"{_comparison(held)}%")


def _comparison(held: Target) -> str:
    low = "" if held.low is None else number(held.low)
    high = "" if held.high is None else number(held.high)
    if low and high:
        return f"= {low}" if low == high else f"{low}–{high}"
    if low:
        return f"{'>' if held.low_open else '≥'} {low}"
    return f"{'<' if held.high_open else '≤'} {high}"


def plain(value: Decimal) -> int | float:
    """A number for JSON: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)
