"""`NAME.measures.json`: what was measured of a journey, as it stands beside the journey's file.

The file is the same for the same answers, byte for byte, with a line for each source and each cell.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeVar

from journeymap.errors import UserError
from journeymap.insight.sources import measures_path
from journeymap.measure.answers.counted import Counted
from journeymap.measure.answers.periods import PERIODS
from journeymap.measure.cells import MeasuredCell, MeasureOptions
from journeymap.source import load
from journeymap.source.tree import Mapping as MappingNode
from journeymap.source.tree import Sequence as SequenceNode

VERSION = 1
MOST_BYTES = 20_000_000
CONFIDENCES = (90, 95, 99)
_DIGITS = 9
_BLANKS = frozenset({"blank", "not-applicable"})
"""What is left out without a fault; its number would tell the size of a cell that is held back."""
T = TypeVar("T")


class MeasuredQuestion(NamedTuple):
    """What was asked: the touchpoint and the metric, and the scale of the answers with its better end, if any."""

    touchpoint: str
    metric: str
    scale: tuple[float, float] | None
    better: str


class MeasuredSource(NamedTuple):
    """What a source came to: its files with their fingerprint, the rows read and kept, and those left out, by reason.

    `held_back` is the number of its cells that are not told. `repeats` is `latest`, `first`, `all`, or None where
    nobody looked for repeated answers. `invited` is how many customers were asked, if anyone says so.
    """

    id: str
    files: tuple[str, ...]
    fingerprint: str
    rows: int
    kept: int
    left_out: Mapping[str, int]
    held_back: int
    repeats: str | None
    invited: int | None
    questions: tuple[MeasuredQuestion, ...]


class Measures(NamedTuple):
    """All that is in the file: how it was counted, the sources, and the cells in the order of their names."""

    options: MeasureOptions
    sources: tuple[MeasuredSource, ...]
    cells: tuple[MeasuredCell, ...]


def path_of(journey: Path) -> Path:
    """Returns where the measures of a journey's file are: `shop.measures.json` for `shop.journey.yaml`."""
    return journey.with_name(measures_path(journey.name))


def measured_source(counted: Counted, repeats: str | None, held_back: int) -> MeasuredSource:
    """Returns what a source came to."""
    report = counted.report
    left_out: dict[str, int] = {}
    for reason, _, number, _ in report.left_out:
        if reason not in _BLANKS:
            left_out[reason] = left_out.get(reason, 0) + number
    questions = tuple(
        MeasuredQuestion(
            each.touchpoint, each.metric, each.scale.ends if each.scale else None,
            each.scale.better if each.scale else "lower",
        )
        for each in counted.questions
    )  # fmt: skip
    return MeasuredSource(
        counted.source, counted.files, counted.fingerprint, report.rows, report.kept, dict(sorted(left_out.items())),
        held_back, repeats, report.asked, tuple(sorted(questions, key=lambda each: (each.touchpoint, each.metric))),
    )  # fmt: skip


def written(measures: Measures) -> bytes:
    """Returns the bytes of the file. Numbers have nine digits that count."""
    options = measures.options
    by = ["*".join(cut) for cut in options.by]
    said = {**options._asdict(), "by": by}
    sources = [
        {**each._asdict(), "questions": [each._asdict() for each in each.questions]} for each in measures.sources
    ]
    cells = [{**each._asdict(), "segment": dict(sorted(each.segment.items()))} for each in measures.cells]
    return (
        f'{{"schema": {VERSION},\n"options": {_json(said)},\n'
        f'"sources": [{_lines(sources)}],\n"cells": [{_lines(cells)}]}}\n'
    ).encode()


def _lines(items: list[dict[str, Any]]) -> str:
    return "".join(f"\n{_json(item)}," for item in items).removesuffix(",") + ("\n" if items else "")


def _json(value: Any) -> str:
    return json.dumps(_short(value), ensure_ascii=False, allow_nan=False)


