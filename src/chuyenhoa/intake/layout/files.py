"""Which sheets of a file hold its results: the one that fits, or one for each area or period."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.intake.layout.figures import read_figures
from chuyenhoa.intake.layout.layouts import (
    LayoutKind,
    Question,
    Reason,
    Recognised,
    Unclear,
)
from chuyenhoa.intake.layout.recognise import recognise
from chuyenhoa.model.names import fold
from chuyenhoa.model.problems import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.intake.layout.recognise import Guide
    from chuyenhoa.model.periods import Period
    from chuyenhoa.sources.sheets import Sheet, Sheets


class FileLayout(NamedTuple):
    """How a file is understood.

    Attributes:
        recognised: The sheets that are read, in their order.
        questions: What has to be answered first; nothing may be read while there are any.
        reasons: Why these sheets, and why not the others.
        unclear: The sheets that the questions are about.
    """

    recognised: tuple[Recognised, ...]
    questions: tuple[Question, ...]
    reasons: tuple[Reason, ...]
    unclear: tuple[Unclear, ...] = ()


def recognise_file(
    sheets: Sheets,
    plain: Guide,
    sheet: str | None = None,
    guides: Mapping[str, Guide] = MappingProxyType({}),
) -> FileLayout:
    """How each sheet that holds results is laid out.

    Args:
        sheets: The file.
        plain: What is known of all sheets.
        sheet: The name of the sheet that is wanted, hidden or not; None for whichever fits.
        guides: What is known of single sheets instead, by their names.
    """
    reasons: list[Reason] = []
    filled = [each for each in sheets.sheets if any(cell.text for row in each.rows for cell in row)]
    chosen = _chosen(filled, sheet, reasons)
    if not chosen:
        return FileLayout((), (_no_sheet(sheets, filled, sheet),), tuple(reasons))
    outcomes = [recognise(each, guides.get(each.name, plain)) for each in chosen]
    understood = [each for each in outcomes if isinstance(each, Recognised)]
    unclear = [each for each in outcomes if isinstance(each, Unclear) and each.table]
    if understood:
        unclear = _wanted(unclear, reasons)
    if unclear:
        questions = tuple(question for each in unclear for question in each.questions)
        reasons += [reason for each in unclear for reason in each.reasons]
        return FileLayout((), questions, tuple(reasons), tuple(unclear))
    if not understood:
        (question,) = next(each.questions for each in outcomes if isinstance(each, Unclear))
        several = tuple(each.name for each in chosen) if len(chosen) > 1 else ()
        return FileLayout((), (replace(question, choices=several),), tuple(reasons))
    if len(understood) > 1 and not _differ(understood) and _overlap(understood, plain.lexicon):
        return FileLayout((), (_which(understood),), tuple(reasons))
    if len(sheets.sheets) > 1:
        # Of the other tables it has been said why they are not read.
        told = [each for each in outcomes if isinstance(each, Recognised) or not each.table]
        reasons += _sheet_reasons(told)
    return FileLayout(tuple(understood), (), tuple(reasons))


def _chosen(sheets: Sequence[Sheet], wanted: str | None, reasons: list[Reason]) -> list[Sheet]:
    if wanted is not None:
        exact = [each for each in sheets if each.name == wanted]
        return exact or [each for each in sheets if fold(each.name) == fold(wanted)]
    hidden = [each for each in sheets if each.hidden]
    reasons += [Reason("sheet_hidden", {"sheet": each.name}) for each in hidden]
    return [each for each in sheets if not each.hidden]


def _no_sheet(sheets: Sheets, filled: Sequence[Sheet], wanted: str | None) -> Question:
    there = filled if wanted is not None and filled else sheets.sheets
    names = tuple(each.name for each in there)
    # Of a text file the one sheet has no name.
    code = "no_sheet" if there is filled else "no_results" if any(names) else "empty_file"
    problem = Problem(code, Place(sheets.file), {"text": wanted, "sheets": list(names)})
    return Question(problem, names if any(names) else ())


def _wanted(unclear: Sequence[Unclear], reasons: list[Reason]) -> list[Unclear]:
    """Those that may be meant as well, beside sheets that are understood."""
    wanted = []
    for each in unclear:
        if code := _why_not(each):
            reasons.append(Reason(code, {"sheet": each.sheet.name}))
        else:
            wanted.append(each)
    return wanted


def _why_not(unclear: Unclear) -> str | None:
    """The reason for which a sheet is none of the results, None where it may be one."""
    asked = {question.problem.code for question in unclear.questions}
    if asked == {"other_period"}:
        # Of a sheet for each period one alone is wanted.
        return "sheet_of_other_period"
    return "sheet_of_plan" if "plan_stated" in asked else None


def _differ(understood: Sequence[Recognised]) -> bool:
    """Whether each sheet is about another area or period, so that all of them are meant."""
    layouts = [each.layout for each in understood]
    if len({layout.kind for layout in layouts}) > 1:
        return False
    if all(layout.kind is LayoutKind.ONE_AREA for layout in layouts):
        subjects = {(layout.area, layout.period) for layout in layouts}
    else:
        subjects = {(None, layout.period) for layout in layouts}
    return len(subjects) == len(layouts)


def _overlap(understood: Sequence[Recognised], lexicon: Lexicon) -> bool:
    """Whether two sheets give one figure, so that only one of them can be meant."""
    seen: set[tuple[Period, str, str]] = set()
    for recognised in understood:
        reading = read_figures(recognised, lexicon)
        given = {(each.period, each.area, each.criterion) for each in reading.results}
        given |= {(each.period, each.area, each.criterion) for each in reading.refused}
        if not seen.isdisjoint(given):
            return True
        seen |= given
    return False


def _which(understood: Sequence[Recognised]) -> Question:
    names = tuple(each.sheet.name for each in understood)
    place = Place(understood[0].sheet.file)
    return Question(Problem("several_sheets", place, {"sheets": list(names)}), names)


def _sheet_reasons(outcomes: Sequence[Recognised | Unclear]) -> list[Reason]:
    return [
        Reason(
            "sheet_used" if isinstance(each, Recognised) else "sheet_left",
            {"sheet": each.sheet.name},
        )
        for each in outcomes
    ]
