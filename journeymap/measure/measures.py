"""`NAME.measures.json`: what was measured of a journey, as it stands beside the journey's file.

The file is the same for the same answers, byte for byte, with a line for each source and each cell.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from journeymap.errors import UserError
from journeymap.insight.sources import measures_path
from journeymap.measure.answers.counted import Counted
from journeymap.measure.answers.periods import PERIODS
from journeymap.measure.cells import MeasuredCell, MeasureOptions
from journeymap.measure.nodes import MeasuresNode, WrongMeasuresError, check_figure, place_of

VERSION = 1
MOST_BYTES = 20_000_000
_LISTS = ("experience", "comments", "quotes")
"""The keys that stand only where there is something."""
_DIGITS = 9
_BLANKS = frozenset({"blank", "not-applicable"})
"""What is left out without a fault; its number would tell the size of a cell that is held back."""


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


class MeasuredExperience(NamedTuple):
    """What stays in memory of the whole journey, from -2 to 2: a figure as a `MeasuredCell` is.

    `measure` is `peak-end`. It is `of` the `respondents`, each by their own answers, or else of the `curve`: of the
    means at the touchpoints, which has no interval, and whose n is that of the touchpoint with the fewest answers.
    """

    measure: str
    of: str
    source: str
    segment: Mapping[str, str]
    period: str
    n: int
    respondents: int | None
    n_effective: float
    value: float
    low: float | None
    high: float | None
    mean: float | None
    mean_low: float | None
    mean_high: float | None
    method: str
    confidence: float


class MeasuredComments(NamedTuple):
    """How many comments there are on a touchpoint, in a segment and a period as in a cell, and how many have a signal.

    `signals` are by id; one that is not there has no comment, or so few that they are not told.
    """

    touchpoint: str
    source: str
    segment: Mapping[str, str]
    period: str
    n: int
    signals: Mapping[str, int]


class MeasuredQuote(NamedTuple):
    """A comment on a touchpoint, masked. `date` is the day, `score` the answer beside it on its `scale`, if any."""

    touchpoint: str
    source: str
    segment: Mapping[str, str]
    period: str
    date: str | None
    score: float | None
    scale: tuple[float, float] | None
    signals: tuple[str, ...]
    text: str


class Measures(NamedTuple):
    """All that is in the file: how it was counted, the sources, and the cells in the order of their names.

    `experience` is of the journey as a whole, `comments` and `quotes` are what customers wrote.
    """

    options: MeasureOptions
    sources: tuple[MeasuredSource, ...]
    cells: tuple[MeasuredCell, ...]
    experience: tuple[MeasuredExperience, ...] = ()
    comments: tuple[MeasuredComments, ...] = ()
    quotes: tuple[MeasuredQuote, ...] = ()


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
        if each.touchpoint
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
    lists = {name: [_entry(each) for each in getattr(measures, name)] for name in _LISTS}
    others = "".join(f',\n"{name}": [{_lines(items)}]' for name, items in lists.items() if items)
    return (
        f'{{"schema": {VERSION},\n"options": {_json(said)},\n'
        f'"sources": [{_lines(sources)}],\n"cells": [{_lines([*map(_entry, measures.cells)])}]{others}}}\n'
    ).encode()


def _entry(each: MeasuredCell | MeasuredExperience | MeasuredComments | MeasuredQuote) -> dict[str, Any]:
    return {**each._asdict(), "segment": dict(sorted(each.segment.items()))}


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
        return _measures(MeasuresNode(found))
    except WrongMeasuresError as error:
        line, column = place_of(data, name, error.path)
        raise UserError(f"{name}:{line}:{column}: {error}", hint=_ANEW) from None


_ANEW = "`journeymap measure` writes it anew; nobody needs to edit it"


def _measures(node: MeasuresNode) -> Measures:
    version = node.at("schema")
    if version.count() != VERSION:
        version.wrong(f"{VERSION}, the version that is known here")
    sources = node.at("sources").all(_source)
    scales = {(source.id, each.touchpoint, each.metric): each.scale for source in sources for each in source.questions}

    def of_cell(node: MeasuresNode) -> MeasuredCell:
        cell = MeasuredCell(node.at("touchpoint").text(), node.at("metric").text(), *_figure(node))
        check_figure(node, cell.metric)
        ends = scales.get((cell.source, cell.touchpoint, cell.metric))
        if ends and cell.mean is not None and not ends[0] <= cell.mean <= ends[1]:
            node.at("mean").wrong(f"on the scale from {ends[0]:g} to {ends[1]:g}")
        return cell

    experience, comments, quotes = (node.get(name) for name in _LISTS)
    return Measures(
        _options(node.at("options")), sources, node.at("cells").all(of_cell),
        experience.all(_experience) if experience else (), comments.all(_comments) if comments else (),
        quotes.all(_quote) if quotes else (),
    )  # fmt: skip


def _options(node: MeasuresNode) -> MeasureOptions:
    period = node.at("period")
    if period.value not in PERIODS:
        period.wrong(f"one of {', '.join(PERIODS)}")
    by = tuple(tuple(cut.split("*")) for cut in node.at("by").all(MeasuresNode.text))
    return MeasureOptions(
        period.value, by, node.at("confidence").confidence(), node.at("min_n").count(), node.at("hold_back").count()
    )  # fmt: skip


def _source(node: MeasuresNode) -> MeasuredSource:
    left_out = node.at("left_out").mapped(MeasuresNode.count)
    rows, kept, held_back = (node.at(name).count() for name in ("rows", "kept", "held_back"))
    return MeasuredSource(
        node.at("id").text(), node.at("files").all(MeasuresNode.text), node.at("fingerprint").text(), rows, kept,
        left_out, held_back, node.at("repeats").maybe(MeasuresNode.text),
        node.at("invited").maybe(MeasuresNode.count), node.at("questions").all(_question),
    )  # fmt: skip


def _question(node: MeasuresNode) -> MeasuredQuestion:
    ends = node.at("scale").maybe(_scale)
    return MeasuredQuestion(node.at("touchpoint").text(), node.at("metric").text(), ends, node.at("better").text())


def _scale(node: MeasuresNode) -> tuple[float, float]:
    ends = node.all(MeasuresNode.number)
    if len(ends) != 2 or ends[0] >= ends[1]:
        node.wrong("a lowest and a highest score")
    return ends[0], ends[1]


def _experience(node: MeasuresNode) -> MeasuredExperience:
    return MeasuredExperience(
        node.at("measure").one_of("peak-end"), node.at("of").one_of("respondents", "curve"), *_figure(node)
    )


def _figure(node: MeasuresNode) -> tuple[Any, ...]:
    """The fields that cells and the experience share, from the source on."""
    ends = {name: node.at(name).maybe(MeasuresNode.number) for name in ("low", "high", "mean", "mean_low", "mean_high")}
    return (
        node.at("source").text(), node.at("segment").mapped(MeasuresNode.text), node.at("period").text(),
        node.at("n").count(), node.at("respondents").maybe(MeasuresNode.count), node.at("n_effective").number(),
        node.at("value").number(), *ends.values(), node.at("method").text(), node.at("confidence").confidence(),
    )  # fmt: skip


def _comments(node: MeasuresNode) -> MeasuredComments:
    return MeasuredComments(
        node.at("touchpoint").text(), node.at("source").text(), node.at("segment").mapped(MeasuresNode.text),
        node.at("period").text(), node.at("n").count(), node.at("signals").mapped(MeasuresNode.count),
    )  # fmt: skip


def _quote(node: MeasuresNode) -> MeasuredQuote:
    return MeasuredQuote(
        node.at("touchpoint").text(), node.at("source").text(), node.at("segment").mapped(MeasuresNode.text),
        node.at("period").text(), node.at("date").maybe(MeasuresNode.day), node.at("score").maybe(MeasuresNode.number),
        node.at("scale").maybe(_scale), node.at("signals").all(MeasuresNode.text), node.at("text").text(),
    )  # fmt: skip
