"""Every template in Markdown, at the terminal and as JSON, from two sets of data."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.reports import formats, report_data
from chuyenhoa.reports.document import Heading, Picture, Table
from chuyenhoa.reports.sections import periods
from chuyenhoa.reports.templates import TEMPLATES
from tests.assessment.judges import database
from tests.assessment.programmes import criterion, programme, rules, stay
from tests.conftest import ROOT
from tests.reports import golden
from tests.reports.documents import document, report

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from chuyenhoa.model.dataset import Dataset

FORMATS = {"terminal": "txt", "markdown": "md"}


pytestmark = pytest.mark.usefixtures("plain_terminal")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_as_it_was(
    named_connection: tuple[str, sqlite3.Connection], language: str, template: str, form: str
) -> None:
    name, connection = named_connection
    text = formats.render(document(connection, template), form)

    assert isinstance(text, str)
    golden.matches(f"report/{name}.{language}.{template}.{FORMATS[form]}", text)
    if form == "terminal":
        assert max(map(len, text.splitlines())) <= 80


def test_the_data_of_templates(
    named_connection: tuple[str, sqlite3.Connection], language: str
) -> None:
    name, connection = named_connection
    found = report(connection)
    text = "".join(report_data.chunks(found))

    assert json.loads(text) == json.loads(json.dumps(report_data.report_data(found), default=list))
    golden.matches(f"report/{name}.{language}.json", text)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("template", TEMPLATES)
def test_names_in_a_document_are_unique(
    named_connection: tuple[str, sqlite3.Connection], template: str
) -> None:
    blocks = document(named_connection[1], template).blocks
    names = [block.name for block in blocks if isinstance(block, Heading | Table | Picture)]
    assert len(set(names)) == len(names)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("template", TEMPLATES)
def test_tables_have_as_many_cells_as_columns(
    named_connection: tuple[str, sqlite3.Connection], template: str
) -> None:
    for table in document(named_connection[1], template).blocks:
        if isinstance(table, Table):
            rows = list(table.rows)
            assert len(rows) == len(table.rows) > 0
            assert rows == list(table.rows)
            assert sum(span.columns for span in table.spans) in {0, len(table.columns)}
            for row in rows:
                assert len(row.cells) == (1 if row.role == "group" else len(table.columns))


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("template", TEMPLATES)
def test_charts_have_a_value_and_a_text_for_each_category(
    named_connection: tuple[str, sqlite3.Connection], template: str
) -> None:
    for picture in document(named_connection[1], template).blocks:
        if isinstance(picture, Picture):
            assert picture.alt
            for series in picture.chart.series:
                assert len(series.values) == len(series.texts) == len(picture.chart.categories)
                assert len(series.tones) in {1, len(series.values)}


def test_made_up_figures_are_marked_in_every_form(
    sample_connection: sqlite3.Connection, language: str
) -> None:
    warning = {"vi": "SỐ LIỆU MINH HỌA", "en": "ILLUSTRATIVE FIGURES"}[language]
    for template in TEMPLATES:
        made = document(sample_connection, template)
        assert made.notice == warning
        for form in FORMATS:
            assert warning in str(formats.render(made, form))


def keys(data: object) -> Iterator[str]:
    """The names in some plain data; not those that are codes of areas and criteria."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from (*([key] if key.replace("_", "").isalpha() else []), *keys(value))
    elif isinstance(data, list):
        for item in data:
            yield from keys(item)


def test_every_name_in_the_data_is_documented(sample_connection: sqlite3.Connection) -> None:
    page = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
    contract = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
    known = set(re.findall(r"`(\w+)`", page)) | set(re.findall(r'"(\w+)"', contract))
    data = json.loads("".join(report_data.chunks(report(sample_connection, "area"))))
    data["areas"] = [{**area, "sources": {}} for area in data["areas"]]
    data["trend"] = [{**each, "areas": [*each["areas"].values()]} for each in data["trend"]]
    assert not {k for k in keys(data) if not {k, re.sub(r"_(text|sign)$", "", k)} & known}


def written(dataset: Dataset, template: str, period: str = "2023-H1") -> str:
    with database(dataset) as connection:
        made = document(connection, template, period)
    return "".join(str(formats.render(made, form)) for form in FORMATS)


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("template", ["summary", "conference", "matrix"])
def test_nothing_on_the_list(template: str) -> None:
    dataset = programme(
        rules(criterion()), recorded={"2023-H1": {"TC": "1"}}, listings=(stay(listed="2024"),)
    )
    text = written(dataset, template)
    assert not re.search(r"\bTC\b", text)
    with database(dataset) as connection:
        assert json.loads("".join(report_data.chunks(report(connection))))["areas"] == []


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("template", ["summary", "conference", "matrix"])
def test_a_hundred_areas_in_two_periods(template: str) -> None:
    codes = [f"xa-{number:03}" for number in range(100)]
    figures = {code: {"A": str(n % 3), "B": "0"} for n, code in enumerate(codes)}
    dataset = programme(
        rules(criterion("A"), criterion("B")),
        recorded={"2022-H2": {code: {"A": "1", "B": "1"} for code in codes}, "2023-H1": figures},
        listings=tuple(map(stay, codes)),
    )
    text = written(dataset, template)
    assert text.count("xa-099") >= len(FORMATS)


def test_more_changes_than_anybody_reads_are_counted(
    sample_connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    (comparison,) = report(sample_connection).comparisons
    flips = [flip for change in comparison.changes for flip in change.flips]
    monkeypatch.setattr(periods, "_FLIPS", len(flips) - 1)
    (table,) = periods.flips(comparison)
    counted = {row.cells[0].text: [int(cell.text) for cell in row.cells[2:]] for row in table.rows}
    assert counted == {
        code: [
            sum(flip.now.verdict == "met" for flip in found),
            sum(flip.before.verdict == "met" and flip.now.verdict == "not_met" for flip in found),
            sum(
                flip.now.verdict != "met"
                and (flip.before.verdict, flip.now.verdict) != ("met", "not_met")
                for flip in found
            ),
        ]
        for code in {flip.now.asked.code for flip in flips}
        if (found := [flip for flip in flips if flip.now.asked.code == code])
    }
    monkeypatch.setattr(periods, "_FLIPS", len(flips))
    (table,) = periods.flips(comparison)
    assert len(table.rows) > len(flips)


def test_what_cannot_be_judged_is_not_said_to_be_met() -> None:
    figures, later = {"2023-H1": {"TC": "1"}}, (stay(listed="2024"),)
    nobody = programme(rules(criterion()), recorded=figures, listings=later)
    unknown = programme(rules(criterion(), criterion("TD")), recorded=figures)
    for dataset, template in ((nobody, "conference"), (unknown, "summary")):
        text = written(dataset, template)
        assert "No criterion has been judged as not met." in text
        assert "Every criterion that applies is met." not in text


@pytest.mark.usefixtures("language")
def test_everything_met_leaves_nothing_open() -> None:
    dataset = programme(rules(criterion()), recorded={"2023-H1": {"TC": "1"}})
    for template in TEMPLATES:
        assert "✗ 0" not in written(dataset, template)
    with database(dataset) as connection:
        blocks = document(connection, "summary").blocks
    assert [block.name for block in blocks if isinstance(block, Table)] == ["areas"]
