"""A small programme, and a database made from it, for the store's tests."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from chuyenhoa.model.dataset import (
    Area,
    Baseline,
    CriteriaSet,
    Criterion,
    Dataset,
    Group,
    Listing,
    Note,
    Office,
    Origin,
    Programme,
    Result,
    RevisedTarget,
    Signer,
)
from chuyenhoa.model.periods import Period
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import NOT_APPLICABLE, YES, Measure, Value
from chuyenhoa.store.check import check
from chuyenhoa.store.database import create_database, open_database
from chuyenhoa.store.inputs import Input, InputFile
from chuyenhoa.store.read_definitions import read_definitions
from chuyenhoa.store.results import read_results, write_results
from chuyenhoa.store.write_definitions import write_definitions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chuyenhoa.store.inputs import Counts

H1, H2, NEXT = (Period.parse(code) for code in ("2022-H1", "2022-H2", "2023-H1"))
NOON = datetime(2023, 6, 23, 12, tzinfo=UTC)
LOAD = Input("load", NOON, (InputFile("a.yaml", "aa"), InputFile("b.yaml", "bb")))
RECORD = Input("record", NOON)


def target(text: str, measure: Measure = Measure.VALUE) -> Target:
    return Target.parse(text, measure)


CRITERIA = (
    Criterion("TC03", "Mô hình tự quản", target(">= 1"), "Models", "A", "mô hình"),
    Criterion("TC06", "Băng nhóm", target("yes", Measure.YES_NO), measure=Measure.YES_NO),
    Criterion(
        "TC07",
        "TTXH",
        target(">= 5", Measure.REDUCTION),
        measure=Measure.REDUCTION,
        against="baseline",
        mandatory=False,
        points=Decimal("2.5"),
    ),
    Criterion("TC08", "Khám phá", target(">= 80", Measure.RATE), measure=Measure.RATE),
)

DATASET = Dataset(
    programme=Programme("Sìn Hồ", illustrative=True, cutoff_day=15),
    areas=(
        Area("phin-ho", "Phìn Hồ", gso_code="03496", aliases=("Xã Phìn Hồ", "PH")),
        Area("hong-thu", "Hồng Thu"),
        Area("sin-ho", "Sìn Hồ", "township"),
    ),
    listings=(
        Listing("phin-ho", H1, H2, NEXT, "Số 12/QĐ-BCĐ"),
        Listing("hong-thu", H1, H1),
    ),
    criteria_sets=(
        CriteriaSet("BTC", "Bộ", H1, CRITERIA, (Group("A", "Một", "all"), Group("B", "Hai", 1))),
    ),
    targets=(
        RevisedTarget("TC03", target("2 .. 3"), "phin-ho", H2, NEXT, "mới"),
        RevisedTarget("TC06", target("no", Measure.YES_NO)),
    ),
    baselines=(Baseline("phin-ho", "TC07", Decimal(21)),),
    periods=(H1, H2, NEXT),
    results=(
        Result(H2, "phin-ho", "TC03", Value(Decimal(2)), Origin(0, 4, 7)),
        Result(H2, "phin-ho", "TC06", YES, Origin(1, 9, 3), "đã xác minh"),
        Result(H2, "phin-ho", "TC08", Value(Decimal(18), Decimal(19)), Origin(1, 2, 3, "Sheet 1")),
        Result(H2, "hong-thu", "TC07", Value(Decimal("12.5")), Origin(0, 5, 7)),
        Result(H2, "hong-thu", "TC08", NOT_APPLICABLE, Origin(0, 5, 9)),
    ),
    office=Office(
        "HUYỆN ỦY SÌN HỒ",
        "BAN CHỈ ĐẠO",
        "05/BC-BCĐ",
        "Sìn Hồ",
        Signer("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN"),
        ("Ban Chỉ đạo tỉnh;", "Lưu: VT."),
    ),
    notes=(
        Note("N01", "achievement", H2, "Không có vụ việc phức tạp."),
        Note(
            "N02",
            "measure",
            H2,
            "Tuyên truyền\ntừng hộ",
            "Reach every household",
            "phin-ho",
            "TC06",
            "Công an xã",
            date(2022, 12, 31),
            NEXT,
        ),
    ),
)


def make(path: Path, dataset: Dataset = DATASET) -> Path:
    """A database with the programme."""
    with create_database(path) as connection:
        write(connection, dataset)
    return path


def write(connection: sqlite3.Connection, dataset: Dataset, source: Input = LOAD) -> Counts:
    write_definitions(connection, dataset)
    return write_results(connection, dataset.results, source)


def record(connection: sqlite3.Connection, number: int, source: Input = RECORD) -> Counts:
    """Write one figure."""
    result = Result(H2, "phin-ho", "TC03", Value(Decimal(number)), Origin(0))
    return write_results(connection, [result], source)


def recorded(connection: sqlite3.Connection) -> int:
    """Read it."""
    (number,) = connection.execute(
        "SELECT number FROM result r JOIN criterion c ON c.id = r.criterion_id "
        "WHERE c.code = 'TC03'"
    ).fetchone()
    return int(number)


def grow(connection: sqlite3.Connection) -> None:
    """Write more than fits into a small cache: a hundred rows of 5,000 characters."""
    connection.execute("PRAGMA cache_size = 5")
    for _ in range(100):
        connection.execute(
            "INSERT INTO input (command, recorded_at) VALUES (printf('%5000d', 1), '')"
        )


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    with open_database(path) as connection:
        return rows(connection)


def rows(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return {
        name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
        for (name,) in tables
    }


def read(connection: sqlite3.Connection) -> tuple[Dataset, list[Result]]:
    return read_definitions(connection), list(read_results(connection))


def is_sound(path: Path) -> bool:
    with open_database(path) as connection:
        findings = check(connection)
    assert findings == []
    return True


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as any program sees it, each statement committed."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def spoil(path: Path, table: str) -> None:
    """Overwrite the first page of a table."""
    with raw(path) as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        (page,) = connection.execute(query, (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
