"""Data files to a dataset, and what is wrong with them (contract §2).

Several files of one input are one input: what one defines another may refer to, and so may all to
what the database holds already.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from chuyenhoa.intake import consistency
from chuyenhoa.intake.definitions import (
    AREA_KEYS,
    SET_KEYS,
    Stated,
    StatedSet,
    once,
    once_by,
    read_area,
    read_set,
    read_settings,
    said_twice,
)
from chuyenhoa.intake.fields import Fields, text_at
from chuyenhoa.intake.findings import Findings
from chuyenhoa.intake.narrative import NOTE_KEYS, OFFICE_KEYS, read_note, read_office
from chuyenhoa.intake.references import (
    BASELINE_KEYS,
    LISTING_KEYS,
    TARGET_KEYS,
    read_baselines,
    read_listing,
    read_revised_target,
)
from chuyenhoa.intake.results import RESULT_KEYS, Results
from chuyenhoa.intake.rules import Areas, Rules
from chuyenhoa.model.codes import code_key
from chuyenhoa.model.dataset import Dataset, Office, Origin
from chuyenhoa.model.periods import Period
from chuyenhoa.sources.memory import without_collections
from chuyenhoa.sources.yaml import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from chuyenhoa.model.dataset import Baseline, Listing, Note, Result, RevisedTarget
    from chuyenhoa.model.problems import Problem

FORMAT = "chuyenhoa/1"
_KEYS = (
    *("format", "title", "language", "illustrative", "cutoff_day", "programme"),
    *("areas", "listings", "criteria_sets", "targets", "baselines", "periods", "results"),
    *("office", "notes"),
)

T = TypeVar("T")


class DataFile(NamedTuple):
    """A data file: its name as the user gave it, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What an input says.

    Attributes:
        dataset: What the files state; `programme` is complete, with what was there before.
        problems: Problems and notices, in the order of files, lines and columns.
    """

    dataset: Dataset
    problems: tuple[Problem, ...]

    @property
    def accepted(self) -> bool:
        """Whether the dataset may be written: notices are no hindrance."""
        return all(problem.notice for problem in self.problems)


def read_data_files(
    files: Sequence[DataFile], existing: Dataset, *, recorded: Mapping[str, int], today: date
) -> Reading:
    """Read data files as one input.

    Args:
        files: In the order in which they were named; an `Origin.file` is a position in it.
        existing: What the database holds, without results.
        recorded: How many results it holds of each criterion, by code.
        today: To notice periods that have not begun.

    Returns:
        What the files state, and all that is wrong with it.
    """
    findings = Findings([file.name for file in files])
    with without_collections():
        reader = _Reader(list(_open(files, findings)), existing, findings)
        if len(reader.files) < len(files):
            # What the others refer to may stand in the file that could not be read.
            findings.mute("unknown_area", "unknown_criterion")
        dataset = reader.read(recorded, today)
        # With it go the trees of all files, which are larger than what they say.
        del reader
    return Reading(dataset, findings.in_order())


def _open(files: Sequence[DataFile], findings: Findings) -> Iterator[Fields]:
    """The files that are data files of this program's format."""
    for number, file in enumerate(files):
        node, problems = read_yaml(file.content, file.name)
        findings.extend(problems, number)
        if node is None:
            continue
        stated = text_at(node, "format")
        if stated is not None and stated.text != FORMAT:
            # Of another format nothing else is judged.
            origin = Origin(number, stated.line, stated.column)
            findings.refuse("bad_format", origin, text=stated.text, expected=FORMAT)
            continue
        top = Fields(node, _KEYS, number, findings)
        top.required("format", str)
        yield top


