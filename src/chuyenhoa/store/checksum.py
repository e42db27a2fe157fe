"""A checksum for each figure: SQLite's own integrity check does not see a bit that flips in one.

The checksum of a row is a generated column, so that whoever writes the table, with whatever
program, writes it too. `chuyenhoa.store.check` works it out again and compares.
"""

from __future__ import annotations

from zlib import crc32

# Each column counts with a factor of its own, so that figures cannot change places unseen, and
# reduced by a prime: no 2^k is a multiple of it, so one flipped bit always changes the sum. With
# factors below 2^28, ten products below 2^59 fit into 64 bits. -7 stands for what is not there; no
# column holds it but the number, and a row without a number is not applicable.
_PRIME = 2147483629
_FACTORS = {
    "period_id": 104729,
    "area_id": 15485863,
    "criterion_id": 1299709,
    "COALESCE(CAST(ROUND(number * 10000) AS BIGINT), -7)": 198491317,
    "COALESCE(CAST(ROUND(denominator * 10000) AS BIGINT), -7)": 179424673,
    "applicable": 122949823,
    "file_id": 86028121,
    "COALESCE(line, -7)": 67867967,
    "COALESCE(col, -7)": 49979687,
    "COALESCE(text_crc32, -7)": 32452843,
}

# SQL over one row of `result` or `revision`.
CHECKSUM = "({}) % {}".format(
    " + ".join(f"{column} % {_PRIME} * {factor}" for column, factor in _FACTORS.items()), _PRIME
)


def text_checksum(sheet: str | None, note: str | None) -> int:
    """The checksum of a figure's texts, of which there is one at least.

    SQL has no function for it, therefore it is a column that is written with them.
    """
    return crc32(b"\0".join((text or "").encode() for text in (sheet, note)))
