"""What the script of a page does in a browser, where there is one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from chuyenhoa.reports.document import Cell, Column, Row, Table
from chuyenhoa.reports.renderers import html
from tests.reports.renderers.test_html import PLAIN

if TYPE_CHECKING:
    from pathlib import Path

BROWSERS = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
BROWSER = next(filter(None, BROWSERS), None)

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium here")

AREAS = (("Hồng Thu", "1.000", 1000), ("Chăn Nưa", "9", 9), ("Đông Sơn", "–", None))
GROUPS = [
    Row((Cell("Căn Co"),), "group"),
    *(Row((Cell(name), Cell(text, value))) for name, text, value in AREAS),
    Row((Cell("Phìn Hồ"),), "group"),
    *(Row((Cell(name.upper()), Cell(text, value))) for name, text, value in AREAS),
]
TABLE = Table("t", "Bảng", (Column("Tên"), Column("Số", "number")), tuple(GROUPS))
# Says after each step what can be seen.
WATCH = """<script>
const steps = [], said = [];
const see = () => said.push([...document.querySelectorAll("#t tbody tr")]
  .filter((row) => row.offsetParent !== null).map((row) => row.cells[0].textContent));
const click = (column) => document.querySelectorAll("#t th button")[column].click();
const filter = (text) => {
  const input = document.querySelector(".tools input");
  input.value = text;
  input.dispatchEvent(new Event("input"));
};
const end = () => {
  const pre = document.createElement("pre");
  pre.id = "_said";
  const sorted = [...document.querySelectorAll("[aria-sort]")].map((e) => e.ariaSort);
  const status = document.querySelector("[role=status]").textContent;
  pre.textContent = JSON.stringify({said, sorted, status});
  document.body.append(pre);
};
STEPS.concat("end()").forEach((step, n) => setTimeout(() => { eval(step); see(); }, 500 * (n + 1)));
</script>"""


def watch(folder: Path, *steps: str) -> dict[str, Any]:
    """What can be seen after each step."""
    page = folder / "page.html"
    text = "".join(html.render(replace(PLAIN, blocks=(TABLE,))))
    # The page lets no other script run than its own.
    text = re.sub("<meta http-equiv[^>]*>", "", text)
    watching = WATCH.replace("STEPS", json.dumps(steps))
    page.write_text(text.replace("</body>", f"{watching}</body>"), encoding="utf-8")
    options = (
        *("--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/user"),
        # It would ask its makers for news.
        *("--no-first-run", "--disable-background-networking", "--disable-component-update"),
        *("--disable-sync", "--disable-quic"),
    )
    done = subprocess.run(
        [str(BROWSER), *options, "--virtual-time-budget=20000", "--dump-dom", page.as_uri()],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
    )
    found = re.search(r'<pre id="_said">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr
    said: dict[str, Any] = json.loads(unescape(found[1]))
    return said


def test_columns_are_sorted_within_groups_and_put_back(tmp_path: Path) -> None:
    seen = watch(tmp_path, "click(0)", "click(0)", "click(0)", "click(1)")
    ascending, descending, back, numbers = seen["said"]
    assert ascending[:4] == ["Căn Co", "Chăn Nưa", "Đông Sơn", "Hồng Thu"]
    assert descending[:4] == ["Căn Co", "Hồng Thu", "Đông Sơn", "Chăn Nưa"]
    assert back[:4] == ["Căn Co", "Hồng Thu", "Chăn Nưa", "Đông Sơn"]
    assert numbers[:4] == ["Căn Co", "Chăn Nưa", "Hồng Thu", "Đông Sơn"]
    assert numbers[4:] == ["Phìn Hồ", "CHĂN NƯA", "HỒNG THU", "ĐÔNG SƠN"]
    assert seen["sorted"] == ["ascending"]


def test_rows_are_filtered_by_words_without_their_marks(tmp_path: Path) -> None:
    seen = watch(tmp_path, "filter('dong')", "filter('phin ho chan')", "filter('?')", "filter('')")
    # The steps see what the one before has filtered: a filter waits until nobody types.
    _all, by_word, by_group, nothing = seen["said"]
    assert by_word == ["Căn Co", "Đông Sơn", "Phìn Hồ", "ĐÔNG SƠN"]
    assert by_group == ["Phìn Hồ", "CHĂN NƯA"]
    assert nothing == []
    counted = watch(tmp_path, "filter('dong')", "1")
    assert counted["status"] == "2 of 6 rows"
