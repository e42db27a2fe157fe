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
from chuyenhoa.reports.document import Items, Paragraph, Signature
from chuyenhoa.reports.own import word
from chuyenhoa.reports.own.start import start, starts
from chuyenhoa.reports.own.word_start import STARTS
from chuyenhoa.reports.templates import TEMPLATES
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


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_is_offered(name: str) -> None:
    assert starts(name)["docx"] == f"{name}.docx"


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


def test_a_matrix_has_a_column_for_each_criterion(sample_connection: sqlite3.Connection) -> None:
    made = report(sample_connection, "matrix")
    rows = [line.split(" | ") for line in lines(made, "matrix") if " | " in line]
    codes = [criterion.code for criterion in made.criteria_set.criteria]
    assert rows[0][2:-1] == codes
    assert [row[0] for row in rows[1:]][: len(made.areas)] == [area.name for area in made.areas]
    assert {len(row) for row in rows[: 1 + len(made.areas)]} == {len(codes) + 3}


def test_each_sheet_says_what_the_built_in_one_says(sample_connection: sqlite3.Connection) -> None:
    found = lines(report(sample_connection, "area", areas=["phin-ho", "can-co"]), "area")
    begins = [found.index(name) for name in ("Phìn Hồ", "Căn Co")]
    for area, sheet in (("phin-ho", found[: begins[1]]), ("can-co", found[begins[1] :])):
        lists = [
            block.items
            for block in document(sample_connection, "area", areas=[area]).blocks
            if isinstance(block, Items)
        ]
        # What is in brackets behind a note stands otherwise in the template.
        said = [item.text.partition(" (")[0] for items in lists for item in items]
        assert len(said) > 5
        assert [text for text in said if text not in "\n".join(sheet)] == []


def test_without_an_office_nothing_is_made_up(sample_connection: sqlite3.Connection) -> None:
    made = replace(report(sample_connection, "conference"), office=Office())
    head = lines(made, "conference")[:4]
    assert "Số:" not in "".join(head)


def test_the_data_is_that_of_the_format(sample_connection: sqlite3.Connection) -> None:
    made = report(sample_connection, "conference")
    data = json.loads("".join(report_data.chunks(made)))
    assert data["office"]["place_and_date"] in "\n".join(lines(made, "conference"))
