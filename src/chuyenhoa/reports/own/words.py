"""What Jinja says is wrong with a template, in the language in use."""

from __future__ import annotations

import re

from chuyenhoa.language import N_, _

# As Jinja 3 says it; what is not known here is quoted as it is.
_SAID = [
    (r"Encountered unknown tag '(?P<text>.*)'", N_("there is no tag “{text}”")),
    (r"No filter named '(?P<text>.*)'(?: found)?", N_("there is no filter “{text}”")),
    (r"No test named '(?P<text>.*)'(?: found)?", N_("there is no test “{text}”")),
    (
        r"expected token '(?P<wanted>.*)', got '(?P<text>.*)'",
        N_("“{wanted}” is expected, and “{text}” stands there"),
    ),
    (r"Expected an expression, got '.*'", N_("a name or a value is missing")),
    (r"expected name or number", N_("a name or a number is missing")),
    (r"[Uu]nexpected end of template.*", N_("the template ends before a tag is closed")),
    (
        r"unexpected '(?P<text>.*)', expected '(?P<wanted>.*)'",
        N_("“{wanted}” is expected, and “{text}” stands there"),
    ),
    (r"unexpected '(?P<text>.*)'", N_("“{text}” stands where it cannot")),
    (r"division by zero", N_("a division by zero")),
    (r"the product is too long", N_("the product is too long")),
    (r"the power is too high", N_("the power is too high")),
    (r"Range too big", N_("the range is too long")),
]
# What Jinja calls the ends of its tags.
_ENDS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "begin of print statement": "{{",
}


def in_own_words(detail: str) -> str:
    """What Jinja said in words of ours, or quoted as it said it."""
    for pattern, sentence in _SAID:
        if found := re.fullmatch(pattern, detail, re.DOTALL):
            parts = {name: _ENDS.get(part, part) for name, part in found.groupdict().items()}
            return _(sentence).format_map(parts)
    return f"“{detail}”"
