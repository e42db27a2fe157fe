from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chuyenhoa.sources.tables import read_files
from tests.corpus.reading import PATHS

if TYPE_CHECKING:
    from chuyenhoa.sources.sheets import Sheets


@pytest.fixture(scope="session")
def sheets() -> dict[str, Sheets]:
    """What each file holds; one process reads them all."""
    found = read_files((path.name, path.read_bytes()) for path in PATHS)
    return {each.file: each for each in found}
