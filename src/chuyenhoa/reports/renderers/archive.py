"""The archive that an office file is: the same bytes for the same content."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNIX = 3


def write(archive: ZipFile, name: str, pieces: Iterable[str | bytes]) -> None:
    """Write a file of the archive, with nothing in it of the machine or of the time."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = _UNIX
    with archive.open(entry, "w") as file:
        for piece in pieces:
            file.write(piece if isinstance(piece, bytes) else piece.encode())


def rewritten(content: bytes) -> bytes:
    """An archive that another program has written, in the same way."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            write(new, name, [old.read(name)])
    return out.getvalue()
