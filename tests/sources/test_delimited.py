from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuyenhoa.sources import delimited
from chuyenhoa.sources.delimited import read_delimited
from chuyenhoa.sources.sheets import EMPTY, Cell, CellKind, Sheets
from tests.sources.office.files import complaints, grid
from tests.sources.spellings import as_tcvn3


def read(text: str | bytes) -> Sheets:
    return read_delimited("f", text if isinstance(text, bytes) else text.encode())


def test_fields_are_text_and_their_places_those_of_the_file() -> None:
    sheets = read('area,note\n\nPhìn Hồ," two\nlines "\nCăn Co,\n')
    (sheet,) = sheets.sheets
    assert sheet.rows == (
        (Cell("area", CellKind.TEXT), Cell("note", CellKind.TEXT)),
        (EMPTY, EMPTY),
        (Cell("Phìn Hồ", CellKind.TEXT), Cell("two\nlines", CellKind.TEXT)),
        (Cell("Căn Co", CellKind.TEXT), EMPTY),
    )
    assert [str(sheet.place(row, 1)) for row in range(4)] == ["f:1:2", "f:2:2", "f:3:2", "f:5:2"]
    assert (sheet.name, sheet.hidden, sheet.merged, sheets.problems) == ("", False, (), ())


@pytest.mark.parametrize(
    ("text", "said", "width"),
    [
        ("a,b\n1,2\n", "CSV, ,, UTF-8", 2),
        ("a;b\n1,5;2,5\n", "CSV, ;, UTF-8", 2),
        ("a;b;c\n1,5;2,5;3\n", "CSV, ;, UTF-8", 3),
        ("a\tb\n1,5\t2;5\n", "CSV, tab, UTF-8", 2),
        ("sep=;\na;b\n1;2\n", "CSV, ;, UTF-8", 2),
        ("SEP=,\na,b\n1,2\n", "CSV, ,, UTF-8", 2),
        ("sep=\na,b\n1,2\n", "CSV, ,, UTF-8", 2),
        ('a;"b;,,,"\n1;2', "CSV, ;, UTF-8", 2),
        ("a\nb\n", "CSV, UTF-8", 1),
        ("a,b\r1,2\r", "CSV, ,, UTF-8", 2),
    ],
)
def test_the_delimiter_is_recognised_and_said(text: str, said: str, width: int) -> None:
    sheets = read(text)
    assert sheets.problems == ()
    assert sheets.said == said
    assert {len(row) for row in sheets.sheets[0].rows} == {width}


def test_a_declared_delimiter_takes_a_line() -> None:
    (sheet,) = read("sep=;\na;b\n").sheets
    assert str(sheet.place(0, 0)) == "f:2:1"


def test_titles_and_notes_are_no_ragged_rows() -> None:
    text = "Kết quả 6 tháng, năm 2023\n\na,b,c\n1,2,3\n4,5,6\nGhi chú\n"
    assert grid(read(text))[0] == ["Kết quả 6 tháng", "năm 2023", ""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b,c\n1,2,3\n1,2\n4,5,6\n", ["ragged_row f:3:3"]),
        ("a,b\n1,2\n1,2,5\n3,4\n", ["ragged_row f:3:3"]),
        ("a,b,c,d\n1,2\n3,4\n", ["ragged_row f:1:3"]),
        ("a,b\n1,2\n1,2,3\n1,2,3,4\n5,6\n", ["ragged_row f:3:3", "ragged_row f:4:3"]),
        ('a,b\n"x,1\ny,2\n', ["open_quote f:2:1"]),
        ('a,b\nx,"1\ny,2\n', ["open_quote f:2:2"]),
        ('a,b\n"x,1\ny,"2"\n', ["open_quote f:2:1"]),
        ('a,b\n"x\n",1\nz,"y,2\n', ["open_quote f:4:2"]),
        ('a,b\nx,"1" \ny,2\n', ["bad_quote f:2:2"]),
        ('a,b\n"Xã "A"",2\n', ["bad_quote f:2:1"]),
        ("", ["empty_file f:1:1"]),
        ("\ufeff \n\t\n", ["empty_file f:1:1"]),
        ("a,b\n1,\x002\n", ["control_character f:2:3"]),
        (f"a,b\n1,{'x' * 200_000}\n", ["text_too_long f:2:2"]),
        (b"a,b\nx\xc3\xa9,\xff\xfe\n", ["unknown_encoding f:2:4"]),
        (b"a,b\nx,\xed\xa0\x80\n", ["unknown_encoding f:2:3"]),
        (b"\x01\x00\xff\xfe\x00", ["unknown_kind f"]),
        (b"\xff\xfea\x00\n\x00\x00\xd8", ["unknown_encoding f:2:1"]),
    ],
)
def test_what_is_wrong_and_where(text: str | bytes, expected: list[str]) -> None:
    sheets = read(text)
    assert complaints(sheets) == expected
    assert sheets.sheets == ()


