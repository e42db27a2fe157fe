"""LibreOffice, which only those need who make the corpus anew."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from tests.corpus.writers import still

_FILTERS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "docx": "docx:MS Word 2007 XML"}


def saved_as(suffix: str, content: bytes, opened_as: str = "xlsx") -> bytes:
    """The file as it is after LibreOffice has opened it and saved it in another format.

    Args:
        suffix: Of the format, such as 'ods'.
        content: The file.
        opened_as: Its own suffix.
    """
    with tempfile.TemporaryDirectory() as directory:
        before = Path(directory) / f"in.{opened_as}"
        before.write_bytes(content)
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
                str(before),
            ],
            check=True,
            capture_output=True,
        )
        saved = (out / f"in.{suffix}").read_bytes()
    return still(saved) if saved.startswith(b"PK") else saved
