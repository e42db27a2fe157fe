"""The pages of the decree on the layout of documents (30/2020/NĐ-CP): A4, upright or across."""

from __future__ import annotations

from typing import NamedTuple

from chuyenhoa.reports.renderers.docx.markup import MILLIMETRE

_SHORT = 210
_LONG = 297
# The edge that is bound: on the left, and above where the page lies across.
_BOUND = 30
_MARGIN = 20
_HEADER = 10


class Page(NamedTuple):
    """The size of a page and its margins, in millimetres."""

    width: int
    height: int
    top: int
    left: int

    @property
    def text_width(self) -> int:
        """What is between the margins, in twentieths of a point."""
        return _length(self.width - self.left - _MARGIN)

    @property
    def text_height(self) -> int:
        """The same from top to bottom."""
        return _length(self.height - self.top - _MARGIN)


UPRIGHT = Page(_SHORT, _LONG, top=_MARGIN, left=_BOUND)
ACROSS = Page(_LONG, _SHORT, top=_BOUND, left=_MARGIN)


def section(page: Page, *, first: bool) -> str:
    """The properties of a section of such pages.

    Args:
        page: The pages.
        first: Whether the document begins with it: its first page has no number.
    """
    orientation = ' w:orient="landscape"' if page is ACROSS else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{_length(page.width)}" w:h="{_length(page.height)}"{orientation}/>'
        f'<w:pgMar w:top="{_length(page.top)}" w:right="{_length(_MARGIN)}"'
        f' w:bottom="{_length(_MARGIN)}" w:left="{_length(page.left)}"'
        f' w:header="{_length(_HEADER)}" w:footer="{_length(_HEADER)}" w:gutter="0"/>'
        f"{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def _length(millimetres: int) -> int:
    return round(millimetres * MILLIMETRE)
