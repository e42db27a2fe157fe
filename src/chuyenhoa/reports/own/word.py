"""Word files with Jinja tags, filled by docxtpl in the same sandbox as text templates.

A tag that a whole paragraph, row or cell goes with begins with `{%p`, `{%tr` or `{%tc`. A mistake
is a problem at the paragraph where it stands, counted through the text and its tables.
"""

from __future__ import annotations

import io
import re
from datetime import datetime
from html import unescape
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError
from markupsafe import Markup

from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.reports import escape
from chuyenhoa.reports.own.text import (
    Sandbox,
    TooLargeError,
    joined,
    problem,
    shown_in_text,
    unreadable,
)
from chuyenhoa.reports.renderers.archive import undated

if TYPE_CHECKING:
    from collections.abc import Mapping

# Word spreads what was typed over several runs, marks of tags too.
_WITHIN_MARKS = re.compile(r"(?<=\{)(?:<[^>]*>)+(?=[{%#])|(?<=[%}#])(?:<[^>]*>)+(?=\})")
_TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_BETWEEN_TEXTS = re.compile(r"</w:t>.*?<w:t(?: [^>]*)?>", re.DOTALL)
_PARAGRAPH_OR_TAG = re.compile(r"<w:p[ />]|\{[{%](?:(?:tr|tc|p|r) )?")
# Word makes them of what was typed.
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_UNNAMED = "<template>"
# Before what stands in a tag that goes with a whole element.
_WHOLE = {"paragraph": "{%p …%}", "row": "{%tr …%}", "cell": "{%tc …%}"}


class _SplitBlockError(Exception):
    """A block does not end in the element that it begins in."""


class _Word(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """A Word file whose tags stand on the line that is the number of their paragraph."""

    in_text = True

    def patch_xml(self, src_xml: str) -> str:
        """Make the XML what Jinja can read."""
        whole = _WITHIN_MARKS.sub("", src_xml.replace("\n", " "))
        whole = _TAGS.sub(lambda tag: _BETWEEN_TEXTS.sub("", tag[0]), whole)
        patched = super().patch_xml(_numbered(whole))
        return _TAGS.sub(lambda tag: unescape(tag[0]).translate(_QUOTES), patched)

    def render_xml_part(
        self, src_xml: str, part: object, context: Mapping[str, object], jinja_env: Sandbox
    ) -> str:
        """Fill the text, a header or a footer.

        Raises:
            _SplitBlockError: A block does not end in the element that it begins in.
        """
        self.in_text = part is self.docx.part
        made = joined(jinja_env.from_string(src_xml).generate(context))
        try:
            parse_xml(made)
        except SyntaxError:
            # docxtpl would drop what does not fit, in silence.
            raise _SplitBlockError from None
        return made

    def render_properties(
        self, context: Mapping[str, object], jinja_env: Sandbox | None = None
    ) -> None:
        """Fill the title and its like, which are no XML; the dates are those of the report."""
        self.in_text = False
        super().render_properties(context, Sandbox(finalize=shown_in_text) if jinja_env else None)
        day = datetime.fromisoformat(str(context["date"]))
        self.docx.core_properties.created = self.docx.core_properties.modified = day


def fill(
    name: str, files: Mapping[str, bytes], data: Mapping[str, object]
) -> str | bytes | Problem:
    """The document that a Word template makes; see `own.text.fill`."""
    word = _Word(io.BytesIO(files[name]))
    try:
        word.init_docx()
    except Exception:  # noqa: BLE001 - whatever python-docx stumbles over, it is the file's doing
        return Problem("damaged_file", Place(name), {"kind": "DOCX"})
    try:
        word.render(data, Sandbox(autoescape=True, finalize=_shown))
        out = io.BytesIO()
        word.save(out)
    except TemplateSyntaxError as error:
        return unreadable(error.message or "", _place(name, word, error.lineno))
    except _SplitBlockError:
        return Problem("split_block", Place(name), _WHOLE)
    except (MemoryError, TooLargeError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it stumbles over is the template's doing
        lines = (n for frame, n in walk_tb(error.__traceback__) if _is_template(frame))
        return problem(error, _place(name, word, [None, *lines][-1]), {}, data)
    return undated(out.getvalue())


def _numbered(xml: str) -> str:
    """The XML with line breaks at the beginning of tags: a line for each paragraph."""
    paragraph, line = 0, 1

    def found(match: re.Match[str]) -> str:
        nonlocal paragraph, line
        if match[0].startswith("<"):
            paragraph += 1
            return match[0]
        breaks = max(paragraph - line, 0)
        line += breaks
        return match[0] + "\n" * breaks

    return _PARAGRAPH_OR_TAG.sub(found, xml)


def _shown(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return Markup(escape.xml(value))  # noqa: S704 - escaped
    return "" if value is None else value


def _is_template(frame: Any) -> bool:  # noqa: ANN401 - a frame
    return bool(frame.f_code.co_filename == _UNNAMED)


def _place(name: str, word: _Word, line: int | None) -> Place:
    """The paragraph where a mistake stands; in headers, footers and properties none is said."""
    return Place(name, line if word.in_text else None)
