"""Every example is put to the engine and to the oracle: both have to know the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import oracle
from tests.assessment.judges import by_engine

if TYPE_CHECKING:
    from tests.assessment.programmes import Judge

JUDGES: dict[str, Judge] = {"engine": by_engine, "oracle": oracle.judge}


@pytest.fixture(params=JUDGES)
def judge(request: pytest.FixtureRequest) -> Judge:
    """Who judges: a dataset and a period make a judgement, or None."""
    return JUDGES[request.param]
