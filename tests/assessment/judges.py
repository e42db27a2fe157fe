"""The engine and the oracle side by side: one question, two answers of the same form."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from chuyenhoa.assessment import assess
from chuyenhoa.errors import CannotRun
from chuyenhoa.store.database import memory_database
from chuyenhoa.store.inputs import Input, InputFile
from chuyenhoa.store.results import write_results
from chuyenhoa.store.write_definitions import write_definitions
from tests import oracle

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from chuyenhoa.assessment.assessed import (
        AssessedArea,
        AssessedCriterion,
        AssessedProgramme,
        Assessment,
    )
    from chuyenhoa.model.dataset import Dataset
    from chuyenhoa.model.periods import Period

INPUT = Input("load", datetime(2023, 6, 23, tzinfo=UTC), (InputFile("data.yaml", None),))


@contextmanager
def database(dataset: Dataset) -> Iterator[sqlite3.Connection]:
    """A database in memory that holds the dataset."""
    with memory_database() as connection:
        write_definitions(connection, dataset)
        write_results(connection, dataset.results, INPUT)
        yield connection


def by_engine(dataset: Dataset, period: Period) -> oracle.Judgement | None:
    """What the program makes of a period, None where it cannot be assessed."""
    with database(dataset) as connection:
        return judgement(connection, period)


def judgement(
    connection: sqlite3.Connection, period: Period, areas: Sequence[str] | None = None
) -> oracle.Judgement | None:
    """The same of a database, for all areas or some."""
    try:
        return in_fractions(assess(connection, period.code, areas))
    except CannotRun as refusal:
        if "No criteria set" not in refusal.template:
            raise
        return None


def in_fractions(assessment: Assessment) -> oracle.Judgement:
    """An assessment in the oracle's form."""
    return oracle.Judgement(
        assessment.criteria_set,
        date.fromisoformat(assessment.period.start),
        date.fromisoformat(assessment.period.end),
        _programme(assessment.programme) if assessment.programme else None,
        tuple(map(_area, assessment.areas)),
    )


def _programme(programme: AssessedProgramme) -> oracle.JudgedProgramme:
    return oracle.JudgedProgramme(
        verdict=programme.verdict,
        listed=programme.listed,
        selected=programme.selected,
        met=programme.met,
        not_met=programme.not_met,
        incomplete=programme.incomplete,
        relapsed=programme.relapsed,
        success_rate=(
            Fraction(100 * programme.met, programme.selected) if programme.selected else None
        ),
    )


def _area(area: AssessedArea) -> oracle.JudgedArea:
    return oracle.JudgedArea(
        code=area.code,
        selected=area.selected,
        standing=area.standing,
        stage=area.stage,
        points=Fraction(area.points),
        open_points=Fraction(area.open_points),
        max_points=Fraction(area.max_points),
        met=area.met,
        not_met=area.not_met,
        missing=area.missing,
        not_applicable=area.not_applicable,
        criteria=tuple(map(_criterion, area.criteria)),
    )


def _criterion(criterion: AssessedCriterion) -> oracle.JudgedCriterion:
    measured = None
    if criterion.dividend is not None and criterion.divisor:
        measured = Fraction(criterion.dividend, criterion.divisor)
    return oracle.JudgedCriterion(
        code=criterion.asked.code,
        verdict=criterion.verdict,
        reason=criterion.reason,
        value=criterion.value,
        measured=measured,
        reference=None if criterion.reference is None else Fraction(repr(criterion.reference)),
        target=criterion.asked.target,
        mandatory=criterion.asked.mandatory,
        points=Fraction(criterion.points),
        max_points=Fraction(criterion.max_points),
    )
