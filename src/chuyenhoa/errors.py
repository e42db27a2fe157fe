"""What ends a run before its work is done.

Wrong data is not an error of the program: it is a value (`chuyenhoa.model.problems.Problem`) that
is collected and reported. The exceptions here are caught once, by the command line.
"""

from __future__ import annotations

import errno
from typing import ClassVar

from chuyenhoa.language import N_

# What the system says in its own language, or in English.
_REASONS = {
    errno.EACCES: N_("permission is missing"),
    errno.EAGAIN: N_("too many programs are running"),
    errno.EBUSY: N_("another program is using it"),
    errno.EDQUOT: N_("the quota of disk space is used up"),
    errno.EFBIG: N_("a limit on the size of files is reached"),
    errno.EIO: N_("the disk may be defective, or is no longer connected"),
    errno.EISDIR: N_("it is a folder"),
    errno.ELOOP: N_("links lead in a circle"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ENFILE: N_("too many files are open"),
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOMEM: N_("there is not enough memory"),
    errno.ENOSPC: N_("the disk is full"),
    errno.ENOTDIR: N_("a part of the path is no folder"),
    errno.EPERM: N_("permission is missing"),
    errno.EROFS: N_("the disk is read-only"),
}


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


def reason(error: OSError) -> str:
    """Why the system refused: in words of ours, to be translated, or else in its own."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
