"""The tables of an import: how each file is understood, and the figures of all as one input."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, cast

from chuyenhoa.intake.guides import guide_sheet
from chuyenhoa.intake.layout.figures import read_figures
from chuyenhoa.intake.layout.files import recognise_file
from chuyenhoa.intake.layout.profile import drift
from chuyenhoa.intake.layout.readings import Reading, Refused, joined
from chuyenhoa.intake.layout.recognise import Guide
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from chuyenhoa.intake.guides import Answers, Kept, SheetGuide
    from chuyenhoa.intake.layout.layouts import Layout, Question, Reason, Recognised
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.intake.layout.profile import Moved, Profile
    from chuyenhoa.model.dataset import Origin, Result
    from chuyenhoa.model.problems import Place
    from chuyenhoa.sources.sheets import Sheets


class Wanted(NamedTuple):
    """What the user has said about the files; None leaves it to them.

    Attributes:
        period: Which they are about.
        sheet: Which of their sheets is read.
        kept: The profiles; sheets of the shape of one are read by it.
    """

    period: Period | None = None
    sheet: str | None = None
    kept: Sequence[Kept] = ()


class TableSheet(NamedTuple):
    """A sheet that is read.

    Attributes:
        layout: How it is laid out.
        reasons: Why it is taken for that.
        reading: Its figures.
        labels: What its rows are called in a way of their own, with the codes that are meant.
        profile: The kept profile that it was read by.
        moved: What is otherwise than in that.
    """

    layout: Layout
    reasons: tuple[Reason, ...]
    reading: Reading
    labels: Mapping[str, str]
    profile: Profile | None = None
    moved: tuple[Moved, ...] = ()


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file of an import, as far as it is understood.

    Attributes:
        name: As the user gave it.
        said: How it was read, in words without a language: 'XLSX', 'CSV, ;, cp1258'.
        sheets: Those that are read; none while there is a question.
        questions: What has to be answered before anything of it may be read.
        reasons: Why these sheets and not the others.
        problems: What could not be read, and what was recognised and converted.
        unclear: The layouts of the sheets that the questions are about, as far as they are known.
    """

    name: str
    said: str
    sheets: tuple[TableSheet, ...] = ()
    questions: tuple[Question, ...] = ()
    reasons: tuple[Reason, ...] = ()
    problems: tuple[Problem, ...] = ()
    unclear: tuple[Layout, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """What an import says.

    Attributes:
        files: In the order in which they were named; an `Origin.file` is a position in it.
        results: The figures that can be taken, each once, in the order of their cells.
        periods: Of these, in order of their start.
        refused: Those that cannot, each of those that disagree among them.
        problems: Problems and notices, file by file.
    """

    files: tuple[TableFile, ...]
    results: tuple[Result, ...]
    periods: tuple[Period, ...]
    refused: tuple[Refused, ...]
    problems: tuple[Problem, ...]

    @property
    def accepted(self) -> bool:
        """Whether all of it may be written: notices are no hindrance."""
        return all(problem.notice for problem in self.problems)


def read_table_file(
    sheets: Sheets,
    lexicon: Lexicon,
    wanted: Wanted,
    position: int = 0,
    answers: Mapping[str, Answers] | None = None,
) -> TableFile:
    """How a file is understood, and its figures.

    Args:
        sheets: The file.
        lexicon: What can be named, with the meaning of headings that has been answered before.
        wanted: What the user has said about it.
        position: Of the file in the input.
        answers: What a person has said about single sheets, by their names.
    """
    if not sheets.sheets:
        return TableFile(sheets.file, sheets.said, problems=sheets.problems)
    answers = answers or {}
    plain = Guide(lexicon, wanted.period)
    known = {
        each.name: guide_sheet(each, plain, wanted.kept, answers.get(each.name))
        for each in sheets.sheets
    }
    if wrong := [problem for each in known.values() for problem in each.problems]:
        return TableFile(sheets.file, sheets.said, problems=(*sheets.problems, *wrong))
    guides = {name: each.guide for name, each in known.items()}
    found = recognise_file(sheets, plain, wanted.sheet, guides)
    return TableFile(
        sheets.file,
        sheets.said,
        tuple(_read(each, known[each.sheet.name], position) for each in found.recognised),
        found.questions,
        found.reasons,
        sheets.problems,
        tuple(each.layout for each in found.unclear if each.layout),
    )


def _read(recognised: Recognised, known: SheetGuide, position: int) -> TableSheet:
    reading = read_figures(recognised, known.guide.lexicon, position)
    moved = drift(known.profile, recognised.layout) if known.profile else ()
    reasons = (*recognised.reasons, *(each.reason for each in moved), *reading.reasons)
    labels = known.guide.lexicon.labels
    return TableSheet(recognised.layout, reasons, reading, labels, known.profile, moved)


def join_files(files: Sequence[TableFile], lexicon: Lexicon, today: date) -> Tables:
    """Several files as one input.

    Args:
        files: In the order of their positions.
        lexicon: What can be named.
        today: To notice periods that have not begun.
    """
    names = [file.name for file in files]
    order = {name: position for position, name in enumerate(names)}
    reading = joined((sheet.reading for file in files for sheet in file.sheets), lexicon, names)
    disagreeing = [
        each
        for problem in reading.problems
        if problem.code == "conflicting_result"
        for each in _sides(problem)
    ]
    # None of those that disagree is taken, and a cell that disagrees with two others is one cell.
    contested = {(each.period, each.area, each.criterion) for each in disagreeing}
    results = reading.results
    if contested:
        results = tuple(each for each in results if each[:3] not in contested)
    first: dict[Period, Origin] = {}
    # Period by period, as most results come: looking each of them up would take its time.
    for period, found in groupby(results, itemgetter(0)):
        first.setdefault(period, next(found).origin)
    problems = [
        *(problem for file in files for problem in file.problems),
        *(_unanswered(question) for file in files for question in file.questions),
        *reading.problems,
        *(
            Problem("future_period", origin.place(names), {"period": period.code}, notice=True)
            for period, origin in first.items()
            if period.start(lexicon.programme.cutoff_day) > today
        ),
    ]
    return Tables(
        tuple(files),
        results,
        tuple(sorted(first, key=lambda period: (period.start(), period.end()))),
        tuple({each.place: each for each in (*reading.refused, *disagreeing)}.values()),
        tuple(sorted(_each_once(problems, order), key=lambda each: order.get(each.place.file, -1))),
    )


def read_tables(
    sheets: Iterable[Sheets],
    lexicon: Lexicon,
    wanted: Wanted,
    today: date,
    settle: Callable[[Sheets, TableFile, int], TableFile] | None = None,
) -> Tables:
    """Read files of tables as one input.

    Args:
        sheets: The files, in the order in which they were named; each is let go once it is read.
        lexicon: What can be named, with the meaning of headings that has been answered before.
        wanted: What the user has said about the files.
        today: To notice periods that have not begun.
        settle: Answers the questions about a file: takes it as it was read and as it is
            understood, and its position, and gives back how it is to be understood.
    """
    files = []
    for position, each in enumerate(sheets):
        file = read_table_file(each, lexicon, wanted, position)
        files.append(settle(each, file, position) if settle else file)
    return join_files(files, lexicon, today)


def _each_once(problems: Iterable[Problem], order: Mapping[str, int]) -> list[Problem]:
    """The problems of a profile, which several files share, once; all of those of the files."""
    shared = {
        (str(each.place), each.code): each for each in problems if each.place.file not in order
    }
    return [*shared.values(), *(each for each in problems if each.place.file in order)]


def _unanswered(question: Question) -> Problem:
    """A question that nobody has answered; what may be meant is among the problem's fields."""
    params = {**question.problem.params, "candidates": list(question.choices)}
    return replace(question.problem, params=params)


def _sides(problem: Problem) -> tuple[Refused, Refused]:
    """The figures of the two cells that disagree."""
    said = problem.params
    period = Period.from_code(str(said["period"]))
    first = cast("Place", said["first"])

    def side(text: object, place: Place) -> Refused:
        return Refused(period, str(said["area"]), str(said["criterion"]), str(text), place)

    return side(said["other"], first), side(said["text"], problem.place)
