"""The process that reads workbooks and Word files: `python -m chuyenhoa.sources.office.child`.

A hostile file may exhaust it; whoever started it goes on. Files come in on stdin and what they
hold goes out on stdout, each with its length (eight bytes) before it, until stdin is closed.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from chuyenhoa.sources.limits import limit_memory, limit_time
from chuyenhoa.sources.office import docx, ods, xls, xlsx
from chuyenhoa.sources.office.archive import Archive, main_part
from chuyenhoa.sources.office.grid import LENGTH_BYTES, RefusedError, damaged, pack, pack_refusal

if TYPE_CHECKING:
    from typing import BinaryIO

    from chuyenhoa.sources.office.grid import Grid

_READERS = {"XLSX": xlsx.read, "ODS": ods.read, "DOCX": docx.read}


def main() -> None:
    """Read one file after the other."""
    limit_memory()
    # Nothing here forms cycles worth looking for, and the process does not live long.
    gc.disable()
    # What a library prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


def serve(files: BinaryIO, answers: BinaryIO) -> None:
    """Answer every file until there is none."""
    while length := files.read(LENGTH_BYTES):
        limit_time()
        answer = read(files.read(int.from_bytes(length)))
        answers.write(len(answer).to_bytes(LENGTH_BYTES) + answer)
        answers.flush()


def read(content: bytes) -> bytes:
    """What a file holds, packed: its tables, or the problem why there are none.

    Raises:
        MemoryError: The file is too large; the process is of no more use.
    """
    kind = "XLS"
    try:
        if content.startswith(b"PK"):
            kind = "ZIP"
            archive = Archive(content)
            kind, part = main_part(archive)
            grids = _tables(kind, archive, part)
        else:
            grids = xls.read(content)
        if not grids:
            return pack_refusal(kind, RefusedError("no_table"))
        return pack(kind, grids)
    except RefusedError as refused:
        return pack_refusal(kind, refused)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 (whatever a reader stumbles over, it is the file's doing)
        return pack_refusal(kind, damaged())


def _tables(kind: str, archive: Archive, part: str) -> list[Grid]:
    if kind not in _READERS:
        raise RefusedError("wrong_kind")
    return _READERS[kind](archive, part)


if __name__ == "__main__":
    main()
