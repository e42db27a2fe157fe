"""The message catalogue: extract from the code, update the PO file, compile the MO file.

    python tools/messages.py                  bring the catalogue up to date with the code
    python tools/messages.py --untranslated   what still wants a translation, as a PO file
    python tools/messages.py --fill FILE      take translations over from a PO file
    python tools/messages.py --prune          forget the translations that no code uses
    python tools/messages.py --check          say what is wrong, write nothing; exit 1

A translation whose message has gone from the code stays in the PO file as `#~` until --prune, so
that a sentence on its way from one module to another does not lose it.
"""

from __future__ import annotations

import argparse
import ast
import io
import os
import sys
from pathlib import Path
from string import Formatter
from tokenize import TokenError
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Id = str | tuple[str, ...]

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "chuyenhoa"
PO = SOURCE / "locale" / "vi" / "LC_MESSAGES" / "chuyenhoa.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


class VietnameseCatalog(Catalog):
    """A catalogue with a header that says the same on every day and every machine."""

    def __init__(self) -> None:
        super().__init__(
            locale="vi", fuzzy=False, header_comment="# Vietnamese messages of chuyenhoa."
        )

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What gettext must know, and none of the dates that Babel would add."""
        return [
            ("Project-Id-Version", "chuyenhoa"),
            ("Language", "vi"),
            ("Plural-Forms", "nplurals=1; plural=0;"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def extracted() -> dict[Id, set[str]]:
    """The messages of the code, and the files each of them stands in."""
    found: dict[Id, set[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        try:
            messages = extract_from_file("python", str(path), keywords=KEYWORDS)
        except (SyntaxError, TokenError) as error:
            sys.exit(f"{name}: {error}")
        for _line, text, _comments, _context in messages:
            found.setdefault(text if isinstance(text, str) else tuple(text), set()).add(name)
    return found


def read_catalogue(path: Path = PO) -> Catalog:
    """The PO file as it stands; an empty catalogue where there is none yet."""
    if not path.exists():
        return VietnameseCatalog()
    with path.open("rb") as stream:
        return read_po(stream, locale="vi", abort_invalid=True)


def translations(catalogue: Catalog) -> dict[Id, Id]:
    """Every translation in a catalogue, those that are out of use included."""
    known: dict[Id, Id] = {}
    for message in (*catalogue.obsolete.values(), *catalogue):
        if message.id and message.string and any(message.string) and not message.fuzzy:
            known[_key(message)] = message.string
    return known


def merged(messages: dict[Id, set[str]], known: dict[Id, Id], *, prune: bool) -> VietnameseCatalog:
    """A catalogue of these messages with what translations are known for them."""
    catalogue = VietnameseCatalog()
    for text in messages:
        catalogue.add(text, known.get(text, ""))
    if not prune:
        for text, translation in known.items():
            if text not in messages:
                unused = Message(text, translation)
                catalogue.obsolete[_first(text)] = unused
    return catalogue


def po_text(catalogue: Catalog) -> bytes:
    """The PO file, in an order and without line numbers so that two people's changes merge."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, no_location=True, sort_output=True)
    return stream.getvalue().rstrip(b"\n") + b"\n"


def mo_bytes(catalogue: Catalog) -> bytes:
    """The MO file: what the program reads."""
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def problems() -> Iterator[str]:
    """What is wrong with the committed catalogue, one line each."""
    messages = extracted()
    catalogue = read_catalogue()
    present = {_key(message): message for message in catalogue if message.id}
    for text, files in messages.items():
        where = f"{', '.join(sorted(files))}: {_first(text)!r}"
        message = present.get(text)
        if message is None:
            yield f"{where}: not in the catalogue; run `make messages`"
        elif not message.string or not all(message.string):
            yield f"{where}: not translated"
        elif message.fuzzy:
            yield f"{where}: fuzzy"
        else:
            yield from (f"{where}: {fault}" for fault in faults(message))
    yield from hidden()
    for text in (*(set(present) - set(messages)), *map(_key, catalogue.obsolete.values())):
        yield f"{_first(text)!r}: used nowhere; run `python tools/messages.py --prune`"
    compiled = MO.read_bytes() if MO.exists() else b""
    if compiled != mo_bytes(merged(messages, translations(catalogue), prune=True)):
        yield f"{MO.relative_to(ROOT).as_posix()}: stale; run `make messages`"


