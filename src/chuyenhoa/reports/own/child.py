"""The process that fills templates of users: `python -m chuyenhoa.reports.own.child`.

On stdin a line of JSON (the template's name, the files of its folder in base64) and the report as
JSON; on stdout a line of JSON, null or a problem, and the document.
"""

from __future__ import annotations

import json
import os
import sys
from base64 import b64decode
from importlib import import_module
from typing import TYPE_CHECKING, Any

from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.reports.own.kinds import KINDS, suffix_of
from chuyenhoa.sources.limits import limit_memory, limit_time

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MEMORY = 2 << 30
# Enough to end what nobody waits for any more.
_SECONDS = 120


def main() -> None:
    """Fill one template."""
    limit_memory(_MEMORY)
    limit_time(_SECONDS)
    # What a library prints must not get into the answer.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    asked = json.loads(sys.stdin.buffer.readline())
    files = {name: b64decode(content) for name, content in asked["files"].items()}
    with answer:
        for piece in packed(filled(asked["name"], files, json.load(sys.stdin.buffer))):
            answer.write(piece)


def filled(
    name: str, files: Mapping[str, bytes], data: Mapping[str, object]
) -> str | bytes | Problem:
    """The document that the template makes, or a problem."""
    from chuyenhoa.reports.own.text import TooLargeError

    module, _colon, function = KINDS[suffix_of(name) or ""].fill.partition(":")
    fill: Callable[..., str | bytes | Problem] = getattr(import_module(module), function)
    try:
        return fill(name, files, data)
    except (MemoryError, TooLargeError):
        return Problem("template_too_large", Place(name))


def packed(made: str | bytes | Problem) -> tuple[bytes, bytes]:
    """A document or a problem as bytes."""
    if isinstance(made, Problem):
        place = made.place
        problem = [made.code, place.file, place.line, {**made.params}, made.suggestion]
        return f"{json.dumps(problem)}\n".encode(), b""
    return b"null\n", made.encode() if isinstance(made, str) else made


def unpacked(answer: bytes) -> bytes | Problem:
    """What was packed."""
    head, _line, document = answer.partition(b"\n")
    found: list[Any] | None = json.loads(head)
    if found is None:
        return document
    code, file, line, params, suggestion = found
    return Problem(code, Place(file, line), params, suggestion)


if __name__ == "__main__":
    main()
