"""One run of the program: the only place where errors end up."""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from typer import Exit
from typer._click.exceptions import ClickException, NoArgsIsHelpError

from chuyenhoa.cli import app, output
from chuyenhoa.cli.session import activate_language, database_of
from chuyenhoa.cli.usage import WrongUsage, in_own_words
from chuyenhoa.errors import CannotRun, ChuyenhoaError, Interrupted, reason
from chuyenhoa.language import N_, _
from chuyenhoa.model.problems import Invalid
from chuyenhoa.reports.problems import explained

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import FrameType

_COULD_NOT_RUN = 2
_BROKEN_PIPE = 141

# Windows has no SIGHUP, and its SIGTERM never reaches a handler.
_SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for.

    Returns:
        The exit status (contract §10). Nothing is raised, whatever happens.
    """
    output.prepare()
    with _signals_raised():
        try:
            activate_language(arguments, os.environ)
            if app.COMPLETION_VARIABLE in os.environ:
                app.complete()
            return _invoke(list(arguments))
        except BrokenPipeError:
            return _BROKEN_PIPE
        except Interrupted as stop:
            output.say(_("Interrupted."))
            return stop.exit_status
        except ClickException as error:
            return _refused(error)
        except Exception as error:  # noqa: BLE001 - no traceback ever reaches a user
            return _failed(error, database_of(arguments, os.environ))


def _invoke(arguments: list[str]) -> int:
    root = app.build()
    try:
        with root.make_context(app.NAME, arguments) as context:
            return int(root.invoke(context) or 0)
    except Exit as end:
        return end.exit_code


def _refused(error: ClickException) -> int:
    if isinstance(error, NoArgsIsHelpError):
        print(error.message, file=sys.stderr)  # noqa: T201 - help, of several lines
    else:
        _failed(in_own_words(error))
    return _COULD_NOT_RUN


def _failed(error: Exception, database: Path | None = None) -> int:
    """Say what happened, be it the database's doing; the exit status."""
    if isinstance(error, ChuyenhoaError):
        output.say_error(error)
        if isinstance(error, WrongUsage):
            output.say(error.hint)
        return error.exit_status
    if isinstance(error, Invalid):
        output.say_error(CannotRun("{problem}", problem=f"{error.code} {explained(error)}"))
    elif isinstance(error, MemoryError):
        output.say_error(CannotRun(N_("There is not enough memory.")))
    elif isinstance(error, OSError):
        output.say_error(_system_error(error))
    else:
        if os.environ.get("CHUYENHOA_DEBUG"):
            traceback.print_exception(error)
        output.say_error((database and _damage(database)) or _own_mistake(error))
    return _COULD_NOT_RUN


def _system_error(error: OSError) -> CannotRun:
    path = error.filename
    if path is None:
        return CannotRun(N_("The system refused: {detail}."), detail=reason(error))
    sentences = {
        errno.ENOENT: N_("There is no file {path}."),
        errno.ENOTDIR: N_("There is no file {path}."),
        errno.EISDIR: N_("{path} is a folder, not a file."),
        errno.EACCES: N_("You may not read or write {path}."),
        errno.EPERM: N_("You may not read or write {path}."),
        errno.EROFS: N_("{path} cannot be written: the disk is read-only."),
        errno.ENOSPC: N_("{path} cannot be written: the disk is full."),
    }
    other = N_("{path} cannot be read or written: {detail}.")
    sentence = sentences.get(error.errno or 0, other)
    return CannotRun(sentence, path=os.fsdecode(path), detail=reason(error))


def _damage(database: Path) -> CannotRun | None:
    """That the database is damaged, which explains everything; None where it is not."""
    from chuyenhoa.store.check import check
    from chuyenhoa.store.database import open_database
    from chuyenhoa.store.faults import DAMAGED

    # Whatever else goes wrong in looking must not hide what went wrong first.
    with suppress(Exception), open_database(database) as connection:
        for found in check(connection):
            said = _(found.template).format_map(found.params).rstrip(".")
            return CannotRun(DAMAGED, path=database, detail=found.params.get("detail", said))
    return None


def _own_mistake(error: Exception) -> CannotRun:
    return CannotRun(
        N_(
            "The program has made a mistake ({kind}). Your data is as it was before. Run it again "
            "with CHUYENHOA_DEBUG=1 and send what it shows to those who look after it."
        ),
        kind=type(error).__name__,
    )


@contextmanager
def _signals_raised() -> Iterator[None]:
    """Have signals that end a program raise `Interrupted`, so that everything is rolled back."""

    def stop(number: int, _frame: FrameType | None) -> None:
        # The first one is enough; a second must not interrupt the rolling back.
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise Interrupted(number)

    # Ignored signals stay ignored: that is how nohup works.
    before = {
        each: signal.signal(each, stop)
        for each in _SIGNALS
        if signal.getsignal(each) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
