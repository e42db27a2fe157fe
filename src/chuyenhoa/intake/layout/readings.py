"""What the figures of a sheet come to, and those of several sheets as one input."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake.repeats import merged, repeated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from chuyenhoa.intake.layout.layouts import Reason
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.model.dataset import Result
    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.problems import Place, Problem


class Refused(NamedTuple):
    """A figure that is not taken: whose it is, what stands there, and where."""

    period: Period
    area: str
    criterion: str
    text: str
    place: Place


class Reading(NamedTuple):
    """The figures of a sheet: what its cells hold, problems in their order, rows left out.

    Attributes:
        results: Each once; the first of those that disagree.
        problems: Of the cells, and of the layout.
        reasons: Which rows have been left out.
        refused: The figures whose own cells are wrong.
    """

    results: tuple[Result, ...]
    problems: tuple[Problem, ...]
    reasons: tuple[Reason, ...] = ()
    refused: tuple[Refused, ...] = ()


def joined(
    readings: Iterable[Reading], lexicon: Lexicon, files: Mapping[int, str] | Sequence[str]
) -> Reading:
    """The figures of several sheets as one input: each once, with what contradicts another.

    Args:
        readings: Sheet by sheet.
        lexicon: What their labels can name.
        files: The names of the input's files by their position.
    """
    readings = tuple(readings)
    if len(readings) == 1:
        return readings[0]
    found: dict[tuple[str, str, str], Result] = {}
    problems: list[Problem] = []
    reasons: list[Reason] = []
    refused: list[Refused] = []
    for reading in readings:
        problems += reading.problems
        reasons += reading.reasons
        refused += reading.refused
        for result in reading.results:
            key = (result.period.code, result.area, result.criterion)
            before = found.setdefault(key, result)
            if before is not result:
                measure = lexicon.measured(result.criterion).measure
                problems.append(repeated(before, result, measure, files))
                found[key] = merged(before, result)
    return Reading(tuple(found.values()), tuple(problems), tuple(reasons), tuple(refused))
