"""Why the system refused something, in words of the program's own."""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

import pytest

from chuyenhoa.errors import reason

if TYPE_CHECKING:
    from pathlib import Path

    from tests.program import Program

LONG = 300 * "x"


@pytest.mark.parametrize(
    "code",
    [errno.ENOSPC, errno.EACCES, errno.EISDIR, errno.EROFS, errno.EMFILE, errno.ENAMETOOLONG],
)
def test_what_happens_to_people_has_words_of_ours(code: int) -> None:
    own = reason(OSError(code, os.strerror(code)))
    assert own
    assert own != os.strerror(code)


def test_what_is_rarer_is_said_as_the_system_says_it() -> None:
    assert reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert reason(OSError("out of the blue")) == "out of the blue"


@pytest.mark.skipif(os.name == "nt", reason="Windows has other limits and other words")
@pytest.mark.usefixtures("sample_db")
@pytest.mark.parametrize(
    ("line", "path"),
    [
        (["report", "-o", f"{LONG}.md"], f"{LONG}.md"),
        (["--db", f"{LONG}.db", "assess"], f"{LONG}.db"),
        (["load", f"{LONG}.yaml"], f"{LONG}.yaml"),
    ],
)
def test_a_name_that_is_too_long(chuyenhoa: Program, line: list[str], path: str) -> None:
    for language, why in (("vi", "tên quá dài"), ("en", "the name is too long")):
        run = chuyenhoa("--lang", language, *line)
        assert (run.returncode, run.stdout) == (2, "")
        assert path in run.stderr
        assert run.stderr.endswith(f": {why}.\n")
        assert run.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="says so of links that lead in a circle")
def test_links_that_lead_in_a_circle(chuyenhoa: Program, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to("b.yaml")
    (tmp_path / "b.yaml").symlink_to("a.yaml")
    run = chuyenhoa("--lang", "vi", "load", "a.yaml")
    assert run.returncode == 2
    assert run.stderr.endswith("a.yaml: các liên kết trỏ vòng tròn vào nhau.\n")
