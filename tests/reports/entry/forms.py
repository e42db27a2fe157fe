"""Entry forms as their users have them: filled in, saved by one program or another, read again."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import load_workbook

from chuyenhoa.assessment.entry import entry_form
from chuyenhoa.intake.layout.figures import read_figures
from chuyenhoa.intake.layout.files import recognise_file
from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.intake.layout.recognise import Guide
from chuyenhoa.model.values import NOT_APPLICABLE, Measure
from chuyenhoa.reports.entry.form import all_areas, one_area
from tests.assessment.judges import database

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from chuyenhoa.assessment.assessed import AskedCriterion
    from chuyenhoa.assessment.entry import EntryForm
    from chuyenhoa.model.dataset import Dataset
    from chuyenhoa.model.periods import Period
    from chuyenhoa.model.values import Value
    from chuyenhoa.sources.tables import OfficeReader

Table = dict[tuple[str, str], "Value"]


class Answers(NamedTuple):
    """What a language of the form has for these."""

    yes: str
    no: str
    not_applicable: str


ANSWERS = {"vi": Answers("có", "không", "KAD"), "en": Answers("yes", "no", "N/A")}


def form_of(dataset: Dataset, period: Period) -> EntryForm:
    """The form for a period of the dataset."""
    with database(dataset) as connection:
        return entry_form(connection, period)


def typed(value: Value, criterion: AskedCriterion, marks: str, answers: Answers) -> str:
    """The value as someone types it into the form.

    Args:
        value: The value.
        criterion: Whose value.
        marks: The language of the dataset.
        answers: Of the form.
    """
    if value == NOT_APPLICABLE:
        return answers.not_applicable
    if criterion.measure is Measure.YES_NO:
        return answers.yes if value.number else answers.no
    # Three decimals might be thousands: nobody could tell.
    text = re.sub(r"(\.[0-9]{3})(?![0-9])", r"\g<1>0", value.text(criterion.measure))
    if criterion.measure is Measure.RATE and criterion.per == 100 and value.denominator is None:
        text += "%"
    return text.replace(".", ",") if marks == "vi" else text


def entry_cells(sheet: Worksheet) -> dict[tuple[str, str], str]:
    """The cells to be filled in of a form for all areas, by area and criterion."""
    rows = list(sheet.iter_rows())
    heading = next(row for row in rows if ":\n" in str(row[-1].value))
    criteria = [str(cell.value).partition(":\n")[0] for cell in heading]
    return {
        (str(row[1].value), criterion): cell.coordinate
        for row in rows
        for cell, criterion in zip(row, criteria, strict=True)
        if not cell.protection.locked
    }


def entry_rows(sheet: Worksheet) -> dict[str, str]:
    """The cells to be filled in of a form for one area, by criterion."""
    return {
        str(row[1].value): row[6].coordinate
        for row in sheet.iter_rows()
        if not row[6].protection.locked
    }


def filled(content: bytes, texts: Callable[[Worksheet], Mapping[str, str]]) -> bytes:
    """A form with texts in its cells, saved by another program than the one that made it."""
    book = load_workbook(BytesIO(content))
    (sheet,) = book
    for cell, text in texts(sheet).items():
        assert not sheet[cell].protection.locked
        sheet[cell] = text
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def filled_all(form: EntryForm, table: Table, answers: Answers) -> bytes:
    """The form for all areas, filled in."""

    def texts(sheet: Worksheet) -> dict[str, str]:
        cells = entry_cells(sheet)
        assert set(table) <= set(cells)
        return {cells[key]: _typed(form, key[1], value, answers) for key, value in table.items()}

    return filled(all_areas(form), texts)


def filled_each(form: EntryForm, table: Table, answers: Answers) -> dict[str, bytes]:
    """The forms of single areas, filled in, by the names of their files."""
    files = {}
    for area in form.areas:
        own = {criterion: value for (code, criterion), value in table.items() if code == area.code}

        def texts(sheet: Worksheet, own: dict[str, Value] = own) -> dict[str, str]:
            cells = entry_rows(sheet)
            return {cells[key]: _typed(form, key, value, answers) for key, value in own.items()}

        files[f"{form.period.code}_{area.code}.xlsx"] = filled(one_area(form, area), texts)
    return files


def _typed(form: EntryForm, criterion: str, value: Value, answers: Answers) -> str:
    (asked,) = (each for each in form.criteria if each.code == criterion)
    return typed(value, asked, form.programme.language, answers)


def read(
    office: OfficeReader, files: Mapping[str, bytes], dataset: Dataset, period: Period
) -> Table:
    """What the files say, without a question."""
    lexicon = Lexicon(dataset)
    found: Table = {}
    for name, content in files.items():
        layout = recognise_file(office.read(name, content), Guide(lexicon))
        asked = [(each.problem.sentence(), str(each.problem.place)) for each in layout.questions]
        assert not asked, asked
        (recognised,) = layout.recognised
        reading = read_figures(recognised, lexicon)
        wrong = [(each.sentence(), str(each.place)) for each in reading.problems if not each.notice]
        assert not wrong, wrong
        assert {each.period for each in reading.results} <= {period}
        found |= {(each.area, each.criterion): each.value for each in reading.results}
    return found
