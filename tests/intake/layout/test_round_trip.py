"""Whatever the layout, the spelling and the format: what was put into a file is read from it."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import assume, given, reject
from hypothesis import strategies as st

from chuyenhoa.intake.layout.figures import read_figures
from chuyenhoa.intake.layout.files import recognise_file
from chuyenhoa.intake.layout.recognise import Guide
from chuyenhoa.sources.delimited import read_delimited
from chuyenhoa.sources.legacy import from_tcvn3, from_vni
from chuyenhoa.sources.sheets import Cell, CellKind
from tests.corpus.pages import Page, percent
from tests.corpus.writers import PROGRAMS, as_text
from tests.intake.layout.random_sheets import sheets
from tests.intake.layout.sheets import H1, LEXICON, reading, understood
from tests.sources.spellings import as_cp1258, as_tcvn3, as_vni

if TYPE_CHECKING:
    from collections.abc import Callable

    from chuyenhoa.intake.layout.layouts import LayoutKind
    from chuyenhoa.sources.sheets import Sheet, Sheets
    from chuyenhoa.sources.tables import OfficeReader
    from tests.corpus.pages import Given
    from tests.intake.layout.random_sheets import Table


def _from(convert: Callable[[str], str]) -> Callable[[bytes], str]:
    return lambda content: convert(content.decode("cp1252"))


@given(sheets())
def test_every_layout_and_spelling_is_read_back_exactly(
    given: tuple[Sheet, LayoutKind, Table],
) -> None:
    rendered, kind, table = given
    assert understood(rendered).layout.kind is kind
    read = reading(rendered)
    assert {each.code for each in read.problems} <= {"doubtful_no"}
    assert {each.period for each in read.results} <= {H1}
    assert {(each.area, each.criterion): each.value for each in read.results} == table


@given(sheets(), st.sampled_from(sorted(PROGRAMS)))
def test_every_program_s_file_is_read_back_exactly(
    office: OfficeReader, given: tuple[Sheet, LayoutKind, Table], program: str
) -> None:
    rendered, kind, table = given
    content = PROGRAMS[program](page(rendered))
    assert_read(office.read("bao-cao", content), kind, table)


@given(
    sheets(),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_every_text_file_is_read_back_exactly(
    given: tuple[Sheet, LayoutKind, Table],
    delimiter: str,
    encoding: str,
    end: str,
    declared: bool,
) -> None:
    rendered, kind, table = given
    first = f"sep={delimiter}" if declared else ""
    content = as_text(page(rendered), delimiter, encoding, end, first=first)
    assert_read(read_delimited("bao-cao", content), kind, table)


# Each with what writes it as bytes, and what reads those again.
OLD: dict[str, tuple[Callable[[str], bytes], Callable[[bytes], str]]] = {
    "cp1258": (as_cp1258, lambda content: content.decode("cp1258")),
    "TCVN3": (lambda text: as_tcvn3(text).encode("cp1252"), _from(from_tcvn3)),
    "VNI": (lambda text: as_vni(text).encode("cp1252"), _from(from_vni)),
}


@given(sheets(), st.sampled_from(sorted(OLD)))
def test_a_file_in_an_old_encoding_is_read_back_exactly_or_not_at_all(
    given: tuple[Sheet, LayoutKind, Table], encoding: str
) -> None:
    rendered, kind, table = given
    text = unicodedata.normalize("NFC", as_text(page(rendered), ";").decode())
    write, read = OLD[encoding]
    try:
        content = write(text)
    except UnicodeEncodeError:
        reject()
    # Capitals with tones do not exist in TCVN3.
    assume(unicodedata.normalize("NFC", read(content)) == text)
    found = read_delimited("bao-cao", content)
    if {each.code for each in found.problems} <= {"converted"}:
        assert_read(found, kind, table)
    else:
        assert found.sheets == ()


def page(rendered: Sheet) -> Page:
    """The sheet for a program to write."""
    return Page([list(map(_written, row)) for row in rendered.rows], "Số liệu")


def _written(cell: Cell) -> Given:
    if cell.kind is CellKind.PERCENT:
        return percent(float(Decimal(cell.text) / 100), "0.####%")
    if cell.kind is CellKind.NUMBER:
        return float(cell.text) if "." in cell.text else int(cell.text)
    return cell.text == "TRUE" if cell.kind is CellKind.BOOLEAN else cell.text


def assert_read(found: Sheets, kind: LayoutKind, table: Table) -> None:
    """That the file holds this table, and nothing else is said of it."""
    assert {each.code for each in found.problems} <= {"converted"}
    file = recognise_file(found, Guide(LEXICON, H1))
    assert file.questions == ()
    [recognised] = file.recognised
    assert recognised.layout.kind is kind
    read = read_figures(recognised, LEXICON)
    assert {each.code for each in read.problems} <= {"doubtful_no"}
    assert {(each.area, each.criterion): each.value for each in read.results} == table
