"""`NAME.measures.json`: what was measured of a journey, as it stands beside the journey's file.

The file is the same for the same answers, byte for byte, with a line for each source and each cell.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from journeymap.errors import UserError
from journeymap.insight.sources import measures_path
from journeymap.measure.measured import (
    MeasuredCell,
    MeasuredComments,
    MeasuredExperience,
    MeasuredFunnelStep,
    MeasuredQuestion,
    MeasuredQuote,
    MeasuredSource,
    MeasuredTime,
    MeasuredTransition,
    MeasureOptions,
    Measures,
)
from journeymap.measure.nodes import (
    MeasuresNode,
    WrongMeasuresError,
    check_feeling,
    check_figure,
    check_share,
    check_time,
    place_of,
)
from journeymap.measure.period_days import PERIODS

if TYPE_CHECKING:
    from journeymap.measure.answers.counted import Counted
    from journeymap.measure.answers.problems import AnswerReport

T = TypeVar("T")
VERSION = 1
MOST_BYTES = 20_000_000
_LISTS = ("experience", "comments", "quotes", "transitions", "funnel", "times")
"""The keys that stand only where there is something."""
_OF_EVENTS = ("cases", "sessions")
"""The keys of a source that only sources of events have."""
_Record = (
    MeasuredCell | MeasuredExperience | MeasuredComments | MeasuredQuote | MeasuredTransition | MeasuredFunnelStep
    | MeasuredTime
)  # fmt: skip
_DIGITS = 9
_BLANKS = frozenset({"blank", "not-applicable"})
"""What is left out without a fault; its number would tell the size of a cell that is held back."""


def path_of(journey: Path) -> Path:
    """Returns where the measures of a journey's file are: `shop.measures.json` for `shop.journey.yaml`."""
    return journey.with_name(measures_path(journey.name))


def measured_source(counted: Counted, repeats: str | None, held_back: int) -> MeasuredSource:
    """Returns what a source of answers came to."""
    report = counted.report
    questions = tuple(
        MeasuredQuestion(
            each.touchpoint, each.metric, each.scale.ends if each.scale else None,
            each.scale.better if each.scale else "lower",
        )
        for each in counted.questions
        if each.touchpoint
    )  # fmt: skip
    return MeasuredSource(
        counted.source, counted.files, counted.fingerprint, report.rows, report.kept, left_out_of(report), held_back,
        repeats, report.asked, tuple(sorted(questions, key=lambda each: (each.touchpoint, each.metric))),
    )  # fmt: skip


def left_out_of(report: AnswerReport) -> dict[str, int]:
    """Returns how many rows and answers are left out, by reason, as far as the file tells it."""
    found: dict[str, int] = {}
    for reason, _, number, _ in report.left_out:
        if reason not in _BLANKS:
            found[reason] = found.get(reason, 0) + number
    return dict(sorted(found.items()))


def written(measures: Measures) -> bytes:
    """Returns the bytes of the file. Numbers have nine digits that count."""
    options = measures.options
    by = ["*".join(cut) for cut in options.by]
    said = {**options._asdict(), "by": by}
    sources = [_source_entry(each) for each in measures.sources]
    lists = {name: [_entry(each) for each in getattr(measures, name)] for name in _LISTS}
    others = "".join(f',\n"{name}": [{_lines(items)}]' for name, items in lists.items() if items)
    return (
        f'{{"schema": {VERSION},\n"options": {_json(said)},\n'
        f'"sources": [{_lines(sources)}],\n"cells": [{_lines([*map(_entry, measures.cells)])}]{others}}}\n'
    ).encode()


def _source_entry(source: MeasuredSource) -> dict[str, Any]:
    found = {**source._asdict(), "questions": [each._asdict() for each in source.questions]}
    return {key: value for key, value in found.items() if value is not None or key not in _OF_EVENTS}


def _entry(each: _Record) -> dict[str, Any]:
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

    def listed(name: str, read: Callable[[MeasuresNode], T]) -> tuple[T, ...]:
        found = node.get(name)
        return found.all(read) if found else ()

    return Measures(
        _options(node.at("options")), sources, node.at("cells").all(of_cell), listed("experience", _experience),
        listed("comments", _comments), listed("quotes", _quote), listed("transitions", _transition),
        listed("funnel", _funnel_step), listed("times", _time),
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
        *(found.count() if (found := node.get(name)) else None for name in _OF_EVENTS),
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
    check_feeling(node)
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


def _transition(node: MeasuresNode) -> MeasuredTransition:
    return MeasuredTransition(node.at("touchpoint").text(), node.at("to").text(), *_share(node))


def _funnel_step(node: MeasuresNode) -> MeasuredFunnelStep:
    return MeasuredFunnelStep(node.at("touchpoint").text(), node.at("order").one_of("journey", "any"), *_share(node))


def _share(node: MeasuresNode) -> tuple[Any, ...]:
    """The fields that all shares of visits and sessions have, from the source on."""
    check_share(node)
    ends = (node.at(name).maybe(MeasuresNode.number) for name in ("low", "high"))
    return (
        node.at("source").text(), node.at("segment").mapped(MeasuresNode.text), node.at("period").text(),
        node.at("n").count(), node.at("counted").count(), node.at("cases").count(), node.at("n_effective").number(),
        node.at("value").number(), *ends, node.at("method").text(), node.at("confidence").confidence(),
    )  # fmt: skip


def _time(node: MeasuresNode) -> MeasuredTime:
    check_time(node)
    return MeasuredTime(
        node.at("touchpoint").text(), node.at("to").text(), node.at("between").one_of("first", "next"),
        node.at("source").text(), node.at("segment").mapped(MeasuresNode.text), node.at("period").text(),
        node.at("n").count(), node.at("cases").count(), node.at("value").number(),
        node.at("low").maybe(MeasuresNode.number), node.at("high").maybe(MeasuresNode.number),
        node.at("method").text(), node.at("confidence").confidence(),
    )  # fmt: skip
