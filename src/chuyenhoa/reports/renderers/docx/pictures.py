"""Pictures: drawn as PNG files, each with what it shows in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.reports.charts import png
from chuyenhoa.reports.escape import xml

if TYPE_CHECKING:
    from chuyenhoa.reports.document import Picture
    from chuyenhoa.reports.renderers.docx.pages import Page

# English metric units, in which drawings are measured, to a twentieth of a point.
_UNITS = 635
# Where a PNG file says its width and its height.
_WIDTH = slice(16, 20)
_HEIGHT = slice(20, 24)
# Room for the caption below.
_HIGHEST = 0.9
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


class Pictures:
    """The pictures of a document, in their order."""

    def __init__(self) -> None:
        self.files: list[bytes] = []

    def draw(self, picture: Picture, page: Page) -> str:
        """Draw it, as wide as the text of a page upright or less; the run that shows it."""
        content = png(picture.chart)
        self.files.append(content)
        width, height = (int.from_bytes(content[place]) for place in (_WIDTH, _HEIGHT))
        room = min(page.text_width, page.text_height) * _UNITS
        scale = min(room / width, page.text_height * _HIGHEST * _UNITS / height)
        return _run(picture, len(self.files), round(width * scale), round(height * scale))


def _run(picture: Picture, number: int, width: int, height: int) -> str:
    about = f'id="{number}" name="{xml(picture.name)}" descr="{xml(picture.alt)}"'
    extent = f'cx="{width}" cy="{height}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {extent}/><wp:docPr {about}/>"
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="picture{number}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
