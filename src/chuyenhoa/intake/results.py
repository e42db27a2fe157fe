"""The results of an input: hundreds of thousands of texts, each judged by its criterion."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from chuyenhoa.intake import texts
from chuyenhoa.intake.figures import parse_figure
from chuyenhoa.intake.repeats import merged, repeated
from chuyenhoa.model.dataset import Origin, Result
from chuyenhoa.model.periods import Period
from chuyenhoa.sources.yaml import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chuyenhoa.intake.fields import Fields
    from chuyenhoa.intake.findings import Findings
    from chuyenhoa.intake.rules import Areas, Rules
    from chuyenhoa.model.dataset import Criterion
    from chuyenhoa.model.values import Measure, Value

RESULT_KEYS = ("period", "area", "values", "notes")

_period = cache(Period.parse)


class _Column:
    """A criterion in one period, and the values of its texts so far."""

    def __init__(self, criterion: Criterion) -> None:
        self.criterion = criterion
        self.values: dict[str, Value] = {}

    def value(self, text: str) -> Value | None:
        """What the text means under this criterion.

        Raises:
            Invalid: Where it does not fit.
        """
        value = parse_figure(text, self.criterion)
        if value is not None:
            self.values[text] = value
        return value


class Results:
    """Collects the results of an input, each once.

    Args:
        areas: The areas that there are.
        rules: The criteria that there are.
        findings: Where problems go.
    """

    def __init__(self, areas: Areas, rules: Rules, findings: Findings) -> None:
        self._areas = areas
        self._rules = rules
        self._findings = findings
        self._columns: dict[Period | None, dict[str, _Column]] = {}
        self._found: dict[tuple[Period, str], dict[str, Result]] = {}

    def __iter__(self) -> Iterator[Result]:
        for results in self._found.values():
            yield from results.values()

    def read(self, fields: Fields) -> Period | None:
        """Take the results of one area in one period, and give the period."""
        period = fields.required("period", _period)
        area = fields.required("area", self._areas.code)
        notes = self._notes(fields)
        columns = self._columns.setdefault(period, {})
        entry = None if period is None or area is None else (period, area)
        known = {} if entry is None else self._found.setdefault(entry, {})
        for key, node in fields.pairs("values", required=True):
            column = columns.get(key.text) or self._column(columns, period, key, fields)
            if column is None:
                continue
            # Most texts have been read before.
            value = column.values.get(node.text) if isinstance(node, Scalar) else None
            if value is None and (scalar := fields.scalar(node)):
                value = fields.parsed(scalar, column.value)
            if value is None or entry is None:
                continue
            code = column.criterion.code
            origin = Origin(fields.origin.file, node.line, node.column)
            note = notes.pop(code)[0] if code in notes else None
            result = Result(*entry, code, value, origin, note)
            if code in known:
                known[code] = self._again(known[code], result, column.criterion.measure)
            else:
                known[code] = result
        for code, (_, origin) in notes.items():
            if entry is not None:
                self._findings.refuse("note_without_value", origin, criterion=code)
        return period

    def _column(
        self, columns: dict[str, _Column], period: Period | None, key: Scalar, fields: Fields
    ) -> _Column | None:
        criterion = fields.parsed(key, partial(self._rules.criterion_in, period))
        if criterion is None:
            return None
        # Two spellings of one code share a column.
        column = columns.setdefault(criterion.code, _Column(criterion))
        columns[key.text] = column
        return column

    def _notes(self, fields: Fields) -> dict[str, tuple[str, Origin]]:
        notes: dict[str, tuple[str, Origin]] = {}
        for key, node in fields.pairs("notes"):
            criterion = fields.parsed(key, self._rules.criterion)
            if scalar := fields.scalar(node):
                text = fields.parsed(scalar, texts.prose)
                if criterion is not None and text:
                    notes[criterion.code] = (text, fields.place_of(key))
        return notes

    def _again(self, before: Result, again: Result, measure: Measure) -> Result:
        """The result that is stated twice."""
        self._findings.add(again.origin, repeated(before, again, measure, self._findings.files))
        return merged(before, again)
