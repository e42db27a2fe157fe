from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.rule import Rule
from rich.text import Text

from chuyenhoa.reports import long_table
from chuyenhoa.reports.screen import rendered, table

if TYPE_CHECKING:
    from rich.table import Table

WORDS = st.text("abcđế漢X", max_size=12)
CELLS = st.tuples(st.lists(WORDS, max_size=4).map(" ".join), st.sampled_from([None, "", "red"]))
COLUMNS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "header": st.sampled_from(["A", "Trong danh sách"]),
        "justify": st.sampled_from(["left", "right"]),
        "min_width": st.sampled_from([None, 12]),
    }
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def drawn(data: st.DataObject) -> Table:
    columns = data.draw(st.lists(COLUMNS, min_size=1, max_size=4))
    made = table(gap=data.draw(st.integers(1, 2)))
    made.show_header = data.draw(st.booleans())
    # Rich leaves no room for the others where several cannot be wrapped.
    unbroken = data.draw(st.sampled_from([None, *range(len(columns))]))
    for number, column in enumerate(columns):
        made.add_column(**column, no_wrap=number == unbroken, overflow="fold")
    rows = st.lists(CELLS, min_size=len(columns), max_size=len(columns))
    for row in data.draw(st.lists(rows, max_size=5)):
        made.add_row(*(text if style is None else Text(text, style) for text, style in row))
    return made


def shown(renderable: Table, many: int, stream: io.StringIO) -> list[str]:
    """The lines without colours and without what is not seen at their ends."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_table, "_MANY", many)
        text = rendered(renderable, stream)
    return [re.sub("\x1b\\[[0-9;]*m", "", line).rstrip() for line in text.splitlines()]


@given(st.data(), st.sampled_from([40, 79, 80, 120]))
def test_a_long_table_looks_as_rich_would_have_it(data: st.DataObject, width: int) -> None:
    given_table = drawn(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        stream = data.draw(st.sampled_from([io.StringIO, Terminal]))
        quick = shown(given_table, -1, stream())
        assert quick == shown(given_table, 1_000, stream())


def test_colours_are_those_of_the_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_table, "_MANY", 1)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    made = table()
    made.add_column("Tên")
    for name in ("Phìn Hồ", "Hồng Thu"):
        made.add_row(Text(name, "green"))
    assert "\x1b[32mPhìn Hồ \x1b[0m" in rendered(made, Terminal())


def test_what_is_no_text_is_left_to_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_table, "_MANY", 1)
    made = table()
    made.add_column("Tên")
    made.add_row("Phìn Hồ")
    made.add_row(Rule())
    assert not long_table.is_long(made)
    assert rendered(made, io.StringIO()).startswith("Tên\nPhìn Hồ\n──")


@given(st.lists(st.lists(st.tuples(WORDS, st.sampled_from(["", "red", "bold"])), max_size=4)))
def test_several_styles_and_lines_in_a_cell(rows: list[list[tuple[str, str]]]) -> None:
    made = table()
    made.add_column("A", width=14, overflow="fold")
    made.add_column("B", justify="right", overflow="fold")
    for row in rows:
        cell = Text("\n").join(Text(f"{word} {word}", style) for word, style in row)
        made.add_row(cell, Text.assemble(*row))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERM", "xterm")
        patch.delenv("NO_COLOR", raising=False)
        assert shown(made, -1, Terminal()) == shown(made, 1_000, Terminal())
