"""`import` at a terminal: what cannot be told from a file is asked, until nothing is left."""

from __future__ import annotations

import sys
from textwrap import wrap
from typing import TYPE_CHECKING

from chuyenhoa.cli import output, progress
from chuyenhoa.cli.importing.columns import columns_of
from chuyenhoa.cli.importing.questions import LEAVE, SAMPLES, SKIP, Case, Questions, questions
from chuyenhoa.cli.keyboard import read_line
from chuyenhoa.errors import ChuyenhoaError
from chuyenhoa.intake.guides import Answers
from chuyenhoa.intake.layout.lexicon import LEFT_OUT
from chuyenhoa.intake.layout.profile import Profile, likeness
from chuyenhoa.intake.tables import TableFile, Wanted, read_table_file
from chuyenhoa.language import N_, _, current
from chuyenhoa.model.problems import Invalid, Place, Problem, excerpt
from chuyenhoa.model.values import YES, Measure, read_value
from chuyenhoa.reports.imports.columns import column_lines
from chuyenhoa.reports.problems import explained, in_words
from chuyenhoa.reports.words import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from chuyenhoa.cli.importing.questions import Asked, Choice
    from chuyenhoa.intake.layout.layouts import Question
    from chuyenhoa.intake.layout.lexicon import Lexicon
    from chuyenhoa.model.dataset import Dataset
    from chuyenhoa.sources.sheets import Sheets

HELP = "?"
# A list that a person can take in at a glance.
_MOST_LISTED = 20
_WIDTH = 80
_NO_BREAK = "\N{NO-BREAK SPACE}"


class LeftError(ChuyenhoaError):
    """The person has ended the asking."""

    exit_status = 1

    def __init__(self) -> None:
        super().__init__(N_("Not everything was answered, so nothing was written."))


def can_ask(names: Collection[str]) -> bool:
    """Whether somebody is there to be asked, and standard input is not one of the files."""
    ends = (sys.stdin, sys.stderr)
    return "-" not in names and all(end is not None and end.isatty() for end in ends)


def confirmed(sentence: str) -> bool:
    """Whether a person says yes.

    Raises:
        LeftError: The input has ended.
    """
    output.say(sentence)
    while True:
        try:
            return read_value(_typed(), Measure.YES_NO, language=current()) == YES
        except Invalid as invalid:
            _say(explained(invalid), indent=2)


