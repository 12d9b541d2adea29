"""Finds the files that come with journeymap: `templates/` and `samples/`."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


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
