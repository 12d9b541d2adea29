"""Finds the files that are installed with journeymap, and caches what is read from files."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Stamp = tuple[int, ...] | None
"""What differs after any change of a file or folder, even one that keeps its size and time; None without one."""

_PACKAGE = Path(__file__).parent.parent
_FRESH = 100_000_000
"""Nanoseconds within which a file can change again without a change of its modification time."""


@cache
def folder(name: str) -> Path:
    """Returns the folder `templates` or `samples`: in the installed package, or beside it in a checkout.

    The search starts from this file, since an editable install leaves an outdated copy in site-packages. Raises
    FileNotFoundError when the folder is missing.
    """
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"journeymap is not installed whole: its folder {name!r} is missing")


def templates() -> Path:
    """Returns the folder of the built-in templates."""
    return folder("templates")


def samples() -> Path:
    """Returns the folder of the sample journeys."""
    return folder("samples")


def cached_until_changed(read: Callable[P, tuple[T, Iterable[Path]]], *, most: int | None = None) -> Callable[P, T]:
    """Caches the values of a function that reads files, until one of the files changes.

    `read` returns a value and the paths that it depends on, including missing files that would have been read. The
    decorated function returns the value alone; a call with a cached value only takes each path's stamp. A value is not
    cached while a file has changed within the last 0.1 s. Of large values the `most` newest are kept.
    """
    cache_by_arguments: dict[object, tuple[T, list[tuple[Path, Stamp]]]] = {}

    @wraps(read)
    def cached(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (args, *sorted(kwargs.items())) if kwargs else (args,)
        known = cache_by_arguments.get(key)
        if known is not None and all(stamp_of(path) == stamp for path, stamp in known[1]):
            return known[0]
        value, paths = read(*args, **kwargs)
        stamps = [(path, stamp_of(path)) for path in paths]
        cache_by_arguments.pop(key, None)
        if all(is_settled(stamp) for _, stamp in stamps):
            cache_by_arguments[key] = (value, stamps)
            if most is not None and len(cache_by_arguments) > most:
                del cache_by_arguments[next(iter(cache_by_arguments))]
        return value

    return cached


def stamp_of(path: Path) -> Stamp:
    """Returns a path's times of modification and change in nanoseconds, its size in bytes and its inode."""
    try:
        found = os.stat(path)  # noqa: PTH116  asked so often that a method around it tells
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def is_settled(stamp: Stamp) -> bool:
    """Whether any further change will give another stamp: the last one is long enough ago for the clock of files."""
    return stamp is None or stamp[0] < time.time_ns() - _FRESH


def stamps_of(paths: Iterable[Path]) -> Iterator[tuple[Path, Stamp]]:
    """Yields the stamps of files and folders, and of all that is below folders. Raises OSError when one goes meanwhile.

    What is missing is yielded as well, with None.
    """
    for path in paths:
        yield path, stamp_of(path)
        if path.is_dir():
            yield from stamps_of(sorted(path.iterdir()))