def hidden() -> Iterator[str]:
    """Messages inside f-strings, which Babel does not see before Python 3.12."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.JoinedStr):
                continue
            for call in ast.walk(node):
                if (
                    isinstance(call, ast.Call)
                    and isinstance(call.func, ast.Name)
                    and call.func.id in KEYWORDS
                    and isinstance(call.args[0], ast.Constant)
                ):
                    where = f"{path.relative_to(ROOT).as_posix()}:{call.lineno}"
                    yield f"{where}: a message inside an f-string is not extracted"


def faults(message: Message) -> Iterator[str]:
    """Why a translation cannot stand for its message."""
    # Every form of the English names what the one Vietnamese form may name.
    expected = placeholders(message.id if isinstance(message.id, str) else message.id[1])
    for form in (message.string,) if isinstance(message.string, str) else message.string or ():
        actual = placeholders(form)
        if actual != expected:
            yield f"the placeholders are {sorted(actual)} instead of {sorted(expected)}"
        one = _first(message.id)
        if form[:1].isspace() != one[:1].isspace() or form[-1:].isspace() != one[-1:].isspace():
            yield "one begins or ends with a blank, the other does not"


def placeholders(text: str) -> set[str]:
    """The {fields} of a template; text with a lone brace is no template and has none."""
    try:
        return {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except ValueError:
        return set()


def write(path: Path, content: bytes) -> None:
    """Replace a file as a whole, and only if it says something new."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f"{path.suffix}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


def untranslated() -> bytes:
    """A PO file of what has no translation yet, with the files it stands in."""
    known = translations(read_catalogue())
    catalogue = VietnameseCatalog()
    for text, files in extracted().items():
        if text not in known:
            catalogue.add(text, "", locations=[(name, 0) for name in sorted(files)])
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, include_lineno=False, sort_by_file=True)
    return stream.getvalue()


def update(fill: Path | None, *, prune: bool) -> None:
    """Write the PO and the MO file for the code as it stands."""
    known = translations(read_catalogue())
    if fill:
        known |= translations(read_catalogue(fill))
    messages = extracted()
    catalogue = merged(messages, known, prune=prune)
    write(PO, po_text(catalogue))
    write(MO, mo_bytes(catalogue))
    missing = sum(text not in known for text in messages)
    print(f"{len(messages)} messages, {missing} not translated, {len(catalogue.obsolete)} unused")


def _key(message: Message) -> Id:
    """The message itself, singular and plural, as something to look up."""
    return message.id if isinstance(message.id, str) else tuple(message.id)


def _first(text: str | Sequence[str]) -> str:
    """The singular, by which Babel keeps a message."""
    return text if isinstance(text, str) else text[0]


def main() -> int:
    """Do what the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true")
    what.add_argument("--untranslated", action="store_true")
    what.add_argument("--fill", type=Path, metavar="FILE")
    what.add_argument("--prune", action="store_true")
    arguments = parser.parse_args()
    if arguments.untranslated:
        sys.stdout.buffer.write(untranslated())
    elif arguments.check:
        found = list(problems())
        print("\n".join(found) or "The catalogue is complete.")
        return bool(found)
    else:
        if arguments.fill and not arguments.fill.is_file():
            parser.error(f"{arguments.fill} is not a file")
        update(arguments.fill, prune=arguments.prune)
    return 0


if __name__ == "__main__":
    sys.exit(main())
