"""How a spreadsheet checks what is filled into an entry form.

The checks help, the import judges: what does not look like a figure can be kept after a warning,
for the formulas know less of what people may write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chuyenhoa.language import N_, _
from chuyenhoa.model.values import Measure
from chuyenhoa.reports import figures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chuyenhoa.assessment.assessed import AskedCriterion

# As the import reads it, whatever the language of the dataset.
NOT_APPLICABLE = N_("N/A")
_PERCENT = 100

_WANTED = {
    Measure.VALUE: N_("A number is wanted here, or {not_applicable}."),
    Measure.REDUCTION: N_("A number of 0 or more is wanted here, or {not_applicable}."),
    Measure.RATE: N_(
        "Wanted here is {rate}; or {not_applicable}. A share is never more than the whole."
    ),
}
_WANTED_OF_ANY_SIZE = N_("Wanted here is {rate}; or {not_applicable}.")


def validation(criterion: AskedCriterion, cell: str, language: str) -> dict[str, object]:
    """The check of a criterion's cells, as XlsxWriter takes it.

    Args:
        criterion: The criterion.
        cell: The first of the cells, such as 'D9'.
        language: Of the dataset: its decimal mark is a comma in 'vi'.
    """
    none, rate = _(NOT_APPLICABLE), rates_wanted([criterion])
    if criterion.measure is Measure.YES_NO:
        return {
            "validate": "list",
            "source": [_("yes"), _("no"), none],
            "error_title": _("Please choose"),
            "error_message": _("Choose one of the list, or leave the cell blank."),
        }
    wanted = _WANTED_OF_ANY_SIZE if criterion.may_exceed else _WANTED[criterion.measure]
    check: dict[str, object] = {
        "validate": "custom",
        "value": f'=OR({cell}="{none}",IFERROR({_condition(criterion, cell, language)},FALSE))',
        "error_type": "warning",
        "error_title": _("Please check"),
        "error_message": _(wanted).format(rate=rate, not_applicable=none),
    }
    if criterion.measure is Measure.RATE:
        check["input_message"] = rate[:1].upper() + rate[1:]
    return check


def rates_wanted(criteria: Iterable[AskedCriterion]) -> str:
    """The ways in which the rates among the criteria can be filled in, '' where there are none."""
    pers = sorted({each.per for each in criteria if each.measure is Measure.RATE})
    if not pers:
        return ""
    ways = [_("numerator/denominator, such as 18/19")]
    if _PERCENT in pers:
        ways.append(_("or a percentage with its sign, such as 94%"))
    ways += [
        _("or the rate per {per}, without a percent sign").format(per=figures.whole(per))
        for per in pers
        if per != _PERCENT
    ]
    return "; ".join(ways)


def _condition(criterion: AskedCriterion, cell: str, language: str) -> str:
    """What holds for the figures of the criterion, in functions that Excel 2007 has.

    With what stands around it, it must not be longer than 255 characters.
    """
    thousands, decimal = (".", ",") if language == "vi" else (",", ".")

    def number(text: str) -> str:
        # VALUE knows the decimal mark of the system: the second character of a half.
        return f'VALUE(SUBSTITUTE({count(text)},"{decimal}",MID(1/2,2,1)))'

    def count(text: str) -> str:
        return f'SUBSTITUTE({text},"{thousands}","")'

    if criterion.measure is not Measure.RATE:
        # Without the slash, or VALUE would make a date of 5/6.
        plain = number(f'SUBSTITUTE({cell},"/","x")')
        return f"ISNUMBER({plain})" if criterion.measure is Measure.VALUE else f"{plain}>=0"
    slash = f'FIND("/",{cell})'
    # VALUE knows the percent sign as well.
    rate = number(cell)
    # What is counted is whole, and read the same by every system.
    over, under = count(f"LEFT({cell},{slash}-1)"), count(f"MID({cell},{slash}+1,20)")
    if criterion.may_exceed:
        return f"IF(ISERROR({slash}),{rate},{over}*{under})>=0"
    # From 0 to `per`, with the rate mentioned once.
    in_range = f"ABS({rate}-{criterion.per}/2)<={criterion.per}/2"
    return f"IF(ISERROR({slash}),{in_range},0+{over}<=0+{under})"
