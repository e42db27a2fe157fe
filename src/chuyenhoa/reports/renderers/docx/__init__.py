"""A document for Word and LibreOffice, in the layout of Decree 30/2020/NĐ-CP.

What stands in every document is in `templates/docx/`; the text is written piece by piece into the
archive, so that the rows of a country need not be kept. The same document gives the same bytes.
"""

from __future__ import annotations

import io
from string import Template
from typing import TYPE_CHECKING
from zipfile import ZipFile

from chuyenhoa.reports.escape import xml
from chuyenhoa.reports.renderers.archive import write
from chuyenhoa.reports.renderers.docx.body import Body
from chuyenhoa.reports.renderers.docx.markup import field, paragraph, run
from chuyenhoa.reports.renderers.docx.pictures import Pictures
from chuyenhoa.reports.renderers.numbered import numbered
from chuyenhoa.reports.shipped import templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.reports.document import Document

_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{_OFFICE}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_ALWAYS = {
    "styles": "styles.xml",
    "settings": "settings.xml",
    "numbering": "numbering.xml",
    "header": "header1.xml",
    "footer": "footer1.xml",
}


def render(document: Document) -> bytes:
    """The document as a DOCX file."""
    out, pictures = io.BytesIO(), Pictures()
    language = _LANGUAGES[document.language]
    with ZipFile(out, "w") as archive:
        write(archive, "[Content_Types].xml", [_part("content_types")])
        write(archive, "_rels/.rels", [_part("rels")])
        write(archive, "docProps/core.xml", [_properties(document)])
        write(archive, "word/styles.xml", [_part("styles", language=language)])
        write(archive, "word/settings.xml", [_part("settings", language=language)])
        write(archive, "word/numbering.xml", [_part("numbering")])
        write(archive, "word/header1.xml", [_every_page("hdr", _page_number())])
        write(archive, "word/footer1.xml", [_every_page("ftr", _notice(document))])
        write(archive, "word/document.xml", _text(document, pictures))
        for number, picture in enumerate(pictures.files, 1):
            write(archive, f"word/media/picture{number}.png", [picture])
        write(archive, "word/_rels/document.xml.rels", _relations(len(pictures.files)))
    return out.getvalue()


def _part(name: str, **words: str) -> str:
    text = (templates("docx") / f"{name}.xml").read_text(encoding="utf-8")
    return Template(text).substitute(words)


def _text(document: Document, pictures: Pictures) -> Iterator[str]:
    yield f"{_HEAD}<w:document {_SPACES}><w:body>"
    yield from Body(document, numbered(document), pictures).write()
    yield "</w:body></w:document>"


def _every_page(element: str, content: str) -> str:
    """What stands on every page but the first: on top (`hdr`) or at the bottom (`ftr`)."""
    return f"{_HEAD}<w:{element} {_SPACES}>{content}</w:{element}>"


def _page_number() -> str:
    return paragraph("Header", field(" PAGE ", "2"))


def _notice(document: Document) -> str:
    return paragraph("Footer", run(document.notice))


def _properties(document: Document) -> str:
    day = f'xsi:type="dcterms:W3CDTF">{document.date.isoformat()}T00:00:00Z'
    title = " – ".join(filter(None, (document.title, document.subtitle)))
    return (
        f"{_HEAD}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml(title)}</dc:title><dc:description>{xml(document.notice)}</dc:description>"
        f"<dc:language>{_LANGUAGES[document.language]}</dc:language>"
        f"<dcterms:created {day}</dcterms:created><dcterms:modified {day}</dcterms:modified>"
        "</cp:coreProperties>"
    )


def _relations(pictures: int) -> Iterator[str]:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    yield f'{_HEAD}<Relationships xmlns="{space}">'
    for name, target in _ALWAYS.items():
        yield f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{target}"/>'
    for number in range(1, pictures + 1):
        yield (
            f'<Relationship Id="picture{number}" Type="{_OFFICE}/image"'
            f' Target="media/picture{number}.png"/>'
        )
    yield "</Relationships>"
