"""What a process may take that works on hostile files, where the system can see to it."""

from __future__ import annotations

from contextlib import suppress


def limit_memory(most: int = 1 << 30) -> None:
    """Take no more bytes than these, and leave nothing behind where that ends the process."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def limit_time(most: int = 60) -> None:
    """Take no more seconds from now on, even if nobody is left who would look at the clock."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + most
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))
