"""The pictures that the READMEs show, docs/pictures/: `make pictures`. Needs Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
LANGUAGES = ("vi", "en")
SIZE = (1240, 900)
# As many colours as the page has, and those between letters and paper.
COLOURS = 96


def main() -> int:
    """Make all of them; the exit status."""
    names = ("chromium", "chromium-browser", "chrome")
    browser = next(filter(None, map(shutil.which, names)), None)
    if browser is None:
        print("Chromium is needed: on Debian and Ubuntu, apt install chromium", file=sys.stderr)
        return 2
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder:
        program = [sys.executable, "-m", "chuyenhoa", "--db", f"{folder}/sample.db"]
        run(*program, "load", ROOT / "data" / "sample.yaml")
        for language in LANGUAGES:
            page = Path(folder) / f"report.{language}.html"
            options = ("--period", "2023-H1", "--template", "matrix", "--date", "2023-06-23")
            run(*program, "--lang", language, "report", *options, "-o", page)
            shoot(browser, page, FOLDER / f"report.{language}.png")
    return 0


def run(*command: str | Path) -> None:
    """Run a program and let it speak only if it fails."""
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)


def shoot(browser: str, page: Path, picture: Path) -> None:
    """Take a picture of the top of a page, in few colours."""
    width, height = SIZE
    run(
        *(browser, "--headless", "--disable-gpu", "--no-sandbox", "--hide-scrollbars"),
        *(f"--window-size={width},{height}", f"--screenshot={picture}", page.as_uri()),
    )
    with Image.open(picture) as taken:
        small = taken.convert("RGB").quantize(COLOURS)
    small.save(picture, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
