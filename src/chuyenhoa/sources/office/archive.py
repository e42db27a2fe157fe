"""The zip archive that a modern office file is, and the XML in it, read as a stream."""

from __future__ import annotations

import io
import posixpath
from functools import partial
from typing import IO, TYPE_CHECKING
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

from chuyenhoa.sources.office.grid import RefusedError, damaged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# What the type of an office file's main part contains, and what the file is then.
_OOXML = (
    ("sheet.binary", "XLSB"),
    ("spreadsheetml", "XLSX"),
    ("ms-excel", "XLSX"),
    ("wordprocessingml", "DOCX"),
    ("ms-word", "DOCX"),
    ("presentationml", "PPTX"),
    ("ms-powerpoint", "PPTX"),
)
_OPEN_DOCUMENT = (
    (b"opendocument.spreadsheet", "ODS"),
    (b"opendocument.text", "ODT"),
    (b"opendocument.presentation", "ODP"),
)

# Five million cells of a workbook are some 200 MB of XML.
_LARGEST_PART = 300_000_000
_CHUNK = 1 << 16


class Reader:
    """What takes an XML document in; names are 'namespace name'."""

    def pieces(self, chunks: Iterable[bytes]) -> Iterable[bytes]:
        """Take the document itself in, and give on what is to be parsed: all of it."""
        return chunks

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Some text; a long one comes in pieces."""


class LocalNames(dict[str, str]):
    """Names without their namespace, each cut only once."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(" ")[2]
        return local


def attribute(attributes: Mapping[str, str], name: str) -> str | None:
    """An attribute, whatever namespace it is in."""
    for qualified, value in attributes.items():
        if qualified.rpartition(" ")[2] == name:
            return value
    return None


class Archive:
    """A zip archive; names of parts are compared without case, as office programs do.

    Raises:
        BadZipFile: It is none, or damaged.
        RefusedError: It is protected by a password.
    """

    def __init__(self, content: bytes) -> None:
        self._zip = ZipFile(io.BytesIO(content))
        self._parts = {self._key(part.filename): part for part in self._zip.infolist()}
        if any(part.flag_bits & 1 for part in self._parts.values()):
            raise RefusedError("encrypted")

    @staticmethod
    def _key(name: str) -> str:
        return name.replace("\\", "/").lstrip("/").casefold()

    def __contains__(self, name: str) -> bool:
        return self._key(name) in self._parts

    def start_of(self, name: str) -> bytes:
        """The first bytes of a part."""
        with self._open(name) as stream:
            return stream.read(_CHUNK)

    def parse(self, name: str, reader: Reader) -> None:
        """Give the XML of a part to a reader.

        Raises:
            RefusedError: There is no such part, or it is too large, or defines entities.
            ExpatError: It is not XML.
            BadZipFile: It is not what the archive says.
        """
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.text
        parser.StartDoctypeDeclHandler = _refuse_document_type
        with self._open(name) as stream:
            for piece in reader.pieces(iter(partial(stream.read, _CHUNK), b"")):
                parser.Parse(piece)
            parser.Parse(b"", True)  # noqa: FBT003 (expat takes no names)

    def _open(self, name: str) -> IO[bytes]:
        part = self._parts.get(self._key(name))
        if part is None:
            raise damaged()
        if part.file_size > _LARGEST_PART:
            raise RefusedError("file_too_large")
        return self._zip.open(part)


def _refuse_document_type(*_: object) -> None:
    """No office program writes one; it is where entities would be defined."""
    raise damaged()


class Relations(Reader):
    """The parts that a part of an OOXML file refers to.

    Attributes:
        targets: Identifier → the name of the part.
        kinds: Identifier → what the part is: 'worksheet', 'sharedStrings' …
    """

    def __init__(self, archive: Archive, part: str) -> None:
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self._folder = posixpath.dirname(part)
        described = posixpath.join(self._folder, "_rels", f"{posixpath.basename(part)}.rels")
        if described in archive:
            archive.parse(described, self)

    def of_kind(self, kind: str) -> str | None:
        """The part of a kind of which there is at most one."""
        for identifier, found in self.kinds.items():
            if found == kind:
                return self.targets[identifier]
        return None

    def start(self, _name: str, attributes: dict[str, str], /) -> None:
        """Note a relation."""
        if "Id" in attributes and attributes.get("TargetMode") != "External":
            target = posixpath.join("/", self._folder, attributes.get("Target", ""))
            self.targets[attributes["Id"]] = posixpath.normpath(target)
            self.kinds[attributes["Id"]] = attributes.get("Type", "").rpartition("/")[2]


def main_part(archive: Archive) -> tuple[str, str]:
    """What kind of office file this is, and the part that holds its content.

    Returns:
        'XLSX', 'ODS', 'DOCX', or the kind of a file that is none of them; and the part.

    Raises:
        RefusedError: It is protected by a password.
    """
    if "mimetype" in archive:
        mimetype = archive.start_of("mimetype")
        kind = next((kind for marker, kind in _OPEN_DOCUMENT if marker in mimetype), "ZIP")
        manifest = "META-INF/manifest.xml"
        if manifest in archive and b"encryption-data" in archive.start_of(manifest):
            raise RefusedError("encrypted")
        return kind, "content.xml"
    main = Relations(archive, "").of_kind("officeDocument")
    if main is None:
        return "ZIP", ""
    types = _ContentTypes()
    archive.parse("[Content_Types].xml", types)
    content_type = types.of(main)
    return next((kind for marker, kind in _OOXML if marker in content_type), "ZIP"), main


class _ContentTypes(Reader):
    """What the parts of an OOXML file are."""

    def __init__(self) -> None:
        self._parts: dict[str, str] = {}
        self._extensions: dict[str, str] = {}

    def of(self, part: str) -> str:
        """The type of a part."""
        by_extension = self._extensions.get(part.rpartition(".")[2].casefold(), "")
        return self._parts.get(part.casefold(), by_extension)

    def start(self, _name: str, attributes: dict[str, str], /) -> None:
        """Note the type of one part, or of all with an extension."""
        content_type = attributes.get("ContentType", "")
        if "PartName" in attributes:
            self._parts[attributes["PartName"].casefold()] = content_type
        elif "Extension" in attributes:
            self._extensions[attributes["Extension"].casefold()] = content_type
