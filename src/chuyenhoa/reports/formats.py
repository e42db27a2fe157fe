"""The formats of a document: each a renderer, imported when it is used.

A renderer is `render(document: Document, language: str) -> str | bytes`: pure, the same bytes for
the same document, and the only place that escapes for its format.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
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
    "xlsx": Format("chuyenhoa.reports.renderers.xlsx:render", (".xlsx",), binary=True),
}


def format_of(name: str) -> str | None:
    """The format that a file's name ends for."""
    suffix = PurePath(name).suffix.lower()
    return next((name for name, each in FORMATS.items() if suffix in each.suffixes), None)


def render(document: Document, name: str) -> str | bytes:
    """The document in the format of that name."""
    module, _colon, function = FORMATS[name].renderer.partition(":")
    written: str | bytes = getattr(import_module(module), function)(document, document.language)
    return written
