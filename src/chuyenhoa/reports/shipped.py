"""Where the files are that are shipped with the program and are no modules."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def templates(name: str) -> Path:
    """A folder of templates: in the package, or in a checkout, from where the package gets it."""
    inside = _PACKAGE / "templates"
    return (inside if inside.is_dir() else _PACKAGE.parents[1] / "templates") / name
