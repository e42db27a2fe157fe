"""Text templates: Jinja in a sandbox; data is never markup, a mistake is a problem at its line."""

from __future__ import annotations

import re
from functools import partial
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, cast

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from chuyenhoa.model.names import nearest
from chuyenhoa.model.problems import Place, Problem
from chuyenhoa.reports import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST_CHARACTERS = 1 << 26
# No text or list that is multiplied gets longer, no power higher.
_MOST_REPEATED = 1 << 20
_HIGHEST_POWER = 100

_UNCLOSED = re.compile(r"Unexpected end of template\..*to be closed is '(\w+)'")

# What a browser runs where it expects an address.
_SCRIPT = re.compile(r"^(\s*(?:javascript|vbscript|data)\s*)(?=:)", re.IGNORECASE)


class TooLargeError(Exception):
    """More is put out than is allowed."""


class UnknownNameError(UndefinedError):
    """A name that the data does not have.

    Attributes:
        name: What was asked for.
        of: Of what; `missing` where it is no part of anything.
    """

    def __init__(self, name: str, of: object, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.of = of


class Undefined(StrictUndefined):
    """What is not there: says what would be."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,  # noqa: ANN401 - as Jinja calls it
        name: str | None = None,
        exc: type[Exception] = UndefinedError,
    ) -> None:
        if exc is UndefinedError and hint is None:
            exc = cast("type[Exception]", partial(UnknownNameError, str(name), obj))
        super().__init__(hint, obj, name, cast("Any", exc))


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja without a way out, and without what one short line could exhaust the machine with."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as Jinja's environment
        super().__init__(undefined=Undefined, **options)
        # The same data gives the same document.
        del self.filters["random"], self.globals["lipsum"]

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - as Jinja's
        """Multiply or raise, if it stays small."""
        repeated = [
            len(one) * other
            for one, other in ((left, right), (right, left))
            if operator == "*" and hasattr(one, "__len__") and isinstance(other, int)
        ]
        if max(repeated, default=0) > _MOST_REPEATED:
            raise OverflowError("the product is too long")
        if operator == "**" and max(abs(left), abs(right)) > _HIGHEST_POWER:
            raise OverflowError("the power is too high")
        return super().call_binop(context, operator, left, right)


def fill(
    name: str, files: Mapping[str, bytes], data: Mapping[str, object]
) -> str | bytes | Problem:
    """The document that a template makes.

    Args:
        name: Of the template.
        files: The templates of its folder, itself among them: no other can be included.
        data: The report, as `report --format json` has it.

    Returns:
        The document, or what is wrong with the template.

    Raises:
        MemoryError: It takes more than there is.
        TooLargeError: The document is too long.
    """
    environment = _environment(name, files)
    try:
        return joined(environment.get_template(name).generate(data))
    except TemplateSyntaxError as error:
        return unreadable(error.message or "", Place(error.name or name, error.lineno))
    except UnicodeDecodeError as error:
        # Which file it was is the last thing that the loader was asked for.
        return Problem("not_text", Place(error.reason))
    except (MemoryError, TooLargeError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it stumbles over is the template's doing
        return problem(error, _place(error, name, files), files, data)


def _environment(name: str, files: Mapping[str, bytes]) -> Sandbox:
    def load(wanted: str) -> tuple[str, str, Callable[[], bool]] | None:
        if wanted not in files:
            return None
        try:
            return files[wanted].decode("utf-8-sig"), wanted, lambda: True
        except UnicodeDecodeError as error:
            error.reason = wanted
            raise

    html, markdown = name.lower().endswith(".html.j2"), name.lower().endswith(".md.j2")
    return Sandbox(
        loader=FunctionLoader(load),
        # What macros and `safe` give is then known from what stands in the data.
        autoescape=html or markdown,
        finalize=_shown_in_html if html else _shown_in_markdown if markdown else shown_in_text,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def joined(pieces: Any) -> str:  # noqa: ANN401 - an iterator of texts, for Jinja of anything
    """What a template puts out.

    Raises:
        TooLargeError: It is too long.
    """
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > MOST_CHARACTERS:
            raise TooLargeError
        kept.append(piece)
    return "".join(kept)


def _shown_in_html(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return _SCRIPT.sub(r"\1\\", escape.visible(value))
    return "" if value is None else value


def _shown_in_markdown(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return Markup(escape.markdown(value))  # noqa: S704 - escaped for Markdown
    return "" if value is None else value


def shown_in_text(value: object) -> object:
    """A text line by line: what a macro gives has several."""
    if isinstance(value, str):
        return escape.visible_lines(value)
    return "" if value is None else value


def unreadable(message: str, place: Place) -> Problem:
    """What is wrong with a template that cannot be read."""
    unclosed = _UNCLOSED.match(message)
    if unclosed:
        return Problem("open_block", place, {"text": unclosed[1]})
    return Problem("template_syntax", place, {"detail": _first(message)})


def _first(message: str) -> str:
    """What Jinja says first; what follows is what it would rather have seen."""
    return message.partition(". ")[0].rstrip(".")


def _place(error: Exception, name: str, files: Mapping[str, bytes]) -> Place:
    """The line of the template that was at work; Jinja puts it into the traceback."""
    lines = [
        Place(frame.f_code.co_filename, line)
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_code.co_filename in files
    ]
    return lines[-1] if lines else Place(name)


def problem(
    error: Exception, place: Place, files: Mapping[str, bytes], data: Mapping[str, object]
) -> Problem:
    """What is wrong with a template that cannot be filled."""
    if isinstance(error, UnknownNameError):
        return _unknown(error, place, data)
    if isinstance(error, TemplateNotFound):
        text = str(error.name)
        params = {"text": text, "names": sorted(files)}
        return Problem("unknown_template", place, params, nearest(text, files))
    code = "template_refused" if isinstance(error, SecurityError) else "template_error"
    return Problem(code, place, {"detail": _first(str(error)) or type(error).__name__})


def _unknown(error: UnknownNameError, place: Place, data: Mapping[str, object]) -> Problem:
    names = data if error.of is missing else error.of
    if not isinstance(names, dict):
        of = repr(names[:1] if isinstance(names, list) else names)
        return Problem("no_names", place, {"text": error.name, "of": of})
    near = nearest(error.name, names)
    # The nearest first: a sentence names only some of them.
    ordered = sorted(names, key=lambda each: (each != near, each))
    return Problem("unknown_name", place, {"text": error.name, "names": ordered}, near)