def test_problems_name_what_they_are_about() -> None:
    assert read("a,b\n1,2\n1,2,5\n").problems[0].params == {"count": 3, "expected": 2}
    assert read('a\tb\nx\t"1" \n').problems[0].params == {"separator": "tab"}


def test_a_header_alone_and_a_header_twice_are_rows() -> None:
    assert grid(read("a,a\n")) == [["a", "a"]]


def test_what_was_made_harmless_is_restored() -> None:
    assert grid(read("'=1,'-2,'+3,'@x,'x,''=\n")) == [["=1", "-2", "+3", "@x", "'x", "''="]]


def test_an_old_encoding_is_converted_and_said() -> None:
    text = as_tcvn3("địa bàn,số\nPhìn Hồ,1\nTủa Sín Chải,2\n")
    for content in (text.encode("latin-1"), text.encode()):
        sheets = read(content)
        assert [(p.code, p.params, p.notice) for p in sheets.problems] == [
            ("converted", {"encoding": "TCVN3"}, True)
        ]
        assert grid(sheets) == [["địa bàn", "số"], ["Phìn Hồ", "1"], ["Tủa Sín Chải", "2"]]
    assert read(text.encode("latin-1")).said == "CSV, ,, TCVN3"


def test_an_old_encoding_that_is_not_certain_is_a_problem_at_its_first_place() -> None:
    sheets = read("a,b\n1,®Þa\nbµn,tØnh\nKrõngx,ZZø\n")
    assert complaints(sheets) == ["unclear_encoding f:2:2"]
    assert sheets.problems[0].params == {"text": "®Þa"}


def test_a_file_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_CELLS", 5)
    assert complaints(read("a,b\n1,2\n3,4\n")) == ["too_many_cells f:3:2"]
    assert complaints(read("a\nb\nc\nd\ne,f")) == ["too_many_cells f:5:2"]
    assert complaints(read("a\nb\nc,d")) == ["too_many_cells f:3:1"]
    monkeypatch.setattr(delimited, "_LARGEST", 5)
    assert complaints(read("a,b\n1,2\n")) == ["file_too_large f"]


fields = st.text(st.characters(exclude_categories=["C", "Z"], max_codepoint=0x7F), max_size=6)


@given(
    st.integers(2, 4).flatmap(
        lambda width: st.lists(
            st.lists(fields, min_size=width, max_size=width), min_size=2, max_size=6
        )
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_program_writes_is_read_back(
    rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    stream = io.StringIO()
    stream.write(f"sep={delimiter}\r\n")
    csv.writer(stream, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    sheets = read(stream.getvalue().encode(encoding))
    assert sheets.problems == ()
    restored = [[f[1:] if f[:2] in {"'=", "'+", "'-", "'@"} else f for f in row] for row in rows]
    assert grid(sheets) == restored


@given(st.text("a1,;\t\"\n'", max_size=30))
def test_whatever_the_punctuation_there_is_an_answer(text: str) -> None:
    sheets = read(text)
    assert sheets.sheets or sheets.problems
