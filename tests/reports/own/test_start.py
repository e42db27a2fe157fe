"""What one's own templates start from makes the built-in documents."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.language import _, activate
from chuyenhoa.reports import formats, report_data
from chuyenhoa.reports.own import text
from chuyenhoa.reports.own.start import start, starts
from chuyenhoa.reports.shipped import templates
from chuyenhoa.reports.templates import TEMPLATES
from tests.assessment.judges import database
from tests.assessment.programmes import criterion, programme, rules, stay
from tests.reports.documents import document, report

if TYPE_CHECKING:
    import sqlite3

FILES = sorted(path.name for path in templates("start").iterdir())
# What only the built-in documents have: numbered captions, and what signs mean.
DECORATION = re.compile(r"^(\*\*(Bảng|Table) .*\*\*|\*[^*].*\*)\n\n?", re.MULTILINE)


def made(connection: sqlite3.Connection, file: str, template: str) -> str:
    data = json.loads("".join(report_data.chunks(report(connection, template))))
    written = start(file)
    assert isinstance(written, str)
    filled = text.fill(file, {file: written.encode()}, data)
    assert isinstance(filled, str), filled
    return filled


def cells(markdown: str) -> list[str]:
    return re.findall(r"(?<=\| ).*?(?= \|)", markdown)


@pytest.mark.parametrize("name", TEMPLATES)
def test_each_built_in_template_has_one(name: str) -> None:
    assert "markdown" in starts(name)


@pytest.mark.parametrize("file", FILES)
def test_labels_are_those_of_the_program(file: str, language: str) -> None:
    labels = re.findall(r"\[\[(.+?)\]\]", (templates("start") / file).read_text("utf-8"))
    assert labels
    assert "[[" not in start(file)
    if language == "vi":
        assert [each for each in labels if _(each) == each] == []


@pytest.mark.parametrize("data", ["sample", "awkward"])
@pytest.mark.parametrize("file", FILES)
def test_each_can_be_filled(
    file: str, data: str, language: str, request: pytest.FixtureRequest
) -> None:
    connection = request.getfixturevalue(f"{data}_connection")
    filled = made(connection, file, file.partition(".")[0])
    assert language
    assert not re.search(r"\n\n\n|\bNone\b(?! of)|\[\[|\*\*\*\*", filled)
    assert "<script>" not in filled


def test_the_matrix_is_the_same(sample_connection: sqlite3.Connection, language: str) -> None:
    built_in = formats.render(document(sample_connection, "matrix"), "markdown")
    assert isinstance(built_in, str)
    tables = re.findall(r"(?:^\|.*\n)+", built_in, re.MULTILINE)
    mine = made(sample_connection, "matrix.md.j2", "matrix")
    assert language
    assert re.findall(r"(?:^\|.*\n)+", mine, re.MULTILINE) == tables[:2]


def test_the_summary_is_the_same(sample_connection: sqlite3.Connection, language: str) -> None:
    built_in = formats.render(document(sample_connection, "summary"), "markdown")
    assert isinstance(built_in, str)
    mine = made(sample_connection, "summary.md.j2", "summary")
    # The built-in one counts codes where there are more than five.
    counted = re.compile(r"\? (?:TC\d\d, ){5,}TC\d\d|\? \d+ (?:tiêu chí|criteria)")
    assert language
    assert counted.sub("?", mine).strip() == counted.sub("?", DECORATION.sub("", built_in)).strip()


def test_the_summary_names_the_period_that_areas_stand_beside() -> None:
    activate("en")
    for earlier, heading in (("2022-H2", "Period before"), ("2022-H1", "Same period last year")):
        recorded = {period: {"a": {"TC": "1"}} for period in (earlier, "2023-H1")}
        dataset = programme(rules(criterion()), recorded=recorded, listings=(stay("a"),))
        with database(dataset) as connection:
            built_in = formats.render(document(connection, "summary"), "markdown")
            mine = made(connection, "summary.md.j2", "summary")
        assert f"| Standing | {heading} | Stage |" in mine
        assert f"| Standing | {heading} | Stage |" in str(built_in)


def test_the_sheet_says_all_of_an_area(
    sample_connection: sqlite3.Connection, language: str
) -> None:
    built_in = formats.render(document(sample_connection, "area"), "markdown")
    assert isinstance(built_in, str)
    mine = cells(made(sample_connection, "area.md.j2", "area"))
    steps = re.findall(r"^\| TC\d\d .*\| (.*?→.*?) \|$", built_in, re.MULTILINE)
    assert language
    assert len(steps) > 5
    assert [step for step in steps if step not in mine] == []
