"""Every question that a file of the corpus raises can be answered, or the file left out."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.cli.importing.questions import Case, Questions, questions
from chuyenhoa.intake.tables import Wanted, read_table_file
from chuyenhoa.model.problems import Invalid
from tests.corpus.programme import DATASET, LEXICON
from tests.corpus.reading import PATHS

if TYPE_CHECKING:
    from pathlib import Path

    from chuyenhoa.cli.importing.questions import Asked
    from chuyenhoa.sources.sheets import Sheets

# What only another file would settle.
UNANSWERABLE = {"no_values", "several_tables", "area_among_criteria"}
MOST = 40


def answer(asked: Asked, before: int) -> bool:
    """Give the first answer that is taken, another one than the times before."""
    texts = [*(each.text for each in asked.likely), "-" if asked.leaves_out else ""]
    texts += [each.text for each in asked.every[:1]] + ["2023-H1"]
    return any(took(asked, text) for text in chain(texts[before:], texts))


def took(asked: Asked, text: str) -> bool:
    try:
        asked.take(text)
    except Invalid:
        return False
    return True


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_questions_come_to_an_end(path: Path, sheets: dict[str, Sheets]) -> None:
    found = sheets[path.name]
    wanted, given = Wanted(), Questions(DATASET, LEXICON)
    case = Case(found, read_table_file(found, LEXICON, wanted), 0, wanted)
    asked: list[tuple[str, str]] = []
    while question := next(questions(case.file), None):
        this = question.problem.code, str(question.problem.place)
        if not answer(given.put(case, question), asked.count(this)):
            assert question.problem.code in UNANSWERABLE
            return
        asked.append(this)
        assert len(asked) < MOST, asked
        case.file = read_table_file(found, LEXICON, case.wanted, 0, case.answers)
