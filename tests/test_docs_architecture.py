"""`docs/architecture.md` names what is there: files, packages, layers, views, targets of make."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from chuyenhoa.store.database import memory_database

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "chuyenhoa"
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
CODE = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", PAGE)


def test_every_file_it_names_is_there() -> None:
    paths = [each for each in CODE if re.fullmatch(r"\S*(/|\.py|\.sql|\.md|\.toml|\.po)", each)]
    assert paths
    missing = [
        each
        for each in paths
        if not (each == ".po" or (ROOT / each).exists() or (PACKAGE / each).exists())
    ]
    assert not missing


def test_every_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", PAGE):
        assert (ROOT / "docs" / target).exists(), target


def test_its_table_has_all_packages() -> None:
    packages = {each.parent.name for each in PACKAGE.glob("*/__init__.py")}
    assert set(re.findall(r"^\| `(\w+)/` \|", PAGE, re.MULTILINE)) == packages


def test_its_layers_are_those_that_are_checked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = project["tool"]["importlinter"]["contracts"]
    layers = [each.replace(" : ", ", ") for each in contract["layers"] if each != "__main__"]
    assert f"`{' → '.join(layers)}`" in PAGE


def test_the_views_it_names_are_there() -> None:
    named = re.findall(r"`(\w+)`", PAGE.partition("## The rules are SQL")[2].partition("\n- ")[0])
    with memory_database() as connection:
        views = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")
        there = {name for (name,) in views}
    assert named
    assert there.issuperset(named)


def test_the_targets_of_make_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make (\S+)`", PAGE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
