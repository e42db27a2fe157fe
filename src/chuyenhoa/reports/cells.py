"""Cells of tables: each finding with its words, its sign, its colour and its raw value."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from chuyenhoa.language import current
from chuyenhoa.reports import figures
from chuyenhoa.reports.document import Cell
from chuyenhoa.reports.words import STAGES, STANDINGS, VERDICTS

if TYPE_CHECKING:
    from decimal import Decimal

    from chuyenhoa.assessment.assessed import AssessedArea, AssessedCriterion
    from chuyenhoa.reports.document import Kind, Tone
    from chuyenhoa.reports.words import Word


NOTHING = Cell("–")


def text(value: str | None) -> Cell:
    """A text; nothing is a dash."""
    return NOTHING if value is None else Cell(value)


def count(n: int, tone: Tone = "plain") -> Cell:
    """A whole number; its tone says something only where there is any."""
    return Cell(figures.whole(n), n, tone if n else "plain")


def found(word: Word, value: str) -> Cell:
    """A finding in words."""
    return Cell(word.spoken, value, word.tone, word.sign)


def standing(area: AssessedArea | None) -> Cell:
    """An area's standing; a dash where it was not on the list."""
    return NOTHING if area is None else found(STANDINGS[area.standing], area.standing)


def stage(area: AssessedArea) -> Cell:
    """An area's stage."""
    return found(STAGES[area.stage], area.stage)


def verdict(criterion: AssessedCriterion) -> Cell:
    """The verdict on a criterion."""
    return found(VERDICTS[criterion.verdict], criterion.verdict)


def points(area: AssessedArea) -> Cell:
    """An area's points of those that it could have; the raw value is the points, if known."""
    return Cell(figures.score(area), None if area.unknown else figures.plain(area.points))


def score(area: AssessedArea | None, pass_score: Decimal) -> Cell:
    """An area's points in percent of those that it could have, coloured by its standing."""
    share = None if area is None else area.score(pass_score, figures.DECIMALS)
    if area is None or (share is None and not area.unknown):
        return standing(area)
    word = STANDINGS[area.standing]
    if share is None:
        return Cell(NOTHING.text, None, word.tone, word.sign, meaning=word.spoken)
    return Cell(
        figures.percent(share),
        figures.plain(share),
        word.tone,
        word.sign,
        kind="percent",
        meaning=word.spoken,
    )


# Most of a country's figures are the same as another's.
@lru_cache(maxsize=1 << 16)
def _figure(criterion: AssessedCriterion, language: str) -> Cell:  # noqa: ARG001 - part of the key
    word = VERDICTS[criterion.verdict]
    said = figures.measured(criterion) or figures.recorded(criterion.value, criterion.asked.measure)
    note = f"{figures.both(criterion)} ({figures.target(criterion.asked)})"
    return Cell(said, _value(criterion), word.tone, word.sign, note, _kind(criterion), word.spoken)


def figure(criterion: AssessedCriterion) -> Cell:
    """What was measured, as short as it can be said, with the verdict as its sign and colour."""
    return _figure(criterion, current())


@lru_cache(maxsize=1 << 16)
def _both(criterion: AssessedCriterion, language: str) -> Cell:
    said = figures.both(criterion)
    return _figure(criterion, language)._replace(text=said, note="", kind="text")


def both(criterion: AssessedCriterion) -> Cell:
    """What was recorded and what that makes, with the verdict as its sign and colour."""
    return _both(criterion, current())


def _value(criterion: AssessedCriterion) -> float | str | None:
    measured = criterion.measured()
    if measured is not None:
        return figures.plain(measured)
    value = criterion.value
    return None if value is None else value.text(criterion.asked.measure)


def _kind(criterion: AssessedCriterion) -> Kind:
    """How a format that has numbers writes the value."""
    if criterion.measured() is None:
        return "text"
    return "percent" if figures.in_percent(criterion.asked) else "number"
