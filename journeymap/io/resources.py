"""Finds the files that come with journeymap, `templates/` and `samples/`, and remembers what was read from files."""

import time
from collections.abc import Callable, Iterable
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Stamp = tuple[int, int] | None

_PACKAGE = Path(__file__).parent.parent
_FRESH = 100_000_000
"""Nanoseconds in which a file may change again, while or after it is read, and still show the same time."""


@cache
def folder(name: str) -> Path:
    """The folder `templates` or `samples`: in the installed package, or beside it in a checkout.

    An editable install leaves a stale copy in site-packages, so the search starts from this file.
    """
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"journeymap is not installed whole: its folder {name!r} is missing")


def templates() -> Path:
    """The folder of the built-in templates."""
    return folder("templates")


def samples() -> Path:
    """The folder of the sample journeys."""
    return folder("samples")


def remembered(read: Callable[P, tuple[T, Iterable[Path]]]) -> Callable[P, T]:
    """A function that reads files, with a memory that lasts until one of them changes.

    `read` returns a value and the paths that it depends on, those that are not there but would have been read too.
    The function returned gives the value alone; while nothing changed it costs a look at each path's time and size.
    What was changed a moment ago is not remembered yet.
    """
    memory: dict[object, tuple[T, list[tuple[Path, Stamp]]]] = {}

    @wraps(read)
    def recalled(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (args, *sorted(kwargs.items()))
        known = memory.get(key)
        if known is not None and all(_stamp(path) == stamp for path, stamp in known[1]):
            return known[0]
        value, paths = read(*args, **kwargs)
        stamps = [(path, _stamp(path)) for path in paths]
        memory.pop(key, None)
        if all(stamp is None or stamp[0] < time.time_ns() - _FRESH for _, stamp in stamps):
            memory[key] = (value, stamps)
        return value

    return recalled


def _stamp(path: Path) -> Stamp:
    """What tells a file from its earlier state: when it was changed, and its size; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
