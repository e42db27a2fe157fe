"""What an input has made of figures: how many, and of single ones a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import _, ngettext
from chuyenhoa.reports import figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chuyenhoa.store.history import FigureChange
    from chuyenhoa.store.inputs import Counts
    from chuyenhoa.store.undo import LaterFile, Left

# More lines than this are not looked through.
MOST_SHOWN = 20


def counted(name: str, counts: Counts, refused: int = 0) -> str:
    """'results: 3 new, 1 changed', and nothing of what there is none; empty where there is none."""
    said = [
        text.format(n=n)
        for n, text in (
            (counts.new, _("{n} new")),
            (counts.changed, _("{n} changed")),
            (counts.unchanged, _("{n} unchanged")),
            (refused, _("{n} refused")),
        )
        if n
    ]
    return f"{name}: {', '.join(said)}" if said else ""


def change_lines(changes: Sequence[FigureChange], count: int) -> list[str]:
    """The first changes, and how many more there are.

    Args:
        changes: Those that are shown; see `MOST_SHOWN`.
        count: Of all.
    """
    return _first([_line(change) for change in changes], count)


def _first(lines: Sequence[str], count: int) -> list[str]:
    """The first lines of so many, indented."""
    more = [_("… and {n} more").format(n=count - len(lines))] if count > len(lines) else []
    return [f"  {line}" for line in (*lines, *more)]


def undo_lines(
    changes: Sequence[FigureChange], left: Sequence[Left], since: Sequence[LaterFile]
) -> list[str]:
    """What an undoing has made of figures, what it has left as it is, and what to import again."""
    gone = sum(change.new is None for change in changes)
    lines = []
    if back := len(changes) - gone:
        text = ngettext(
            "{n} figure is as it was before.", "{n} figures are as they were before.", back
        )
        lines.append(text.format(n=back))
    if gone:
        text = ngettext("{n} figure is removed.", "{n} figures are removed.", gone)
        lines.append(text.format(n=gone))
    lines += change_lines(changes[:MOST_SHOWN], len(changes))
    if left:
        text = ngettext(
            "{n} figure has been changed since and stays as it is:",
            "{n} figures have been changed since and stay as they are:",
            len(left),
        )
        lines.append(text.format(n=len(left)))
        by = _("changed by {command} (no. {number})")
        lines += _first(
            [
                f"{each.area} · {each.criterion} · {each.period.code}: "
                + by.format(command=each.command, number=each.number)
                for each in left[:MOST_SHOWN]
            ],
            len(left),
        )
    if since:
        lines.append(
            _(
                "Later files have figures of these areas and periods. Where one gave a figure that "
                "is now taken back, read it again:"
            )
        )
        file = _("{name}: {command} (no. {number})")
        lines += _first(
            [file.format_map(each._asdict()) for each in since[:MOST_SHOWN]], len(since)
        )
    return lines


def _line(change: FigureChange) -> str:
    """'Căn Co · TC04 · 2023-H1: 1 → 0 (data/sample.yaml:168:31)'."""
    old, new = (figures.recorded(each, change.measure) for each in (change.old, change.new))
    became = _("only the note has changed") if change.old == change.new else f"{old} → {new}"
    line = f"{change.name} · {change.criterion} · {change.period.code}: {became}"
    return f"{line} ({change.place})" if change.place.file else line
