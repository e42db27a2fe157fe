"""The peer of `matrix`: the same cells by the plainest template, escaped, and nothing else.

python benchmarks/peers/jinja_loop.py CELLS.csv
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from jinja2 import Environment

TEMPLATE = """<table>
{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>
"""


def main() -> None:
    """Reads, renders, writes."""
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        template = Environment(autoescape=True).from_string(TEMPLATE)
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.write(template.render(rows=csv.reader(file)))


if __name__ == "__main__":
    main()
