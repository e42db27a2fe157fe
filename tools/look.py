"""The sample's reports as people see them, and what an accessibility checker says: `make look`.

Writes build/look/: each template in both languages as a page, a picture of it on a screen (light
and dark), on a phone and on paper. Needs Chromium; with npm, axe-core looks for what WCAG 2.2 AA
forbids, and the exit status is 1 if it finds any; with pdftoppm, the paper becomes pictures.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools.chromium import browser, open_page, take_picture

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "look"
DATABASE = BUILD / "sample.db"
AXE = BUILD / "node_modules" / "axe-core" / "axe.min.js"
SHEETS = ("--area", "hong-thu", "--area", "xa-1")
TEMPLATES = {
    "summary": ("--template", "summary"),
    "conference": ("--template", "conference"),
    "matrix": ("--template", "matrix"),
    "area": SHEETS,
}
DARK = "--blink-settings=preferredColorScheme=0"
HEIGHT = 4000
CHECK = """
<script>{axe}</script>
<script>
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
axe.run({{runOnly: rules}}).then((found) => {{
  const said = document.createElement("pre");
  said.id = "_axe";
  said.textContent = JSON.stringify(found.violations.map((each) =>
    ({{id: each.id, help: each.help, nodes: each.nodes.map((node) => node.html.slice(0, 160))}})));
  document.body.append(said);
}});
</script>
"""


def main() -> int:
    """Make, show and check all pages; the exit status."""
    browser()
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    chuyenhoa("load", str(ROOT / "data" / "sample.yaml"))
    if npm := shutil.which("npm"):
        subprocess.run([npm, "install", "--silent", "--prefix", BUILD, "axe-core"], check=True)
    found = 0
    for language in ("vi", "en"):
        for name, options in TEMPLATES.items():
            page = BUILD / f"{name}.{language}.html"
            chuyenhoa("--lang", language, "report", *options, "--date", "2023-06-23", "-o", page)
            show(page)
            if AXE.is_file():
                found += check(page) + check(page, DARK)
    print(f"{BUILD}: {found} violations" if AXE.is_file() else f"{BUILD}: not checked, without npm")
    return 1 if found else 0


def chuyenhoa(*arguments: str | Path) -> None:
    """Run the program on the database of the sample."""
    program = [sys.executable, "-m", "chuyenhoa", "--db", str(DATABASE)]
    subprocess.run([*program, *arguments], check=True, capture_output=True)


def show(page: Path) -> None:
    """Take pictures of a page: on a screen, on a phone, on paper."""
    for look, options in {"light": (), "dark": (DARK,)}.items():
        take_picture(page, page.with_suffix(f".{look}.png"), (1280, HEIGHT), *options)
    # No window is as narrow as a phone.
    frame = page.with_suffix(".phone.html")
    frame.write_text(f'<iframe src="{page.name}" width="360" height="{HEIGHT}"></iframe>')
    take_picture(frame, page.with_suffix(".phone.png"), (400, HEIGHT))
    frame.unlink()
    paper = page.with_suffix(".pdf")
    open_page(page, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    if pdftoppm := shutil.which("pdftoppm"):
        subprocess.run([pdftoppm, "-png", "-r", "60", paper, page.with_suffix(".page")], check=True)


def check(page: Path, *options: str) -> int:
    """Print what axe-core finds on a page; how much it is."""
    checked = page.with_suffix(".axe.html")
    # The page lets no other script run than its own.
    text = re.sub(r"<meta http-equiv[^>]*>", "", page.read_text(encoding="utf-8"))
    script = CHECK.format(axe=AXE.read_text(encoding="utf-8"))
    checked.write_text(text.replace("</body>", f"{script}</body>"), encoding="utf-8")
    dom = open_page(checked, "--dump-dom", "--virtual-time-budget=20000", *options)
    checked.unlink()
    said = re.search(r'<pre id="_axe">(.*?)</pre>', dom, re.DOTALL)
    if said is None:
        raise SystemExit(f"{page.name}: axe-core has said nothing")
    violations = json.loads(html.unescape(said[1]))
    for each in violations:
        print(f"{page.name}: {each['id']}: {each['help']}")
        print("".join(f"    {node}\n" for node in each["nodes"][:3]), end="")
    return len(violations)


if __name__ == "__main__":
    sys.exit(main())
