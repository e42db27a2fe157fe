"""Whether two JSON files say the same, numbers to 1e-9: exit 0, or 1 naming the first difference.

A program of its own: it takes more memory than what is measured, and a child's peak is never less
than that of the process that started it.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable


def difference(ours: object, peer: object, where: str = "") -> str | None:
    """Where the two differ first, and how."""
    if isinstance(ours, dict) and isinstance(peer, dict) and ours.keys() == peer.keys():
        places: Iterable[Any] = ours
    elif isinstance(ours, list) and isinstance(peer, list) and len(ours) == len(peer):
        places = range(len(ours))
    else:
        return None if _same(ours, peer) else f"{where}: {ours!r:.200} and {peer!r:.200}"
    found = (difference(ours[place], peer[place], f"{where}/{place}") for place in places)
    return next(filter(None, found), None)


def _same(ours: object, peer: object) -> bool:
    if isinstance(ours, bool) or isinstance(peer, bool):
        return ours is peer
    if isinstance(ours, (int, float)) and isinstance(peer, (int, float)):
        return math.isclose(ours, peer, rel_tol=0, abs_tol=1e-9)
    return ours == peer


def main() -> int:
    """Compares the two files named."""
    ours, peer = (json.loads(Path(name).read_bytes()) for name in sys.argv[1:])
    found = difference(ours, peer)
    if found:
        print(found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
