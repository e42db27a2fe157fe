"""A list in every form that lists have: table, Markdown, JSON and CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from chuyenhoa.language import _
from chuyenhoa.reports.escape import csv_cell, markdown, visible
from chuyenhoa.reports.json_text import dumps, listed
from chuyenhoa.reports.words import ILLUSTRATIVE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from chuyenhoa.model.dataset import Programme

Plain: TypeAlias = "str | int | float | bool | list[str] | None"


class Column(NamedTuple):
    """A column of a list.

    Attributes:
        key: Its name in JSON and CSV.
        heading: Its name for people, translated; None leaves it out of what they see.
        align: On which side it stands.
        least: The room that it keeps when there is not enough for all.
        most: The room that it takes at most.
    """

    key: str
    heading: str | None = None
    align: Literal["left", "right"] = "left"
    least: int | None = None
    most: int | None = None


class Cell(NamedTuple):
    """What stands in a column: for programs, and for people, who may be shown several lines."""

    value: Plain
    shown: str | tuple[str, ...] = ""


def text(value: str | None) -> Cell:
    """A cell that is the same for both; nothing is a dash for people."""
    return Cell(value, "–" if value is None else value)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list.

    Attributes:
        name: Of the things in it, as JSON names them: 'areas'.
        programme: Whose they are, for its title and whether its figures are made up.
        columns: What each row has.
        rows: As many cells each.
        about: What the whole list is about, as plain data by its name in JSON.
        caption: The same for people, translated; one line or several.
    """

    name: str
    programme: Programme
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    about: Mapping[str, object] = field(default_factory=dict)
    caption: str = ""

    def heading(self) -> list[str]:
        """The lines above the list: title, warning and caption."""
        return [
            *filter(None, [self.programme.title]),
            *([_(ILLUSTRATIVE)] if self.programme.illustrative else []),
            *self.caption.splitlines(),
        ]

    def seen(self, escape: Callable[[str], str], between: str) -> Iterator[list[str]]:
        """What people see: the headings, then the rows, escaped, with this between lines."""
        chosen = [index for index, column in enumerate(self.columns) if column.heading]
        yield [escape(self.columns[index].heading or "") for index in chosen]
        for row in self.rows:
            lines = (_lines(row[index].shown) for index in chosen)
            yield [between.join(map(escape, each)) for each in lines]


def _lines(shown: str | tuple[str, ...]) -> tuple[str, ...]:
    return (shown,) if isinstance(shown, str) else shown


def as_table(listing: Listing) -> RenderableType:
    """For the terminal."""
    from rich.console import Group
    from rich.text import Text

    from chuyenhoa.reports.screen import table

    rows = table()
    for column in listing.columns:
        if column.heading:
            rows.add_column(
                column.heading,
                justify=column.align,
                min_width=column.least,
                max_width=column.most,
                overflow="fold",
            )
    _headings, *seen = listing.seen(visible, "\n")
    for row in seen:
        rows.add_row(*row)
    above = [Text(visible(line), "bold") for line in listing.heading()]
    return Group(*above, *([Text()] if above else []), rows)


def as_markdown(listing: Listing) -> str:
    """For documents."""
    headings, *rows = listing.seen(markdown, "<br>")
    lines = [f"| {' | '.join(row)} |" for row in (headings, *rows)]
    lines.insert(1, f"| {' | '.join('---' for _heading in headings)} |")
    above = "".join(f"{markdown(line)}\n\n" for line in listing.heading())
    return above + "\n".join(lines) + "\n"


def as_json(listing: Listing) -> Iterator[str]:
    """For programs: one object, with a line for each row."""
    head = {
        "format": f"chuyenhoa-{listing.name}/1",
        "title": listing.programme.title,
        "illustrative": listing.programme.illustrative,
        **listing.about,
    }
    keys = [column.key for column in listing.columns]
    rows = (dict(zip(keys, (c.value for c in row), strict=True)) for row in listing.rows)
    yield from listed(head, listing.name, map(dumps, rows))


def as_csv(listing: Listing) -> str:
    """For spreadsheets: identifiers untranslated, decimal points."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.key for column in listing.columns])
    writer.writerows([_csv(cell.value) for cell in row] for row in listing.rows)
    return out.getvalue()


def _csv(value: Plain) -> str | int | float | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = "; ".join(value)
    return csv_cell(value) if isinstance(value, str) else value
