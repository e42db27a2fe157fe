"""Problems in data as lines: the place, the code, a sentence, a suggestion (contract §10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import _
from chuyenhoa.reports import figures
from chuyenhoa.reports.escape import visible

if TYPE_CHECKING:
    from chuyenhoa.model.problems import Invalid, Problem


def problem_line(problem: Problem) -> str:
    """'FILE:LINE:COLUMN CODE sentence (did you mean …?)', in the language in use."""
    words = explained(problem)
    if problem.notice:
        words = _("Notice: {sentence}").format(sentence=words)
    return visible(f"{problem.place} {problem.code} {words}")


def in_words(problem: Problem | Invalid) -> str:
    """The sentence alone."""
    return problem.sentence(_, figures.field)


def explained(problem: Problem | Invalid) -> str:
    """The sentence and the suggestion alone."""
    sentence = in_words(problem)
    if problem.suggestion is None:
        return sentence
    meant = _("did you mean “{suggestion}”?").format(suggestion=problem.suggestion)
    return f"{sentence} ({meant})"
