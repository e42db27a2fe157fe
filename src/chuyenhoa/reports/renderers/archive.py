"""The archive that an office file is: the same bytes for the same content."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNIX = 3
# 1 January 1980, the earliest that an archive can say, as two numbers of two bytes: time and date.
_NO_TIME = b"\x00\x00\x21\x00"
# Where they stand in the header of a part, and in its entry in the directory at the end.
_IN_HEADER, _IN_ENTRY = 10, 12
_ENTRY = 46


def write(archive: ZipFile, name: str, pieces: Iterable[str | bytes]) -> None:
    """Write a file of the archive, with nothing in it of the machine or of the time."""
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = _UNIX
    with archive.open(entry, "w") as file:
        for piece in pieces:
            file.write(piece if isinstance(piece, bytes) else piece.encode())


def undated(content: bytes) -> bytes:
    """An archive that another library has written, without the time of each part."""
    data = bytearray(content)
    with ZipFile(io.BytesIO(content)) as archive:
        at = archive.start_dir
        for part in archive.infolist():
            for time in (part.header_offset + _IN_HEADER, at + _IN_ENTRY):
                data[time : time + len(_NO_TIME)] = _NO_TIME
            name = len(part.orig_filename.encode())
            at += _ENTRY + name + len(part.extra) + len(part.comment)
    return bytes(data)
