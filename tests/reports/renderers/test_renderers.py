"""What a document's texts become, and what becomes of tables too wide for a terminal."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest

from chuyenhoa.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Item,
    Items,
    Letterhead,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
)
from chuyenhoa.reports.renderers import markdown, terminal
from chuyenhoa.reports.screen import rendered
from chuyenhoa.reports.sections.periods import sparkline

pytestmark = pytest.mark.usefixtures("plain_terminal")


def made(*blocks: Block, letterhead: Letterhead | None = None) -> Document:
    return Document("t", "Title", "", "", "en", date(2023, 6, 23), letterhead, blocks)


def as_markdown(*blocks: Block) -> str:
    return "".join(markdown.render(made(*blocks))).removeprefix("# Title\n\n")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("- not a list", "\\- not a list"),
        ("+ not a list", "\\+ not a list"),
        ("2023. not a list", "2023\\. not a list"),
        ("2) not a list", "2\\) not a list"),
        ("2023 is a year", "2023 is a year"),
        ("# no heading", "\\# no heading"),
        ("a | b <b> *c*", "a \\| b \\<b\\> \\*c\\*"),
        ("one\ntwo", "one\\\\ntwo"),
    ],
)
def test_texts_in_markdown_are_themselves(text: str, written: str) -> None:
    assert as_markdown(Paragraph(text)) == f"{written}\n"
    assert as_markdown(Items((Item(text),))) == f"- {written}\n"


def test_lists_in_markdown() -> None:
    items = (Item("one", "A:"), Item("two"))
    assert as_markdown(Items(items)) == "- **A:** one\n- two\n"


def test_rows_in_markdown() -> None:
    columns = (Column("A"), Column("B", "number"))
    rows = (
        Row((Cell("g"),), "group"),
        Row((Cell("x", sign="✓"), Cell("1", 1))),
    )
    assert as_markdown(Table("t", "All", columns, rows, note="n")) == (
        "**Table 1. All**\n\n| A | B |\n| --- | ---: |\n| **g** |  |\n| ✓ x | 1 |\n\n*n*\n"
    )


SIGNATURE = Signature("", "HEAD", "Recipients:", ())
HEAD = Letterhead("", "BODY", "", "NATION", "Motto", "Sìn Hồ, 23 June 2023")


def test_what_an_office_does_not_have_is_left_out() -> None:
    document = made(Heading("I", 1, "i"), SIGNATURE, PageBreak(), letterhead=HEAD)
    assert "".join(markdown.render(document)) == (
        "|  | **NATION** |\n| :---: | :---: |\n| **BODY** | **Motto** |\n"
        "|  | *Sìn Hồ, 23 June 2023* |\n\n# Title\n\n## I\n\n**HEAD**\n\n\n---\n"
    )
    assert terminal.render(document).split("\n") == [
        *("BODY", "Sìn Hồ, 23 June 2023", "", "TITLE", "", "I", "", "HEAD", ""),
    ]


def wide(count: int) -> Table:
    columns = tuple(Column(f"C{number:02}", "verdict", 8) for number in range(count))
    cells = tuple(Cell(f"{number}%", number, sign="✓") for number in range(count))
    return Table("t", "Wide", (Column("Name", width=20), *columns), (Row((Cell("x"), *cells)),))


def test_a_wide_table_is_cut_into_pieces_that_fit() -> None:
    lines = terminal.render(made(wide(20))).splitlines()
    assert max(map(len, lines)) <= 80
    headings = [line for line in lines if line.startswith("Name")]
    assert len(headings) == 4
    assert " ".join(headings).split().count("Name") == 4
    assert [c for line in headings for c in line.split()[1:]] == [f"C{n:02}" for n in range(20)]


def test_a_wide_terminal_has_room_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "220")
    text = rendered(terminal.renderable(made(wide(20)), 220), StringIO())
    assert sum(line.startswith("Name") for line in text.splitlines()) == 1


def test_a_narrow_terminal_has_one_column_at_a_time() -> None:
    assert len([*terminal._pieces(wide(9), 20)]) == 9


@pytest.mark.parametrize(
    ("values", "most", "line"),
    [
        ([], None, ""),
        ([None, None], None, ""),
        ([0, 50, 100], 100, "▁▅█"),
        ([0, None, 100], 100, "▁ █"),
        ([5, 5], None, "▁▁"),
        ([1, 2, 8], None, "▁▂█"),
        ([-10, 110], 100, "▁█"),
    ],
)
def test_sparklines(values: list[float | None], most: float | None, line: str) -> None:
    assert sparkline(values, most) == line
