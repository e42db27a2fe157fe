"""Every file of the corpus is read as its golden file says: `UPDATE_GOLDEN=1` writes those anew."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.model.periods import Period
from tests.corpus.reading import PATHS, understood

if TYPE_CHECKING:
    from pathlib import Path

    from chuyenhoa.sources.sheets import Sheets


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_each_file_is_read_as_expected(path: Path, sheets: dict[str, Sheets]) -> None:
    found = sheets[path.name]
    asked, unasked = (understood(found, period) for period in (Period.parse("2023-H1"), None))
    unasked = "The same.\n" if unasked == asked else unasked
    text = f"{found.said}\n\n--period 2023-H1\n{asked}\nNo --period\n{unasked}"
    golden = path.with_name(f"{path.name}.expected")
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")
