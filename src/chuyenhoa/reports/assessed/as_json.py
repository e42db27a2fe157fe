"""`assess --format json` (contract §11)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chuyenhoa.model.values import Measure
from chuyenhoa.reports.figures import plain
from chuyenhoa.reports.json_text import dumps, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.assessment.assessed import (
        AssessedArea,
        AssessedCriterion,
        AssessedProgramme,
        Assessment,
    )

FORMAT = "chuyenhoa-assessment/1"


def chunks(assessment: Assessment) -> Iterator[str]:
    """The document, an area at a time: it can be as long as the country has communes."""
    yield from listed(_head(assessment), "areas", map(_area, assessment.areas))


def _head(assessment: Assessment) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "title": assessment.title,
        "illustrative": assessment.illustrative,
        "criteria_set": assessment.criteria_set,
        "period": {
            "code": assessment.period.code,
            "start": assessment.period.start,
            "end": assessment.period.end,
        },
        "programme": assessment.programme and programme_data(assessment.programme),
    }


def programme_data(programme: AssessedProgramme) -> dict[str, Any]:
    """The programme."""
    rate = programme.success_rate()
    return {
        "verdict": programme.verdict,
        "listed": programme.listed,
        "selected": programme.selected,
        "met": programme.met,
        "not_met": programme.not_met,
        "incomplete": programme.incomplete,
        "relapsed": programme.relapsed,
        "success_rate": None if rate is None else plain(rate),
        "min_success_rate": plain(programme.min_success_rate),
        "max_relapses": programme.max_relapses,
    }


def area_data(area: AssessedArea) -> dict[str, Any]:
    """An area without its criteria."""
    return {
        "code": area.code,
        "name": area.name,
        "selected": area.selected,
        "standing": area.standing,
        "stage": area.stage,
        "points": plain(area.points),
        "max_points": plain(area.max_points),
    }


def _area(area: AssessedArea) -> str:
    head = dumps(area_data(area))
    criteria = ", ".join(map(_criterion, area.criteria))
    return f'{head[:-1]}, "criteria": [{criteria}]}}'


# Answers are two and counts are small: most of a country's figures are the same as another's.
@lru_cache(maxsize=1 << 16)
def _criterion(criterion: AssessedCriterion) -> str:
    return dumps(criterion_data(criterion))


def criterion_data(criterion: AssessedCriterion) -> dict[str, Any]:
    """A criterion of an area."""
    asked = criterion.asked
    measured, reference = criterion.measured(), criterion.reference
    return {
        "code": asked.code,
        "name": asked.name,
        "verdict": criterion.verdict,
        "reason": criterion.reason,
        "value": _value(criterion),
        "measured": None if measured is None else plain(measured),
        "reference": None if reference is None else _whole(reference),
        "target": asked.target.text,
        "mandatory": asked.mandatory,
        "points": plain(criterion.points),
        "max_points": plain(criterion.max_points),
    }


def _value(criterion: AssessedCriterion) -> float | str | None:
    """As in a data file, but a number is a number; None is nothing recorded."""
    number, denominator = criterion.number, criterion.denominator
    if number is None:
        return None if criterion.reason == "no_result" else "n/a"
    if criterion.asked.measure is Measure.YES_NO:
        return "yes" if number else "no"
    if denominator is None:
        return _whole(number)
    return f"{_whole(number)}/{_whole(denominator)}"


def _whole(number: float) -> float:
    return int(number) if number.is_integer() else number
