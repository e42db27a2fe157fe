"""Makes the files of the corpus anew: `python -m tests.corpus.make [NAME…]`, by hand.

It needs LibreOffice; reading the corpus does not. Afterwards `UPDATE_GOLDEN=1 pytest tests/corpus`
writes what is read; look at the difference, figure by figure, before committing.
"""

from __future__ import annotations

import sys

from tests.corpus import down, long, traps, unclear, wide  # noqa: F401 (these fill FILES)
from tests.corpus.cases import FILES
from tests.corpus.reading import DIRECTORY


def main(names: list[str]) -> None:
    """Write the files with these names, or all."""
    DIRECTORY.mkdir(exist_ok=True)
    for name in names or FILES:
        (DIRECTORY / name).write_bytes(FILES[name]())


if __name__ == "__main__":
    main(sys.argv[1:])
