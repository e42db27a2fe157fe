"""Templates of users, as Word files."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import docx
import pytest

from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.reports.own import child, filling, text, word

if TYPE_CHECKING:
    from docx.document import Document

NAME = "mau.docx"
NASTY = "<b>&amp;|\x1b\n{{ x }} {_{"
DATA = {
    "title": NASTY,
    "date": "2023-06-23",
    "nothing": None,
    "areas": [
        {"code": "a", "name": "Hồng Thu", "standing": "met"},
        {"code": "b", "name": "Căn Co", "standing": "not_met"},
    ],
}


def template(*paragraphs: str) -> Document:
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    return made


def fill(made: Document) -> bytes | Problem:
    out = io.BytesIO()
    made.save(out)
    filled = word.fill(NAME, {NAME: out.getvalue()}, DATA)
    assert not isinstance(filled, str)
    return filled


def filled(made: Document) -> Document:
    content = fill(made)
    assert isinstance(content, bytes), content
    return docx.Document(io.BytesIO(content))


def test_data_is_never_markup() -> None:
    made = template("{{ title }}{{ nothing }}")
    made.sections[0].header.paragraphs[0].text = "{{ title }}"
    made.sections[0].footer.paragraphs[0].text = "{{ title }}"
    made.core_properties.title = "{{ title }}{{ nothing }}"
    shown = r"<b>&amp;|\x1b\n{{ x }} {_{"

    found = filled(made)

    assert found.paragraphs[0].text == shown
    assert found.sections[0].header.paragraphs[0].text == shown
    assert found.sections[0].footer.paragraphs[0].text == shown
    assert found.core_properties.title == r"<b>&amp;|\x1b" + "\n{{ x }} {_{"


def test_paragraphs_rows_and_cells_that_come_and_go() -> None:
    made = template(
        "{%p for area in areas if area.standing == “met” and 1 < 2 %}",
        "- {{ area.name }}",
        "{%p endfor %}",
    )
    table = made.add_table(rows=3, cols=2)
    rows = (("{%tr for area in areas %}", ""), ("{{ area.code }}", "{{ area.name }}"))
    for row, cells in zip(table.rows, (*rows, ("{%tr endfor %}", "")), strict=True):
        for cell, tag in zip(row.cells, cells, strict=True):
            cell.text = tag

    found = filled(made)

    assert [p.text for p in found.paragraphs] == ["- Hồng Thu"]
    shown = [[cell.text for cell in row.cells] for row in found.tables[0].rows]
    assert shown == [["a", "Hồng Thu"], ["b", "Căn Co"]]


def test_a_tag_that_word_has_taken_apart() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("{")
    for piece in ("{ areas[0]", ".na", "me }", "}", "{", "%", " if 1 %", "}!{% endif %}"):
        paragraph.add_run(piece).bold = True
    assert [p.text for p in filled(made).paragraphs] == ["Hồng Thu!"]


def test_the_same_data_gives_the_same_bytes_and_its_date() -> None:
    once, again = (fill(template("{{ title }}")) for _i in range(2))
    assert isinstance(once, bytes)
    assert once == again
    properties = docx.Document(io.BytesIO(once)).core_properties
    assert properties.created == properties.modified == datetime(2023, 6, 23, tzinfo=UTC)
    with zipfile.ZipFile(io.BytesIO(once)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("tag", "code", "suggestion", "said"),
    [
        ("{{ titel }}", "unknown_name", "title", "titel"),
        ("{{ areas[0].nmae }}", "unknown_name", "name", "['name', 'code', 'standing']"),
        ("{{ title.x }}", "no_names", None, "'text': 'x'"),
        ("{{ x y }}", "template_syntax", None, "got 'y'"),
        ("{% if 1 %}", "open_block", None, "'text': 'if'"),
        ("{{ title.__class__ }}", "template_refused", None, "__class__"),
        ("{{ cycler.__init__.__globals__ }}", "template_refused", None, "__init__"),
        ("{{ 'a' * 10000000000 }}", "template_error", None, "too long"),
        ("{{ 1 / 0 }}", "template_error", None, "zero"),
        ("{% include '../x.docx' %}", "template_error", None, "loader"),
    ],
)
def test_a_mistake_is_a_problem_at_its_paragraph(
    tag: str, code: str, suggestion: str | None, said: str
) -> None:
    made = template("{{ title }}", "", "{%p if 1 %}", "a", "{%p endif %}")
    for cell in made.add_table(rows=1, cols=2).rows[0].cells:
        cell.text = "{{ title }}"
    made.add_paragraph(tag)

    found = fill(made)

    assert isinstance(found, Problem)
    assert (found.code, found.place, found.suggestion) == (code, Place(NAME, 8), suggestion)
    assert said in str(found.params)


def test_a_mistake_in_a_header() -> None:
    made = template("{{ title }}")
    made.sections[0].header.paragraphs[0].text = "{{ titel }}"
    found = fill(made)
    assert isinstance(found, Problem)
    assert (found.code, found.place) == ("unknown_name", Place(NAME))


def test_a_mistake_in_a_property() -> None:
    made = template("{{ title }}")
    made.core_properties.subject = "{{ titel }}"
    found = fill(made)
    assert isinstance(found, Problem)
    assert (found.code, found.place) == ("unknown_name", Place(NAME))


def test_a_block_that_ends_elsewhere_is_not_dropped_in_silence() -> None:
    made = template("{% for area in areas %}{{ area.name }}")
    made.add_table(rows=1, cols=1).cell(0, 0).text = "{% endfor %}"
    found = fill(made)
    assert isinstance(found, Problem)
    assert (found.code, found.place) == ("split_block", Place(NAME))


@pytest.mark.parametrize("content", [b"", b"PK", b"not a file of Word"])
def test_what_is_no_word_file(content: bytes) -> None:
    assert word.fill(NAME, {NAME: content}, DATA) == Problem(
        "damaged_file", Place(NAME), {"kind": "DOCX"}
    )


def test_what_is_put_out_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MOST_CHARACTERS", 100_000)
    out = io.BytesIO()
    template("{% for i in range(99999) %}{{ title }}{% endfor %}").save(out)
    found = child.filled(NAME, {NAME: out.getvalue()}, DATA)
    assert found == Problem("template_too_large", Place(NAME))


def test_a_loop_without_end_ends() -> None:
    out = io.BytesIO()
    loop = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
    template(loop).save(out)
    found = filling.fill(NAME, {NAME: out.getvalue()}, [json.dumps(DATA)], seconds=3)
    assert found == Problem("template_too_large", Place(NAME))


def test_in_a_process_of_its_own() -> None:
    out = io.BytesIO()
    template("{{ areas[1].name }}").save(out)
    found = filling.fill(NAME, {NAME: out.getvalue()}, [json.dumps(DATA)])
    assert isinstance(found, bytes)
    assert [p.text for p in docx.Document(io.BytesIO(found)).paragraphs] == ["Căn Co"]
