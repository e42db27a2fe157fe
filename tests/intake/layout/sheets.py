"""Small sheets for the tests of layouts, and the programme that they report to."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chuyenhoa.intake.layout.figures import read_figures
from chuyenhoa.intake.layout.layouts import Recognised, Unclear
from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.intake.layout.recognise import Guide, recognise
from chuyenhoa.model.dataset import Area, CriteriaSet, Criterion, Dataset, Programme
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import column_letters
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import Measure
from chuyenhoa.sources.sheets import EMPTY, Cell, CellKind, Range, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chuyenhoa.intake.layout.readings import Reading

H1 = Period.parse("2023-H1")
H1_2022 = Period.parse("2022-H1")

Given = str | float | Cell | None


def criterion(
    code: str, name: str, measure: Measure = Measure.VALUE, unit: str | None = None, **rest: Any
) -> Criterion:
    target = {Measure.YES_NO: "yes", Measure.RATE: ">= 80"}.get(measure, ">= 1")
    return Criterion(code, name, Target.parse(target, measure), measure=measure, unit=unit, **rest)


CRITERIA = (
    criterion("TC03", "Mô hình tự quản", unit="mô hình", name_en="Self-managed models"),
    criterion("TC06", "Không có tội phạm băng nhóm", Measure.YES_NO),
    criterion("TC07", "Tội phạm về TTXH giảm", Measure.REDUCTION, "vụ"),
    criterion("TC08", "Tỷ lệ điều tra, khám phá", Measure.RATE, "%"),
    criterion("TC14", "Người nghiện trên dân số", Measure.RATE, per=1000, may_exceed=True),
)
AREAS = (
    Area("phin-ho", "Phìn Hồ", gso_code="03496"),
    Area("hong-thu", "Hồng Thu"),
    Area("can-co", "Căn Co", aliases=("Căn Cò",)),
    Area("tt-sin-ho", "Thị trấn Sìn Hồ", "township", aliases=("TT Sìn Hồ",)),
    Area("pa-khoa", "Pa Khoá"),
    Area("03523", "Pu Sam Cáp"),
    Area("XA0012", "Nậm Hăn"),
)
PROGRAMME = Dataset(
    Programme(language="vi"),
    AREAS,
    criteria_sets=(CriteriaSet("BTC", "Bộ tiêu chí", Period.parse("2021-H1"), CRITERIA),),
)
LEXICON = Lexicon(PROGRAMME)


def lexicon_of(*criteria: Criterion) -> Lexicon:
    """What can be named in the programme with these criteria."""
    rules = replace(PROGRAMME.criteria_sets[0], criteria=criteria)
    return Lexicon(replace(PROGRAMME, criteria_sets=(rules,)))


def cell(given: Given) -> Cell:
    """The cell that a reader would make of it: '5%' is a percentage, 5 a number, '5' a text."""
    if given is None or given == "":
        return EMPTY
    if isinstance(given, Cell):
        return given
    if isinstance(given, bool):
        return Cell(str(given).upper(), CellKind.BOOLEAN)
    if isinstance(given, (int, float, Decimal)):
        return Cell(str(given), CellKind.NUMBER)
    return Cell(given, CellKind.TEXT)


def percent(text: str) -> Cell:
    return Cell(text, CellKind.PERCENT)


def sheet(
    *rows: Sequence[Given],
    merged: Sequence[str] = (),
    name: str = "Sheet1",
    file: str = "bao-cao.xlsx",
    hidden: bool = False,
    above: tuple[str, ...] = (),
) -> Sheet:
    """The rows as a sheet, all equally wide; merges as 'A1:C1'."""
    width = max(map(len, rows), default=0)
    cells = tuple(tuple(map(cell, [*row, *[None] * (width - len(row))])) for row in rows)
    return Sheet(file, name, cells, hidden, tuple(map(_range, merged)), above=above)


def _range(text: str) -> Range:
    letters = {column_letters(number): number for number in range(1, 60)}
    (left, top), (right, bottom) = (
        (each.rstrip("0123456789"), each.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        for each in text.split(":")
    )
    return Range(int(top), letters[left], int(bottom), letters[right])


def understood(given: Sheet, asked: Period | None = H1, lexicon: Lexicon = LEXICON) -> Recognised:
    """The sheet's layout, without a question."""
    outcome = recognise(given, Guide(lexicon, asked))
    assert isinstance(outcome, Recognised), [
        (str(each.problem.place), each.problem.sentence()) for each in outcome.questions
    ]
    return outcome


def questions(
    given: Sheet, asked: Period | None = H1, lexicon: Lexicon = LEXICON
) -> list[tuple[str, str]]:
    """What is asked about the sheet: codes and cells."""
    outcome = recognise(given, Guide(lexicon, asked))
    assert isinstance(outcome, Unclear)
    return [(each.problem.code, where(str(each.problem.place))) for each in outcome.questions]


def reading(given: Sheet, asked: Period | None = H1, lexicon: Lexicon = LEXICON) -> Reading:
    return read_figures(understood(given, asked, lexicon), lexicon)


def figures(
    given: Sheet, asked: Period | None = H1, lexicon: Lexicon = LEXICON
) -> dict[tuple[str, str], str]:
    """The figures of a sheet without a problem, by area and criterion, as a data file has them."""
    read = reading(given, asked, lexicon)
    assert [(each.code, str(each.place)) for each in read.problems if not each.notice] == []
    if asked is not None:
        assert {each.period for each in read.results} <= {asked}
    return {
        (each.area, each.criterion): each.value.text(lexicon.measured(each.criterion).measure)
        for each in read.results
    }


def wrong(
    given: Sheet, asked: Period | None = H1, lexicon: Lexicon = LEXICON
) -> list[tuple[str, str]]:
    """The codes and cells of what is wrong with a sheet's figures, notices included."""
    return [(each.code, where(str(each.place))) for each in reading(given, asked, lexicon).problems]


def where(place: str) -> str:
    """The cell alone."""
    return place.partition("!")[2].rstrip("]")
