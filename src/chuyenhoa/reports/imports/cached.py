"""The values of formulas in a workbook that openpyxl has written: it writes formulas without them.

A spreadsheet program works them out when it opens the file, but a preview on a phone, or an import,
would see empty cells.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl import Workbook

# As openpyxl writes a formula.
_FORMULA = re.compile(
    r'<c r="([A-Z]{1,3}[0-9]{1,7})"([^>]*)>(<f(?:[^>]*/>|.*?</f>))<v ?(?:/>|></v>)</c>', re.DOTALL
)


def with_values(copy: bytes, content: bytes, book: Workbook) -> bytes:
    """The copy of a workbook with the values that its formulas had in the original.

    Args:
        copy: As openpyxl has written it.
        content: The original.
        book: The copy as openpyxl has it, its sheets numbered as they were written.
    """
    if not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row):
        return copy
    values = load_workbook(BytesIO(content), data_only=True)
    parts = {
        f"xl/worksheets/sheet{number}.xml": {
            cell.coordinate: cell.value
            for row in values[sheet.title]
            for cell in row
            if cell.value is not None
        }
        for number, sheet in enumerate(book.worksheets, 1)
    }
    out = BytesIO()
    with ZipFile(BytesIO(copy)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _filled(part, parts[name]) if name in parts else part)
    return out.getvalue()


def _filled(part: bytes, values: Mapping[str, object]) -> bytes:
    def filled(found: re.Match[str]) -> str:
        coordinate, attributes, formula = found.groups()
        kind, value = _stored(values.get(coordinate))
        return (
            f'<c r="{coordinate}"{attributes}{kind}>{formula}<v>{value}</v></c>'
            if value
            else found[0]
        )

    return _FORMULA.sub(filled, part.decode()).encode()


def _stored(value: object) -> tuple[str, str]:
    """The attribute that says what the value is, and the value; '' for what is not kept."""
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, int | float):
        return "", repr(value)
    if isinstance(value, str):
        return ' t="e"' if value in ERROR_CODES else ' t="str"', escape(value)
    return "", ""
