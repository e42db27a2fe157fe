"""Where a figure came from, in words."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import TYPE_CHECKING

from chuyenhoa.reports.figures import day

if TYPE_CHECKING:
    from chuyenhoa.store.history import Source
    from chuyenhoa.store.imports import WrittenInput

# The one zone of the country, without summer time: a document says the same wherever it is made.
_VIETNAM = timezone(timedelta(hours=7))


def source_of(source: Source) -> str:
    """`sample.yaml:120:34`, or the command where nothing was read; `undo` says so beside it."""
    place = str(source.place)
    if not place:
        return source.command
    return f"{place} ({source.command})" if source.command == "undo" else place


def where(source: Source) -> str:
    """`sample.yaml:120:34 (load, 23/11/2026 18:30)`."""
    by = f"{source.command}, {moment(source)}"
    return f"{source.place} ({by})" if source.place.file else by


def moment(source: Source | WrittenInput) -> str:
    """`23/11/2026 18:30`, when the figure was written, in Vietnamese time."""
    when = source.recorded_at.astimezone(_VIETNAM)
    return f"{day(when.date().isoformat())} {when:%H:%M}"
