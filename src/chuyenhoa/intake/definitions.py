"""What a data file states of areas, criteria and settings, each on its own (contract §2)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, Literal, TypeVar, get_args

from chuyenhoa.intake import texts
from chuyenhoa.model.codes import check_code, code_key
from chuyenhoa.model.dataset import (
    Against,
    Area,
    AreaKind,
    CriteriaSet,
    Criterion,
    Group,
    Language,
    Note,
)
from chuyenhoa.model.names import nearest
from chuyenhoa.model.periods import Period
from chuyenhoa.model.problems import Invalid
from chuyenhoa.model.targets import Target
from chuyenhoa.model.values import Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from chuyenhoa.intake.fields import Fields
    from chuyenhoa.intake.findings import Findings
    from chuyenhoa.model.dataset import Origin

AREA_KEYS = ("code", "name", "kind", "gso_code", "aliases")
SET_KEYS = ("code", "name", "from", "pass_score", "groups", "criteria")
_GROUP_KEYS = ("code", "name", "require")
_CRITERION_KEYS = (
    *("code", "name", "name_en", "group", "unit", "measure", "per", "may_exceed", "against"),
    *("target", "mandatory", "points"),
)
_PROGRAMME_KEYS = ("min_success_rate", "max_relapses")

_MOST_POINTS = Decimal("9999.9999")
_MOST_PER = 100_000
_MOST_REQUIRED = 9_999
_MOST_RELAPSES = 999_999
_LAST_CUTOFF_DAY = 28

_LANGUAGES: dict[str, Language] = {each: each for each in get_args(Language)}
_AREA_KINDS: dict[str, AreaKind] = {each: each for each in get_args(AreaKind)}
_AGAINST: dict[str, Against] = {each: each for each in get_args(Against)}
_MEASURES = {each.value: each for each in Measure}

# Stands for one that could not be read.
_ANY_TARGET = Target(Decimal(0), low_open=False, high=None, high_open=False, is_answer=False)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """Something stated, and where."""

    value: T
    origin: Origin


@dataclass(frozen=True, slots=True)
class StatedSet(Stated[CriteriaSet]):
    """A criteria set; `criteria` have places of their own, `start` is where its `from` stands."""

    start: Origin
    criteria: tuple[Stated[Criterion], ...]


S = TypeVar("S", Stated[Area], Stated[Group], Stated[Criterion], Stated[Note], StatedSet)


def once(stated: Iterable[S], findings: Findings) -> list[S]:
    """The first of each code; the same again is a notice, another one a problem."""
    first: dict[str, S] = {}
    for each in stated:
        before = first.setdefault(code_key(each.value.code), each)
        if before is not each:
            said_twice(before, each, each.value.code, findings, conflict="duplicate_code")
    return list(first.values())


def once_by(
    stated: Iterable[Stated[T] | None],
    key: Callable[[T], tuple[str | None, ...]],
    findings: Findings,
) -> list[Stated[T]]:
    """The first for each key; the same again is a notice, another one a problem."""
    first: dict[Hashable, Stated[T]] = {}
    for each in filter(None, stated):
        before = first.setdefault(key(each.value), each)
        if before is not each:
            said_twice(before, each, ", ".join(filter(None, key(each.value))), findings)
    return list(first.values())


def said_twice(
    before: Stated[T],
    again: Stated[T],
    name: str,
    findings: Findings,
    *,
    conflict: str = "conflicting_definition",
) -> None:
    """Say that something is stated a second time, in the same way or another one."""
    first = findings.place(before.origin)
    if before.value == again.value:
        findings.notice("repeated_definition", again.origin, text=name, first=first)
    else:
        findings.refuse(conflict, again.origin, text=name, first=first)


def read_settings(top: Fields) -> dict[str, Stated[object]]:
    """The settings of `Programme` that the file states, by their names."""
    found: dict[str, Stated[object]] = {}

    def keep(fields: Fields, key: str, value: object) -> None:
        if value is not None:
            found[key] = Stated(value, fields.at(key))

    keep(top, "title", top.text("title"))
    keep(top, "language", top.optional("language", texts.choice(_LANGUAGES)))
    keep(top, "illustrative", top.optional("illustrative", texts.flag))
    keep(top, "cutoff_day", top.optional("cutoff_day", _cutoff_day))
    programme = top.inner("programme", _PROGRAMME_KEYS)
    if programme:
        rate = programme.optional("min_success_rate", texts.number(0, 100))
        keep(programme, "min_success_rate", rate)
        relapses = programme.optional("max_relapses", texts.whole(0, _MOST_RELAPSES))
        keep(programme, "max_relapses", relapses)
    return found


def _cutoff_day(text: str) -> int:
    try:
        return texts.whole(1, _LAST_CUTOFF_DAY)(text)
    except Invalid:
        raise Invalid("bad_cutoff_day", text=text) from None


def read_area(fields: Fields) -> Stated[Area] | None:
    """An area; None without a code by which it could be known."""
    code = fields.required("code", check_code)
    area = Area(
        code or "",
        name=fields.required_text("name"),
        kind=fields.with_default("kind", texts.choice(_AREA_KINDS), "commune"),
        gso_code=fields.text("gso_code"),
        aliases=fields.texts("aliases"),
    )
    return Stated(area, fields.at("code")) if code else None


def read_set(fields: Fields) -> StatedSet | None:
    """A criteria set; None where its code or start are missing.

    Its criteria are read all the same, for what is wrong with them.
    """
    findings = fields.findings
    code = fields.required("code", check_code)
    name = fields.required_text("name")
    start = fields.required("from", Period.parse)
    pass_score = fields.with_default("pass_score", texts.number(0, 100), Decimal(0))
    groups = once(filter(None, map(_read_group, fields.each("groups", _GROUP_KEYS))), findings)
    group_codes = {code_key(group.value.code): group.value.code for group in groups}
    entries = fields.each("criteria", _CRITERION_KEYS, required=True)
    stated = [_read_criterion(entry, group_codes) for entry in entries]
    if fields.is_empty("criteria"):
        findings.refuse("missing_text", fields.at("criteria"), key="criteria")
    criteria = once(filter(None, stated), findings)
    if not code or start is None:
        return None
    criteria_set = CriteriaSet(
        code,
        name,
        start,
        tuple(criterion.value for criterion in criteria),
        tuple(group.value for group in groups),
        pass_score,
    )
    return StatedSet(criteria_set, fields.at("code"), fields.at("from"), tuple(criteria))


def _read_group(fields: Fields) -> Stated[Group] | None:
    code = fields.required("code", check_code)
    name = fields.required_text("name")
    group = Group(code or "", name, fields.optional("require", _require))
    return Stated(group, fields.at("code")) if code else None


def _require(text: str) -> Literal["all"] | int:
    return "all" if text == "all" else texts.whole(1, _MOST_REQUIRED)(text)


def _read_criterion(fields: Fields, groups: dict[str, str]) -> Stated[Criterion] | None:
    def group(text: str) -> str:
        if code_key(text) not in groups:
            near = nearest(text, groups.values())
            raise Invalid("unknown_group", text=text, suggestion=near)
        return groups[code_key(text)]

    code = fields.required("code", check_code)
    measure = fields.optional("measure", texts.choice(_MEASURES))
    if measure is None and not fields.has("measure"):
        measure = Measure.VALUE
    criterion = Criterion(
        code or "",
        name=fields.required_text("name"),
        target=read_target(fields, measure) or _ANY_TARGET,
        name_en=fields.text("name_en"),
        group=fields.optional("group", group),
        unit=fields.text("unit"),
        measure=measure or Measure.VALUE,
        per=fields.with_default("per", texts.whole(1, _MOST_PER), 100),
        may_exceed=fields.with_default("may_exceed", texts.flag, default=False),
        against=fields.with_default("against", texts.choice(_AGAINST), "prior_year"),
        mandatory=fields.with_default("mandatory", texts.flag, default=True),
        points=fields.with_default("points", texts.number(0, _MOST_POINTS), Decimal(1)),
    )
    return Stated(criterion, fields.at("code")) if code else None


def read_target(fields: Fields, measure: Measure | None) -> Target | None:
    """The target, which must be given; where the measure is not known, nothing fits or misfits."""
    if measure is None:
        fields.required("target", str)
        return None
    return fields.required("target", lambda text: Target.parse(text, measure))