class Asking:
    """Asks about the files of one import.

    Args:
        dataset: The definitions.
        lexicon: What can be named.
        wanted: What has been said about all of the files.
    """

    def __init__(self, dataset: Dataset, lexicon: Lexicon, wanted: Wanted) -> None:
        self._lexicon = lexicon
        self._wanted = wanted
        self._questions = Questions(dataset, lexicon)
        # What was answered for sheets of one shape holds for the next one too.
        self._answered: list[Profile] = []
        self._seen: Sequence[Choice] = ()

    def settle(self, sheets: Sheets, file: TableFile, position: int) -> TableFile:
        """Ask until nothing is left to ask about a file.

        Args:
            sheets: The file.
            file: As it was understood without a question.
            position: Of the file in the input.

        Raises:
            LeftError: The person wants no more of it.
        """
        case = Case(sheets, file, position, self._wanted)
        self._answer_as_before(case)
        question = next(questions(case.file), None)
        if question is not None:
            progress.stop()
            self._show(case.file)
        while question is not None:
            if not self._answer(case, question):
                said = Problem("file_left_out", Place(file.name), notice=True)
                return TableFile(file.name, file.said, problems=(said,))
            self._read(case)
            question = next(questions(case.file), None)
        for sheet in case.file.sheets:
            answers = case.answers.get(sheet.layout.sheet, Answers())
            if answers.known or answers.labels:
                self._answered.append(Profile.of(file.name, sheet.layout, answers.labels))
        return case.file

    def _read(self, case: Case) -> None:
        case.file = read_table_file(
            case.sheets, self._lexicon, case.wanted, case.position, case.answers
        )

    def _answer_as_before(self, case: Case) -> None:
        """Use what was answered for a sheet whose headings are all to be seen in one of these."""
        for sheet in case.sheets.sheets:
            alike = [each for each in self._answered if likeness(sheet, each) == 1]
            if alike:
                profile = alike[-1]
                case.answers[sheet.name] = Answers(profile.known, dict(profile.labels))
                output.say(
                    _("{place}: as you have answered for {file}.").format(
                        place=Place(sheet.file, sheet=sheet.name or None), file=profile.name
                    )
                )
        if case.answers:
            self._read(case)

    def _show(self, file: TableFile) -> None:
        """What is recognised of a file, before anything is asked."""
        output.say("")
        output.say(file.name)
        asked = {
            (question.problem.place.sheet or "", (question.problem.place.column or 0) - 1)
            for question in file.questions
            if question.heading is not None
        }
        for layout in (*file.unclear, *(sheet.layout for sheet in file.sheets)):
            period = layout.period.code if layout.period else ""
            parts = (layout.sheet, _(LAYOUTS[layout.kind]), period)
            output.say(f"  {' · '.join(filter(None, parts))}")
            for line in column_lines(columns_of(layout, asked), self._questions.names):
                output.say(line)

    def _answer(self, case: Case, question: Question) -> bool:
        """Put one question until it is answered; whether the file is still wanted."""
        asked = self._questions.put(case, question)
        output.say("")
        output.say(str(question.problem.place))
        _say(asked.words or in_words(question.problem), indent=2)
        if samples := _samples(case, question):
            output.say("  " + _("Below it: {samples}").format(samples=samples))
        listed = self._list(asked)
        while True:
            text = _typed()
            if text.lower() == LEAVE:
                raise LeftError
            if text.lower() == SKIP:
                return False
            if text in {"", HELP}:
                self._seen = ()
                listed = self._list(asked, every=True)
                continue
            try:
                said = asked.take(_chosen(text, listed, asked))
            except Invalid as invalid:
                _say(explained(invalid), indent=2)
                continue
            _say(f"→ {said}", indent=2)
            return True

    def _list(self, asked: Asked, *, every: bool = False) -> Sequence[Choice]:
        """Say what can be answered, by number, and by which keys; the numbered answers."""
        few = len(asked.every) <= _MOST_LISTED
        whole = asked.every or asked.likely
        choices = whole if every or (few and not asked.likely) else asked.likely
        # What stood on the screen last keeps its numbers.
        news = choices != self._seen
        if news:
            for number, choice in enumerate(choices, 1):
                output.say(f"  {number:>3}  {excerpt(choice.words, _WIDTH - 7)}")
        all_shown = not whole or (news and choices == whole)
        keys = [
            "" if all_shown else _("{help} lists all").format(help=HELP),
            _("half of a rate: {example}").format(example=asked.half) if asked.half else "",
            f"{LEFT_OUT} {asked.leaves_out}" if asked.leaves_out else "",
            _("{skip} leaves the file out").format(skip=SKIP),
            _("{leave} ends").format(leave=LEAVE),
        ]
        # A line ends between two of them.
        _say("; ".join(key.replace(" ", _NO_BREAK) for key in keys if key), indent=7)
        self._seen = choices
        return choices


def _typed() -> str:
    """What a person types.

    Raises:
        LeftError: The input has ended.
    """
    sys.stderr.write("  > ")
    sys.stderr.flush()
    line = read_line()
    if not line:
        output.say("")
        raise LeftError
    return line.strip()


def _say(text: str, indent: int) -> None:
    for line in wrap(text, _WIDTH - indent, break_long_words=False, break_on_hyphens=False):
        output.say(f"{' ' * indent}{line.replace(_NO_BREAK, ' ')}")


def _samples(case: Case, question: Question) -> str:
    """The first figures of the column that is asked about."""
    place = question.problem.place
    if question.heading is None:
        return ""
    sheet = next(each for each in case.sheets.sheets if each.name == (place.sheet or ""))
    layout = next(each for each in case.file.unclear if each.sheet == sheet.name)
    texts = [row[(place.column or 1) - 1].text for row in sheet.rows[layout.header[1] :]]
    found = list(filter(None, texts))
    return ", ".join(excerpt(text, 20) for text in found[:SAMPLES])


def _chosen(text: str, choices: Sequence[Choice], asked: Asked) -> str:
    """The answer with the number, with what is said of its half of a rate, or the text itself.

    Raises:
        Invalid: The number of one answer is how another one is written.
    """
    number, _blank, rest = text.partition(" ") if asked.half else (text, "", "")
    if not (number.isascii() and number.isdecimal() and 0 < int(number) <= len(choices)):
        return text
    chosen = choices[int(number) - 1].text
    if any(each.text == number != chosen for each in (*choices, *asked.every)):
        raise Invalid("ambiguous_name", text=number, candidates=[number, chosen])
    return f"{chosen} {rest}".rstrip()
