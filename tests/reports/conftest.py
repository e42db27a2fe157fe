"""One sample report, and one that is as awkward as data can be."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.intake.datafile import DataFile, read_data_files
from chuyenhoa.language import activate
from chuyenhoa.model.dataset import Dataset
from chuyenhoa.store.database import memory_database
from chuyenhoa.store.inputs import Input, InputFile
from chuyenhoa.store.results import write_results
from chuyenhoa.store.write_definitions import write_definitions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

AWKWARD = Path(__file__).parent / "awkward.yaml"


@pytest.fixture
def sample_connection(sample: Path) -> Iterator[sqlite3.Connection]:
    """The sample, recorded on a fixed day."""
    with memory_database() as connection:
        _write(connection, sample)
        yield connection


@pytest.fixture
def awkward_connection() -> Iterator[sqlite3.Connection]:
    """Names that are markup, the widest figures, nothing, and everything not applicable."""
    with memory_database() as connection:
        _write(connection, AWKWARD)
        yield connection


@pytest.fixture(params=["sample", "awkward"])
def named_connection(request: pytest.FixtureRequest) -> tuple[str, sqlite3.Connection]:
    """Each database with the name that its golden files bear."""
    name: str = request.param
    return name, request.getfixturevalue(f"{name}_connection")


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Both languages, one after the other."""
    chosen: str = request.param
    activate(chosen)
    return chosen


@pytest.fixture
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is 80 columns wide, without colours."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")


def _write(connection: sqlite3.Connection, file: Path) -> None:
    given = [DataFile(file.name, file.read_bytes())]
    reading = read_data_files(given, Dataset(), recorded={}, today=date(2026, 11, 23))
    assert reading.accepted, reading.problems
    write_definitions(connection, reading.dataset)
    when = datetime(2026, 11, 23, 5, 30, tzinfo=UTC)
    source = Input("load", when, (InputFile(file.name, "0" * 64),))
    write_results(connection, reading.dataset.results, source)
