"""The pictures that the READMEs show, docs/pictures/: `make pictures`. Needs Chromium."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tools.chromium import take_picture

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
REPORT = ("report", "--period", "2023-H1", "--template", "matrix", "--date", "2023-06-23")
SIZE = (1240, 900)
# As many colours as the page has, and those between letters and paper.
COLOURS = 96


def main() -> None:
    """Take all of them."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        program = (sys.executable, "-m", "chuyenhoa", "--db", f"{folder}/sample.db")
        load = (*program, "load", ROOT / "data" / "sample.yaml")
        subprocess.run(load, check=True, stderr=subprocess.DEVNULL)
        for language in ("vi", "en"):
            page = Path(folder, "report.html")
            write = (*program, "--lang", language, *REPORT, "-o", page, "--force")
            subprocess.run(write, check=True)
            picture = FOLDER / f"report.{language}.png"
            take_picture(page, picture, SIZE)
            with Image.open(picture) as taken:
                small = taken.convert("RGB").quantize(COLOURS)
            small.save(picture, optimize=True)


if __name__ == "__main__":
    main()
