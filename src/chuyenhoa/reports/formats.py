"""The formats of a document: each a renderer, imported when it is used.

A renderer takes the document and gives a text, the pieces of one, or bytes: pure, the same for the
same document, and the only place that escapes for its format.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chuyenhoa.reports.document import Document


class Format(NamedTuple):
    """A format of documents.

    Attributes:
        renderer: 'module:function'.
        suffixes: How its files end; the first one where a name has to be made.
        binary: Whether it is no text, and nothing for a terminal.
    """

    renderer: str
    suffixes: tuple[str, ...]
    binary: bool = False


FORMATS = {
    "terminal": Format("chuyenhoa.reports.renderers.terminal:render", (".txt",)),
    "markdown": Format("chuyenhoa.reports.renderers.markdown:render", (".md", ".markdown")),
    "html": Format("chuyenhoa.reports.renderers.html:render", (".html", ".htm")),
    "docx": Format("chuyenhoa.reports.renderers.docx:render", (".docx",), binary=True),
    "xlsx": Format("chuyenhoa.reports.renderers.xlsx:render", (".xlsx",), binary=True),
}


def render(document: Document, name: str) -> str | bytes:
    """The document in the format of that name."""
    made = _made(document, name)
    return made if isinstance(made, str | bytes) else "".join(made)


def pieces(document: Document, name: str) -> Iterable[str | bytes]:
    """The same; a text that can be long is made while it is written, piece by piece."""
    made = _made(document, name)
    return [made] if isinstance(made, str | bytes) else made


def _made(document: Document, name: str) -> str | bytes | Iterator[str]:
    module, _colon, function = FORMATS[name].renderer.partition(":")
    made: str | bytes | Iterator[str]
    made = getattr(import_module(module), function)(document)
    return made
