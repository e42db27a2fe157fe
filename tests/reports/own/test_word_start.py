"""What Word templates of one's own start from says what the built-in documents say."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.table import Table

from chuyenhoa.model.dataset import Office
from chuyenhoa.reports import report_data
from chuyenhoa.reports.document import Paragraph, Signature
from chuyenhoa.reports.own import word
from chuyenhoa.reports.own.start import start, starts
from chuyenhoa.reports.own.word_start import STARTS
from tests.reports.documents import document, report

if TYPE_CHECKING:
    import sqlite3

    from chuyenhoa.reports.report import Report


def lines(made: Report, name: str) -> list[str]:
    """The paragraphs and rows that the start of that name makes of the report."""
    template = start(f"{name}.docx")
    assert isinstance(template, bytes)
    filled = word.fill("t.docx", {"t.docx": template}, dict(report_data.report_data(made)))
    assert isinstance(filled, bytes), filled
    found = []
    for block in docx.Document(io.BytesIO(filled)).iter_inner_content():
        if isinstance(block, Table):
            found += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            found.append(block.text)
    return found


@pytest.mark.parametrize("name", sorted(STARTS))
def test_it_is_offered(name: str) -> None:
    assert starts(name)["docx"] == f"{name}.docx"


def test_templates_of_areas_have_none() -> None:
    assert "docx" not in starts("area")


@pytest.mark.parametrize("data", ["sample", "awkward"])
@pytest.mark.parametrize("name", sorted(STARTS))
def test_each_can_be_filled(
    name: str, data: str, language: str, request: pytest.FixtureRequest
) -> None:
    made = report(request.getfixturevalue(f"{data}_connection"), name)
    text = "\n".join(lines(made, name))
    assert language
    assert not re.search(r"\{[{%]|[%}]\}|\bNone\b(?! of)", text)
    for area in made.areas:
        assert area.name in text


def test_it_says_what_the_built_in_document_says(
    sample_connection: sqlite3.Connection, language: str
) -> None:
    found = "\n".join(lines(report(sample_connection, "conference"), "conference"))
    blocks = document(sample_connection, "conference").blocks
    said = [
        block.text
        for block in takewhile(lambda block: not isinstance(block, Signature), blocks)
        if isinstance(block, Paragraph)
    ]
    assert language
    assert len(said) > 8
    assert [text for text in said if text not in found] == []


def test_without_an_office_nothing_is_made_up(sample_connection: sqlite3.Connection) -> None:
    made = replace(report(sample_connection, "conference"), office=Office())
    head = lines(made, "conference")[:4]
    assert "Số:" not in "".join(head)


def test_the_data_is_that_of_the_format(sample_connection: sqlite3.Connection) -> None:
    made = report(sample_connection, "conference")
    data = json.loads("".join(report_data.chunks(made)))
    assert data["office"]["place_and_date"] in "\n".join(lines(made, "conference"))
