"""Where templates of users start: the built-in documents as Jinja, in the language in use.

A label stands in texts as `[[Area]]` and is translated when they are copied; Word files are drawn.
"""

from __future__ import annotations

import re

from chuyenhoa.language import _
from chuyenhoa.reports.own.kinds import KINDS, suffix_of
from chuyenhoa.reports.shipped import templates

_LABEL = re.compile(r"\[\[(.+?)\]\]")


def starts(name: str) -> dict[str, str]:
    """The file names of what a template can start from, by the format of the document."""
    from chuyenhoa.reports.own.word_start import STARTS

    found = sorted(path.name for path in templates("start").glob(f"{name}.*"))
    found += [f"{name}.docx"] if name in STARTS else []
    return {KINDS[suffix].format: file for file in found if (suffix := suffix_of(file))}


def start(file: str) -> str | bytes:
    """One of them."""
    from chuyenhoa.reports.own.word_start import word_start

    name, _dot, ending = file.partition(".")
    if ending == "docx":
        return word_start(name)
    text = (templates("start") / file).read_text(encoding="utf-8")
    return _LABEL.sub(lambda label: _(label[1]), text)
