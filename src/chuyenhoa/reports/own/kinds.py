"""The kinds of templates of users: how their files end, and what is made of them."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of template.

    Attributes:
        format: Of the documents that it makes, one of `reports.formats.FORMATS`.
        fill: 'module:function': the template's name, the files of its folder and the data in, the
            document or a problem out.
    """

    format: str
    fill: str


WORD = ".docx"
_TEXT = "chuyenhoa.reports.own.text:fill"

KINDS = {
    ".md.j2": Kind("markdown", _TEXT),
    ".html.j2": Kind("html", _TEXT),
    ".txt.j2": Kind("terminal", _TEXT),
    WORD: Kind("docx", "chuyenhoa.reports.own.word:fill"),
}


def suffix_of(name: str) -> str | None:
    """How the template of that file name ends; None if it is none."""
    return next((suffix for suffix in KINDS if name.lower().endswith(suffix)), None)
