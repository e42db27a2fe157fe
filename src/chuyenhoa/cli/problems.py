"""Problems in data: said one by one, and the end of a run that wanted to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.cli import output
from chuyenhoa.errors import ChuyenhoaError
from chuyenhoa.language import N_
from chuyenhoa.reports.problems import problem_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chuyenhoa.model.problems import Problem

PROBLEMS_FOUND = 1


class ProblemsFound(ChuyenhoaError):
    """The data has problems, which have been said one by one."""

    exit_status = PROBLEMS_FOUND

    def __init__(self) -> None:
        super().__init__(N_("The data has problems, so nothing was written."))


def say_problems(problems: Iterable[Problem]) -> None:
    """A line for each."""
    for problem in problems:
        output.say(problem_line(problem))
