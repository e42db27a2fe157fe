"""The list of kept profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.language import _
from chuyenhoa.reports.listing import Cell, Column, Listing, text
from chuyenhoa.reports.words import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chuyenhoa.model.dataset import Programme


class KeptProfile(NamedTuple):
    """A kept profile.

    Attributes:
        name: By which it is kept.
        layout: Which way its tables lie, one of the keys of `LAYOUTS`.
        columns: How many it knows.
        labels: How many areas and criteria it knows by names of their own.
        file: Where it is kept.
    """

    name: str
    layout: str
    columns: int
    labels: int
    file: str


def profiles(programme: Programme, kept: Iterable[KeptProfile]) -> Listing:
    """The kept profiles."""
    return Listing(
        "profiles",
        programme,
        (
            Column("name", _("Name")),
            Column("layout", _("Layout")),
            Column("columns", _("Columns"), "right"),
            Column("labels", _("Names of its own"), "right"),
            Column("file"),
        ),
        [
            [
                text(each.name),
                Cell(each.layout, _(LAYOUTS[each.layout])),
                Cell(each.columns, str(each.columns)),
                Cell(each.labels, str(each.labels)),
                text(each.file),
            ]
            for each in kept
        ],
    )
