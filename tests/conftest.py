"""What every test can ask for: the program, the sample, a database made from it."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings

from chuyenhoa.language import activate, current
from chuyenhoa.sources.tables import OfficeReader
from tests.program import Program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).resolve().parent.parent

# No deadline: two tests share two cores with whatever else runs there.
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=False,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("ci"), max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


# One worker runs all of each of these, as they share what takes long, and before anything else.
# Marks of groups would be simpler, but pytest 9.2 has no `_nodeid`, by which xdist 3.8 makes them.
TOGETHER = ("tests/corpus/", "tests/test_packaging.py", "tests/test_readme.py")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Of everything else each test goes to the worker that is free."""
    from xdist.scheduler import LoadScopeScheduling

    scheduling = LoadScopeScheduling(config, log)
    scheduling._split_scope = lambda nodeid: next(filter(nodeid.startswith, TOGETHER), nodeid)
    return scheduling


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Coverage takes as long to start as the program does, so not all that is run is measured."""
    with patch.dict(os.environ):
        if item.get_closest_marker("unmeasured"):
            os.environ.pop("COVERAGE_PROCESS_CONFIG", None)
        return (yield)


@pytest.fixture(autouse=True)
def _language_as_before() -> Iterator[None]:
    """A test may speak either language; the next one finds the one that it expects."""
    before = current()
    yield
    activate(before)


@pytest.fixture
def heeded_signals() -> Iterator[None]:
    """The program heeds signals also where whoever runs the tests ignores them, as nohup does."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    ignored = [each for each in numbers if signal.getsignal(each) is signal.SIG_IGN]
    # What is ignored would be so in every process that is started; a handler is not passed on.
    for each in ignored:
        signal.signal(each, lambda *_: None)
    yield
    for each in ignored:
        signal.signal(each, signal.SIG_IGN)


@pytest.fixture
def chuyenhoa(tmp_path: Path) -> Program:
    """The program, run in the test's own directory."""
    return Program(tmp_path)


@pytest.fixture(scope="session")
def office() -> Iterator[OfficeReader]:
    """One process for all the workbooks that tests read."""
    with OfficeReader() as reader:
        yield reader


@pytest.fixture(scope="session")
def sample() -> Path:
    """The data file that comes with the project."""
    return ROOT / "data" / "sample.yaml"


@pytest.fixture(scope="session")
def _loaded_sample(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Path:
    directory = tmp_path_factory.mktemp("sample")
    run = Program(directory)("--db", "sample.db", "load", sample)
    assert run.returncode == 0, run.stderr
    return directory / "sample.db"


@pytest.fixture
def sample_db(tmp_path: Path, _loaded_sample: Path) -> Path:
    """A database with the sample in it, of the test's own, where the program looks for one."""
    return Path(shutil.copy(_loaded_sample, tmp_path / "chuyenhoa.db"))
