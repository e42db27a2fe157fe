"""Elements of WordprocessingML as text; whatever comes from data is escaped here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.reports.escape import xml
from chuyenhoa.reports.palette import FILLS, INK

if TYPE_CHECKING:
    from chuyenhoa.reports.document import Tone

# Lengths are in twentieths of a point, as Word has them.
MILLIMETRE = 1440 / 25.4

BOLD = "<w:b/>"
ITALIC = "<w:i/>"
CAPITALS = "<w:caps/>"
KEEP_NEXT = "<w:keepNext/>"
LINE_BREAK = "<w:r><w:br/></w:r>"
PAGE_BREAK = "<w:pageBreakBefore/>"


def run(text: str, looks: str = "") -> str:
    """A run of text; nothing of nothing.

    Args:
        text: Plain text.
        looks: Its properties, as elements.
    """
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{xml(text)}</w:t></w:r>' if text else ""


def led(lead: str, text: str, looks: str = "") -> str:
    """Runs of a text with what stands before it in bold."""
    return (run(f"{lead} ", BOLD + looks) if lead else "") + run(text, looks)


def paragraph(style: str, content: str = "", properties: str = "") -> str:
    """A paragraph.

    Args:
        style: The identifier of its style, of `templates/docx/styles.xml`.
        content: Its runs.
        properties: More properties, as elements in the order of the schema.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def field(instruction: str, shown: str) -> str:
    """A field, with what it shows until Word works it out again."""
    return f'<w:fldSimple w:instr="{xml(instruction)}">{run(shown)}</w:fldSimple>'


def shading(fill: str) -> str:
    """A colour behind: '#D9E2EC'."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill[1:]}"/>'


def behind(tone: Tone) -> str:
    """The colour behind what has that tone."""
    return shading(FILLS[tone]) if tone in FILLS else ""


def ink(tone: Tone) -> str:
    """The colour of a text of that tone."""
    return f'<w:color w:val="{INK[tone][1:]}"/>' if tone in INK else ""


def rule(width: float, length: float) -> str:
    """A line across the middle of a column, which goes with the text above it.

    Args:
        width: Of the column.
        length: Of the line.
    """
    aside = round(max(width - length, 0) / 2)
    return paragraph("Rule", properties=f'<w:ind w:left="{aside}" w:right="{aside}"/>')


def columns(widths: tuple[int, ...], cells: tuple[str, ...]) -> str:
    """Texts side by side: a table of one row without borders."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, cells, strict=True)
        )
        + "</w:tr></w:tbl>"
    )
