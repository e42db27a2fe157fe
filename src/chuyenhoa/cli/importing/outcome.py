"""What an import has read, and what has become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chuyenhoa.store.inputs import Counts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chuyenhoa.assessment.flips import Flip
    from chuyenhoa.intake.tables import Tables
    from chuyenhoa.model.dataset import Dataset
    from chuyenhoa.model.periods import Period
    from chuyenhoa.reports.imports.imported import ImportedFigure
    from chuyenhoa.store.history import FigureChange
    from chuyenhoa.store.inputs import InputFile


class Read(NamedTuple):
    """Files as they are understood, by the definitions of that moment.

    Attributes:
        tables: What they say.
        dataset: The definitions.
        stamp: By which it is seen that they have changed since.
        sources: The files, for the history.
        contents: The same by their names.
    """

    tables: Tables
    dataset: Dataset
    stamp: tuple[str, ...]
    sources: tuple[InputFile, ...]
    contents: Mapping[str, bytes]


class Outcome(NamedTuple):
    """What an import has done, or would do.

    Attributes:
        counts: How many figures are new, changed, and as they were.
        begun: The periods of which it has the first results.
        replaced: The first of the figures that were replaced.
        figures: All of them, where they were to be compared.
        flips: What is judged otherwise, where that was to be assessed.
        number: Of the input in the history; None where nothing has been written.
    """

    counts: Counts = Counts()
    begun: Sequence[Period] = ()
    replaced: Sequence[FigureChange] = ()
    figures: Sequence[ImportedFigure] = ()
    flips: Sequence[Flip] = ()
    number: int | None = None
