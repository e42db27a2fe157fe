"""A figure that is given twice: what to say of it, and which one is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.model.problems import Problem
from chuyenhoa.model.values import Recorded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chuyenhoa.model.dataset import Result
    from chuyenhoa.model.values import Measure


def repeated(
    before: Result, again: Result, measure: Measure, files: Mapping[int, str] | Sequence[str]
) -> Problem:
    """A notice where both figures and their notes are the same or one has no note, else a problem.

    Args:
        before: The figure that was read first.
        again: The one after it, of the same area, criterion and period.
        measure: Of their criterion.
        files: The names of the input's files by their position.
    """
    said: dict[str, object] = {
        "area": again.area,
        "criterion": again.criterion,
        "period": again.period.code,
        "first": before.origin.place(files),
    }
    place = again.origin.place(files)
    text: object = Recorded(again.value, measure)
    other: object = Recorded(before.value, measure)
    if before.value == again.value:
        text, other = again.note or "", before.note or ""
        if text == other or not (text and other):
            return Problem("repeated_result", place, said, notice=True)
    said |= {"text": text, "other": other}
    return Problem("conflicting_result", place, said)


def merged(before: Result, again: Result) -> Result:
    """The figure that was read first, with the note that one of them has."""
    return before if before.note else before._replace(note=again.note)
