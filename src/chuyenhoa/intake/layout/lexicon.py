"""Everything that the sheets of one programme can name, with what has been answered before."""

from __future__ import annotations

import re
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from chuyenhoa.intake.layout import words
from chuyenhoa.intake.layout.naming import Match, Names
from chuyenhoa.intake.layout.periods import parts_in, without_periods
from chuyenhoa.intake.rules import Rules
from chuyenhoa.model.names import Entry, fold
from chuyenhoa.model.problems import Invalid
from chuyenhoa.model.values import Measure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from chuyenhoa.intake.layout.layouts import Meaning
    from chuyenhoa.model.dataset import Criterion, Dataset
    from chuyenhoa.model.periods import Period

_NATIONAL_DIGITS = 5
# In the place of a code: rows with this label are about nothing that is asked for.
LEFT_OUT = "-"


class Lexicon:
    """Everything that the sheets of one programme can name.

    Args:
        dataset: The programme's definitions; results are not needed.
        known: Headings whose meaning has been answered, by `heading_key`.
        labels: What else areas and criteria are called, with their codes, or with `LEFT_OUT`.
    """

    def __init__(
        self,
        dataset: Dataset,
        known: Mapping[str, Meaning] | None = None,
        labels: Mapping[str, str] | None = None,
    ) -> None:
        self.programme = dataset.programme
        self.language = dataset.programme.language
        self.title = fold(dataset.programme.title)
        self.rules = Rules(dataset.criteria_sets)
        self._learn(known or {})
        self.labels = labels or {}
        self.left_out = {fold(label) for label, code in self.labels.items() if code == LEFT_OUT}
        self._dataset = dataset
        called: dict[str, list[str]] = {}
        for label, code in self.labels.items():
            called.setdefault(code, []).append(label)
        self._areas = Names(
            [
                Entry(
                    area.code,
                    area.code,
                    (area.name, *area.aliases, *called.get(area.code, ())),
                    area.kind,
                )
                for area in dataset.areas
            ],
            "area",
            {},
            self.labels,
        )
        self._national = {area.gso_code: area.code for area in dataset.areas if area.gso_code}
        self._criteria = Names(
            [
                Entry(code, code, (*names, *called.get(code, ())))
                for code, names in self.rules.names.items()
            ],
            "criterion",
            {code: fold(self.measured(code).unit or "") for code in self.rules.names},
            self.labels,
        )

    @cached_property
    def bounds(self) -> dict[str, set[Decimal]]:
        """The ends of the targets of each criterion, in whatever set and for whatever area."""
        criteria = [criterion for each in self.rules.sets for criterion in each.criteria]
        targets = [(each.code, each.target) for each in criteria]
        targets += [(each.criterion, each.target) for each in self._dataset.targets]
        bounds: dict[str, set[Decimal]] = {}
        for code, target in targets:
            bounds.setdefault(code, set()).update(target.ends)
        return bounds

    def answered(self, known: Mapping[str, Meaning], labels: Mapping[str, str]) -> Lexicon:
        """The same programme, with other answers."""
        if labels != self.labels:
            return Lexicon(self._dataset, known, labels)
        # Of many areas the names take a while.
        other = copy(self)
        other._learn(known)  # noqa: SLF001 - its own kind
        return other

    def _learn(self, known: Mapping[str, Meaning]) -> None:
        self.known = known
        self._known_texts = {text for key in known for text in key.split(" / ")}

    def areas(self, text: str) -> Match:
        """The areas that the text names."""
        return self._areas.match(text)

    def criteria(self, text: str) -> Match:
        """The criteria that the text names."""
        return self._criteria.match(text)

    def match(self, subject: str, text: str) -> Match:
        """What the text names: areas or criteria."""
        return self.areas(text) if subject == "area" else self.criteria(text)

    def named_above(self, subject: str, text: str) -> Match:
        """What the text names as a heading: no area and no criterion whose code is a label."""
        found = self.match(subject, text)
        return Match() if any(words.is_label(text, code) for code in found.codes) else found

    def area(self, text: str) -> str:
        """The code of the one area that the text names.

        Raises:
            Invalid: `unknown_area`, `ambiguous_name`.
        """
        codes = self.areas(text).codes
        if len(codes) != 1:
            raise self.unknown_area(text)
        return codes[0]

    def criterion(self, text: str) -> str:
        """The code of the one criterion that the text names.

        Raises:
            Invalid: `unknown_criterion`, `ambiguous_name`.
        """
        codes = self.criteria(text).codes
        if len(codes) != 1:
            raise self.unknown_criterion(text)
        return codes[0]

    def meaning(self, *keys: str) -> Meaning | None:
        """What was answered about a heading, by the first of its keys that is known."""
        return next((self.known[key] for key in keys if key in self.known), None)

    def explains(self, criterion: str, text: str) -> bool:
        """Whether the text says nothing of the criterion that is not known: a unit, a target."""
        return self._criteria.explained(criterion, text.strip(" ()[]:*"))

    def is_unit(self, criterion: str, text: str) -> bool:
        """Whether the text is what the criterion is counted in: it names no part of a rate."""
        return self._criteria.is_unit(criterion, text.strip(" ()[]:*"))

    def is_aside(self, code: str | None, text: str) -> bool:
        """Whether the text says that what it stands with are no results: `kế hoạch`, `năm trước`.

        Words that belong to the name of what the code is for say nothing, except `cùng kỳ` alone.
        """
        said = words.other_figures(text)
        return words.is_before(text) or not all(self._is_own(code, each) for each in said)

    def stated_beside(self, code: str | None, text: str, year: int) -> list[Period]:
        """The parts of the year that the text states without a year, outside the code's name."""
        parts = parts_in(text, year)
        return [period for said, period in parts if not self._is_own(code, said)]

    def _is_own(self, code: str | None, said: str) -> bool:
        """Whether the words belong to the name of what the code is for."""
        if code is None:
            return False
        names = self._criteria if code in self._criteria.names else self._areas
        own = fold("; ".join(names.names.get(code, ())))
        return bool(re.search(rf"\b{re.escape(said)}\b", own))

    def is_known(self, text: str) -> bool:
        """Whether the text is part of a heading whose meaning has been answered."""
        return bool(self.known) and without_periods(text) in self._known_texts

    def has_area(self, code: str) -> bool:
        """Whether there is an area with exactly this code."""
        return code in self._areas.names

    def has_criterion(self, code: str) -> bool:
        """Whether there is a criterion with exactly this code."""
        return code in self._criteria.names

    def padded_area(self, text: str) -> str | None:
        """The area's code of which a spreadsheet has dropped the zeros.

        So also for the code of the national list, which by itself identifies nothing.
        """
        national = text.zfill(_NATIONAL_DIGITS) if text.isdecimal() else ""
        return self._areas.padded(text) or self._national.get(national)

    def measured(self, code: str) -> Criterion:
        """The criterion as the latest set words it."""
        return self.rules.criterion(code)

    def is_rate(self, criterion: str) -> bool:
        """Whether the criterion's figures are shares."""
        is_rate = self.measured(criterion).measure is Measure.RATE
        return is_rate or self.is_percentage(criterion)

    def is_percentage(self, criterion: str) -> bool:
        """Whether they are shares of a hundred."""
        return self.measured(criterion).is_percentage or self.is_unit(criterion, "%")

    def unknown_area(self, text: str) -> Invalid:
        """That there is no such area, or more than one, with the likely one."""
        if code := self.padded_area(text):
            return Invalid("unknown_area", text=text, suggestion=code)
        return self._areas.unknown(text)

    def unknown_criterion(self, text: str) -> Invalid:
        """That there is no such criterion, or more than one, with the likely one."""
        return self._criteria.unknown(text)
