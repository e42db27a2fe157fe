"""`assess --format json` (contract §11)."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chuyenhoa.assessment.assessed import AskedCriterion
from chuyenhoa.model.values import Measure
from chuyenhoa.reports.figures import plain

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
    head = _dumps(_head(assessment))
    yield f'{head[:-1]}, "areas": ['
    asked = _Asked()
    for n, area in enumerate(assessment.areas):
        yield f"{',' if n else ''}\n{_area(area, asked)}"
    yield "\n]}\n"


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


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
        "programme": assessment.programme and _programme(assessment.programme),
    }


def _programme(programme: AssessedProgramme) -> dict[str, Any]:
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


def _area(area: AssessedArea, asked: _Asked) -> str:
    head = _dumps(
        {
            "code": area.code,
            "name": area.name,
            "selected": area.selected,
            "standing": area.standing,
            "stage": area.stage,
            "points": plain(area.points),
            "max_points": plain(area.max_points),
        }
    )
    criteria = ", ".join([_criterion(criterion, asked) for criterion in area.criteria])
    return f'{head[:-1]}, "criteria": [{criteria}]}}'


class _Asked(dict[AskedCriterion, tuple[str, dict[str, str]]]):
    """What is the same for every area, written once: how a criterion begins, and how it ends."""

    def __missing__(self, asked: AskedCriterion) -> tuple[str, dict[str, str]]:
        def end(points: Decimal, max_points: Decimal) -> str:
            return _dumps(
                {
                    "target": asked.target.text,
                    "mandatory": asked.mandatory,
                    "points": plain(points),
                    "max_points": plain(max_points),
                }
            )[1:]

        none, all_ = Decimal(0), asked.points
        ends = {
            "met": end(all_, all_),
            "not_met": end(none, all_),
            "missing": end(none, all_),
            "not_applicable": end(none, none),
        }
        self[asked] = _dumps({"code": asked.code, "name": asked.name})[:-1], ends
        return self[asked]


def _criterion(criterion: AssessedCriterion, written: _Asked) -> str:
    asked, verdict, reason, number, denominator, reference, _, _ = criterion
    beginning, ends = written[asked]
    value: float | str
    measured: float | str = "null"
    if number is None:
        value = "null" if reason == "no_result" else '"n/a"'
    elif asked.measure is Measure.YES_NO:
        value = '"yes"' if number else '"no"'
    elif denominator is not None:
        value = f'"{_whole(number)}/{_whole(denominator)}"'
        measured = _measured(criterion)
    else:
        value = _whole(number)
        measured = _measured(criterion) if asked.measure is Measure.REDUCTION else value
    why = f'"{reason}"' if reason else "null"
    compared = "null" if reference is None else _whole(reference)
    return (
        f'{beginning}, "verdict": "{verdict}", "reason": {why}, "value": {value}, '
        f'"measured": {measured}, "reference": {compared}, {ends[verdict]}'
    )


def _measured(criterion: AssessedCriterion) -> float | str:
    measured = criterion.ten_thousandths
    if measured is None:
        return "null"
    return measured / 10000 if measured % 10000 else measured // 10000


def _whole(number: float) -> float:
    return int(number) if number.is_integer() else number
