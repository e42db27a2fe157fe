"""What all pages of HTML have in common: templates that escape, one style, the same colours."""

from __future__ import annotations

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chuyenhoa.reports.escape import visible
from chuyenhoa.reports.palette import FILLS, INK
from chuyenhoa.reports.shipped import templates


def environment() -> Environment:
    """The templates of pages: what is not marked as HTML is escaped, whatever their names are."""
    folder = templates("html")
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    style = (folder / "style.css").read_text(encoding="utf-8")
    made.globals |= {"style": style, "fills": FILLS, "ink": INK}
    return made
