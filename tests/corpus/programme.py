"""The programme that the corpus reports to, and its figures: those of the sample."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from chuyenhoa.intake.datafile import DataFile, read_data_files
from chuyenhoa.intake.layout.lexicon import Lexicon
from chuyenhoa.model.dataset import Dataset
from tests.corpus.pages import Given, Styled, percent

_SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample.yaml"
DATASET = read_data_files(
    [DataFile("sample.yaml", _SAMPLE.read_bytes())],
    Dataset(),
    recorded={},
    today=date(2023, 6, 23),
).dataset
LEXICON = Lexicon(DATASET)

NAMES = {area.code: area.name for area in DATASET.areas}
FIVE = list(NAMES)[:5]
SIX = list(NAMES)[:6]
CRITERIA = {each.code: each for each in DATASET.criteria_sets[0].criteria}
FIGURES = {
    (each.area, each.criterion, each.period.code): each.value.text(CRITERIA[each.criterion].measure)
    for each in DATASET.results
}


def name(code: str) -> str:
    """Of a criterion."""
    return CRITERIA[code].name


def figure(area: str, code: str, period: str = "2023-H1") -> str:
    """As the sample has it, '' for none."""
    return FIGURES.get((area, code, period), "")


def entered(area: str, code: str, period: str = "2023-H1") -> Given:
    """The figure as most people enter it: x, không, KAD, 18/19, 2."""
    text = figure(area, code, period)
    words = {"yes": "x", "no": "không", "n/a": "KAD", "": None}
    if text in words:
        return words[text]
    return int(text) if text.isdecimal() else text


def row(area: str, *codes: str) -> list[Given]:
    """The figures of one area."""
    return [entered(area, code) for code in codes]


def halves(area: str, code: str, period: str = "2023-H1") -> list[Given]:
    """Numerator and denominator in a cell each."""
    text = figure(area, code, period)
    if "/" not in text:
        return [(text and "KAD") or None] * 2
    over, under = text.split("/")
    return [int(over), int(under)]


def share(area: str, code: str, formula: str = "") -> Given:
    """The rate as a percentage that the workbook works out."""
    over, under = halves(area, code)
    if not isinstance(over, int) or not isinstance(under, int):
        return over
    if not under:
        return Styled("#DIV/0!", "0.0%", formula)
    return percent(over / under)._replace(formula=formula)
