"""Golden files: what a renderer writes, kept beside the tests and compared to the letter.

`UPDATE_GOLDEN=1 pytest tests/reports` writes them anew; look at the difference before committing.
"""

from __future__ import annotations

import os
from pathlib import Path

DIRECTORY = Path(__file__).parent / "golden"


def matches(name: str, text: str) -> None:
    """Assert that the text is that of the golden file."""
    path = DIRECTORY / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