class _Reader:
    """Reads what files state: first what can be referred to, then what refers to it."""

    def __init__(self, files: list[Fields], existing: Dataset, findings: Findings) -> None:
        self.files = files
        self._existing = existing
        self._findings = findings
        # Where each period is first said to be reported.
        self._mentioned: dict[Period, Origin] = {}

    def read(self, recorded: Mapping[str, int], today: date) -> Dataset:
        """Everything that the files state."""
        findings, existing = self._findings, self._existing
        programme = replace(existing.programme, **self._settings())
        areas = once(filter(None, map(read_area, self._each("areas", AREA_KEYS))), findings)
        known = Areas([*existing.areas, *_values(areas)])
        sets, rules = self._sets(recorded)
        dataset = Dataset(
            programme=programme,
            areas=_values(areas),
            listings=self._listings(known),
            criteria_sets=_values(sets),
            targets=self._targets(known, rules),
            baselines=self._baselines(known, rules),
            office=self._office(),
            notes=_values(once(self._notes(known, rules), findings)),
            periods=_values(once_by(self._periods(), lambda period: (period.code,), findings)),
            results=self._results(known, rules),
        )
        for period, origin in self._mentioned.items():
            if period.start(programme.cutoff_day) > today:
                findings.notice("future_period", origin, period=period.code)
        return dataset

    def _each(self, key: str, keys: tuple[str, ...]) -> Iterator[Fields]:
        for top in self.files:
            yield from top.each(key, keys, required=key == "areas")

    def _settings(self) -> dict[str, Any]:
        stated: dict[str, Stated[object]] = {}
        for top in self.files:
            for name, setting in read_settings(top).items():
                before = stated.setdefault(name, setting)
                # Each file may say again what programme it belongs to.
                if before.value != setting.value:
                    said_twice(before, setting, name, self._findings)
        return {name: setting.value for name, setting in stated.items()}

    def _office(self) -> Office:
        each = (top.inner("office", OFFICE_KEYS) for top in self.files)
        stated = once_by(
            (read_office(fields) for fields in each if fields),
            lambda _office: ("office",),
            self._findings,
        )
        return stated[0].value if stated else Office()

    def _sets(self, recorded: Mapping[str, int]) -> tuple[list[StatedSet], Rules]:
        """The sets that the files state, and the rules that they make with those there are."""
        findings, existing = self._findings, self._existing
        read = list(map(read_set, self._each("criteria_sets", SET_KEYS)))
        if None in read:
            findings.mute("unknown_criterion")
        stated = once(filter(None, read), findings)
        sets = {code_key(each.code): each for each in existing.criteria_sets}
        sets |= {code_key(each.value.code): each.value for each in stated}
        rules = Rules(sets.values())
        referred = consistency.referred_criteria(existing, recorded)
        consistency.check_starts(stated, existing, findings)
        consistency.check_measures(stated, existing, referred, findings)
        consistency.check_dropped(stated, existing, rules, referred, findings)
        return stated, rules

    def _listings(self, known: Areas) -> tuple[Listing, ...]:
        entries = self._each("listings", LISTING_KEYS)
        stated = (read_listing(entry, known) for entry in entries)
        return _values(once_by(stated, lambda listing: (listing.area,), self._findings))

    def _targets(self, known: Areas, rules: Rules) -> tuple[RevisedTarget, ...]:
        def key(target: RevisedTarget) -> tuple[str | None, ...]:
            return target.criterion, target.area, target.start.code if target.start else None

        entries = self._each("targets", TARGET_KEYS)
        stated = (read_revised_target(entry, known, rules) for entry in entries)
        targets = once_by(stated, key, self._findings)
        consistency.check_targets(targets, self._existing, self._findings)
        return _values(targets)

    def _baselines(self, known: Areas, rules: Rules) -> tuple[Baseline, ...]:
        entries = self._each("baselines", BASELINE_KEYS)
        stated = chain.from_iterable(read_baselines(entry, known, rules) for entry in entries)
        return _values(once_by(stated, lambda each: (each.criterion, each.area), self._findings))

    def _notes(self, known: Areas, rules: Rules) -> Iterator[Stated[Note]]:
        for entry in self._each("notes", NOTE_KEYS):
            note = read_note(entry, known, rules)
            if note is not None:
                self._mentioned.setdefault(note.value.period, entry.at("period"))
                yield note

    def _periods(self) -> Iterator[Stated[Period]]:
        for top in self.files:
            for scalar in top.scalars("periods"):
                period = top.parsed(scalar, Period.parse)
                if period is not None:
                    origin = top.place_of(scalar)
                    self._mentioned.setdefault(period, origin)
                    yield Stated(period, origin)

    def _results(self, known: Areas, rules: Rules) -> tuple[Result, ...]:
        results = Results(known, rules, self._findings)
        for entry in self._each("results", RESULT_KEYS):
            period = results.read(entry)
            if period is not None:
                self._mentioned.setdefault(period, entry.at("period"))
        return tuple(results)


def _values(stated: Iterable[Stated[T]]) -> tuple[T, ...]:
    return tuple(each.value for each in stated)
