"""What a file is, by its content: its name may say something else."""

from __future__ import annotations

import re

TEXT, OFFICE, ENCRYPTED = "text", "office", "encrypted"

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What stands in the directory of an OLE file, of which XLS is one kind.
_OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED),
    ("Workbook", OFFICE),
    ("Book", OFFICE),
    ("WordDocument", "DOC"),
    ("PowerPoint Document", "PPT"),
)
_FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"MIME-Version:", "MHTML"),
)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:[?!]|html|head|body|table)", re.IGNORECASE)
_START = 4096


def kind_of(content: bytes) -> str:
    """What the file is.

    Returns:
        `TEXT`; `OFFICE` for what is read in a process of its own; `ENCRYPTED` for an office file
        with a password; otherwise the name of a kind that cannot be read: 'PDF', 'HTML' …
    """
    if content.startswith(_ZIP):
        return OFFICE
    if is_ole(content):
        found = (kind for name, kind in _OLE_STREAMS if name.encode("utf-16-le") in content)
        return next(found, "OLE")
    for start, kind in _FOREIGN:
        if content.startswith(start):
            return kind
    head = content[:_START]
    if _MARKUP.match(head):
        return "HTML" if b"<html" in head.lower() or b"<table" in head.lower() else "XML"
    return TEXT


def is_ole(content: bytes) -> bool:
    """Whether the file is of the kind that office programs wrote before 2007."""
    return content.startswith(_OLE)
