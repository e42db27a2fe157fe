"""JSON as all documents write it, a piece at a time: they can be as long as the country."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from chuyenhoa.reports.made import Made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

dumps = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def listed(head: dict[str, Any], name: str, items: Iterable[str]) -> Iterator[str]:
    """An object that ends with a list of that name, an item of it on a line."""
    yield f'{dumps(head)[:-1]}, "{name}": ['
    for n, item in enumerate(items):
        yield f"{',' if n else ''}\n{item}"
    yield "\n]}\n"


def streamed(value: object, depth: int = 3) -> Iterator[str]:
    """A value as JSON, in pieces: the items of what is `Made` one by one, each on a line.

    Args:
        value: Plain data.
        depth: How many levels may hold something made.
    """
    if isinstance(value, Made):
        yield "["
        for n, item in enumerate(value):
            yield f"{',' if n else ''}\n{dumps(item)}"
        yield "\n]"
    elif isinstance(value, dict) and depth:
        for n, (key, item) in enumerate(value.items()):
            yield f"{', ' if n else '{'}{dumps(key)}: "
            yield from streamed(item, depth - 1)
        yield "}"
    elif isinstance(value, list) and value and depth:
        for n, item in enumerate(value):
            yield ", " if n else "["
            yield from streamed(item, depth - 1)
        yield "]"
    else:
        yield dumps(value)
