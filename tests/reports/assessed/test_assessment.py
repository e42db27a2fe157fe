"""Every form of an assessment and of an explanation, from two sets of data, in both languages."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.assessment import assess
from chuyenhoa.assessment.explain import explain
from chuyenhoa.reports.assessed import as_csv, as_json, explanation, markdown, terminal
from chuyenhoa.reports.screen import rendered
from tests.reports import golden

if TYPE_CHECKING:
    import sqlite3

    from rich.console import RenderableType


pytestmark = pytest.mark.usefixtures("plain_terminal")


def at_a_terminal(renderable: RenderableType) -> str:
    return rendered(renderable, io.StringIO())


def test_table(named_connection: tuple[str, sqlite3.Connection], language: str) -> None:
    name, connection = named_connection
    text = at_a_terminal(terminal.render(assess(connection), detail=True))

    golden.matches(f"{name}.{language}.assess.txt", text)
    assert max(map(len, text.splitlines())) <= 80


def test_markdown(named_connection: tuple[str, sqlite3.Connection], language: str) -> None:
    name, connection = named_connection
    golden.matches(f"{name}.{language}.assess.md", markdown.render(assess(connection), detail=True))


@pytest.mark.usefixtures("language")
def test_json_is_the_same_in_both_languages(
    named_connection: tuple[str, sqlite3.Connection],
) -> None:
    name, connection = named_connection
    text = "".join(as_json.chunks(assess(connection)))

    json.loads(text)
    golden.matches(f"{name}.assess.json", text)


@pytest.mark.usefixtures("language")
def test_csv_is_the_same_in_both_languages(
    named_connection: tuple[str, sqlite3.Connection],
) -> None:
    name, connection = named_connection
    golden.matches(f"{name}.assess.csv", as_csv.render(assess(connection)))


def test_areas_explained(named_connection: tuple[str, sqlite3.Connection], language: str) -> None:
    name, connection = named_connection
    text = "\n".join(
        at_a_terminal(explanation.render_area(explain(connection, area.code)))
        for area in assess(connection).areas
    )
    golden.matches(f"{name}.{language}.explain-area.txt", text)


def test_criteria_explained(
    named_connection: tuple[str, sqlite3.Connection], language: str
) -> None:
    name, connection = named_connection
    text = "\n".join(
        at_a_terminal(
            explanation.render_criterion(explain(connection, area.code, criterion.asked.code))
        )
        for area in assess(connection).areas[:4]
        for criterion in area.criteria
    )
    golden.matches(f"{name}.{language}.explain-criterion.txt", text)


def test_some_areas_say_nothing_of_the_programme(sample_connection: sqlite3.Connection) -> None:
    assessment = assess(sample_connection, "2022-H2", ["hong-thu"])

    assert assessment.programme is None
    assert json.loads("".join(as_json.chunks(assessment)))["programme"] is None


def test_no_area_selected(sample_connection: sqlite3.Connection, language: str) -> None:
    text = at_a_terminal(terminal.render(assess(sample_connection, "2022-H2")))
    golden.matches(f"sample.{language}.before.txt", text)
