"""SIGKILL at every moment: the old state is there, or the new one, and nothing else is left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.unmeasured
@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes do not fork here")
@pytest.mark.parametrize(
    ("job", "stride"),
    [("recording", 2), ("creating", 3), ("backing_up", 4), ("restoring", 6), ("upgrading", 8)],
)
def test_killed_at_every_moment(tmp_path: Path, job: str, stride: int) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.store.kill", job, str(tmp_path), str(stride)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) >= 8
