"""What is understood of a file, as a text that people can check against it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chuyenhoa.intake.layout.figures import read_figures
from chuyenhoa.intake.layout.files import recognise_file
from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.intake.layout.readings import joined
from chuyenhoa.intake.layout.recognise import Guide
from tests.corpus.programme import DATASET, FIGURES, LEXICON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.intake.layout.layouts import Recognised
    from chuyenhoa.model.dataset import Result
    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.problems import Problem
    from chuyenhoa.sources.sheets import Sheets

DIRECTORY = Path(__file__).parent / "files"
PATHS = sorted(path for path in DIRECTORY.iterdir() if path.suffix != ".expected")


def understood(sheets: Sheets, asked: Period | None) -> str:
    """Layouts, figures with their cells, problems; a figure unlike the sample's shows that too."""
    return "".join(f"{line}\n" for line in _lines(sheets, asked))


def _lines(sheets: Sheets, asked: Period | None) -> Iterator[str]:
    yield from (_problem(each) for each in sheets.problems)
    if not sheets.sheets:
        return
    # Of its own, as only so many names are compared with what is not known.
    file = recognise_file(sheets, Guide(Lexicon(DATASET), asked))
    for question in file.questions:
        choices = f" [{', '.join(question.choices)}]" if question.choices else ""
        yield f"QUESTION {question.problem.code} @ {_cell(str(question.problem.place))}{choices}"
    yield from (_layout(each) for each in file.recognised)
    readings = [read_figures(each, Lexicon(DATASET)) for each in file.recognised]
    files = {0: sheets.file}
    reading = joined(readings, LEXICON, files)
    yield from (_figure(each, files) for each in reading.results)
    yield from (_problem(each) for each in reading.problems)


def _layout(recognised: Recognised) -> str:
    layout = recognised.layout
    period = layout.period.code if layout.period else "in rows or columns"
    area = f", area: {layout.area}" if layout.area else ""
    rows = f"headings in rows {layout.header[0] + 1}–{layout.header[1]}"
    return f"{layout.sheet or 'text'}: {layout.kind}, {rows}, period: {period}{area}"


def _figure(result: Result, files: dict[int, str]) -> str:
    period, measure = result.period.code, LEXICON.measured(result.criterion).measure
    text = result.value.text(measure)
    known = FIGURES.get((result.area, result.criterion, period))
    place = _cell(str(result.origin.place(files)))
    line = f"  {result.area} {result.criterion} {period} {text} @ {place}"
    note = f" ({result.note})" if result.note else ""
    return f"{line}{note}" if known == text else f"{line}{note} ≠ {known or 'nothing'}"


def _problem(problem: Problem) -> str:
    kind = "notice" if problem.notice else "PROBLEM"
    near = f" → {problem.suggestion}" if problem.suggestion else ""
    return f"{kind} {problem.code} @ {_cell(str(problem.place))}{near}"


def _cell(place: str) -> str:
    """The place without the file's name."""
    _, _, cell = place.partition(" [")
    return cell.rstrip("]") or place.partition(":")[2] or "the file"
