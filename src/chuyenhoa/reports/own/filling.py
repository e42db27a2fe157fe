"""Filling a template of a user, in a process that may come to grief over it."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from typing import TYPE_CHECKING

from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.reports.own.child import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SECONDS = 60.0
# -P: no module of the folder that the program is called in.
_CHILD = ("-P", "-m", "chuyenhoa.reports.own.child")


def fill(
    name: str, files: Mapping[str, bytes], report: Iterable[str], seconds: float = SECONDS
) -> bytes | Problem:
    """The document that a template makes of a report.

    Args:
        name: Of the template, one of `files`.
        files: The templates of its folder: no other can be included.
        report: Its JSON, in pieces.
        seconds: How long it may take.

    Returns:
        The document, or what is wrong with the template; its place names one of `files`.
    """
    asked = {"name": name, "files": {key: b64encode(f).decode() for key, f in files.items()}}
    given = "".join((json.dumps(asked), "\n", *report)).encode()
    with subprocess.Popen(  # noqa: S603 (this program, and nothing that anybody typed)
        [sys.executable, *_CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            answer, _nothing = process.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired:
            answer = b""
        finally:
            process.kill()
    return unpacked(answer) if answer else Problem("template_too_large", Place(name))
