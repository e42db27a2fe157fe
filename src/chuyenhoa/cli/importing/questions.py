"""What `import` can ask at a terminal: what may be answered, and what an answer settles."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.cli.importing.columns import imported_column, names_of
from chuyenhoa.intake.guides import Answers, column_meaning, roles
from chuyenhoa.intake.layout.layouts import NAMED_ABOVE, Question, Role
from chuyenhoa.intake.layout.lexicon import LEFT_OUT
from chuyenhoa.language import _
from chuyenhoa.model.names import fold
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Invalid, column_letters, column_number, excerpt
from chuyenhoa.model.values import Measure
from chuyenhoa.reports.imports.columns import ROLES, meaning_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.intake.tables import TableFile, Wanted
    from chuyenhoa.model.dataset import Dataset
    from chuyenhoa.sources.sheets import Row, Sheet, Sheets

SKIP, LEAVE = "s", "q"
SAMPLES = 3
_SHEETS = {"no_sheet", "several_sheets", "no_results", "no_layout"}
_PERIODS = {"no_period", "several_periods", "other_period", "plan_stated"}
_AREAS = {"no_area", "several_areas"}
# A table that begins farther down is found by the number of its row.
_FIRST_ROWS = 20
_LONGEST_HEADING = 30
_BETWEEN = " · "
_CONSEQUENCES = {"half_pair", "same_columns"}
_LABELS = {"unknown_area", "unknown_criterion", "ambiguous_name"}


class Choice(NamedTuple):
    """Something that can be answered: as it would be typed, and in words."""

    text: str
    words: str


class Asked(NamedTuple):
    """A question as it is put.

    Attributes:
        take: Takes an answer and gives back what it is understood as, in words; or it raises
            `Invalid`.
        likely: What may be meant.
        every: Everything that can be answered, as far as it can be listed.
        leaves_out: What `-` does, in words; '' where it means nothing.
        half: How half of a rate is answered; '' where there are none.
        words: The question, where the problem does not put it.
    """

    take: Callable[[str], str]
    likely: Sequence[Choice] = ()
    every: Sequence[Choice] = ()
    leaves_out: str = ""
    half: str = ""
    words: str = ""


@dataclass(slots=True)
class Case:
    """A file that is asked about, and what has been answered so far.

    Attributes:
        sheets: The file.
        file: As it is understood by now.
        position: Of the file in the input.
        wanted: What has been said about all of it.
        answers: What has been said about single sheets, by their names.
    """

    sheets: Sheets
    file: TableFile
    position: int
    wanted: Wanted
    answers: dict[str, Answers] = field(default_factory=dict)

    def answers_to(self, question: Question) -> Answers:
        """The answers for the sheet that is asked about."""
        return self.answers.setdefault(question.problem.place.sheet or "", Answers())


def questions(file: TableFile) -> Iterator[Question]:
    """What has to be answered about a file: how it is laid out, then what its rows are about."""
    # What follows from what is asked besides may have been settled by then.
    yield from sorted(file.questions, key=lambda each: each.problem.code in _CONSEQUENCES)
    for sheet in file.sheets:
        for problem in sheet.reading.problems:
            if problem.code in _LABELS:
                near = [problem.suggestion] if problem.suggestion else []
                candidates = problem.params.get("candidates", near)
                assert isinstance(candidates, list)  # noqa: S101 - both ways of naming several
                yield Question(problem, tuple(candidates))


class Questions:
    """Puts questions about the files of one programme.

    Args:
        dataset: The definitions.
        lexicon: What can be named.
    """

    def __init__(self, dataset: Dataset, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.names = names_of(dataset)
        rates = (
            code for code in self.names.criteria if lexicon.measured(code).measure is Measure.RATE
        )
        self._rate = next(rates, "")
        # Whoever sends one file without a period sends others like it.
        self._period: Period | None = None

    def put(self, case: Case, question: Question) -> Asked:
        """The question with what may be answered."""
        code = question.problem.code
        if code in _SHEETS:
            return self._sheet(case, question) if question.choices else _table(case, question)
        if code in _PERIODS:
            return self._which_period(case, question)
        if code in _AREAS:
            return self._area(case, question)
        if code in _LABELS:
            return self._label(case, question)
        if question.heading is not None:
            return self._column(case, question, question.heading)
        return Asked(_nothing)

    def _sheet(self, case: Case, question: Question) -> Asked:
        names = {fold(name): name for name in question.choices}

        def take(text: str) -> str:
            name = text if text in question.choices else names.get(fold(text))
            if name is None:
                raise Invalid("no_sheet", text=text, sheets=list(question.choices))
            case.wanted = case.wanted._replace(sheet=name)
            return name

        shown = {each.name: _fullest(each) for each in case.sheets.sheets}
        choices = [Choice(name, f"{name}: {shown.get(name, '')}") for name in question.choices]
        no_table = question.problem.code == "no_layout"
        words = _("No table of results is recognised. On which sheet does it stand?")
        return Asked(take, choices, words=words if no_table else "")

    def _which_period(self, case: Case, question: Question) -> Asked:
        # That of the sheet, and that which is asked for, where the two differ.
        either = [
            str(said) for said in map(question.problem.params.get, ("stated", "asked")) if said
        ]
        codes = either or list(question.choices)
        if self._period and not codes:
            codes = [self._period.code]

        def take(text: str) -> str:
            period = Period.parse(text)
            if either and period.code not in either:
                raise Invalid("bad_choice", text=period.code, choices=", ".join(either))
            self._period = self._period if either else period
            case.answers_to(question).period = period
            return period.code

        words = _(
            "The sheet does not say which period it is about. Write it like 2023-H1 or 6T/2023."
        )
        choices = [Choice(code, code) for code in codes]
        return Asked(take, choices, words=words if question.problem.code == "no_period" else "")

    def _area(self, case: Case, question: Question) -> Asked:
        def take(text: str) -> str:
            code = case.answers_to(question).area = self._lexicon.area(text)
            return self.names.area(code)

        words = _("The sheet does not say which area it is about.")
        return Asked(
            take,
            self._likely_areas(question),
            self._areas(self.names.areas),
            words=words if question.problem.code == "no_area" else "",
        )

    def _label(self, case: Case, question: Question) -> Asked:
        label = str(question.problem.params["text"])
        is_area = question.problem.code == "unknown_area" or any(
            code in self.names.areas for code in question.choices
        )
        resolve = self._lexicon.area if is_area else self._lexicon.criterion
        words = self.names.area if is_area else self.names.criterion
        if is_area:
            likely, every = self._likely_areas(question), self._areas(self.names.areas)
        else:
            likely, every = self._likely_criteria(question), self._criteria(self.names.criteria)

        def take(text: str) -> str:
            code = LEFT_OUT if text == LEFT_OUT else resolve(text)
            case.answers_to(question).labels[label] = code
            return _(ROLES[Role.IGNORED]) if code == LEFT_OUT else words(code)

        return Asked(take, likely, every, _("leaves out the row"))

    def _column(self, case: Case, question: Question, heading: str) -> Asked:
        place = question.problem.place
        column = (place.column or 1) - 1
        layout = next(each for each in case.file.unclear if each.sheet == (place.sheet or ""))

        def take(text: str) -> str:
            meaning = column_meaning(text, layout, column, self._lexicon)
            case.answers_to(question).known[heading] = meaning
            return meaning_words(imported_column(column, "", meaning), self.names)

        above = NAMED_ABOVE.get(layout.kind)
        if above == "area":
            likely, every = self._likely_areas(question), self._areas(self.names.areas)
        elif above == "criterion":
            likely, every = self._likely_criteria(question), self._criteria(self.names.criteria)
        else:
            likely, every = [], [Choice(role, _(ROLES[role])) for role in roles(layout.kind)]
        if Role.VALUE in question.choices:
            likely = [Choice(Role.VALUE, _("the whole figure"))]
        half = _("{code} numerator").format(code=self._rate) if above == "criterion" else ""
        bare = _("Column {column} has no heading, but figures stand in it.")
        words = (
            "" if layout.headings[column].texts else bare.format(column=column_letters(column + 1))
        )
        return Asked(take, likely, every, _("leaves out the column"), self._rate and half, words)

    def _areas(self, codes: Iterable[str]) -> list[Choice]:
        return [Choice(code, self.names.area(code)) for code in codes]

    def _criteria(self, codes: Iterable[str]) -> list[Choice]:
        return [Choice(code, self.names.criterion(code)) for code in codes]

    def _likely_areas(self, question: Question) -> list[Choice]:
        return self._areas(_clear(question.choices, self._lexicon.area))

    def _likely_criteria(self, question: Question) -> list[Choice]:
        return self._criteria(_clear(question.choices, self._lexicon.criterion))


def _clear(texts: Iterable[str], resolve: Callable[[str], str]) -> Iterator[str]:
    """The codes of what is named clearly: suggestions can be names, and roles are none."""
    for text in texts:
        with suppress(Invalid):
            yield resolve(text)


def _table(case: Case, question: Question) -> Asked:
    """Where a table is that is not recognised: three questions, one after the other."""
    name = question.problem.place.sheet or ""
    sheet = next(each for each in case.sheets.sheets if each.name == name)
    told = case.answers_to(question).told
    return _columns(sheet, told) if told else _headings(sheet, told)


def _headings(sheet: Sheet, told: list[int | None]) -> Asked:
    def take(text: str) -> str:
        if text == LEFT_OUT:
            told.append(None)
            return _("no headings")
        rows = range(1, len(sheet.rows) + 1)
        if text not in map(str, rows):
            raise Invalid("bad_choice", text=text, choices=f"1–{rows[-1]}")
        if not any(map(_texts, sheet.rows[int(text) :])):
            raise Invalid("no_values")
        told.append(int(text) - 1)
        return _texts(sheet.rows[int(text) - 1])

    # Blank ones too: what is typed is the number of the row.
    choices = [
        Choice(str(number), _texts(row)) for number, row in enumerate(sheet.rows[:_FIRST_ROWS], 1)
    ]
    words = _(
        "No table of results is recognised. In which row do its headings stand? Of several rows, "
        "the lowest."
    )
    return Asked(take, choices, leaves_out=_("it has no headings"), words=words)


def _columns(sheet: Sheet, told: list[int | None]) -> Asked:
    """Which column names areas, or after that, criteria."""
    header, *areas = told
    body = sheet.rows[0 if header is None else header + 1 :]
    shown = {}
    for column in range(len(sheet.rows[0])):
        heading = "" if header is None else sheet.rows[header][column].text
        below = [row[column].text for row in body if row[column].text][:SAMPLES]
        if below and column not in areas:
            said = [excerpt(heading, _LONGEST_HEADING)] if heading else []
            shown[column] = ": ".join([*said, ", ".join(below)])

    def take(text: str) -> str:
        if text == LEFT_OUT and areas != [None]:
            told.append(None)
            return _("in no column")
        column = column_number(text.upper()) - 1
        if column not in shown:
            raise Invalid("bad_choice", text=text, choices=", ".join(letters.values()))
        told.append(column)
        return shown[column]

    letters = {column: column_letters(column + 1) for column in shown}
    choices = [Choice(letters[each], f"{letters[each]}  {words}") for each, words in shown.items()]
    words = _("Which column names the criteria?") if areas else _("Which column names the areas?")
    leaves_out = "" if areas == [None] else _("in no column")
    return Asked(take, choices, leaves_out=leaves_out, words=words)


def _fullest(sheet: Sheet) -> str:
    """The fullest of the first rows: likely the headings."""
    texts = map(_texts, sheet.rows[:_FIRST_ROWS])
    return max(texts, key=lambda text: text.count(_BETWEEN), default="")


def _texts(row: Row) -> str:
    return _BETWEEN.join(" ".join(cell.text.split()) for cell in row if cell.text)


def _nothing(text: str) -> str:
    raise Invalid("bad_choice", text=text, choices=f"{SKIP}, {LEAVE}")
