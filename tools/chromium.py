"""Our own pages in Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@cache
def browser() -> str:
    """Where Chromium is; without it the run ends with status 2."""
    for name in ("chromium", "chromium-browser", "chrome"):
        if found := shutil.which(name):
            return found
    print("Chromium is needed: on Debian and Ubuntu, apt install chromium", file=sys.stderr)
    sys.exit(2)


def open_page(page: Path, *options: str) -> str:
    """Open a page once; what Chromium prints."""
    # Without the sandbox, which does not start for root; nothing but our own pages is opened.
    head = (browser(), "--headless=new", "--no-sandbox", "--disable-gpu")
    done = subprocess.run(
        [*head, *options, page.as_uri()],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done.stdout


def take_picture(page: Path, to: Path, size: tuple[int, int], *options: str) -> None:
    """Take a picture of the top of a page, width by height in pixels."""
    window = "--window-size={},{}".format(*size)
    open_page(page, "--hide-scrollbars", window, f"--screenshot={to}", *options)
