"""LibreOffice, which only those need who make the corpus anew."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.corpus.writers import still

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "docx": "docx:MS Word 2007 XML"}


def saved_as(suffix: str, content: bytes, opened_as: str = "xlsx") -> bytes:
    """The file as it is after LibreOffice has opened it and saved it in another format.

    Args:
        suffix: Of the format, such as 'ods'.
        content: The file.
        opened_as: Its own suffix.
    """
    (saved,) = all_saved_as(suffix, {f"in.{opened_as}": content}).values()
    return still(saved) if saved.startswith(b"PK") else saved


def all_saved_as(suffix: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same of several files, of which LibreOffice is started once."""
    with tempfile.TemporaryDirectory() as directory:
        given = [Path(directory) / name for name in files]
        for path in given:
            path.write_bytes(files[path.name])
        out = Path(directory) / "out"
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={(Path(directory) / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                _FILTERS.get(suffix, suffix),
                "--outdir",
                str(out),
                *map(str, given),
            ],
            check=True,
            capture_output=True,
        )
        return {path.name: (out / f"{path.stem}.{suffix}").read_bytes() for path in given}
