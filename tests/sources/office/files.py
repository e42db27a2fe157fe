"""Office files made by hand: what no well-behaved program writes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from chuyenhoa.sources.office import child
from chuyenhoa.sources.office.grid import unpack

if TYPE_CHECKING:
    from chuyenhoa.sources.sheets import Cell, Sheet, Sheets

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """An archive with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _relations(*targets: tuple[str, str, str]) -> str:
    return "<Relationships>{}</Relationships>".format(
        "".join(
            f'<Relationship Id="{identifier}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
            for identifier, kind, target in targets
        )
    )


def ooxml(kind: str, main: str, parts: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """The parts of an OOXML file of a kind."""
    types = f'<Types><Override PartName="/{main}" ContentType="{_TYPES[kind]}"/></Types>'
    relations = _relations(("r1", "officeDocument", main))
    return {"[Content_Types].xml": types, "_rels/.rels": relations} | parts


def xlsx(
    cells: str | bytes,
    *,
    strings: str | bytes = "",
    styles: str = "",
    book: str = "",
    before: str = "",
    after: str = "",
    kind: str = "xlsx",
) -> bytes:
    """A workbook of one sheet.

    Args:
        cells: The rows, as XML.
        strings: The shared strings, as XML.
        styles: What the style sheet holds.
        book: What stands beside the sheets in the workbook.
        before: What stands before the cells in the sheet.
        after: What follows the cells in the sheet.
        kind: What the file says that it is.
    """
    rows = cells if isinstance(cells, bytes) else cells.encode()
    shared = strings if isinstance(strings, bytes) else strings.encode()
    sheet = b"".join(
        [
            f'<worksheet xmlns="{_MAIN}">{before}<sheetData>'.encode(),
            rows,
            f"</sheetData>{after}</worksheet>".encode(),
        ]
    )
    return zipped(
        ooxml(
            kind,
            "xl/workbook.xml",
            {
                "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
                f'<sheet name="S" r:id="r1"/></sheets>{book}</workbook>',
                "xl/_rels/workbook.xml.rels": _relations(
                    ("r1", "worksheet", "worksheets/sheet1.xml"),
                    ("r2", "sharedStrings", "/xl/sharedStrings.xml"),
                    ("r3", "styles", "styles.xml"),
                ),
                "xl/worksheets/sheet1.xml": sheet,
                "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" count="4000000000">'.encode()
                + shared
                + b"</sst>",
                "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
            },
        )
    )


def row(cells: str) -> str:
    """One row of a workbook."""
    return f"<row>{cells}</row>"


def docx(body: str) -> bytes:
    """A Word file."""
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return zipped(ooxml("docx", "word/document.xml", {"word/document.xml": document}))


def ods(tables: str, *, styles: str = "", manifest: str = "<manifest/>") -> bytes:
    """A workbook as LibreOffice has it."""
    names = {
        "office": "office:1.0",
        "table": "table:1.0",
        "text": "text:1.0",
        "style": "style:1.0",
        "draw": "drawing:1.0",
    }
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
        for prefix, name in names.items()
    )
    calc = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
    content = (
        f'<office:document-content {spaces} xmlns:calcext="{calc}">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body>"
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }
    )


def far_apart() -> bytes:
    """A workbook of two cells, the first and the last."""
    return xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>')


def entities() -> bytes:
    """A workbook whose XML has entities of its own."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    return zipped(ooxml("xlsx", "xl/workbook.xml", {"xl/workbook.xml": bomb}))


def read(content: bytes) -> Sheets:
    """What the file holds, read in this process."""
    return unpack("f", child.read(content))


def only_row(content: bytes) -> tuple[Cell, ...]:
    """The cells of a file that has one sheet with one row, and no problem."""
    sheets = read(content)
    assert sheets.problems == ()
    ((cells,),) = (sheet.rows for sheet in sheets.sheets)
    return cells


def grid(sheets: Sheets, number: int = 0) -> list[list[str]]:
    """The texts of a sheet."""
    return [[cell.text for cell in cells] for cells in sheets.sheets[number].rows]


def complaints(sheets: Sheets) -> list[str]:
    """Code and place of each problem."""
    return [f"{problem.code} {problem.place}" for problem in sheets.problems]


def hidden(sheet: Sheet) -> tuple[list[int], list[int]]:
    """The rows and the columns that are, from 0."""
    return sorted(sheet.hidden_rows), sorted(sheet.hidden_columns)
