"""Office files are zip archives: the same content is to make the same bytes."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest that a zip archive can say, and what office programs write.
_DATE = (1980, 1, 1, 0, 0, 0)


def undated(content: bytes) -> bytes:
    """The archive without the moment at which each of its parts was written."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as dated, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for part in dated.infolist():
            archive.writestr(ZipInfo(part.filename, _DATE), dated.read(part), ZIP_DEFLATED)
    return out.getvalue()
