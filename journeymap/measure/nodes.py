"""The values of a file of measures as they are read: each knows where it stands, and says what is wrong with it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from journeymap.source import load
from journeymap.source.tree import Mapping as MappingNode
from journeymap.source.tree import Sequence as SequenceNode

T = TypeVar("T")
CONFIDENCES = (90, 95, 99)
"""The confidences that intervals may have, in percent."""
_PERCENT = (0.0, 100.0)
_ENDS = {
    "csat": _PERCENT, "importance": (0.0, 10.0), "opportunity": (0.0, 20.0), "nps": (-100.0, 100.0),
    "tgw": (0.0, math.inf),
}  # fmt: skip
"""What the figures of a metric may be at least and at most."""
_SHARES = frozenset({"wilson"})
"""The methods of which a metric of one's own is in percent."""


class WrongMeasuresError(Exception):
    """A value of the file is not what it must be; `path` are the keys and indexes that lead to it."""

    def __init__(self, message: str, path: tuple[str | int, ...]) -> None:
        super().__init__(message)
        self.path = path


class MeasuresNode:
    """A value of the file with the keys and indexes that lead to it; its methods raise WrongMeasuresError."""

    def __init__(self, value: Any, path: tuple[str | int, ...] = ()) -> None:
        self.value = value
        self.path = path

    def wrong(self, expected: str) -> NoReturn:
        """Raises WrongMeasuresError that says what was expected."""
        what = f"`{self.path[-1]}`" if self.path and isinstance(self.path[-1], str) else "this"
        raise WrongMeasuresError(f"{what} is not {expected}", self.path)

    def at(self, key: str) -> MeasuresNode:
        """Returns the value of a key of a mapping."""
        if not isinstance(self.value, dict):
            self.wrong("a mapping")
        if key not in self.value:
            raise WrongMeasuresError(f"`{key}` is missing", self.path)
        return MeasuresNode(self.value[key], (*self.path, key))

    def get(self, key: str) -> MeasuresNode | None:
        """Returns the value of a key of a mapping, None where it is not there."""
        return self.at(key) if isinstance(self.value, dict) and key in self.value else None

    def one_of(self, *words: str) -> str:
        """Returns the word that it is, of those that it may be."""
        if self.value not in words:
            self.wrong(" or ".join(words))
        return str(self.value)

    def day(self) -> str:
        """Returns the day that it is: `2026-11-27`."""
        try:
            is_day = isinstance(self.value, str) and dt.date.fromisoformat(self.value).isoformat() == self.value
        except ValueError:
            is_day = False
        return str(self.value) if is_day else self.wrong("a day as 2026-11-27")

    def text(self) -> str:
        """Returns the text that it is."""
        return self.value if isinstance(self.value, str) else self.wrong("a text")

    def count(self) -> int:
        """Returns the whole number from 0 that it is."""
        is_count = isinstance(self.value, int) and not isinstance(self.value, bool) and 0 <= self.value < 1 << 53
        return int(self.value) if is_count else self.wrong("a whole number from 0")

    def number(self) -> float:
        """Returns the number that it is."""
        is_number = isinstance(self.value, (int, float)) and not isinstance(self.value, bool)
        if not is_number or not math.isfinite(self.value) or abs(self.value) > 1e15:
            self.wrong("a number")
        return float(self.value)

    def confidence(self) -> float:
        """Returns the confidence of intervals that it is, in percent."""
        return self.number() if self.value in CONFIDENCES else self.wrong("90, 95 or 99")

    def maybe(self, read: Callable[[MeasuresNode], T]) -> T | None:
        """Returns what `read` makes of it, None for null."""
        return None if self.value is None else read(self)

    def all(self, read: Callable[[MeasuresNode], T]) -> tuple[T, ...]:
        """Returns what `read` makes of each item of a list."""
        if not isinstance(self.value, list):
            self.wrong("a list")
        return tuple(read(MeasuresNode(each, (*self.path, index))) for index, each in enumerate(self.value))

    def mapped(self, read: Callable[[MeasuresNode], T]) -> dict[str, T]:
        """Returns what `read` makes of each value of a mapping, by key."""
        if not isinstance(self.value, dict):
            self.wrong("a mapping")
        return {key: read(MeasuresNode(each, (*self.path, key))) for key, each in self.value.items()}


def check_figure(node: MeasuresNode, metric: str) -> None:
    """Raises WrongMeasuresError for a figure that the metric cannot have, or that is outside of its own interval."""
    own = _PERCENT if node.value.get("method") in _SHARES else (-math.inf, math.inf)
    _check_interval(node, *_ENDS.get(metric, own))
    _check_order(node, "mean", "mean_low", "mean_high")


def check_feeling(node: MeasuresNode) -> None:
    """Raises WrongMeasuresError for a feeling that is not from -2 to 2, or outside of its own interval."""
    _check_interval(node, -2, 2)
    _check_order(node, "mean", "mean_low", "mean_high")


def check_share(node: MeasuresNode) -> None:
    """Raises WrongMeasuresError for a share in percent that is none, or more of them than there are."""
    _check_interval(node, 0, 100)
    if node.at("counted").count() > node.at("n").count():
        node.at("counted").wrong("at most `n`")


def check_time(node: MeasuresNode) -> None:
    """Raises WrongMeasuresError for a time below zero, or one that is outside of its own interval."""
    _check_interval(node, 0, math.inf)


def _check_interval(node: MeasuresNode, least: float, most: float) -> None:
    for name in ("value", "low", "high"):
        found = node.at(name).maybe(MeasuresNode.number)
        if found is not None and not least <= found <= most:
            node.at(name).wrong(f"from {least:g} to {most:g}" if most < math.inf else f"{least:g} or more")
    _check_order(node, "value", "low", "high")


def _check_order(node: MeasuresNode, middle: str, low: str, high: str) -> None:
    found = [node.value[name] for name in (low, middle, high) if node.value[name] is not None]
    if found != sorted(found):
        node.at(middle).wrong(f"between `{low}` and `{high}`")


def place_of(data: bytes, name: str, path: tuple[str | int, ...]) -> tuple[int, int]:
    """Returns the line and column of a value, from reading the file as the YAML that JSON is."""
    loaded = load(data, name)
    node = loaded.tree
    for step in path:
        if isinstance(node, MappingNode):
            node = node.entries.get(str(step))
        elif isinstance(node, SequenceNode) and isinstance(step, int):
            node = node.items[step]
    return loaded.source.place(node.span.start) if node is not None else (1, 1)
