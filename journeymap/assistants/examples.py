"""Journeys to learn from: the samples, and the starters of `journeymap new`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from journeymap.errors import UserError
from journeymap.io import resources
from journeymap.io.discovery import SUFFIX
from journeymap.pipeline.starters import new_journey
from journeymap.source import Mapping, Scalar, load
from journeymap.spelling import did_you_mean


@dataclass(frozen=True, slots=True)
class NamedExample:
    """A journey to learn from: its name, its kind, language and title, and its number of lines."""

    name: str
    kind: Literal["sample", "starter"]
    language: str
    title: str
    lines: int


def examples(today: dt.date) -> list[NamedExample]:
    """Returns the starters, which are short, and the samples. The dates of starters follow from the day."""
    found = [_named(name, "starter", example(name, today)) for name in _starters()]
    return found + [_named(name, "sample", example(name, today)) for name in _samples()]


def example(name: str, today: dt.date) -> str:
    """Returns the YAML of an example. Raises UserError when there is none of this name."""
    if name in _samples():
        return _samples()[name].read_text("utf-8")
    if name in _starters():
        starter, _, language = name.rpartition(".")
        return new_journey(starter, starter, language, today)[1]
    known = [*_starters(), *_samples()]
    raise UserError(f"there is no example `{name}`", hint=did_you_mean(name, known) or f"there are {', '.join(known)}")


def _samples() -> dict[str, Path]:
    return {path.name.removesuffix(SUFFIX): path for path in sorted(resources.samples().glob(f"*{SUFFIX}"))}


def _starters() -> list[str]:
    return sorted(path.stem for path in (resources.templates() / "starters").glob("*.yaml"))


def _named(name: str, kind: Literal["sample", "starter"], text: str) -> NamedExample:
    tree = load(text.encode(), name).tree
    said = tree.entries if isinstance(tree, Mapping) else {}
    language, title = (
        value.text if isinstance(value := said.get(key), Scalar) else "" for key in ("language", "title")
    )
    return NamedExample(name, kind, language or "en", title, text.count("\n"))
