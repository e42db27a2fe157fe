"""What ends a run before its work is done.

Wrong data is not an error of the program: it is a value (`chuyenhoa.model.problems.Problem`) that
is collected and reported. The exceptions here are caught once, by the command line.
"""

from __future__ import annotations

from typing import ClassVar


class ChuyenhoaError(Exception):
    """An error with a sentence for the person at the terminal.

    Attributes:
        template: The English sentence, marked for translation, with its {named} fields.
        params: What the fields stand for.
        exit_status: The status with which the run ends (contract §10).
    """

    exit_status: ClassVar[int] = 2

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template, params)
        self.template = template
        self.params = params

    def __str__(self) -> str:
        return self.template.format_map(self.params)


class CannotRun(ChuyenhoaError):
    """The command could not do its work at all: usage, a file, the database (contract §10)."""


class Interrupted(BaseException):
    """A signal asked the run to stop; nothing has been written.

    Not an `Exception`, so that no handler on the way takes it for a mishap of its own.

    Attributes:
        exit_status: 128 and the number of the signal: 130 for Ctrl-C (contract §10).
    """

    def __init__(self, signal_number: int = 2) -> None:
        super().__init__(signal_number)
        self.exit_status = 128 + signal_number
