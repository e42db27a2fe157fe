from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.sources.office import plain
from chuyenhoa.sources.office.plain import PlainRow, split, written
from tests.sources.office.files import complaints, grid, read, xlsx

PLAIN = (
    '<row r="7" spans="1:4" x14ac:dyDescent="0.25"><c r="A7" s="3" t="s"><v>12</v></c>'
    '<c r="B7"><v>0.5</v></c><c r="C7" s="1"/><c r="AA7" t="str"></c></row>'
)
CELLS = [("A", ' s="3" t="s"><v>12'), ("B", "><v>0.5"), ("C", ' s="1"/>'), ("AA", ' t="str">')]


def parts(text: str, size: int = 1 << 16) -> list[bytes | PlainRow]:
    """What the text is split into, as it comes in chunks of that size; pieces joined."""
    content = text.encode()
    found: list[bytes | PlainRow] = [b""]
    for piece in split(content[start : start + size] for start in range(0, len(content), size)):
        if isinstance(piece, bytes) and isinstance(found[-1], bytes):
            found[-1] += piece
        else:
            found.append(piece)
    return found


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50, 100, 1000])
def test_plain_rows_are_cut_out_however_they_come(size: int) -> None:
    text = f"<sheetData>{PLAIN}{PLAIN}<row>{PLAIN}</sheetData>"
    row = PlainRow(7, CELLS)
    assert parts(text, size) == [b"<sheetData>", row, b"", row, b"<row>", row, b"</sheetData>"]


def test_what_the_cells_of_a_plain_row_say() -> None:
    assert [written(cell) for _, cell in CELLS] == [
        ("12", "s", "3", False, True),
        ("0.5", "n", "0", False, True),
        ("", "n", "1", False, False),
        ("", "str", "0", False, False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("<v>12", "<f>A1</f><v>12"),
        PLAIN.replace("0.5", "&#48;"),
        PLAIN.replace("0.5", "é"),
        PLAIN.replace("B7", "B8"),
        PLAIN.replace('s="3"', "s='3'"),
        PLAIN.replace("row", "x:row"),
        PLAIN.replace("</c>", "</c> "),
        PLAIN.replace('r="7"', 'r="07"'),
        PLAIN.replace('spans="1:4"', 'hidden="1"'),
        PLAIN.replace('spans="1:4"', 'ht="0" customHeight="1"'),
        '<row r="7" x="><c r="A7"/></row>">',
        f"<!-- -->{PLAIN}",
        f"<![CDATA[{PLAIN}]]>",
        PLAIN[:-1],
    ],
)
@pytest.mark.parametrize("size", [1, 5, 1000])
def test_all_else_is_left_to_the_parser(text: str, size: int) -> None:
    assert parts(text, size) == [text.encode()]


def test_nothing_is_kept_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "_LONGEST", 100)
    text = f"<row r='1'>{' ' * 200}{PLAIN}"
    assert parts(text, 10) == [text.encode()]


@given(
    st.lists(
        st.lists(
            st.tuples(
                st.sampled_from(["A", "B", "C", "D", "XFD"]),
                st.sampled_from(["", ' s="1"', ' s="2"', ' s="9"']),
                st.sampled_from(["", ' t="n"', ' t="s"', ' t="b"', ' t="e"', ' t="str"', ' t="d"']),
                st.sampled_from(["", "0", "1", "2", "0.955", "1e3", "-1", "#N/A", "a b", "3496"]),
            ),
            max_size=4,
        ),
        max_size=4,
    )
)
def test_plain_rows_say_what_the_parser_reads(rows: list[list[tuple[str, str, str, str]]]) -> None:
    cells = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{column}{number}"{style}{kind}><v>{value}</v></c>'
            for column, style, kind, value in row
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    strings = f"<si><t>Phìn Hồ</t></si><si><t>{'x' * 40_000}</t></si>"
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/></cellXfs>'
    parsed = xlsx(f"<!-- nothing is plain -->{cells}", strings=strings, styles=styles)
    assert read(xlsx(cells, strings=strings, styles=styles)) == read(parsed)


@pytest.mark.parametrize(
    "cells", ['<c r="XFE1"><v>1</v></c>', '<c r="ZZZ1"/>', '<c r="A1" t="s"><v>x</v></c>']
)
def test_plain_rows_that_no_office_program_writes(cells: str) -> None:
    assert complaints(read(xlsx(f'<row r="1">{cells}</row>'))) == ["damaged_file f"]


def test_rows_beyond_the_last() -> None:
    beyond = '<row r="1048577"><c r="A1048577"><v>1</v></c></row>'
    assert complaints(read(xlsx(beyond))) == ["damaged_file f"]


def test_too_many_cells_in_plain_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chuyenhoa.sources.office.grid.MOST_CELLS", 3)
    cells = "".join(
        f'<row r="{row}"><c r="A{row}"/><c r="B{row}"><v>1</v></c><c r="C{row}"><v>2</v></c></row>'
        for row in (1, 2)
    )
    assert complaints(read(xlsx(cells))) == ["too_many_cells f [S!C2]"]


def test_empty_cells_of_plain_rows_are_nothing() -> None:
    cells = '<row r="2"><c r="B2" s="1"/><c r="C2"><v>5</v></c><c r="D2"/></row>'
    assert grid(read(xlsx(cells))) == [["", "", ""], ["", "", "5"]]