def _short(value: Any) -> Any:
    if isinstance(value, float):
        short = float(f"{value:.{_DIGITS}g}")
        return int(short) if short.is_integer() and abs(short) < 10**_DIGITS else short
    if isinstance(value, Mapping):
        return {key: _short(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_short(each) for each in value]
    return value


def read_measures(data: bytes, name: str) -> Measures:
    """Returns the measures in the bytes of a file, called `name` in messages.

    Raises UserError, with line and column, for what is no such file.
    """
    if len(data) > MOST_BYTES:
        raise UserError(f"{name}: more than {MOST_BYTES // 1_000_000} MB are no file of measures", hint=_ANEW)
    try:
        text = data.decode("utf-8-sig")
        found = json.loads(text, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        raise UserError(f"{name}:{error.lineno}:{error.colno}: this is no JSON", hint=_ANEW) from None
    except (ValueError, RecursionError):
        raise UserError(f"{name}: this is no JSON in UTF-8", hint=_ANEW) from None
    try:
        return _measures(_MeasuresNode(found))
    except _WrongMeasuresError as error:
        line, column = _place(data, name, error.path)
        raise UserError(f"{name}:{line}:{column}: {error}", hint=_ANEW) from None


_ANEW = "`journeymap measure` writes it anew; nobody needs to edit it"


class _WrongMeasuresError(Exception):
    """A value of the file is not what it must be; `path` are the keys and indexes that lead to it."""

    def __init__(self, message: str, path: tuple[str | int, ...]) -> None:
        super().__init__(message)
        self.path = path


class _MeasuresNode:
    """A value of the file with the keys and indexes that lead to it; its methods raise _WrongMeasuresError."""

    def __init__(self, value: Any, path: tuple[str | int, ...] = ()) -> None:
        self.value = value
        self.path = path

    def wrong(self, expected: str) -> NoReturn:
        what = f"`{self.path[-1]}`" if self.path and isinstance(self.path[-1], str) else "this"
        raise _WrongMeasuresError(f"{what} is not {expected}", self.path)

    def at(self, key: str) -> _MeasuresNode:
        if not isinstance(self.value, dict):
            self.wrong("a mapping")
        if key not in self.value:
            raise _WrongMeasuresError(f"`{key}` is missing", self.path)
        return _MeasuresNode(self.value[key], (*self.path, key))

    def text(self) -> str:
        return self.value if isinstance(self.value, str) else self.wrong("a text")

    def count(self) -> int:
        is_count = isinstance(self.value, int) and not isinstance(self.value, bool) and 0 <= self.value < 1 << 53
        return int(self.value) if is_count else self.wrong("a whole number from 0")

    def number(self) -> float:
        is_number = isinstance(self.value, (int, float)) and not isinstance(self.value, bool)
        if not is_number or not math.isfinite(self.value) or abs(self.value) > 1e15:
            self.wrong("a number")
        return float(self.value)

    def maybe(self, read: Callable[[_MeasuresNode], T]) -> T | None:
        return None if self.value is None else read(self)

    def all(self, read: Callable[[_MeasuresNode], T]) -> tuple[T, ...]:
        if not isinstance(self.value, list):
            self.wrong("a list")
        return tuple(read(_MeasuresNode(each, (*self.path, index))) for index, each in enumerate(self.value))

    def mapped(self, read: Callable[[_MeasuresNode], T]) -> dict[str, T]:
        if not isinstance(self.value, dict):
            self.wrong("a mapping")
        return {key: read(_MeasuresNode(each, (*self.path, key))) for key, each in self.value.items()}


def _measures(node: _MeasuresNode) -> Measures:
    version = node.at("schema")
    if version.count() != VERSION:
        version.wrong(f"{VERSION}, the version that is known here")
    sources = node.at("sources").all(_source)
    return Measures(_options(node.at("options")), sources, node.at("cells").all(_cell))


def _options(node: _MeasuresNode) -> MeasureOptions:
    period = node.at("period")
    if period.value not in PERIODS:
        period.wrong(f"one of {', '.join(PERIODS)}")
    confidence = node.at("confidence")
    if confidence.value not in CONFIDENCES:
        confidence.wrong("90, 95 or 99")
    by = tuple(tuple(cut.split("*")) for cut in node.at("by").all(_MeasuresNode.text))
    return MeasureOptions(
        period.value, by, confidence.number(), node.at("min_n").count(), node.at("hold_back").count()
    )  # fmt: skip


def _source(node: _MeasuresNode) -> MeasuredSource:
    left_out = node.at("left_out").mapped(_MeasuresNode.count)
    rows, kept, held_back = (node.at(name).count() for name in ("rows", "kept", "held_back"))
    return MeasuredSource(
        node.at("id").text(), node.at("files").all(_MeasuresNode.text), node.at("fingerprint").text(), rows, kept,
        left_out, held_back, node.at("repeats").maybe(_MeasuresNode.text),
        node.at("invited").maybe(_MeasuresNode.count), node.at("questions").all(_question),
    )  # fmt: skip


def _question(node: _MeasuresNode) -> MeasuredQuestion:
    scale = node.at("scale").maybe(lambda found: found.all(_MeasuresNode.number))
    ends = None
    if scale is not None:
        if len(scale) != 2 or scale[0] >= scale[1]:
            node.at("scale").wrong("a lowest and a highest score")
        ends = (scale[0], scale[1])
    return MeasuredQuestion(node.at("touchpoint").text(), node.at("metric").text(), ends, node.at("better").text())


def _cell(node: _MeasuresNode) -> MeasuredCell:
    ends = {
        name: node.at(name).maybe(_MeasuresNode.number) for name in ("low", "high", "mean", "mean_low", "mean_high")
    }
    return MeasuredCell(
        node.at("touchpoint").text(), node.at("metric").text(), node.at("source").text(),
        node.at("segment").mapped(_MeasuresNode.text), node.at("period").text(), node.at("n").count(),
        node.at("respondents").maybe(_MeasuresNode.count), node.at("n_effective").number(), node.at("value").number(),
        ends["low"], ends["high"], ends["mean"], ends["mean_low"], ends["mean_high"],
        node.at("method").text(), node.at("confidence").number(),
    )  # fmt: skip


def _place(data: bytes, name: str, path: tuple[str | int, ...]) -> tuple[int, int]:
    """The line and column of a value, from reading the file as the YAML that JSON is."""
    loaded = load(data, name)
    node = loaded.tree
    for step in path:
        if isinstance(node, MappingNode):
            node = node.entries.get(str(step))
        elif isinstance(node, SequenceNode) and isinstance(step, int):
            node = node.items[step]
    return loaded.source.place(node.span.start) if node is not None else (1, 1)
