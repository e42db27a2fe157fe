from __future__ import annotations

import pytest

from chuyenhoa.sources.kinds import ENCRYPTED, OFFICE, TEXT, kind_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", TEXT),
        (b"a,b\n1,2\n", TEXT),
        (b"< 5,b\n", TEXT),
        (b"PK\x03\x04rest", OFFICE),
        (b"PK\x05\x06", OFFICE),
        (b"PKO,b", TEXT),
        (OLE + "Workbook".encode("utf-16-le"), OFFICE),
        (OLE + "Book".encode("utf-16-le"), OFFICE),
        (OLE + "EncryptedPackage Workbook".encode("utf-16-le"), ENCRYPTED),
        (OLE + "WordDocument".encode("utf-16-le"), "DOC"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "PPT"),
        (OLE, "OLE"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"GIF89a", "GIF"),
        (b"{\\rtf1", "RTF"),
        (b"SQLite format 3\x00", "SQLite"),
        (b"MIME-Version: 1.0", "MHTML"),
        (b"\xef\xbb\xbf <!DOCTYPE html><HTML>", "HTML"),
        (b"<table><tr>", "HTML"),
        (b"<?xml version='1.0'?><Workbook>", "XML"),
    ],
)
def test_a_file_is_what_it_holds(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind
